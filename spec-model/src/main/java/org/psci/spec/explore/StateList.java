// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.Arrays;
import org.psci.spec.model.State;

/** States in a row, two words each. */
final class StateList {
  private long[] words = new long[64];
  private int used;

  void add(long cores, long machine) {
    if (used == words.length) {
      words = Arrays.copyOf(words, 2 * used);
    }
    words[used++] = cores;
    words[used++] = machine;
  }

  int size() {
    return used / 2;
  }

  State get(int index) {
    return new State(words[2 * index], words[2 * index + 1]);
  }
}
