// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;

/** What must hold of the nodes above the cores. */
final class PowerTreeInvariants {
  /** The reading by which a core that is being started may be left out of account. */
  private static final String PENDING_IS_NOT_RUNNING = "AMB-22 B";

  private final PowerTree tree;

  private final int nodes;

  /** By core, the nodes above it from level 1 on. */
  private final int[][] above;

  /** By core, the cores below the nodes above it from level 0 on, as bits. */
  private final long[][] members;

  PowerTreeInvariants(Platform platform) {
    tree = platform.powerTree();
    nodes = tree.nodes();
    above = new int[State.cores(platform.topology())][tree.highestLevel()];
    members = new long[above.length][tree.highestLevel()];
    for (int core = 0; core < above.length; core++) {
      for (int level = 1; level <= tree.highestLevel(); level++) {
        above[core][level - 1] = tree.node(core, level);
        members[core][level - 1] = tree.members(core, level - 1);
      }
    }
  }

  List<Invariant> all() {
    return List.of(
        Invariant.ofStates(
            "no-parent-deeper",
            "No node is deeper than anything below it, but for what is being started.",
            "COORD-04 COORD-02",
            this::noParentIsDeeper),
        Invariant.ofStates(
            "above-running-all-runs",
            "Everything above a core that runs is in Run.",
            "COORD-05 TOPO-03",
            state -> allRuns(state, core -> !core.isPending())),
        Invariant.ofChanges(
            "above-starting-all-runs",
            "Everything above a core that is being started stays in Run, but for an order that leaves"
                + " such cores out of account (AMB-22 B).",
            "COORD-05 TOPO-05",
            (before, action, result, after, reading) ->
                !allRuns(before, CoreState::isPending)
                    || allRuns(after, CoreState::isPending)
                    || Invariants.follows(reading, PENDING_IS_NOT_RUNNING)),
        Invariant.ofStates(
            "no-orders-under-platform-coordination",
            "Under platform coordination no node is under orders.",
            "COORD-01 COORD-02",
            state -> state.mode() == SuspendMode.OS_INITIATED || noOrders(state)),
        Invariant.ofChanges(
            "other-nodes-are-left-alone",
            "A step changes only nodes above the core that takes it or that it starts, unless it"
                + " changes the mode.",
            "SUSP-02 TOPO-04 OSI-07",
            (before, action, result, after, reading) -> leavesOthersAlone(before, action, after)));
  }

  /** Whom a check is about. */
  private interface Which {
    boolean is(CoreState core);
  }

  /** What a core that is being started does to its nodes is above-starting-all-runs. */
  private boolean noParentIsDeeper(State state) {
    boolean ordered = state.mode() == SuspendMode.OS_INITIATED;
    for (int core = 0; core < above.length; core++) {
      CoreState asked = state.core(core);
      LocalState below = asked.state(0);
      for (int level = 1; level <= above[core].length; level++) {
        LocalState node = ordered ? state.node(above[core][level - 1]) : asked.state(level);
        if (node.isDeeperThan(below) && !anyPending(state, members[core][level - 1])) {
          return false;
        }
        below = node;
      }
    }
    return true;
  }

  private static boolean anyPending(State state, long members) {
    for (long rest = members; rest != 0; rest &= rest - 1) {
      if (state.core(Long.numberOfTrailingZeros(rest)).isPending()) {
        return true;
      }
    }
    return false;
  }

  private boolean allRuns(State state, Which which) {
    if (state.mode() == SuspendMode.PLATFORM_COORDINATED) {
      return true; // a core that votes for Run is enough
    }
    for (int core = 0; core < above.length; core++) {
      CoreState below = state.core(core);
      boolean needs = below.isPending() || (below.isOn() && !below.isSuspended());
      if (needs && which.is(below)) {
        for (int node : above[core]) {
          if (state.node(node) != LocalState.RUN) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean noOrders(State state) {
    for (int node = 0; node < nodes; node++) {
      if (state.node(node) != LocalState.RUN) {
        return false;
      }
    }
    return true;
  }

  private boolean leavesOthersAlone(State before, Action action, State after) {
    if (action.isCallOf(PsciFunction.PSCI_SET_SUSPEND_MODE)) {
      return true;
    }
    long concerned = 1L << action.core();
    if (action.target() >= 0) {
      concerned |= 1L << action.target();
    }
    int node = 0;
    for (List<Long> level : tree.levels()) {
      for (long members : level) {
        if ((members & concerned) == 0 && before.node(node) != after.node(node)) {
          return false;
        }
        node++;
      }
    }
    return true;
  }
}
