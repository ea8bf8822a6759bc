// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * What is constant in one implementation and decides what the specification demands of it.
 *
 * @param version the PSCI version that it has to keep
 * @param versionAnswer what PSCI_VERSION returns; differs from {@code version} only for a version
 *     that was never published
 * @param topology its cores
 * @param executionState the Execution state of the callers
 * @param exceptionLevel the Exception level, 1 or 2, of the callers, at which cores start; 0 if not
 *     known
 * @param entries the addresses that programs use as entry points
 * @param absent the functions that it says it does not implement
 * @param trustedOsCore the core on which a uniprocessor trusted OS is resident
 * @param disabledCores the cores that AFFINITY_INFO reports as DISABLED, as bits
 * @param constants what has been revealed of its constants, by subject of the {@code Fact}
 * @param powerStates what its power_state values mean
 * @param smccc11 whether it keeps SMCCC 1.1 or later, by which calls preserve X4 to X17 too
 */
public record Platform(
    Version version,
    int versionAnswer,
    Topology topology,
    ExecutionState executionState,
    int exceptionLevel,
    EntryPoints entries,
    Set<PsciFunction> absent,
    Optional<Integer> trustedOsCore,
    long disabledCores,
    Map<String, Long> constants,
    PowerStates powerStates,
    boolean smccc11) {

  public Platform {
    absent = Set.copyOf(absent);
    constants = Map.copyOf(constants);
  }

  /** A platform of which nothing but the version is known yet. */
  public Platform(
      Version version,
      Topology topology,
      ExecutionState executionState,
      int exceptionLevel,
      EntryPoints entries) {
    this(
        version,
        version.encoded(),
        topology,
        executionState,
        exceptionLevel,
        entries,
        Set.of(),
        Optional.empty(),
        0,
        Map.of(),
        PowerStates.UNPUBLISHED,
        false);
  }

  /** The registers X4 to X30 and SP (bit 31) that a returning call must not change (CONV-12). */
  public long preservedRegisters() {
    if (executionState == ExecutionState.AARCH32) {
      return 0x7ff0;
    }
    return smccc11 ? 0xffff_fff0L : 0xfffc_0000L;
  }

  /** The StateType that a CPU_SUSPEND asks for. */
  public StateType stateType(Call suspend) {
    return powerStates.typeOf(suspend.word(1));
  }

  /** The power level that a CPU_SUSPEND asks for. */
  public int powerLevel(Call suspend) {
    return powerStates.levelOf(suspend.word(1));
  }

  boolean isDisabled(int core) {
    return (disabledCores >>> core & 1) == 1;
  }
}
