// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.jspecify.annotations.Nullable;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/** What all calls share: the cores, the memory, the table of states, the clock. */
final class Hardware {
  final Configuration configuration;
  final Core[] cores;
  final long memoryStart;
  final long memoryEnd;
  final Scheduler scheduler;
  private final PowerState[] powerStates;

  /** Virtual time in microseconds: one for each step of the machine. */
  long now;

  /** What only a bug sets: AFFINITY_INFO takes every core for ON. */
  boolean othersLookOn;

  Hardware(
      Configuration configuration,
      Core[] cores,
      long memoryStart,
      long memoryEnd,
      Scheduler scheduler) {
    this.configuration = configuration;
    this.cores = cores;
    this.memoryStart = memoryStart;
    this.memoryEnd = memoryEnd;
    this.scheduler = scheduler;
    this.powerStates = configuration.powerStates().toArray(new PowerState[0]);
  }

  boolean has(Bug bug) {
    return configuration.has(bug);
  }

  boolean isAArch32() {
    return configuration.executionState() == ExecutionState.AARCH32;
  }

  /** The core that a target_cpu names, or null. */
  @Nullable Core find(long target) {
    for (Core core : cores) {
      if (core.mpidr.value() == target && !core.unknownForNow) {
        return core;
      }
    }
    return null;
  }

  /** The line of the table with this value, or null. */
  @Nullable PowerState powerState(int value) {
    for (PowerState state : powerStates) {
      if (state.value() == value) {
        return state;
      }
    }
    return null;
  }

  /** Whether the implementation knows that nobody can start at this address. */
  boolean isBadEntry(long entry) {
    if (!configuration.has(Choice.CHECKS_ENTRIES)) {
      return false;
    }
    boolean t32 = isAArch32() && (entry & 1) == 1;
    long address = t32 ? entry & ~1L : entry;
    boolean misaligned = !t32 && configuration.has(Choice.CHECKS_ALIGNMENT) && entry % 4 != 0;
    return address < memoryStart || address >= memoryEnd || misaligned;
  }

  long badEntry() {
    boolean newCode =
        configuration.version().isAtLeast(Version.V1_0) || has(Bug.BADADDR_NEWCODE_ON_0_2);
    return (newCode ? ReturnCode.INVALID_ADDRESS : ReturnCode.INVALID_PARAMETERS).value();
  }

  /** Whether a core is OFF as far as other calls are concerned. */
  boolean isOff(Core core) {
    return core.power == Core.Power.OFF
        || (core.frozen && configuration.has(Choice.FROZEN_SHOWS_OFF));
  }

  /** A bug: cores that are being started are overlooked. */
  boolean isAnotherOn(Core caller) {
    for (Core core : cores) {
      if (core != caller && core.power == Core.Power.ON && !isOff(core)) {
        return true;
      }
    }
    return false;
  }

  boolean areAllOthersOff(Core caller) {
    for (Core core : cores) {
      if (core != caller && !isOff(core)) {
        return false;
      }
    }
    return true;
  }
}
