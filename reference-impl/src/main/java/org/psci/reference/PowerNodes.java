// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import java.util.List;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerTree;

/**
 * The nodes of the power tree and the state that each is physically in. A node is a number: the
 * cores first, by index, then the nodes above them, level by level.
 */
final class PowerNodes {
  private final int cores;
  private final int levels;

  /** The node above each core at each level; -1 where there is none. */
  private final int[] above;

  /** The cores below each node, as bits. */
  private final long[] members;

  /** The state of each node. */
  private final LocalState[] states;

  PowerNodes(PowerTree tree, int cores) {
    this.cores = cores;
    this.levels = tree.highestLevel();
    int size = cores + tree.nodes();
    this.above = new int[cores * (levels + 1)];
    this.members = new long[size];
    this.states = new LocalState[size];
    Arrays.fill(states, LocalState.POWER_DOWN);
    for (int core = 0; core < cores; core++) {
      members[core] = 1L << core;
      above[core * (levels + 1)] = core;
      for (int level = 1; level <= levels; level++) {
        int node = tree.node(core, level);
        above[core * (levels + 1) + level] = node < 0 ? -1 : cores + node;
      }
    }
    int next = cores;
    for (List<Long> level : tree.levels()) {
      for (long node : level) {
        members[next++] = node;
      }
    }
  }

  int size() {
    return states.length;
  }

  int highestLevel() {
    return levels;
  }

  /** The node above a core at a level, the core itself at level 0; -1 if there is none. */
  int above(int core, int level) {
    return level > levels ? -1 : above[core * (levels + 1) + level];
  }

  long members(int node) {
    return members[node];
  }

  boolean isCore(int node) {
    return node < cores;
  }

  LocalState state(int node) {
    return states[node];
  }

  void set(int node, LocalState state) {
    states[node] = state;
  }
}
