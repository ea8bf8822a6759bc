// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.reference.ReferenceMachine.Observer;

/** How suspended cores come back: to their callers, or to their entry points. */
final class WakeUpPath {
  private final Hardware hardware;
  private final PowerController controller;
  private final SuspendCalls calls;
  private final EntryContext entryContext;

  WakeUpPath(
      Hardware hardware,
      PowerController controller,
      SuspendCalls calls,
      EntryContext entryContext) {
    this.hardware = hardware;
    this.controller = controller;
    this.calls = calls;
    this.entryContext = entryContext;
  }

  private boolean has(Bug bug) {
    return hardware.has(bug);
  }

  boolean mayWakeUp(Core core, Suspension suspension) {
    boolean early = hardware.configuration.has(Choice.WAKES_EARLY);
    if (early && suspension.by != Suspension.By.SYSTEM_SUSPEND) {
      return true;
    }
    boolean deaf =
        has(Bug.SUSPEND_IRQ_DOES_NOT_WAKE)
            || (has(Bug.SUSPEND_PENDING_IRQ_LOST) && suspension.wasPending)
            || (has(Bug.DEFAULT_SUSPEND_DEAF)
                && suspension.by == Suspension.By.CPU_DEFAULT_SUSPEND);
    return core.interruptPending && !deaf;
  }

  /** The nodes above the core come up first; then it goes on, where its suspension says. */
  void wakeUp(Core core, Suspension suspension, Observer observer) {
    core.suspension = null;
    core.interruptPending = false;
    if (!(suspension.keepsContext && has(Bug.ABANDON_LEAVES_ANCESTOR_STATE))) {
      controller.run(core);
    }
    CallInProgress call = core.call;
    if (call != null && (keepsContext(suspension, call) || returnsAnyway(suspension, call))) {
      return; // the call is handled, so all that is left is its return
    }
    core.call = null;
    Suspension saved = calls.savedBy(suspension);
    boolean mixed = suspension.keepsContext && suspension.losesContext;
    boolean dropped = has(Bug.SUSPEND_CONTEXT_DROPPED) || mixed;
    boolean unmasked =
        has(Bug.SYSSUSPEND_RESUME_WRONG_PSTATE) && suspension.by == Suspension.By.SYSTEM_SUSPEND;
    entryContext.comeBack(
        core,
        has(Bug.SUSPEND_ENTRY_NEVER_USED) ? core.entry : saved.entry,
        dropped ? 0 : saved.context,
        unmasked,
        observer);
  }

  private boolean keepsContext(Suspension suspension, CallInProgress call) {
    if (!suspension.losesContext) {
      return !has(Bug.SUSPEND_STATETYPE_IGNORED_AS_PD);
    }
    call.losesX19 = suspension.keepsContext && has(Bug.ABANDON_CLOBBERS_REGISTERS);
    return suspension.keepsContext && !has(Bug.ABANDON_CLOBBERS_ENTRY);
  }

  /** Bugs: a power-down that has taken place returns to its caller, without what it has lost. */
  private boolean returnsAnyway(Suspension suspension, CallInProgress call) {
    boolean returns =
        suspension.losesContext
            && !suspension.keepsContext
            && has(
                suspension.by == Suspension.By.SYSTEM_SUSPEND
                    ? Bug.SYSSUSPEND_RESUME_RETURNS_TO_LR
                    : Bug.SUSPEND_PD_WAKE_RETURNS_TO_CALLER);
    call.losesX19 |= returns;
    return returns;
  }
}
