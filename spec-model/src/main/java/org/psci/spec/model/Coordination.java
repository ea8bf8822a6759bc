// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.List;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * What becomes of the nodes above the cores (4.2). Under platform coordination a node goes as deep
 * as all cores below it allow, at most; so the votes of the cores say everything. In OS-initiated
 * mode a node is what the last request that claimed it ordered, until a core below it runs again.
 */
final class Coordination {
  private Coordination() {}

  /**
   * How deep the node above a core at a level may be; the core itself at level 0 (COORD-02,
   * COORD-03, COORD-08). It may always be shallower.
   */
  static LocalState bound(Platform platform, State state, int core, int level) {
    if (level > 0 && state.mode() == SuspendMode.OS_INITIATED) {
      return state.node(platform.powerTree().node(core, level));
    }
    LocalState deepest = LocalState.POWER_DOWN;
    for (long rest = platform.powerTree().members(core, level); rest != 0; rest &= rest - 1) {
      LocalState vote = state.core(Long.numberOfTrailingZeros(rest)).state(level);
      deepest = deepest.butNoDeeperThan(vote);
    }
    return deepest;
  }

  /** A core goes on, or is about to: everything above it runs (COORD-05, TOPO-03). */
  static State woken(Platform platform, State state, int core) {
    if (state.mode() == SuspendMode.PLATFORM_COORDINATED) {
      return state;
    }
    State next = state;
    for (int level = 1; level <= platform.powerTree().highestLevel(); level++) {
      next = next.withNode(platform.powerTree().node(core, level), LocalState.RUN);
    }
    return next;
  }

  /** An order of OS-initiated mode has been accepted: nodes up to the claimed level obey. */
  static State ordered(Platform platform, State state, int core, PowerState request, int claim) {
    State next = state;
    for (int level = 1; level <= Math.min(claim, platform.powerTree().highestLevel()); level++) {
      next = next.withNode(platform.powerTree().node(core, level), request.at(level));
    }
    return next;
  }

  /**
   * A core has gone without an order to the nodes above it. In OS-initiated mode too a node may
   * follow when all its cores have, and not when others are merely suspended (CPU_OFF-07,
   * CPU_OFF-09). How deep a frozen core goes, or one in CPU_DEFAULT_SUSPEND or SYSTEM_SUSPEND, and
   * what goes along, is the implementation's choice (FRZ-04, DSUSP-01, SSUSP-08).
   */
  static State gone(Platform platform, State state, int core) {
    if (state.mode() == SuspendMode.PLATFORM_COORDINATED) {
      return state;
    }
    PowerTree tree = platform.powerTree();
    State next = state;
    for (int level = 1; level <= tree.highestLevel(); level++) {
      if (areGone(state, tree.members(core, level))) {
        next = next.withNode(tree.node(core, level), LocalState.POWER_DOWN);
      }
    }
    return next;
  }

  /** OS-initiated mode begins: nodes from which all cores have gone may be down. */
  static State osInitiated(Platform platform, State state) {
    PowerTree tree = platform.powerTree();
    State next = state.with(SuspendMode.OS_INITIATED).withNodesRunning();
    int node = 0;
    for (List<Long> nodes : tree.levels()) {
      for (long members : nodes) {
        if (areGone(state, members)) {
          next = next.withNode(node, LocalState.POWER_DOWN);
        }
        node++;
      }
    }
    return next;
  }

  private static boolean isGone(CoreState core) {
    return core.isOff()
        || core.isFrozen()
        || core.isInDefaultSuspend()
        || core.equals(CoreState.IN_SYSTEM_SUSPEND);
  }

  private static boolean areGone(State state, long members) {
    for (long rest = members; rest != 0; rest &= rest - 1) {
      if (!isGone(state.core(Long.numberOfTrailingZeros(rest)))) {
        return false;
      }
    }
    return true;
  }
}
