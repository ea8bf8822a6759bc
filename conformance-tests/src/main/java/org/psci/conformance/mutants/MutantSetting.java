// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.List;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.reference.ResidentOs;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** The lawful machines into which bugs are put: each bug into those in which it can show. */
public enum MutantSetting {
  COMPLETE("1.1 with all functions", Configuration.complete(Version.V1_1)),
  PLAIN("1.1 with the mandatory functions", Configuration.standard()),
  NEWEST("1.3 with all functions", Configuration.complete(Version.V1_3)),
  OLDEST("0.2 with all functions", Configuration.complete(Version.V0_2)),
  AARCH32(
      "1.1 for AArch32 callers", Configuration.complete(Version.V1_1).with(ExecutionState.AARCH32)),
  TRUSTED_OS(
      "1.1 with a trusted OS on core 1",
      Configuration.complete(Version.V1_1)
          .with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 1))),
  THREE_LEVELS(
      "1.1 with 2x2x2 cores", Configuration.complete(Version.V1_1).with(Topology.groups(2, 2, 2))),
  TWO_CLUSTERS(
      "1.1 with 2x2 cores", Configuration.complete(Version.V1_1).with(Topology.clusters(2, 2))),
  TWO_NODES(
      "1.1 with two cores, each below a node of its own",
      Configuration.complete(Version.V1_1)
          .with(Topology.clusters(2, 1))
          .with(new PowerTree(List.of(List.of(1L, 2L), List.of(3L))))),
  ONE_CLUSTER(
      "1.1 with 1x2 cores", Configuration.complete(Version.V1_1).with(Topology.clusters(1, 2))),
  UNPUBLISHED(
      "1.1 that publishes no power states",
      Configuration.complete(Version.V1_1).without(Choice.OS_INITIATED, Choice.PUBLISHED)),

  /** Where nothing above the cores goes down, and each state has one name only. */
  FEW_STATES(
      "1.1 with one standby and one power-down",
      Configuration.complete(Version.V1_1)
          .with(Topology.clusters(1, 2))
          .without(Choice.OS_INITIATED)
          .withPowerStates(fewStates()));

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // a record of immutable parts
  private final Configuration configuration;

  MutantSetting(String words, Configuration configuration) {
    this.words = words;
    this.configuration = configuration;
  }

  /** What it is, for people. */
  public String words() {
    return words;
  }

  public Configuration configuration() {
    return configuration;
  }

  /** Where to look for a bug, the most promising machine first. */
  public static List<MutantSetting> of(Bug bug) {
    return switch (bug) {
      case BADADDR_NEWCODE_ON_0_2 -> List.of(OLDEST);
      case CPUON_THUMB_IGNORED, SMC64_FROM_AARCH32_WRONG_CODE, SYSRESET2_SMC64_FROM_AARCH32 ->
          List.of(AARCH32);
      case CPUOFF_DENIED_BUT_MARKED_OFF -> List.of(TRUSTED_OS);
      case OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED -> List.of(TWO_NODES, COMPLETE);
      case OSI_LAST_CHECK_FIRST_PARENT_ONLY, ABANDON_LEAVES_ANCESTOR_STATE ->
          List.of(THREE_LEVELS, COMPLETE);
      case FEATURES_FORMAT_BIT_INCONSISTENT -> List.of(COMPLETE, UNPUBLISHED);
      case STAT_STANDBY_NOT_COUNTED -> List.of(FEW_STATES, COMPLETE);
      case STAT_WRONG_UNDER_RACE -> List.of(ONE_CLUSTER, COMPLETE);
      case OSI_CPUOFF_MAKES_LAST_MAN -> List.of(TWO_CLUSTERS);
      case RET_ZERO_EXTENDED_MINUS1 -> List.of(NEWEST);
      case AFFINFO_LOWER_FIELDS_COUNT, FEATURES_ON_0_2, OTHER_WIDTH_NOT_SUPPORTED ->
          List.of(OLDEST);
      case CPUOFF_OF_TRUSTED_OS,
          MIGRATE_BAD_TARGET_CODE,
          MIGRATE_FROM_ANYWHERE,
          MIGRATE_INFO_AT_HOME,
          MIGRATE_INFO_REGISTER,
          MIGRATE_LEAVES_IT,
          MIGRATE_TYPE_OF_CORE ->
          List.of(TRUSTED_OS);
      case SYSOFF2_ABSENT_SERVED,
          SYSOFF2_BOOT_CORE_ONLY,
          SYSOFF2_COOKIE_IGNORED,
          SYSOFF2_DEFAULT_POWERS_OFF,
          SYSOFF2_NO_FEATURE_FLAG,
          SYSOFF2_RETURNS ->
          List.of(NEWEST);
      case SYSSUSPEND_ABSENT_SUCCEEDS -> List.of(PLAIN);
      case OSI_CHECKS_IN_PC_MODE -> List.of(PLAIN, COMPLETE);
      default -> List.of(COMPLETE, PLAIN, NEWEST, THREE_LEVELS);
    };
  }

  private static List<PowerState> fewStates() {
    return List.of(
        new PowerState(0x1, StateType.STANDBY, List.of(LocalState.STANDBY), PowerState.NO_CLAIM),
        new PowerState(
            0x1_0002, StateType.POWER_DOWN, List.of(LocalState.POWER_DOWN), PowerState.NO_CLAIM));
  }
}
