// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that a configuration which contradicts itself is refused, with the field and the reason.
 */
class ConfigurationTest {
  private final Configuration standard = Configuration.standard();
  private final Configuration complete = Configuration.complete(Version.V1_3);

  private static void refused(ThrowingCallable attempt, String message) {
    assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void firstVersionHasNeitherModesNorFormats() {
    refused(() -> complete.with(Version.V0_2), "os_initiated: 0.2 has no OS-initiated mode");
    refused(
        () -> standard.with(Version.V0_2).with(PowerStateFormat.EXTENDED_STATE_ID),
        "format: 0.2 has the original format of power_state only");
  }

  @Test
  void firstVersionAnswersForEveryLevel() {
    Configuration old = Configuration.complete(Version.V0_2);
    refused(
        () -> old.without(Choice.ANSWERS_GROUPS),
        "answers_groups: in 0.2 AFFINITY_INFO answers for every level");
  }

  @Test
  void narrowCallersHaveNarrowAffinities() {
    Topology high = new Topology(List.of(Mpidr.of(1, 0, 0, 0)));
    refused(
        () -> standard.with(high).with(ExecutionState.AARCH32),
        "topology: the MPIDR 0x100000000 has an Aff3, which AArch32 callers lack");
  }

  @Test
  void treeHoldsTheWholeMachine() {
    refused(
        () -> standard.with(new PowerTree(List.of(List.of(7L, 0x38L)))),
        "power_tree: its highest level is not one node with all 6 cores");
  }

  @Test
  void osInitiatedModeMustBeSettable() {
    refused(
        () -> complete.withAbsent(PsciFunction.PSCI_SET_SUSPEND_MODE),
        "os_initiated: PSCI_SET_SUSPEND_MODE is absent, so OS-initiated mode"
            + " cannot be offered");
  }

  @Test
  void functionsComeInPairsAndSomeMustBe() {
    refused(
        () -> complete.withAbsent(PsciFunction.PSCI_STAT_COUNT),
        "absent: PSCI_STAT_RESIDENCY and PSCI_STAT_COUNT are both there, or neither");
    refused(
        () -> complete.withAbsent(PsciFunction.MEM_PROTECT),
        "absent: MEM_PROTECT and MEM_PROTECT_CHECK_RANGE are both there, or neither");
    refused(() -> complete.withAbsent(PsciFunction.CPU_ON), "absent: CPU_ON is mandatory");
  }

  @Test
  void trustedOsMustExistAndBeToldOf() {
    ResidentOs nowhere = new ResidentOs(MigrateInfoType.UNIPROCESSOR_FIXED, 6);
    refused(() -> complete.with(nowhere), "trusted_os: there is no core 6 among 6 cores");
    ResidentOs fixed = new ResidentOs(MigrateInfoType.UNIPROCESSOR_FIXED, 0);
    refused(
        () -> standard.with(fixed),
        "absent: MIGRATE_INFO_UP_CPU has to tell where the trusted OS is");
    assertThat(complete.with(fixed).has(PsciFunction.MIGRATE)).isTrue();
    assertThat(complete.has(PsciFunction.MIGRATE)).isFalse();
  }

  @Test
  void statesAreThoseOfTheTree() {
    PowerState high = new PowerState(0x0301_0002, StateType.POWER_DOWN, 3);
    refused(
        () -> standard.withPowerStates(List.of(high)),
        "power_states: power_state 0x3010002 is for power level 3, which the tree does"
            + " not have");
    refused(() -> standard.withHighestLevel(3), "highest_level: the table has the levels 0 to 2");
    refused(
        () -> standard.with(PowerTree.of(Topology.clusters(2, 4))),
        "power_tree: a node holds cores that the topology of 6 lacks");
  }

  @Test
  void valueHasOneMeaning() {
    PowerState standby = new PowerState(1, StateType.STANDBY, 0);
    refused(
        () -> standard.withPowerStates(List.of(standby, standby)),
        "power_states: power_state 0x1 is in the table twice");
  }

  @Test
  void tableMayStayUnpublishedAndEndEarly() {
    Configuration secret = standard.withHighestLevel(1).without(Choice.PUBLISHED);
    assertThat(secret.publishedPowerStates()).isEmpty();
    assertThat(secret.powerStates()).hasSize(6);
    assertThat(standard.publishedPowerStates()).contains(standard.powerStates());
  }

  @Test
  void standardMachineHasWhatItAlwaysHad() {
    for (PsciFunction function : PsciFunction.values()) {
      assertThat(standard.has(function))
          .isEqualTo(function.isMandatory() || function == PsciFunction.MIGRATE_INFO_TYPE);
    }
  }
}
