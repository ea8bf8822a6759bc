// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/** Which of several applicable errors is told: what is looked at first. */
public enum ErrorOrder {
  /** The target or the power_state, then the entry point, then the state of the cores. */
  TARGET_FIRST,
  /** The entry point before all else. */
  ENTRY_FIRST,
  /** The target or the power_state, then the state of the cores, then the entry point. */
  STATE_FIRST
}
