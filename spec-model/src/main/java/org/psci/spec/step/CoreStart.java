// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * Hidden step: a pending core has initialised in firmware and becomes ON (6.6), some time before it
 * executes its first instruction at the entry point of the call that started it.
 */
public final class CoreStart {
  /** Why a core may come in: somebody's CPU_ON was accepted, and this is the start it promised. */
  public static final Because WHY =
      Because.of("CPU_ON-02", "CPU_ON-13", "CPU_ON-15", "CPU_ON-17", "INIT-10", "SM-02", "SM-03");

  private CoreStart() {}

  public static boolean isPossible(State before, int core) {
    return before.core(core).isPending();
  }

  /**
   * The state after the start, which must be possible: everything above the core runs, also where
   * an order of OS-initiated mode has left the pending core out of account (AMB-22).
   */
  public static State of(Platform platform, State before, int core) {
    return Coordination.woken(platform, before.with(core, CoreState.ON), core);
  }
}
