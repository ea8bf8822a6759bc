// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.PsciFunction;

/** Which locks the first step of a call holds, and which bug leaves out which. */
final class Guards {
  private final Hardware hardware;

  Guards(Hardware hardware) {
    this.hardware = hardware;
  }

  /**
   * The locks of a call.
   *
   * @param function what is called, or null if there is no such function
   */
  Guard of(@Nullable PsciFunction function, Core caller, CallInProgress call) {
    if (function == null) {
      return Guard.NONE;
    }
    return switch (function) {
      case CPU_ON -> cpuOn(caller, call);
      case AFFINITY_INFO -> affinityInfo(call);
      case CPU_SUSPEND -> hardware.has(Bug.STAT_WRONG_UNDER_RACE) ? Guard.NONE : Guard.both(caller);
      case CPU_OFF, CPU_FREEZE, CPU_DEFAULT_SUSPEND, SYSTEM_SUSPEND -> Guard.both(caller);
      case PSCI_VERSION, MIGRATE_INFO_TYPE, MEM_PROTECT_CHECK_RANGE -> Guard.NONE;
      case PSCI_FEATURES,
          PSCI_SET_SUSPEND_MODE,
          NODE_HW_STATE,
          PSCI_STAT_COUNT,
          PSCI_STAT_RESIDENCY,
          MIGRATE,
          MIGRATE_INFO_UP_CPU,
          MEM_PROTECT,
          SYSTEM_OFF,
          SYSTEM_RESET,
          SYSTEM_RESET2,
          SYSTEM_OFF2 ->
          Guard.SHARED;
    };
  }

  private Guard cpuOn(Core caller, CallInProgress call) {
    Core target = hardware.find(call.argument(1));
    if (target == null || hardware.has(Bug.CPUON_TORN_PC_CTX)) {
      return Guard.NONE;
    }
    return hardware.has(Bug.CPUON_ABBA_DEADLOCK) && target != caller
        ? Guard.of(caller)
        : Guard.both(target);
  }

  /** One core is looked at under its own lock; of several none may change meanwhile. */
  private Guard affinityInfo(CallInProgress call) {
    Core target = call.word(2) == 0 ? hardware.find(call.argument(1)) : null;
    return target == null ? Guard.SHARED : Guard.of(target);
  }
}
