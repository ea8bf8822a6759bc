// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * What becomes of the nodes above the cores (4.2). Under platform coordination a node goes as deep
 * as all cores below it allow, at most; so the votes of the cores say everything. In OS-initiated
 * mode a node is what the last request that claimed it ordered, until a core below it runs again.
 */
public final class Coordination {
  private Coordination() {}

  /** The cores that take part in programs, as bits. */
  private static final long TAKING_PART = (1L << State.CORES) - 1;

  /**
   * How deep the node above a core at a level may be; the core itself at level 0 (COORD-02,
   * COORD-03, COORD-08). It may always be shallower.
   */
  public static LocalState bound(Platform platform, State state, int core, int level) {
    PowerTree tree = platform.powerTree();
    long members = tree.members(core, level);
    if (level > 0 && state.mode() == SuspendMode.OS_INITIATED && (members & TAKING_PART) != 0) {
      return state.node(place(tree, core, level));
    }
    LocalState deepest = LocalState.POWER_DOWN;
    for (long rest = members & TAKING_PART; rest != 0; rest &= rest - 1) {
      LocalState vote = state.core(Long.numberOfTrailingZeros(rest)).state(level);
      deepest = deepest.butNoDeeperThan(vote);
    }
    return deepest;
  }

  /**
   * Where a state keeps what was ordered for a node: they are counted through all levels from the
   * lowest, but for those above no core that takes part.
   */
  private static int place(PowerTree tree, int core, int level) {
    int place = 0;
    for (int below = 1; below <= level; below++) {
      for (long members : tree.levels().get(below - 1)) {
        if (below == level && (members >>> core & 1) == 1) {
          return place;
        }
        place += (members & TAKING_PART) == 0 ? 0 : 1;
      }
    }
    throw new IllegalArgumentException("core " + core + " has no node at level " + level);
  }

  private static State with(Platform platform, State state, int core, int level, LocalState to) {
    PowerTree tree = platform.powerTree();
    return tree.members(core, level) == 0 ? state : state.withNode(place(tree, core, level), to);
  }

  /** A core goes on, or is about to: everything above it runs (COORD-05, TOPO-03). */
  public static State woken(Platform platform, State state, int core) {
    if (state.mode() == SuspendMode.PLATFORM_COORDINATED) {
      return state;
    }
    State next = state;
    for (int level = 1; level <= platform.powerTree().highestLevel(); level++) {
      next = with(platform, next, core, level, LocalState.RUN);
    }
    return next;
  }

  /**
   * An order of OS-initiated mode has been accepted: nodes up to the claimed level obey. What is
   * above them and beyond orders may follow no deeper than that.
   */
  public static State ordered(
      Platform platform, State state, int core, PowerState request, int claim) {
    State next = state;
    for (int level = 1; level <= Math.min(claim, platform.powerTree().highestLevel()); level++) {
      next = with(platform, next, core, level, request.at(level));
    }
    return goneAbove(platform, next, core, claim);
  }

  /**
   * A core has gone without an order to the nodes above it. In OS-initiated mode too a node may
   * follow then if {@link #areBeyondOrders}: as deep as what is below it allows.
   */
  public static State gone(Platform platform, State state, int core) {
    return goneAbove(platform, state, core, 0);
  }

  private static State goneAbove(Platform platform, State state, int core, int lowest) {
    if (state.mode() == SuspendMode.PLATFORM_COORDINATED) {
      return state;
    }
    State next = state;
    for (int level = lowest + 1; level <= platform.powerTree().highestLevel(); level++) {
      long members = platform.powerTree().members(core, level) & TAKING_PART;
      if (areBeyondOrders(state, members)) {
        LocalState deepest = LocalState.POWER_DOWN;
        for (long rest = members; rest != 0; rest &= rest - 1) {
          int below = Long.numberOfTrailingZeros(rest);
          deepest = deepest.butNoDeeperThan(bound(platform, next, below, level - 1));
        }
        next = with(platform, next, core, level, deepest);
      }
    }
    return next;
  }

  /**
   * Whether no order counts for these cores: all of them are OFF, which among callers of CPU_OFF
   * takes their node down in either mode (CPU_OFF-07), or none of them runs and at least one has
   * left in a way that orders do not cover, so that nobody says what becomes of the node (OSI-11,
   * FRZ-04, DSUSP-01, SSUSP-08). Where others are merely suspended, the last one that goes OFF does
   * not take the node along (CPU_OFF-09).
   */
  private static boolean areBeyondOrders(State state, long members) {
    boolean allOff = true;
    boolean anyOutside = false;
    for (long rest = members; rest != 0; rest &= rest - 1) {
      CoreState core = state.core(Long.numberOfTrailingZeros(rest));
      if (core.isRunning() || core.isPending()) {
        return false;
      }
      allOff &= core.isOff();
      anyOutside |= core.isOutsideOrders();
    }
    return allOff || anyOutside;
  }

  /** OS-initiated mode begins: nodes above cores that do not run may be down already. */
  public static State osInitiated(Platform platform, State state) {
    State next = state.with(SuspendMode.OS_INITIATED).withNodesRunning();
    for (int core = 0; core < State.cores(platform.topology()); core++) {
      next = gone(platform, next, core);
    }
    return next;
  }
}
