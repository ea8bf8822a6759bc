// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * Hidden step: a suspended core comes back (4.1, 5.4.9). A wake-up event demands it, and then it
 * has to happen; without one it may happen all the same, since a standby may end at any time and a
 * power-down is not obliged to last (AMB-29). A standby returns to its caller. A power-down enters
 * at the entry point, or ends as a standby would: one of the two, whole.
 */
public final class WakeUp {
  private static final Because POWER_DOWN_ENTERS =
      Because.of("PD-01", "PD-04", "PD-05", "INIT-10", "SM-02", "SM-03");
  private static final Because DEFAULT_SUSPEND_ENTERS =
      Because.of("DSUSP-02", "PD-04", "INIT-10", "SM-03");
  private static final Because SYSTEM_SUSPEND_ENTERS =
      Because.of("SSUSP-03", "INIT-10", "SM-03").under("AMB-02", "B");
  private static final Because STANDBY_RETURNS = Because.of("STBY-01", "SUSP-07");
  private static final Because POWER_DOWN_RETURNS = Because.of("PD-02", "PD-04");
  private static final Because DEFAULT_SUSPEND_RETURNS = Because.of("DSUSP-02", "PD-04");
  private static final Because SYSTEM_SUSPEND_RETURNS =
      Because.of("SSUSP-05", "PD-04").under("AMB-02", "A");

  private WakeUp() {}

  /** Why the call of a core in this state may return SUCCESS. */
  public static Because returns(CoreState suspended) {
    if (suspended.equals(CoreState.IN_SYSTEM_SUSPEND)) {
      return SYSTEM_SUSPEND_RETURNS;
    }
    if (suspended.isInDefaultSuspend()) {
      return DEFAULT_SUSPEND_RETURNS;
    }
    return suspended.mayReenter() ? POWER_DOWN_RETURNS : STANDBY_RETURNS;
  }

  /** Why a core in this state, which may re-enter, may do so at the entry point of its own call. */
  public static Because reenters(CoreState suspended) {
    if (suspended.equals(CoreState.IN_SYSTEM_SUSPEND)) {
      return SYSTEM_SUSPEND_ENTERS;
    }
    return suspended.isInDefaultSuspend() ? DEFAULT_SUSPEND_ENTERS : POWER_DOWN_ENTERS;
  }

  public static boolean isPossible(State before, int core) {
    return before.core(core).isSuspended();
  }

  /** The state after it, in which the core runs, and everything above it. */
  public static State of(Platform platform, State before, int core) {
    return Coordination.woken(platform, before.with(core, CoreState.ON), core);
  }
}
