// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;

/** What stands against an order of OS-initiated mode, see {@link OsInitiated}. */
record Against(Others others, Sleepers sleepers, Outside outside) {
  static final Against NOTHING = new Against(Others.NONE_AWAKE, Sleepers.DEEP_ENOUGH, Outside.NONE);

  /** The other cores up to the level of the claim, as far as they are awake. */
  enum Others {
    NONE_AWAKE,
    /** One is being started, and none runs. */
    STARTING,
    /** One runs, but not below a node for which a state is ordered. */
    RUNNING_BELOW_CLAIM,
    /** One runs below a node for which a state is ordered. */
    RUNNING_BELOW_STATE
  }

  /** What is asleep below the nodes for which a state is ordered. */
  enum Sleepers {
    DEEP_ENOUGH,
    /** Something sleeps, but less deeply than the node above it is to. */
    SHALLOWER,
    /** A node is in Run although nothing below it is awake: nothing else was ordered for it. */
    NODE_IN_RUN
  }

  /** The cores up to the claim that have stopped in a way that orders do not cover (OSI-11). */
  enum Outside {
    NONE,
    SOME
  }

  /** What stands against a request of this core, up to the level of its claim. */
  static Against of(Platform platform, State before, int caller, PowerState request) {
    int highest = Math.min(OsInitiated.claim(request), platform.powerTree().highestLevel());
    Against all = NOTHING;
    for (int level = 1; level <= highest; level++) {
      all = all.and(ofCores(platform, before, caller, level, level <= request.level()));
      all = all.and(ofSleepers(platform, before, caller, level, request.at(level)));
    }
    return all;
  }

  private Against and(Against other) {
    return new Against(
        graver(others, other.others),
        graver(sleepers, other.sleepers),
        graver(outside, other.outside));
  }

  private static <E extends Enum<E>> E graver(E one, E other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Against ofCores(
      Platform platform, State before, int caller, int level, boolean hasState) {
    Against all = NOTHING;
    long members = platform.powerTree().members(caller, level) & ~(1L << caller);
    for (long rest = members; rest != 0; rest &= rest - 1) {
      all = all.and(of(before.core(Long.numberOfTrailingZeros(rest)), hasState));
    }
    return all;
  }

  private static Against of(CoreState core, boolean hasState) {
    if (core.isPending()) {
      return new Against(Others.STARTING, Sleepers.DEEP_ENOUGH, Outside.NONE);
    }
    if (core.isRunning()) {
      Others running = hasState ? Others.RUNNING_BELOW_STATE : Others.RUNNING_BELOW_CLAIM;
      return new Against(running, Sleepers.DEEP_ENOUGH, Outside.NONE);
    }
    return core.isOutsideOrders()
        ? new Against(Others.NONE_AWAKE, Sleepers.DEEP_ENOUGH, Outside.SOME)
        : NOTHING;
  }

  /** What sleeps right below the node at a level, apart from what the caller is below. */
  private static Against ofSleepers(
      Platform platform, State before, int caller, int level, LocalState ordered) {
    PowerTree tree = platform.powerTree();
    Sleepers all = Sleepers.DEEP_ENOUGH;
    long members = tree.members(caller, level) & ~tree.members(caller, level - 1);
    for (long rest = members; rest != 0; rest &= rest - 1) {
      int core = Long.numberOfTrailingZeros(rest);
      LocalState child = Coordination.bound(platform, before, core, level - 1);
      boolean sleeps = !anyAwake(before, tree.members(core, level - 1)); // else that is the reason
      if (sleeps && ordered.isDeeperThan(child) && !before.core(core).isOutsideOrders()) {
        all = graver(all, child == LocalState.RUN ? Sleepers.NODE_IN_RUN : Sleepers.SHALLOWER);
      }
    }
    return new Against(Others.NONE_AWAKE, all, Outside.NONE);
  }

  private static boolean anyAwake(State state, long members) {
    for (long rest = members; rest != 0; rest &= rest - 1) {
      CoreState core = state.core(Long.numberOfTrailingZeros(rest));
      if (core.isRunning() || core.isPending()) {
        return true;
      }
    }
    return false;
  }
}
