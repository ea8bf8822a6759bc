// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/**
 * StateType of a power_state (DEN0022F.b, 5.4.2): whether the core keeps its context. A standby
 * returns to the caller, a power-down re-enters at the entry point.
 */
public enum StateType {
  STANDBY(0),
  POWER_DOWN(1);

  private final int bit;

  StateType(int bit) {
    this.bit = bit;
  }

  /** The word for it in tables of power states, {@code standby} or {@code powerdown}. */
  @Override
  public String toString() {
    return this == POWER_DOWN ? "powerdown" : "standby";
  }

  public int bit() {
    return bit;
  }
}
