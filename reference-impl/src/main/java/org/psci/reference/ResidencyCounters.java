// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.ReturnCode;

/** PSCI_STAT_COUNT and PSCI_STAT_RESIDENCY: how often and how long each node was in each state. */
final class ResidencyCounters {
  private static final int STATES = LocalState.values().length;
  private static final long NOT_COUNTED = -1;

  private final Hardware hardware;
  private final PowerNodes nodes;
  private final long[] count;
  private final long[] residency;

  /** When each node came into its present state; the state at boot was never entered. */
  private final long[] since;

  ResidencyCounters(Hardware hardware, PowerNodes nodes) {
    this.hardware = hardware;
    this.nodes = nodes;
    this.count = new long[nodes.size() * STATES];
    this.residency = new long[nodes.size() * STATES];
    this.since = new long[nodes.size()];
    Arrays.fill(since, NOT_COUNTED);
    Arrays.fill(count, hardware.has(Bug.STAT_NOT_ZERO_AT_BOOT) ? 1 : 0);
  }

  /** A node goes from one state to another. */
  void change(int node, LocalState from, LocalState to) {
    boolean onExit = hardware.configuration.has(Choice.COUNTS_ON_EXIT);
    if (from != LocalState.RUN && since[node] != NOT_COUNTED) {
      residency[node * STATES + from.ordinal()] += hardware.now - since[node];
      if (onExit && isCounted(node, from)) {
        count[node * STATES + from.ordinal()]++;
      }
    }
    since[node] = hardware.now;
    if (to != LocalState.RUN && !onExit && isCounted(node, to)) {
      count[node * STATES + to.ordinal()]++;
    }
  }

  private boolean isCounted(int node, LocalState state) {
    boolean isCore = node < hardware.cores.length;
    if (hardware.has(Bug.STAT_STANDBY_NOT_COUNTED) && state != LocalState.POWER_DOWN) {
      return false;
    }
    return isCore || !hardware.has(Bug.STAT_WRONG_UNDER_RACE);
  }

  /** What a core asks for above itself, before anybody knows whether it is granted. */
  void requested(Core caller, PowerState state) {
    if (hardware.has(Bug.STAT_WRONG_UNDER_RACE)) {
      for (int level = 1; level <= state.level(); level++) {
        int node = nodes.above(caller.index, level);
        if (node >= 0) {
          count[node * STATES + state.at(level).ordinal()]++;
        }
      }
    }
  }

  long count(CallInProgress call) {
    int counter = counter(call);
    if (counter < 0) {
      return invalid();
    }
    PowerState state = hardware.powerState(call.word(2));
    boolean claims = state != null && state.lastLevel() > state.level();
    long entries = claims && hardware.has(Bug.STAT_CLAIM_COUNTS) ? 0 : count[counter];
    if (hardware.has(Bug.STAT_READ_CLEARS)) {
      count[counter] = 0;
    }
    return entries;
  }

  /** In microseconds; with the present stay, unless it is learnt of at its end. */
  long residency(CallInProgress call) {
    int counter = counter(call);
    if (counter < 0) {
      return invalid();
    }
    int node = counter / STATES;
    boolean staysInIt = nodes.state(node).ordinal() == counter % STATES;
    boolean counts =
        since[node] != NOT_COUNTED && !hardware.configuration.has(Choice.COUNTS_ON_EXIT);
    return residency[counter] + (staysInIt && counts ? hardware.now - since[node] : 0);
  }

  /**
   * The place of the local state that a power_state names at its highest level, in the node there
   * above the target; -1 if there is none. The last-level claim does not count.
   */
  private int counter(CallInProgress call) {
    Core target = hardware.find(call.argument(1));
    PowerState state = hardware.powerState(call.word(2));
    if (target == null || state == null) {
      return -1;
    }
    int level = state.level();
    int node = nodes.above(target.index, level);
    return node < 0 ? -1 : node * STATES + state.at(level).ordinal();
  }

  private long invalid() {
    return hardware.has(Bug.STAT_INVALID_RETURNS_ERROR) ? ReturnCode.INVALID_PARAMETERS.value() : 0;
  }
}
