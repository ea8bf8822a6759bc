// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.AffinityLevel;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;

/** The calls that turn cores on and off, and the one that asks about it. */
final class CoreCalls {
  /** To how many cores one bug can count. */
  private static final int WRAP = 4;

  private final Hardware hardware;
  private final PowerController controller;
  private final MigrateCalls trustedOs;
  private final ErrorOrder order;

  /** Cores of clusters all of whose cores have been off after one was on; a bug looks at it. */
  private long clustersGoneOff;

  CoreCalls(Hardware hardware, PowerController controller, MigrateCalls trustedOs) {
    this.hardware = hardware;
    this.controller = controller;
    this.trustedOs = trustedOs;
    this.order = hardware.configuration.order();
  }

  private boolean has(Bug bug) {
    return hardware.has(bug);
  }

  long cpuOn(Core caller, CallInProgress call) {
    Core other = has(Bug.CPUON_ABBA_DEADLOCK) ? hardware.find(call.argument(1)) : null;
    if (other == null || other == caller) {
      return on(caller, call);
    }
    caller.lockKeptBy = caller;
    call.later(
        Guard.both(other),
        () -> {
          call.result = on(caller, call);
          caller.lockKeptBy = null;
        });
    return 0;
  }

  private long on(Core caller, CallInProgress call) {
    boolean keepsEntry = has(Bug.SMC32_ENTRY_UPPER_BITS);
    long entry = keepsEntry ? call.x[2] : call.argument(2);
    boolean bad = !keepsEntry && hardware.isBadEntry(entry);
    if (bad && order == ErrorOrder.ENTRY_FIRST) {
      return hardware.badEntry();
    }
    long target = call.argument(1);
    Core core = target(target);
    if (core == null) {
      boolean oneTooMany = has(Bug.CPUON_OFF_BY_ONE_NCPUS) && target == hardware.cores.length;
      return (oneTooMany ? ReturnCode.SUCCESS : ReturnCode.INVALID_PARAMETERS).value();
    }
    if ((has(Bug.CPUON_SELF_INVALID) && core == caller)
        || (has(Bug.CPUON_CORE0_REFUSED) && core.index == 0)) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (has(Bug.CPUON_FAIL_SIDE_EFFECT)) {
      core.interruptPending = false;
    }
    int stateError = stateError(core, caller);
    if (bad && !(stateError != 0 && order == ErrorOrder.STATE_FIRST)) {
      if (has(Bug.CPUON_FAILURE_STUCK_PENDING) && core.power == Core.Power.OFF) {
        core.power = Core.Power.ON_PENDING;
      }
      return hardware.badEntry();
    }
    if (stateError != 0) {
      return stateError;
    }
    if (has(Bug.CPUON_DENIED_BEFORE_1_2) && caller.index != 0) {
      return ReturnCode.DENIED.value();
    }
    if (failsToStart(core)) {
      boolean hidden = has(Bug.CPUON_ERROR_AS_ALREADY_ON);
      return (hidden ? ReturnCode.ALREADY_ON : ReturnCode.INTERNAL_FAILURE).value();
    }
    if (has(Bug.CPUON_CHECK_THEN_ACT)) {
      call.later(Guard.both(core), () -> start(core, caller, call, entry));
    } else {
      start(core, caller, call, entry);
    }
    return ReturnCode.SUCCESS.value();
  }

  private @Nullable Core target(long target) {
    Core[] cores = hardware.cores;
    if (has(Bug.CPUON_LINEAR_INDEX_NOT_MPIDR)) {
      return target >= 0 && target < cores.length ? cores[(int) target] : null;
    }
    Core core = hardware.find(target);
    return core != null && has(Bug.CPUON_CORE_INDEX_WRAPS_256) ? cores[core.index % WRAP] : core;
  }

  /** Why a core cannot be started in its state: 0 if it can. */
  private int stateError(Core core, Core caller) {
    boolean disturbed = core.wasSaidToBeOff;
    core.wasSaidToBeOff = false;
    boolean frozen = core.frozen && !has(Bug.CPUON_FROZEN_ALREADY_ON);
    if (disturbed || (core.power == Core.Power.ON && !frozen)) {
      boolean restarts =
          has(Bug.CPUON_RUNNING_CORE_RESET)
              || (has(Bug.CPUON_SUSPENDED_RESTARTED) && core.suspension != null);
      return restarts && core != caller ? 0 : ReturnCode.ALREADY_ON.value();
    }
    boolean pending = core.power == Core.Power.ON_PENDING && !has(Bug.CPUON_ANSWERS_TWICE);
    return pending ? ReturnCode.ON_PENDING.value() : 0;
  }

  private boolean failsToStart(Core core) {
    boolean fails =
        !core.failedOnce
            && (hardware.configuration.has(Choice.STARTS_FAIL_ONCE)
                || has(Bug.CPUON_ERROR_AS_ALREADY_ON));
    core.failedOnce = true;
    return fails;
  }

  private void start(Core core, Core caller, CallInProgress call, long entry) {
    long context = call.argument(3);
    if (has(Bug.SMC64_CONTEXT_TRUNCATED)) {
      context &= 0xffff_ffffL;
    }
    if (has(Bug.CPUON_SELF_CONTEXT_OTHER)) {
      context = call.x[0];
      core.startsWithX1 = call.x[1];
    }
    core.startsBigEndian = caller.bigEndian;
    core.entry = entry;
    if (has(Bug.CPUON_TORN_PC_CTX)) {
      long contextOfThisCall = context;
      call.later(
          Guard.SHARED,
          () -> {
            core.context = contextOfThisCall;
            release(core);
          });
      return;
    }
    core.context = context;
    if (has(Bug.CPUON_PENDING_SET_LATE)) {
      release(core);
      call.later(Guard.NONE, () -> core.power = Core.Power.ON_PENDING);
      return;
    }
    boolean hidden = hardware.configuration.has(Choice.HIDES_PENDING);
    core.power = hidden ? Core.Power.ON : Core.Power.ON_PENDING;
    release(core);
  }

  private void release(Core core) {
    boolean lost = has(Bug.CLUSTER_LAST_OFF_NEVER_ON) && (clustersGoneOff >>> core.index & 1) == 1;
    core.call = null;
    core.suspension = null;
    core.waitsInCpuOff = false;
    core.frozen = false;
    core.gone = false;
    core.released = !lost;
    core.startedBefore = true;
    core.leavesFirmware = false;
    controller.run(core);
  }

  long cpuOff(Core caller, CallInProgress call) {
    if (has(Bug.CPUOFF_RETURNS_NOT_SUPPORTED)) {
      return ReturnCode.NOT_SUPPORTED.value();
    }
    if (has(Bug.CPUOFF_BAD_ERROR_CODE) && caller.index == 0) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (trustedOs.isResidentOn(caller) && !has(Bug.CPUOFF_OF_TRUSTED_OS)) {
      if (has(Bug.CPUOFF_DENIED_BUT_MARKED_OFF)) {
        caller.power = Core.Power.OFF;
      }
      return ReturnCode.DENIED.value();
    }
    if (has(Bug.CPUOFF_KILLS_CORE0) && caller.index != 0) {
      turnOff(hardware.cores[0]);
      hardware.cores[0].gone = true;
      call.hangs = true;
      return 0;
    }
    turnOff(caller);
    return 0;
  }

  void turnOff(Core core) {
    core.power = Core.Power.OFF;
    core.waitsInCpuOff = true;
    core.suspension = null;
    core.call = null;
    core.stirs =
        has(Bug.CPUOFF_STOPS_LATE) || (has(Bug.CPUON_DURING_OFF_LOST) && core.interruptPending);
    if (has(Bug.CLUSTER_LAST_OFF_NEVER_ON)) {
      noteCluster(core);
    }
    controller.off(core);
  }

  private void noteCluster(Core caller) {
    Topology topology = hardware.configuration.topology();
    long cluster = topology.instance(topology.mpidr(caller.index).value(), 1);
    for (Core core : hardware.cores) {
      if ((cluster >>> core.index & 1) == 1 && core.power != Core.Power.OFF) {
        return;
      }
    }
    clustersGoneOff |= cluster;
  }

  /** The core stops until a CPU_ON, whatever interrupts come. */
  long cpuFreeze(Core caller) {
    if (trustedOs.isResidentOn(caller)) {
      return ReturnCode.DENIED.value();
    }
    caller.frozen = true;
    caller.call = null;
    controller.enterAlone(caller, LocalState.POWER_DOWN);
    return 0;
  }

  long affinityInfo(CallInProgress call) {
    long affinity = call.argument(1);
    long level = has(Bug.AFFINFO_UPPER_LEVEL_BITS) ? call.x[2] : call.x[2] & 0xffff_ffffL;
    if (level > 0 && has(Bug.AFFINFO_LEVEL1_NOT_SUPPORTED_CODE)) {
      return ReturnCode.NOT_SUPPORTED.value();
    }
    if (level < 0 || level > AffinityLevel.HIGHEST || !answersFor(level)) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (has(Bug.AFFINFO_ALWAYS_ON) || hardware.othersLookOn) {
      return AffinityState.ON.value();
    }
    Core target = level == 0 ? hardware.find(affinity) : null;
    if (target != null && target.suspension != null && has(Bug.AFFINFO_WAITS_FOR_SLEEPER)) {
      call.waitsFor = target;
    }
    boolean reserved = (affinity & ~AffinityLevel.mask(0)) != 0;
    long mask = AffinityLevel.mask((int) level);
    if (has(Bug.AFFINFO_LOWER_FIELDS_COUNT) && hardware.find(affinity) == null) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    boolean found = false;
    boolean pending = false;
    for (Core core : hardware.cores) {
      if (!reserved && !core.unknownForNow && ((core.mpidr.value() ^ affinity) & mask) == 0) {
        found = true;
        pending |= core.power == Core.Power.ON_PENDING;
        pending |= has(Bug.AFFINFO_PENDING_AFTER_BOOT) && !core.startedBefore;
        boolean hidden = core.suspension != null && hidesSuspended((int) level);
        if (core.power == Core.Power.ON && !hardware.isOff(core) && !hidden) {
          return AffinityState.ON.value();
        }
      }
    }
    if (!found) {
      boolean old = has(Bug.AFFINFO_NOT_PRESENT);
      return (old ? ReturnCode.NOT_PRESENT : ReturnCode.INVALID_PARAMETERS).value();
    }
    if (target != null && !pending) {
      target.wasSaidToBeOff = has(Bug.AFFINFO_DISTURBS_START);
    }
    boolean hidden =
        has(Bug.AFFINFO_PENDING_AS_OFF) || (has(Bug.AFFINFO_NO_PENDING_LEVEL1) && level > 0);
    return (pending && !hidden ? AffinityState.ON_PENDING : AffinityState.OFF).value();
  }

  private boolean answersFor(long level) {
    Configuration configuration = hardware.configuration;
    return level == 0
        || (configuration.has(Choice.ANSWERS_GROUPS) && level <= configuration.answersUpTo());
  }

  private boolean hidesSuspended(int level) {
    return has(level == 0 ? Bug.AFFINFO_SUSPENDED_CORE_OFF : Bug.AFFINFO_SUSPENDED_CLUSTER_OFF);
  }
}
