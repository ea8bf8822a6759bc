// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.model.State;

/**
 * A set of states for several threads: open addressing in tables of two words a state, in parts
 * that are locked and grow apart from each other.
 */
final class StateSet {
  private static final int PARTS = 128;
  private static final int SMALLEST = 256;

  private final Part[] parts = new Part[PARTS];

  StateSet() {
    for (int index = 0; index < PARTS; index++) {
      parts[index] = new Part();
    }
  }

  /** Whether the state is new. */
  boolean add(long cores, long machine) {
    long hash = hash(cores, machine);
    return parts[(int) (hash >>> 57)].add(cores, machine, (int) hash);
  }

  long size() {
    long size = 0;
    for (Part part : parts) {
      size += part.size();
    }
    return size;
  }

  /** The states in lists that can be gone through apart from each other. */
  List<StateList> lists() {
    List<StateList> lists = new ArrayList<>();
    for (Part part : parts) {
      lists.add(part.list());
    }
    return lists;
  }

  static long hash(long cores, long machine) {
    long hash = cores * 0x9e37_79b9_7f4a_7c15L + Long.rotateLeft(machine, 29);
    hash = (hash ^ hash >>> 32) * 0xd6e8_feb8_6659_fd93L;
    return hash ^ hash >>> 32;
  }

  boolean contains(State state) {
    long hash = hash(state.cores(), state.machine());
    return parts[(int) (hash >>> 57)].contains(state.cores(), state.machine(), (int) hash);
  }

  private static final class Part {
    private long[] table = new long[2 * SMALLEST];
    private int used;

    /** Two words of 0 are an empty place, so this state needs a place of its own. */
    private boolean hasZero;

    synchronized boolean add(long cores, long machine, int hash) {
      if ((cores | machine) == 0) {
        boolean isNew = !hasZero;
        hasZero = true;
        return isNew;
      }
      int place = find(table, cores, machine, hash);
      if ((table[place] | table[place + 1]) != 0) {
        return false;
      }
      table[place] = cores;
      table[place + 1] = machine;
      used++;
      if (4L * used > table.length) { // half of all places
        grow();
      }
      return true;
    }

    synchronized boolean contains(long cores, long machine, int hash) {
      if ((cores | machine) == 0) {
        return hasZero;
      }
      int place = find(table, cores, machine, hash);
      return (table[place] | table[place + 1]) != 0;
    }

    /** The place of the state, or the empty one where it belongs. */
    private static int find(long[] table, long cores, long machine, int hash) {
      int mask = table.length - 2;
      int place = (hash << 1) & mask;
      while (true) {
        long cores1 = table[place];
        long machine1 = table[place + 1];
        if ((cores1 == cores && machine1 == machine) || (cores1 | machine1) == 0) {
          return place;
        }
        place = (place + 2) & mask;
      }
    }

    private void grow() {
      long[] larger = new long[2 * table.length];
      for (int from = 0; from < table.length; from += 2) {
        long cores = table[from];
        long machine = table[from + 1];
        if ((cores | machine) != 0) {
          int place = find(larger, cores, machine, (int) hash(cores, machine));
          larger[place] = cores;
          larger[place + 1] = machine;
        }
      }
      table = larger;
    }

    synchronized int size() {
      return used + (hasZero ? 1 : 0);
    }

    synchronized StateList list() {
      StateList list = new StateList();
      if (hasZero) {
        list.add(0, 0);
      }
      for (int place = 0; place < table.length; place += 2) {
        if ((table[place] | table[place + 1]) != 0) {
          list.add(table[place], table[place + 1]);
        }
      }
      return list;
    }
  }
}
