// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.Arrays;
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

  private long[] states = new long[FIRST_CAPACITY];
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
    return new State(states[index]);
  }

  long ahead(int index) {
    return aheads[index];
  }

  /** Adds a configuration unless it is there already. */
  void add(State state, long ahead) {
    long cores = state.cores();
    if (has(cores, ahead)) {
      return;
    }
    if (size == states.length) {
      grow();
    }
    states[size] = cores;
    aheads[size] = ahead;
    size++;
    if (table.length != 0) {
      table[slot(cores, ahead)] = size;
    }
  }

  private boolean has(long state, long ahead) {
    if (table.length != 0) {
      return table[slot(state, ahead)] != 0;
    }
    for (int index = 0; index < size; index++) {
      if (states[index] == state && aheads[index] == ahead) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    size = 0;
    table = NO_TABLE;
  }

  private int slot(long state, long ahead) {
    long hash = (state * 0x9e37_79b9_7f4a_7c15L) ^ (ahead * 0xc2b2_ae3d_27d4_eb4fL);
    int mask = table.length - 1;
    int place = (int) (hash >>> 32) & mask;
    while (table[place] != 0
        && (states[table[place] - 1] != state || aheads[table[place] - 1] != ahead)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    states = Arrays.copyOf(states, 2 * size);
    aheads = Arrays.copyOf(aheads, 2 * size);
    if (size >= SMALL) {
      table = new int[8 * size];
      for (int index = 0; index < size; index++) {
        table[slot(states[index], aheads[index])] = index + 1;
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
