// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.rule.Because;

/**
 * Hidden step: a suspended core comes back (4.1, 5.4.9). A wake-up event demands it, and then it
 * has to happen; without one it may happen all the same, since a standby may end at any time and a
 * power-down is not obliged to last (AMB-29). A standby returns to its caller. A power-down enters
 * at the entry point, or ends as a standby would: one of the two, whole.
 */
public final class WakeUp {
  /** Why a power-down may end at the entry point of its own CPU_SUSPEND. */
  public static final Because REENTERS =
      Because.of("PD-01", "PD-04", "PD-05", "INIT-10", "SM-02", "SM-03");

  private static final Because STANDBY_RETURNS = Because.of("STBY-01", "SUSP-07");
  private static final Because POWER_DOWN_RETURNS = Because.of("PD-02", "PD-04");

  private WakeUp() {}

  /** Why the CPU_SUSPEND of a core in this state may return SUCCESS. */
  public static Because returns(CoreState suspended) {
    return suspended.mayReenter() ? POWER_DOWN_RETURNS : STANDBY_RETURNS;
  }

  public static boolean isPossible(State before, int core) {
    return before.core(core).isSuspended();
  }

  /** The state after it, in which the core runs. */
  public static State of(State before, int core) {
    return before.with(core, CoreState.ON);
  }
}
