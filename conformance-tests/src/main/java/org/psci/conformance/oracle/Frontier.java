// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.psci.spec.model.State;

/**
 * A set of configurations: what the machine may be like after the events so far. A configuration is
 * a state of the model and, for each core, how many of its open items have taken effect already.
 * Two words each, kept in the order in which they came.
 */
final class Frontier {
  private static final int AHEAD_BITS = 8;

  /** Most sets have one member or two. */
  private static final int FIRST_CAPACITY = 4;

  /** Up to this size it is searched from the first to the last, and needs no table. */
  private static final int SMALL = 16;

  private static final int[] NO_TABLE = {};

  private long[] cores = new long[FIRST_CAPACITY];
  private long[] machines = new long[FIRST_CAPACITY];
  private long[] aheads = new long[FIRST_CAPACITY];
  private int[] table = NO_TABLE;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  State state(int index) {
    return new State(cores[index], machines[index]);
  }

  long ahead(int index) {
    return aheads[index];
  }

  /** All states that are possible. */
  Set<State> states() {
    Set<State> states = new HashSet<>();
    for (int index = 0; index < size; index++) {
      states.add(state(index));
    }
    return states;
  }

  /** Adds a configuration unless it is there already. */
  void add(State state, long ahead) {
    if (has(state, ahead)) {
      return;
    }
    if (size == aheads.length) {
      grow();
    }
    cores[size] = state.cores();
    machines[size] = state.machine();
    aheads[size] = ahead;
    size++;
    if (table.length != 0) {
      table[slot(state.cores(), state.machine(), ahead)] = size;
    }
  }

  private boolean has(State state, long ahead) {
    if (table.length != 0) {
      return table[slot(state.cores(), state.machine(), ahead)] != 0;
    }
    for (int index = 0; index < size; index++) {
      if (isAt(index, state.cores(), state.machine(), ahead)) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    size = 0;
    table = NO_TABLE;
  }

  private boolean isAt(int index, long ofCores, long ofMachine, long ahead) {
    return cores[index] == ofCores && machines[index] == ofMachine && aheads[index] == ahead;
  }

  private int slot(long ofCores, long ofMachine, long ahead) {
    long hash =
        (ofCores * 0x9e37_79b9_7f4a_7c15L)
            ^ (ofMachine * 0x1656_67b1_9e37_79f9L)
            ^ (ahead * 0xc2b2_ae3d_27d4_eb4fL);
    int mask = table.length - 1;
    int place = (int) (hash >>> 32) & mask;
    while (table[place] != 0 && !isAt(table[place] - 1, ofCores, ofMachine, ahead)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    cores = Arrays.copyOf(cores, 2 * size);
    machines = Arrays.copyOf(machines, 2 * size);
    aheads = Arrays.copyOf(aheads, 2 * size);
    if (size >= SMALL) {
      table = new int[8 * size];
      for (int index = 0; index < size; index++) {
        table[slot(cores[index], machines[index], aheads[index])] = index + 1;
      }
    }
  }

  /** How many open items of a core have taken effect. */
  static int ahead(long ahead, int core) {
    return (int) (ahead >>> (core * AHEAD_BITS)) & 0xff;
  }

  static long oneMore(long ahead, int core) {
    return ahead + (1L << (core * AHEAD_BITS));
  }

  static long oneLess(long ahead, int core) {
    return ahead - (1L << (core * AHEAD_BITS));
  }
}
