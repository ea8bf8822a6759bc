// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.SuspendMode;

/** The calls that stop a core until an interrupt, and the one that says who decides how deep. */
final class SuspendCalls {
  private final Hardware hardware;
  private final Configuration configuration;
  private final PowerController controller;

  /** The one place for the entry point of every suspended core; a bug uses it. */
  private final Suspension shared = new Suspension(Suspension.By.CPU_SUSPEND, true, false, 0, 0);

  /** Whether a CPU_SUSPEND has been accepted since boot or the last change of mode. */
  private boolean someoneSuspended;

  SuspendCalls(Hardware hardware, PowerController controller) {
    this.hardware = hardware;
    this.configuration = hardware.configuration;
    this.controller = controller;
  }

  long cpuSuspend(Core caller, CallInProgress call) {
    if (hardware.has(Bug.STAT_WRONG_UNDER_RACE)) {
      countRequest(caller, call);
      call.later(Guard.both(caller), () -> call.result = suspendAsAsked(caller, call));
      return 0;
    }
    return suspendAsAsked(caller, call);
  }

  /** A bug: what is asked for is counted under no lock, before anybody knows what is granted. */
  private void countRequest(Core caller, CallInProgress call) {
    PowerState state = hardware.powerState(call.word(1));
    boolean bad =
        state == null
            || (state.type() == StateType.POWER_DOWN && hardware.isBadEntry(call.argument(2)));
    if (state != null && !bad && refusal(caller, state) == 0) {
      controller.counters().requested(caller, state);
    }
  }

  private long suspendAsAsked(Core caller, CallInProgress call) {
    int value = call.word(1);
    if (hardware.has(Bug.SUSPEND_RESERVED_POWER_STATE_ACCEPTED)) {
      value &= ~configuration.format().reservedBits();
    }
    PowerState state = hardware.powerState(value);
    if (state == null) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    boolean powerDown = state.type() == StateType.POWER_DOWN;
    boolean looksAtEntry = powerDown || hardware.has(Bug.SUSPEND_STANDBY_VALIDATES_ENTRY);
    boolean bad = looksAtEntry && hardware.isBadEntry(call.argument(2));
    int refusal = refusal(caller, state);
    if (bad && !(refusal != 0 && configuration.order() == ErrorOrder.STATE_FIRST)) {
      call.losesX19 = hardware.has(Bug.SUSPEND_REFUSED_CLOBBERS);
      return badEntry(Bug.SUSPEND_BAD_ENTRY_CODE);
    }
    if (refusal != 0) {
      call.losesX19 = hardware.has(Bug.SUSPEND_REFUSED_CLOBBERS);
      if (hardware.has(Bug.OSI_REFUSED_ORDER_OBEYED)) {
        controller.orderAbove(caller, state);
      }
      return refusal;
    }
    someoneSuspended = true;
    caller.votedAbove |= state.level() > 0;
    suspend(caller, call, state);
    boolean tellsContext = hardware.has(Bug.SUSPEND_STANDBY_CONTEXT_IN_X0) && !powerDown;
    return tellsContext ? call.argument(3) : ReturnCode.SUCCESS.value();
  }

  private long badEntry(Bug saysInvalidParameters) {
    return hardware.has(saysInvalidParameters)
        ? ReturnCode.INVALID_PARAMETERS.value()
        : hardware.badEntry();
  }

  private int refusal(Core caller, PowerState state) {
    if (controller.mode() == SuspendMode.OS_INITIATED) {
      return controller.refusal(caller, state);
    }
    boolean checks = hardware.has(Bug.OSI_CHECKS_IN_PC_MODE) && state.level() > 0;
    return checks && controller.runsAnother(caller, 1) ? ReturnCode.DENIED.value() : 0;
  }

  /** A power-down that finds an interrupt pending may be given up before it has any effect. */
  private void suspend(Core caller, CallInProgress call, PowerState state) {
    boolean powerDown = state.type() == StateType.POWER_DOWN;
    Suspension suspension = suspension(caller, call, Suspension.By.CPU_SUSPEND, powerDown, 2);
    boolean abandoned =
        caller.interruptPending
            && !hardware.has(Bug.ABANDON_LEAVES_ANCESTOR_STATE)
            && hardware.scheduler.does(caller.index);
    boolean downgraded =
        powerDown
            && configuration.has(Choice.DOWNGRADES)
            && controller.mode() == SuspendMode.PLATFORM_COORDINATED;
    suspension.abandoned = abandoned;
    suspension.keepsContext = abandoned || downgraded;
    if (abandoned) {
      return;
    }
    if (downgraded) {
      controller.enterAlone(caller, LocalState.STANDBY);
    } else if (hardware.has(Bug.COORD_LAST_MAN_UNGUARDED)) {
      Runnable rest = controller.enterLater(caller, state);
      call.later(Guard.both(caller), rest);
    } else {
      controller.enter(caller, state);
    }
    if (hardware.has(Bug.ABANDON_LEAVES_ANCESTOR_STATE)) {
      call.later(Guard.both(caller), () -> giveUp(caller, suspension));
    }
    if (state.level() > 0 && hardware.has(Bug.SUSPEND_SUSPENDS_OTHERS)) {
      suspendNeighbours(caller, suspension);
    }
  }

  /** A bug: an interrupt after the coordination takes back the core and its parent only. */
  private void giveUp(Core caller, Suspension suspension) {
    if (caller.interruptPending) {
      suspension.abandoned = true;
      suspension.keepsContext = true;
      controller.takeBackLowest(caller);
    }
  }

  private void suspendNeighbours(Core caller, Suspension like) {
    for (Core core : hardware.cores) {
      if (core != caller
          && core.power == Core.Power.ON
          && core.suspension == null
          && !core.frozen
          && controller.shareNode(caller, core, 1)) {
        core.suspension = new Suspension(like.by, true, false, like.entry, like.context);
      }
    }
  }

  private Suspension suspension(
      Core caller, CallInProgress call, Suspension.By by, boolean powerDown, int entryRegister) {
    long entry = call.argument(entryRegister);
    long context = call.argument(entryRegister + 1);
    Suspension suspension = new Suspension(by, powerDown, caller.interruptPending, entry, context);
    caller.suspension = suspension;
    if (hardware.has(Bug.SUSPEND_SAVED_ENTRY_TORN)) {
      shared.entry = entry;
      shared.context = context;
    }
    return suspension;
  }

  /** What is remembered of a suspension until its core wakes up. */
  Suspension savedBy(Suspension suspension) {
    return hardware.has(Bug.SUSPEND_SAVED_ENTRY_TORN) ? shared : suspension;
  }

  long defaultSuspend(Core caller, CallInProgress call) {
    int entryRegister = hardware.has(Bug.DEFAULT_SUSPEND_TAKES_STATE) ? 2 : 1;
    if (hardware.isBadEntry(call.argument(entryRegister))) {
      return badEntry(Bug.DEFAULT_SUSPEND_BAD_ENTRY_CODE);
    }
    boolean powerDown = !configuration.has(Choice.DEFAULT_IS_STANDBY);
    Suspension suspension =
        suspension(caller, call, Suspension.By.CPU_DEFAULT_SUSPEND, powerDown, entryRegister);
    boolean abandoned = caller.interruptPending && hardware.scheduler.does(caller.index);
    boolean downgraded = powerDown && configuration.has(Choice.DOWNGRADES);
    suspension.abandoned = abandoned;
    suspension.keepsContext = abandoned || downgraded;
    if (!abandoned) {
      boolean keeps = !powerDown || downgraded;
      controller.enterAlone(caller, keeps ? LocalState.STANDBY : LocalState.POWER_DOWN);
    }
    return ReturnCode.SUCCESS.value();
  }

  long systemSuspend(Core caller, CallInProgress call) {
    boolean bad = hardware.isBadEntry(call.argument(1));
    if (bad && configuration.order() == ErrorOrder.ENTRY_FIRST) {
      return badEntry(Bug.SYSSUSPEND_BAD_ENTRY_CODE);
    }
    boolean refused =
        hardware.has(Bug.SYSSUSPEND_BESIDE_PENDING)
            ? hardware.isAnotherOn(caller)
            : !hardware.areAllOthersOff(caller);
    if (refused && !hardware.has(Bug.SYSSUSPEND_ALLOWED_WITH_OTHERS_ON)) {
      boolean old = configuration.has(Choice.SUSPEND_SAYS_ALREADY_ON);
      return (old ? ReturnCode.ALREADY_ON : ReturnCode.DENIED).value();
    }
    if (bad) {
      return badEntry(Bug.SYSSUSPEND_BAD_ENTRY_CODE);
    }
    hardware.othersLookOn = hardware.has(Bug.SYSSUSPEND_STARTS_OTHERS);
    if (hardware.has(Bug.SYSSUSPEND_HANGS_AFTER_IDLE) && caller.votedAbove) {
      call.hangs = true;
      return 0;
    }
    if (caller.interruptPending && configuration.has(Choice.SUSPEND_RETURNS_EARLY)) {
      caller.interruptPending = false;
      return ReturnCode.SUCCESS.value();
    }
    suspension(caller, call, Suspension.By.SYSTEM_SUSPEND, true, 1);
    controller.sleep(caller);
    return ReturnCode.SUCCESS.value();
  }

  long setSuspendMode(Core caller, CallInProgress call) {
    int wanted = call.word(1);
    if (wanted != 0 && hardware.has(Bug.SETMODE_UNKNOWN_ACCEPTED)) {
      wanted = SuspendMode.OS_INITIATED.value();
    }
    if (wanted != SuspendMode.PLATFORM_COORDINATED.value()
        && wanted != SuspendMode.OS_INITIATED.value()) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (wanted == controller.mode().value()) {
      return ReturnCode.SUCCESS.value();
    }
    boolean toOsInitiated = wanted == SuspendMode.OS_INITIATED.value();
    boolean allowed =
        toOsInitiated
            ? mayBecomeOsInitiated(caller)
            : hardware.areAllOthersOff(caller) || hardware.has(Bug.SETMODE_BACK_BESIDE_OTHERS);
    if (allowed || hardware.has(Bug.SETMODE_DENIED_BUT_SET)) {
      controller.setMode(
          toOsInitiated ? SuspendMode.OS_INITIATED : SuspendMode.PLATFORM_COORDINATED);
      someoneSuspended = false;
    }
    return (allowed ? ReturnCode.SUCCESS : ReturnCode.DENIED).value();
  }

  private boolean mayBecomeOsInitiated(Core caller) {
    if (hardware.has(Bug.SETMODE_WHILE_SUSPENDED)) {
      return true;
    }
    if (someoneSuspended) {
      return false;
    }
    if (configuration.has(Choice.STRICT_MODE_CHANGE)) {
      return hardware.areAllOthersOff(caller);
    }
    for (Core core : hardware.cores) {
      boolean byDefault =
          core.suspension != null && core.suspension.by == Suspension.By.CPU_DEFAULT_SUSPEND;
      if (!hardware.isOff(core) && !core.isRunningOrPending() && !byDefault) {
        return false;
      }
    }
    return true;
  }
}
