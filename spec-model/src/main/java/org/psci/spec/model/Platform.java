// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerTree;
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
 * @param powerTree its power domains
 * @param executionState the Execution state of the callers
 * @param exceptionLevel the Exception level, 1 or 2, of the callers, at which cores start; 0 if not
 *     known
 * @param entries the addresses that programs use as entry points
 * @param absent the functions that it says it does not implement
 * @param trustedOs the uniprocessor trusted OS that is resident, if there is one
 * @param disabledCores the cores that AFFINITY_INFO reports as DISABLED, as bits
 * @param constants what has been revealed of its constants, by subject of the {@code Fact}
 * @param powerStates what its power_state values mean
 * @param memory the memory that MEM_PROTECT can protect, or empty if nobody has said
 * @param smccc11 whether it keeps SMCCC 1.1 or later, by which calls preserve X4 to X17 too
 */
public record Platform(
    Version version,
    int versionAnswer,
    Topology topology,
    PowerTree powerTree,
    ExecutionState executionState,
    int exceptionLevel,
    EntryPoints entries,
    Set<PsciFunction> absent,
    Optional<TrustedOs> trustedOs,
    long disabledCores,
    Map<String, Long> constants,
    PowerStates powerStates,
    Optional<List<MemoryRange>> memory,
    boolean smccc11) {

  public Platform {
    Set<PsciFunction> none = EnumSet.noneOf(PsciFunction.class);
    none.addAll(absent);
    absent = Collections.unmodifiableSet(none);
    constants = Map.copyOf(constants);
    memory = memory.map(List::copyOf);
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
        PowerTree.of(topology),
        executionState,
        exceptionLevel,
        entries,
        Set.of(),
        Optional.empty(),
        0,
        Map.of(),
        PowerStates.UNPUBLISHED,
        Optional.empty(),
        false);
  }

  /** The same platform, of which these constants are known. */
  public Platform withConstants(Map<String, Long> known) {
    return new Platform(
        version,
        versionAnswer,
        topology,
        powerTree,
        executionState,
        exceptionLevel,
        entries,
        absent,
        trustedOs,
        disabledCores,
        known,
        powerStates,
        memory,
        smccc11);
  }

  /** The same platform without these functions. */
  public Platform without(Set<PsciFunction> functions) {
    return new Platform(
        version,
        versionAnswer,
        topology,
        powerTree,
        executionState,
        exceptionLevel,
        entries,
        functions,
        trustedOs,
        disabledCores,
        constants,
        powerStates,
        memory,
        smccc11);
  }

  /** Its state after a cold boot. */
  public State coldBoot() {
    return State.COLD_BOOT.withTrustedOs(trustedOs.map(TrustedOs::core).orElse(-1));
  }

  /** The registers X4 to X30 and SP (bit 31) that a returning call must not change (CONV-12). */
  public long preservedRegisters() {
    if (executionState == ExecutionState.AARCH32) {
      return 0x7ff0;
    }
    return smccc11 ? 0xffff_fff0L : 0xfffc_0000L;
  }

  /** Whether a call that suspends its caller may take the core's context away. */
  public StateType stateType(Call suspend) {
    return suspend.is(PsciFunction.CPU_SUSPEND)
        ? powerStates.typeOf(suspend.word(1))
        : StateType.POWER_DOWN;
  }

  /** The power level that a CPU_SUSPEND asks for; 0 for other calls. */
  public int powerLevel(Call suspend) {
    return suspend.is(PsciFunction.CPU_SUSPEND) ? powerStates.levelOf(suspend.word(1)) : 0;
  }

  /** Whether there are two suspend modes to choose from. */
  public boolean offersModes() {
    return version.isAtLeast(Version.V1_0) && !absent.contains(PsciFunction.PSCI_SET_SUSPEND_MODE);
  }

  public boolean isDisabled(int core) {
    return (disabledCores >>> core & 1) == 1;
  }
}
