// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.PsciFunction;

/** Which functions the machine has, by id. */
final class FunctionTable {
  private static final PsciFunction[] BY_NUMBER = PsciFunction.values();

  private final boolean[] there = new boolean[BY_NUMBER.length];

  FunctionTable(Configuration configuration) {
    for (PsciFunction function : BY_NUMBER) {
      there[function.ordinal()] = configuration.has(function);
    }
    if (configuration.has(Bug.FEATURES_ON_0_2)) {
      there[PsciFunction.PSCI_FEATURES.ordinal()] = true;
    }
    if (configuration.has(Bug.FEATURES_HALF_A_PAIR)) {
      there[PsciFunction.PSCI_STAT_RESIDENCY.ordinal()] = false;
    }
    if (configuration.has(Bug.FEATURES_OSI_BIT_INCONSISTENT)) {
      there[PsciFunction.PSCI_SET_SUSPEND_MODE.ordinal()] = false;
    }
  }

  /** The function with this id, or null. */
  @Nullable PsciFunction withId(int id) {
    int number = id & 0x00ff_ffff;
    if (number >= BY_NUMBER.length) {
      return null;
    }
    PsciFunction function = BY_NUMBER[number];
    return function.hasId(id) ? function : null;
  }

  boolean isThere(PsciFunction function) {
    return there[function.ordinal()];
  }
}
