// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * The firmware of the reference machine: the calling convention, and who handles which function.
 */
final class Firmware {
  private static final int SMC64_BIT = 0x4000_0000;
  private static final long LOWER_HALF = 0xffff_ffffL;
  private static final long JUNK = 0x5a5a_5a5aL << 32;

  private final Hardware hardware;
  private final Configuration configuration;
  private final FunctionTable functions;
  private final Guards guards;
  private final PowerController controller;
  private final MigrateCalls migrate;
  private final CoreCalls cores;
  private final SuspendCalls suspend;
  private final MemoryProtection memory;
  private final SystemCalls system;
  private final DiscoveryCalls discovery;

  Firmware(Hardware hardware) {
    this.hardware = hardware;
    this.configuration = hardware.configuration;
    this.functions = new FunctionTable(configuration);
    this.guards = new Guards(hardware);
    this.controller = new PowerController(hardware);
    this.migrate = new MigrateCalls(hardware);
    this.cores = new CoreCalls(hardware, controller, migrate);
    this.suspend = new SuspendCalls(hardware, controller);
    this.memory = new MemoryProtection(hardware);
    this.system = new SystemCalls(hardware, cores);
    this.discovery = new DiscoveryCalls(hardware, functions);
  }

  PowerController controller() {
    return controller;
  }

  SuspendCalls suspendCalls() {
    return suspend;
  }

  /** What has become of the machine as a whole, or null while it runs. */
  @Nullable PowerEvent powerEvent() {
    return system.powerEvent();
  }

  /** The locks that {@link #handle} needs. */
  Guard guard(Core caller, CallInProgress call) {
    return guards.of(functions.withId((int) call.x[0]), caller, call);
  }

  /** Carries out a call in one go; the bugs that race leave a rest. */
  void handle(Core caller, CallInProgress call) {
    call.handled = true;
    int id = (int) call.x[0];
    if (call.x[0] >>> 32 != 0 && hardware.has(Bug.FID_UPPER_BITS_SIGNIFICANT)) {
      call.result = ReturnCode.NOT_SUPPORTED.value();
      return;
    }
    if (id == PsciFunction.SMCCC_VERSION) {
      call.result = discovery.smcccVersion();
      return;
    }
    PsciFunction function = functions.withId(id);
    if (function == null && hardware.has(Bug.FID_SMC64_ALIAS_OF_32ONLY)) {
      function = functions.withId(id & ~SMC64_BIT);
    }
    if (function == null) {
      boolean succeeds = hardware.has(Bug.UNKNOWN_ID_SUCCEEDS);
      call.result = (succeeds ? ReturnCode.SUCCESS : ReturnCode.NOT_SUPPORTED).value();
      return;
    }
    boolean isThere = functions.isThere(function);
    if (hardware.isAArch32() && call.wide && !mayUseSmc64(function)) {
      call.result = smc64FromAArch32(isThere);
    } else if (!isThere) {
      call.result = absent(function);
    } else if (!hardware.isAArch32() && !call.wide && function.hasSmc64() && keepsWidthRule()) {
      boolean wrong = hardware.has(Bug.OTHER_WIDTH_NOT_SUPPORTED);
      call.result = // 0.2 wants the caller's own width
          (wrong ? ReturnCode.NOT_SUPPORTED : ReturnCode.INVALID_PARAMETERS).value();
    } else {
      call.result = carryOut(function, caller, call);
    }
    if (caller.call == call && caller.power == Core.Power.ON_PENDING) {
      caller.power = Core.Power.ON; // only a bug lets a core run that is not ON
    }
  }

  private long absent(PsciFunction function) {
    if (function == PsciFunction.MIGRATE) {
      return migrate.absent();
    }
    boolean succeeds =
        function == PsciFunction.SYSTEM_SUSPEND && hardware.has(Bug.SYSSUSPEND_ABSENT_SUCCEEDS);
    return (succeeds ? ReturnCode.SUCCESS : ReturnCode.NOT_SUPPORTED).value();
  }

  private boolean mayUseSmc64(PsciFunction function) {
    return function == PsciFunction.SYSTEM_RESET2 && hardware.has(Bug.SYSRESET2_SMC64_FROM_AARCH32);
  }

  private long smc64FromAArch32(boolean isThere) {
    boolean wrong =
        hardware.has(Bug.SMC64_FROM_AARCH32_WRONG_CODE)
            && configuration.version().isAtLeast(Version.V1_0);
    boolean invalid = isThere && (keepsWidthRule() || wrong);
    return (invalid ? ReturnCode.INVALID_PARAMETERS : ReturnCode.NOT_SUPPORTED).value();
  }

  private boolean keepsWidthRule() {
    return configuration.version().isBefore(Version.V1_0)
        && configuration.has(Choice.KEEPS_WIDTH_RULE);
  }

  private long carryOut(PsciFunction function, Core caller, CallInProgress call) {
    return switch (function) {
      case PSCI_VERSION -> discovery.version(caller);
      case PSCI_FEATURES -> discovery.features(call, controller.mode());
      case CPU_ON -> cores.cpuOn(caller, call);
      case CPU_OFF -> cores.cpuOff(caller, call);
      case CPU_FREEZE -> cores.cpuFreeze(caller);
      case AFFINITY_INFO -> cores.affinityInfo(call);
      case CPU_SUSPEND -> suspend.cpuSuspend(caller, call);
      case CPU_DEFAULT_SUSPEND -> suspend.defaultSuspend(caller, call);
      case SYSTEM_SUSPEND -> suspend.systemSuspend(caller, call);
      case PSCI_SET_SUSPEND_MODE -> suspend.setSuspendMode(caller, call);
      case NODE_HW_STATE -> controller.hwState(caller, call);
      case PSCI_STAT_COUNT -> controller.counters().count(call);
      case PSCI_STAT_RESIDENCY -> controller.counters().residency(call);
      case MIGRATE -> migrate.migrate(caller, call);
      case MIGRATE_INFO_TYPE -> migrate.infoType(caller);
      case MIGRATE_INFO_UP_CPU -> migrate.infoUpCpu(caller);
      case MEM_PROTECT -> memory.memProtect(call);
      case MEM_PROTECT_CHECK_RANGE -> memory.checkRange(call);
      case SYSTEM_OFF -> system.systemOff(caller);
      case SYSTEM_RESET -> system.systemReset();
      case SYSTEM_RESET2 -> system.systemReset2(call);
      case SYSTEM_OFF2 -> system.systemOff2(caller, call);
    };
  }

  /** X0 or R0 at the return of a call, with its upper half. */
  long resultRegister(CallInProgress call) {
    long result = call.result;
    if (hardware.isAArch32()) {
      return result & LOWER_HALF;
    }
    if (call.wide) {
      return hardware.has(Bug.RET_ZERO_EXTENDED_MINUS1) && result < 0
          ? result & LOWER_HALF
          : result;
    }
    return switch (configuration.upperHalf()) {
      case SIGN -> (int) result;
      case ZERO -> result & LOWER_HALF;
      case JUNK -> (result & LOWER_HALF) | JUNK;
    };
  }
}
