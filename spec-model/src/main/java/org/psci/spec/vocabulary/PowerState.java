// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/**
 * A power_state value that a platform publishes, as a line of its table (DEN0022F.b, 5.4.2): the
 * composite state that it stands for, as far as callers have to know it.
 *
 * @param value the parameter, in the format of the implementation
 * @param type whether the core keeps its context
 * @param level the highest power level that goes below Run, 0 for the core alone
 */
public record PowerState(int value, StateType type, int level) {

  /**
   * @throws IllegalArgumentException if the level is negative
   */
  public PowerState {
    if (level < 0) {
      throw new IllegalArgumentException("a power level is 0 or more, not " + level);
    }
  }
}
