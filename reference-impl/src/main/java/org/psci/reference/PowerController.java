// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * Who decides what becomes of the nodes above the cores (4.2.3). Under platform coordination a node
 * is as deep as the shallowest vote of its cores; in OS-initiated mode it changes when the last
 * core says so, or when all its cores are OFF.
 */
final class PowerController {
  private static final int LEVELS = PowerState.HIGHEST_LEVEL + 1;

  private final Hardware hardware;
  private final PowerNodes nodes;
  private final ResidencyCounters counters;

  /** For each core what it would let each level do. */
  private final LocalState[] votes;

  /** The deepest order that each node ever had; a bug looks at it. */
  private final LocalState[] deepest;

  private SuspendMode mode = SuspendMode.PLATFORM_COORDINATED;

  PowerController(Hardware hardware) {
    this.hardware = hardware;
    this.nodes = new PowerNodes(hardware.configuration.tree(), hardware.cores.length);
    this.counters = new ResidencyCounters(hardware, nodes);
    this.votes = new LocalState[hardware.cores.length * LEVELS];
    Arrays.fill(votes, LocalState.POWER_DOWN);
    this.deepest = new LocalState[nodes.size()];
    Arrays.fill(deepest, LocalState.RUN);
    run(hardware.cores[0]);
  }

  ResidencyCounters counters() {
    return counters;
  }

  SuspendMode mode() {
    return mode;
  }

  void setMode(SuspendMode other) {
    mode = other;
  }

  /** A core runs, or is about to: it and all above it are in Run. */
  void run(Core core) {
    for (int level = 0; level <= nodes.highestLevel(); level++) {
      vote(core, level, LocalState.RUN);
      if (level == 1 && core.released && hardware.has(Bug.START_LEAVES_CLUSTER_OFF)) {
        continue;
      }
      change(nodes.above(core.index, level), LocalState.RUN);
    }
  }

  /** A core has been turned off, which is a vote for the deepest state everywhere. */
  void off(Core core) {
    for (int level = 0; level <= nodes.highestLevel(); level++) {
      vote(core, level, LocalState.POWER_DOWN);
    }
    change(core.index, LocalState.POWER_DOWN);
    for (int level = 1; level <= nodes.highestLevel(); level++) {
      int node = nodes.above(core.index, level);
      if (hardware.has(Bug.CPUOFF_TAKES_CLUSTER_DOWN) && level == 1) {
        change(node, LocalState.POWER_DOWN);
      } else if (mode == SuspendMode.PLATFORM_COORDINATED) {
        followVotes(node, level);
      } else if (node >= 0 && isLeftByAll(node)) {
        change(node, LocalState.POWER_DOWN);
      }
    }
  }

  private boolean isLeftByAll(int node) {
    boolean suspendedIsOff = hardware.has(Bug.OSI_CPUOFF_MAKES_LAST_MAN);
    for (Core core : hardware.cores) {
      boolean down = suspendedIsOff && nodes.state(core.index) == LocalState.POWER_DOWN;
      if (isBelow(core, node) && core.power != Core.Power.OFF && !down) {
        return false;
      }
    }
    return true;
  }

  /** The whole machine sleeps, as far as cores other than the caller allow. */
  void sleep(Core caller) {
    enterAlone(caller, LocalState.POWER_DOWN);
    for (int level = 1; level <= nodes.highestLevel(); level++) {
      vote(caller, level, LocalState.POWER_DOWN);
      followVotes(nodes.above(caller.index, level), level);
    }
  }

  /** A core stops without a wish for what is above it. */
  void enterAlone(Core core, LocalState state) {
    vote(core, 0, state);
    change(core.index, state);
  }

  /** A core enters what it has asked for, after {@link #refusal} had nothing against it. */
  void enter(Core core, PowerState state) {
    vote(core, state);
    int last = highestChanged(state);
    for (int level = 1; level <= last; level++) {
      int node = nodes.above(core.index, level);
      change(node, decision(node, level, state));
    }
  }

  /** A bug: what becomes of the nodes above is decided now, and happens when this is run. */
  Runnable enterLater(Core core, PowerState state) {
    vote(core, state);
    int last = highestChanged(state);
    LocalState[] decided = new LocalState[last + 1];
    for (int level = 1; level <= last; level++) {
      decided[level] = decision(nodes.above(core.index, level), level, state);
    }
    return () -> {
      for (int level = 1; level <= last; level++) {
        change(nodes.above(core.index, level), decided[level]);
      }
    };
  }

  private void vote(Core core, PowerState state) {
    for (int level = 0; level <= nodes.highestLevel(); level++) {
      vote(core, level, state.at(level));
    }
    if (hardware.has(Bug.SUSPEND_CORE_REQUEST_VOTES_CLUSTER) && state.level() == 0) {
      vote(core, 1, state.at(0) == LocalState.STANDBY ? LocalState.RETENTION : state.at(0));
    }
    change(core.index, state.at(0));
  }

  private int highestChanged(PowerState state) {
    return mode == SuspendMode.OS_INITIATED ? claim(state) : nodes.highestLevel();
  }

  /** What becomes of a node; of no meaning where there is none. */
  private LocalState decision(int node, int level, PowerState request) {
    return mode == SuspendMode.OS_INITIATED && node >= 0
        ? ordered(node, request.at(level))
        : voted(node, level);
  }

  private LocalState ordered(int node, LocalState state) {
    if (state.isDeeperThan(deepest[node])) {
      deepest[node] = state;
    }
    return hardware.has(Bug.OSI_DEEPEST_ORDER_STAYS) ? deepest[node] : state;
  }

  /** A bug: what is above a core obeys, although the core itself goes on. */
  void orderAbove(Core core, PowerState state) {
    for (int level = 1; level <= Math.min(state.level(), nodes.highestLevel()); level++) {
      change(nodes.above(core.index, level), state.at(level));
    }
  }

  /** A bug: of what a core has entered only its own state and its parent's are taken back. */
  void takeBackLowest(Core core) {
    for (int level = 0; level <= nodes.highestLevel(); level++) {
      vote(core, level, LocalState.RUN);
      if (level <= 1) {
        change(nodes.above(core.index, level), LocalState.RUN);
      }
    }
  }

  private void followVotes(int node, int level) {
    change(node, voted(node, level));
  }

  private LocalState voted(int node, int level) {
    LocalState state = LocalState.POWER_DOWN;
    for (Core core : hardware.cores) {
      if (node >= 0 && isBelow(core, node)) {
        state = votes[core.index * LEVELS + level].butNoDeeperThan(state);
      }
    }
    return state;
  }

  private void vote(Core core, int level, LocalState state) {
    votes[core.index * LEVELS + level] = state;
  }

  private void change(int node, LocalState state) {
    if (node >= 0 && nodes.state(node) != state) {
      counters.change(node, nodes.state(node), state);
      nodes.set(node, state);
    }
  }

  private boolean isBelow(Core core, int node) {
    return (nodes.members(node) >>> core.index & 1) == 1;
  }

  private static int claim(PowerState state) {
    return state.lastLevel() == PowerState.NO_CLAIM ? state.level() : state.lastLevel();
  }

  /** Why a request in OS-initiated mode is refused: 0 if it is not (4.2.3.2, 6.3). */
  int refusal(Core caller, PowerState state) {
    int claim = claim(state);
    if (hardware.has(Bug.OSI_CORE_ALONE_DENIED) && claim == 0 && runsAnother(caller, 1)) {
      return ReturnCode.DENIED.value();
    }
    if (hardware.has(Bug.OSI_LAST_CORE_DENIED) && claim > 0) {
      return ReturnCode.DENIED.value();
    }
    if (state.level() > claim || claim > nodes.highestLevel()) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    int checked = hardware.has(Bug.OSI_LAST_CHECK_FIRST_PARENT_ONLY) ? Math.min(claim, 1) : claim;
    if (hardware.has(Bug.OSI_CLAIM_WITHOUT_REQUEST_UNCHECKED)) {
      checked = Math.min(checked, state.level());
    }
    if (runsAnother(caller, checked)) {
      return ReturnCode.DENIED.value();
    }
    for (int level = 1; level <= Math.min(state.level(), checked); level++) {
      if (hasShallowerChild(caller, level, state.at(level))) {
        return ReturnCode.INVALID_PARAMETERS.value();
      }
    }
    return 0;
  }

  /** Whether a core other than this one runs, or is about to, below its node at a level. */
  boolean runsAnother(Core caller, int level) {
    int node = nodes.above(caller.index, level);
    if (node < 0) {
      return false;
    }
    for (Core core : hardware.cores) {
      if (core != caller && core.isRunningOrPending() && isBelow(core, node)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two cores have one node at a level. */
  boolean shareNode(Core one, Core other, int level) {
    int node = nodes.above(one.index, level);
    return node >= 0 && node == nodes.above(other.index, level);
  }

  private boolean hasShallowerChild(Core caller, int level, LocalState wanted) {
    int node = nodes.above(caller.index, level);
    int own = nodes.above(caller.index, level - 1);
    boolean coresOnly = hardware.has(Bug.OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED);
    for (Core core : hardware.cores) {
      int child = coresOnly ? core.index : nodes.above(core.index, level - 1);
      if (node >= 0
          && isBelow(core, node)
          && child != own
          && core != caller
          && wanted.isDeeperThan(nodes.state(child))) {
        return true;
      }
    }
    return false;
  }

  /** NODE_HW_STATE: the view of the power controller. */
  long hwState(Core caller, CallInProgress call) {
    Core target = hardware.find(call.argument(1));
    long level = call.word(2) & 0xffff_ffffL;
    if (target == caller && level == 0 && hardware.has(Bug.NODEHW_CALLER_STANDBY)) {
      return NodeHwState.HW_STANDBY.value();
    }
    if (target != null
        && level > nodes.highestLevel()
        && hardware.has(Bug.NODEHW_LEVEL_UNCHECKED)) {
      return NodeHwState.HW_ON.value();
    }
    int node =
        target == null || level > nodes.highestLevel()
            ? -1
            : nodes.above(target.index, (int) level);
    if (target == null || node < 0) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (hardware.has(Bug.NODEHW_SUSPENDED_ON)) {
      boolean isOn = target.power == Core.Power.ON || (level > 0 && runsAnyBelow(node));
      return (isOn ? NodeHwState.HW_ON : NodeHwState.HW_OFF).value();
    }
    NodeHwState state =
        switch (nodes.state(node)) {
          case RUN -> NodeHwState.HW_ON;
          case STANDBY, RETENTION -> NodeHwState.HW_STANDBY;
          case POWER_DOWN -> NodeHwState.HW_OFF;
        };
    return state.value();
  }

  private boolean runsAnyBelow(int node) {
    for (Core core : hardware.cores) {
      if (isBelow(core, node) && core.power != Core.Power.OFF) {
        return true;
      }
    }
    return false;
  }
}
