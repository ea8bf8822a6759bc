// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import org.psci.spec.model.State;

/**
 * Some of the states that one thread has met lately. Many steps of a state lead to the same one,
 * and this is nearer than the set of all.
 */
final class RecentStates {
  private static final int PLACES = 1 << 12;

  /** Two words a state, the second inverted, so that an empty place is no state. */
  private final long[] words = new long[2 * PLACES];

  /** Whether the state may be one that was not met before. */
  boolean add(State state) {
    int place = 2 * ((int) StateSet.hash(state.cores(), state.machine()) & (PLACES - 1));
    if (words[place] == state.cores() && words[place + 1] == ~state.machine()) {
      return false;
    }
    words[place] = state.cores();
    words[place + 1] = ~state.machine();
    return true;
  }
}
