// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.AffinityLevel;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/** Handles PSCI calls of AArch64 callers, as the firmware of the reference machine. */
final class Firmware {
  private static final int SMC64_BIT = 0x4000_0000;
  private static final int EXTENDED_FORMAT = 2;

  private final Configuration configuration;
  private final Core[] cores;
  private final long memoryStart;
  private final long memoryEnd;
  private @Nullable PowerEvent powerEvent;

  /** The one place for the entry point of every suspended core; a bug uses it. */
  private final Suspension shared = new Suspension(true, false, 0, 0);

  /** Clusters, by Aff1, all of whose cores have been off after one was on; a bug looks at it. */
  private long clustersGoneOff;

  /** Entry points count as good from {@code memoryStart} up to {@code memoryEnd}. */
  Firmware(Configuration configuration, Core[] cores, long memoryStart, long memoryEnd) {
    this.configuration = configuration;
    this.cores = cores;
    this.memoryStart = memoryStart;
    this.memoryEnd = memoryEnd;
  }

  /** Carries out a call in one go; the bugs that race leave a rest. */
  void handle(Core caller, CallInProgress call) {
    call.handled = true;
    long id = call.x[0];
    if (!configuration.has(Bug.FID_UPPER_BITS_SIGNIFICANT)) {
      id &= 0xffff_ffffL;
    }
    if (configuration.has(Bug.FID_SMC64_ALIAS_OF_32ONLY)
        && (int) id == (PsciFunction.CPU_OFF.smc32() | SMC64_BIT)) {
      id &= ~(long) SMC64_BIT;
    }
    PsciFunction function = id >>> 32 == 0 ? PsciFunction.of((int) id).orElse(null) : null;
    if (function == null || !implemented(function)) {
      call.result = ReturnCode.NOT_SUPPORTED.value();
      return;
    }
    boolean wide = CallWidth.of((int) id) == CallWidth.SMC64;
    if (configuration.version().isBefore(Version.V1_0) && function.hasSmc64() && !wide) {
      call.result = ReturnCode.INVALID_PARAMETERS.value(); // 0.2 wants the caller's own width
      return;
    }
    call.result =
        switch (function) {
          case PSCI_VERSION -> version();
          case PSCI_FEATURES -> features((int) call.x[1]);
          case CPU_ON -> cpuOn(caller, call, wide);
          case CPU_OFF -> cpuOff(caller);
          case AFFINITY_INFO -> affinityInfo(call, wide);
          case MIGRATE_INFO_TYPE -> MigrateInfoType.NOT_REQUIRED.value();
          case CPU_SUSPEND -> cpuSuspend(caller, call, wide);
          case SYSTEM_OFF -> systemOff();
          case SYSTEM_RESET -> systemReset();
          default -> ReturnCode.NOT_SUPPORTED.value();
        };
  }

  private boolean implemented(PsciFunction function) {
    return switch (function) {
      case PSCI_FEATURES -> configuration.version().isAtLeast(Version.V1_0);
      case MIGRATE_INFO_TYPE -> configuration.choices().hasMigrateInfo();
      default -> function.isMandatory();
    };
  }

  private long version() {
    int encoded = configuration.version().encoded();
    return configuration.has(Bug.VERSION_MAJOR_MINOR_SWAPPED)
        ? Integer.rotateLeft(encoded, 16)
        : encoded;
  }

  private long features(int id) {
    boolean missing = configuration.has(Bug.FEATURES_64BIT_CAP_MISSING) && (id & SMC64_BIT) != 0;
    boolean known = PsciFunction.of(id).filter(this::implemented).isPresent() && !missing;
    if (known && PsciFunction.CPU_SUSPEND.hasId(id)) {
      return configuration.format() == PowerStateFormat.EXTENDED_STATE_ID ? EXTENDED_FORMAT : 0;
    }
    return known ? 0 : ReturnCode.NOT_SUPPORTED.value();
  }

  private long cpuOn(Core caller, CallInProgress call, boolean wide) {
    long target = narrow(call.x[1], wide);
    boolean keepEntry = configuration.has(Bug.SMC32_ENTRY_UPPER_BITS);
    long entry = keepEntry ? call.x[2] : narrow(call.x[2], wide);
    long context = narrow(call.x[3], wide && !configuration.has(Bug.SMC64_CONTEXT_TRUNCATED));
    Core core = find(target);
    if (core == null) {
      boolean oneTooMany = configuration.has(Bug.CPUON_OFF_BY_ONE_NCPUS) && target == cores.length;
      return oneTooMany ? ReturnCode.SUCCESS.value() : ReturnCode.INVALID_PARAMETERS.value();
    }
    if ((configuration.has(Bug.CPUON_SELF_INVALID) && core == caller)
        || (configuration.has(Bug.CPUON_CORE0_REFUSED) && core.index == 0)) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (!keepEntry && isBadEntry(entry)) {
      if (configuration.has(Bug.CPUON_FAILURE_STUCK_PENDING) && core.power == Core.Power.OFF) {
        core.power = Core.Power.ON_PENDING;
      }
      return badEntry();
    }
    if (core.power == Core.Power.ON) {
      boolean restarts =
          configuration.has(Bug.CPUON_RUNNING_CORE_RESET)
              || (configuration.has(Bug.CPUON_SUSPENDED_RESTARTED) && core.suspension != null);
      if (!restarts || core == caller) {
        return ReturnCode.ALREADY_ON.value();
      }
    } else if (core.power == Core.Power.ON_PENDING && !configuration.has(Bug.CPUON_ANSWERS_TWICE)) {
      return ReturnCode.ON_PENDING.value();
    }
    start(core, call, entry, context);
    return ReturnCode.SUCCESS.value();
  }

  private boolean isBadEntry(long entry) {
    return configuration.choices().checksEntries()
        && (entry < memoryStart || entry >= memoryEnd || entry % 4 != 0);
  }

  private long badEntry() {
    boolean newCode =
        configuration.version().isAtLeast(Version.V1_0)
            || configuration.has(Bug.BADADDR_NEWCODE_ON_0_2);
    return (newCode ? ReturnCode.INVALID_ADDRESS : ReturnCode.INVALID_PARAMETERS).value();
  }

  private void start(Core core, CallInProgress call, long entry, long context) {
    core.entry = entry;
    if (configuration.has(Bug.CPUON_TORN_PC_CTX)) {
      call.rest =
          () -> {
            core.context = context;
            release(core);
          };
      return;
    }
    core.context = context;
    if (configuration.has(Bug.CPUON_PENDING_SET_LATE)) {
      release(core);
      call.rest = () -> core.power = Core.Power.ON_PENDING;
      return;
    }
    core.power = configuration.choices().hidesPending() ? Core.Power.ON : Core.Power.ON_PENDING;
    release(core);
  }

  private void release(Core core) {
    boolean lost =
        configuration.has(Bug.CLUSTER_LAST_OFF_NEVER_ON)
            && (clustersGoneOff >>> core.mpidr.field(1) & 1) == 1;
    core.call = null;
    core.suspension = null;
    core.waitsInCpuOff = false;
    core.released = !lost;
    core.leavesFirmware = false;
  }

  private long cpuOff(Core caller) {
    if (configuration.has(Bug.CPUOFF_RETURNS_NOT_SUPPORTED)) {
      return ReturnCode.NOT_SUPPORTED.value();
    }
    caller.power = Core.Power.OFF;
    caller.waitsInCpuOff = true;
    caller.call = null;
    boolean clusterOff = true;
    for (Core core : cores) {
      clusterOff &= core.mpidr.field(1) != caller.mpidr.field(1) || core.power == Core.Power.OFF;
    }
    if (clusterOff) {
      clustersGoneOff |= 1L << caller.mpidr.field(1);
    }
    return 0;
  }

  /**
   * The core stops until an interrupt. What becomes of its cluster nobody can see yet, so nothing
   * is coordinated; the level only matters to some bugs.
   */
  private long cpuSuspend(Core caller, CallInProgress call, boolean wide) {
    int value = (int) call.x[1];
    if (configuration.has(Bug.SUSPEND_RESERVED_POWER_STATE_ACCEPTED)) {
      value &= ~configuration.format().reservedBits();
    }
    PowerState state = null;
    for (PowerState published : configuration.powerStates()) {
      state = published.value() == value ? published : state;
    }
    if (state == null) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    long entry = narrow(call.x[2], wide);
    long context = narrow(call.x[3], wide);
    boolean powerDown = state.type() == StateType.POWER_DOWN;
    boolean looksAtEntry = powerDown || configuration.has(Bug.SUSPEND_STANDBY_VALIDATES_ENTRY);
    if (looksAtEntry && isBadEntry(entry)) {
      return badEntry();
    }
    if (state.level() > 0
        && configuration.has(Bug.OSI_CHECKS_IN_PC_MODE)
        && !runningNeighbours(caller).isEmpty()) {
      return ReturnCode.DENIED.value();
    }
    Suspension suspension = new Suspension(powerDown, caller.interruptPending, entry, context);
    caller.suspension = suspension;
    if (configuration.has(Bug.SUSPEND_SAVED_ENTRY_TORN)) {
      shared.entry = entry;
      shared.context = context;
    }
    if (state.level() > 0 && configuration.has(Bug.SUSPEND_SUSPENDS_OTHERS)) {
      for (Core neighbour : runningNeighbours(caller)) {
        neighbour.suspension = new Suspension(true, false, entry, context);
      }
    }
    return configuration.has(Bug.SUSPEND_STANDBY_CONTEXT_IN_X0) && !powerDown
        ? context
        : ReturnCode.SUCCESS.value();
  }

  private List<Core> runningNeighbours(Core caller) {
    return Arrays.stream(cores)
        .filter(core -> core != caller && core.power == Core.Power.ON && core.suspension == null)
        .filter(core -> core.mpidr.field(1) == caller.mpidr.field(1))
        .toList();
  }

  /** What is remembered of a suspension until its core wakes up. */
  Suspension savedBy(Suspension suspension) {
    return configuration.has(Bug.SUSPEND_SAVED_ENTRY_TORN) ? shared : suspension;
  }

  private long systemOff() {
    return configuration.has(Bug.SYSTEM_OFF_RETURNS) ? 0 : stop(PowerEvent.OFF);
  }

  private long systemReset() {
    return stop(configuration.has(Bug.SYSRESET_POWERS_OFF) ? PowerEvent.OFF : PowerEvent.RESET);
  }

  private long stop(PowerEvent event) {
    powerEvent = event;
    return 0;
  }

  /** What has become of the machine as a whole, or null while it runs. */
  @Nullable PowerEvent powerEvent() {
    return powerEvent;
  }

  private long affinityInfo(CallInProgress call, boolean wide) {
    long affinity = narrow(call.x[1], wide);
    long level =
        configuration.has(Bug.AFFINFO_UPPER_LEVEL_BITS) ? call.x[2] : call.x[2] & 0xffff_ffffL;
    boolean refused = level > 0 && !configuration.choices().answersGroups();
    if (level < 0 || level > AffinityLevel.HIGHEST || refused) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    if (configuration.has(Bug.AFFINFO_ALWAYS_ON)) {
      return AffinityState.ON.value();
    }
    boolean found = false;
    boolean pending = false;
    for (Core core : cores) {
      long mask = AffinityLevel.mask((int) level);
      boolean reserved = (affinity & ~AffinityLevel.mask(0)) != 0;
      if (!reserved && (core.mpidr.value() & mask) == (affinity & mask)) {
        found = true;
        pending |= core.power == Core.Power.ON_PENDING;
        boolean hidden = core.suspension != null && hidesSuspended((int) level);
        if (core.power == Core.Power.ON && !hidden) {
          return AffinityState.ON.value();
        }
      }
    }
    if (!found) {
      return ReturnCode.INVALID_PARAMETERS.value();
    }
    boolean hidden =
        configuration.has(Bug.AFFINFO_PENDING_AS_OFF)
            || (configuration.has(Bug.AFFINFO_NO_PENDING_LEVEL1) && level > 0);
    return (pending && !hidden ? AffinityState.ON_PENDING : AffinityState.OFF).value();
  }

  private boolean hidesSuspended(int level) {
    return configuration.has(
        level == 0 ? Bug.AFFINFO_SUSPENDED_CORE_OFF : Bug.AFFINFO_SUSPENDED_CLUSTER_OFF);
  }

  private @Nullable Core find(long target) {
    if (configuration.has(Bug.CPUON_LINEAR_INDEX_NOT_MPIDR)) {
      return target >= 0 && target < cores.length ? cores[(int) target] : null;
    }
    for (Core core : cores) {
      if (core.mpidr.value() == target) {
        return core;
      }
    }
    return null;
  }

  private static long narrow(long value, boolean wide) {
    return wide ? value : value & 0xffff_ffffL;
  }
}
