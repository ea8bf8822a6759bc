// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.rules.RuleCheck;
import org.psci.conformance.rules.RuleChecks;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.reference.ErrorOrder;
import org.psci.reference.ResidentOs;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Proves of the list of fixed scenarios that no lawful machine deviates in it, that each scenario
 * exercises every rule that it names, and that all of them together exercise every rule that binds
 * and can be seen at all.
 */
class ScenariosTest {
  private static final int SEEDS = 4;

  private static final Configuration V1_1 = Configuration.complete(Version.V1_1);
  private static final Configuration V1_3 = Configuration.complete(Version.V1_3);

  /** Power clusters of two cores within one cluster. */
  private static final PowerTree PAIRS =
      new PowerTree(List.of(List.of(0x3L, 0xcL, 0x30L, 0xc0L), List.of(0xffL)));

  /** Machines that between them do everything in each of the ways that are lawful. */
  private static final List<Configuration> MACHINES =
      List.of(
          Configuration.complete(Version.V0_2),
          Configuration.complete(Version.V1_0),
          V1_1,
          Configuration.complete(Version.V1_2),
          V1_3,
          V1_1.with(Topology.clusters(2, 4)),
          V1_3.with(Topology.clusters(1, 8)),
          V1_1.with(Topology.clusters(1, 8)).with(PAIRS),
          V1_1.with(ExecutionState.AARCH32),
          Configuration.complete(Version.V0_2).with(ExecutionState.AARCH32),
          Configuration.standard().with(Version.V1_3),
          V1_1.with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 0)),
          V1_1.with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_FIXED, 0)),
          V1_1.with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 1)),
          V1_1.with(PowerStateFormat.EXTENDED_STATE_ID),
          V1_1.with(Choice.DOWNGRADES),
          V1_1.with(Choice.WAKES_EARLY),
          V1_3.with(
              Choice.DEFAULT_IS_STANDBY,
              Choice.FROZEN_SHOWS_OFF,
              Choice.COUNTS_ON_EXIT,
              Choice.STRICT_MODE_CHANGE),
          V1_3.with(
                  Choice.SUSPEND_SAYS_ALREADY_ON,
                  Choice.SUSPEND_RETURNS_EARLY,
                  Choice.VENDOR_RESETS,
                  Choice.ACCEPTS_EMPTY_RANGE)
              .without(Choice.HIBERNATES_BY_DEFAULT),
          V1_1.with(ErrorOrder.ENTRY_FIRST),
          V1_1.with(ErrorOrder.STATE_FIRST),
          V1_1.with(Choice.HIDES_PENDING).without(Choice.ANSWERS_GROUPS, Choice.CHECKS_ENTRIES),
          V1_1.without(Choice.PUBLISHED),
          V1_3.withAbsent(PsciFunction.SYSTEM_OFF2),
          Configuration.standard());

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @Test
  void namesAreDifferent() {
    assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
  }

  @Test
  void theListHasAVersion() {
    assertThat(Scenarios.version()).matches("\\d+");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void namesRulesOfTheCatalogue(Scenario scenario) {
    assertThat(scenario.rules()).isNotEmpty().allMatch(id -> RuleCatalogue.find(id).isPresent());
  }

  @Test
  void whatAScenarioNeedsMustBeThere() throws Exception {
    Map<String, String> obstacles = obstacles(V1_1);
    assertThat(obstacles)
        .containsOnlyKeys(
            "aarch32-smc64-ids",
            "aarch32-smc64-ids-of-later-versions",
            "osi-cpu-off-within-a-cluster",
            "race-of-eight",
            "race-three-callers",
            "race-crossed",
            "race-watched-and-lost",
            "cpu-on-t32",
            "migrate-moves-the-trusted-os",
            "migrate-to-no-core",
            "cpu-off-of-the-trusted-os",
            "freeze-of-the-trusted-os")
        .containsEntry("cpu-on-t32", "it is for callers in AARCH32 state")
        .containsEntry(
            "freeze-of-the-trusted-os",
            "it needs MIGRATE, which this implementation does not have");
    assertThat(obstacles(Configuration.standard()))
        .containsEntry(
            "osi-all-off",
            "it needs PSCI_SET_SUSPEND_MODE, NODE_HW_STATE, which this implementation does not"
                + " have");
  }

  private static Map<String, String> obstacles(Configuration configuration) throws TargetException {
    Map<String, String> obstacles = new LinkedHashMap<>();
    try (Session session = new Session(ReferenceTarget.of(configuration, 1))) {
      for (Scenario scenario : Scenarios.all()) {
        session.obstacle(scenario).ifPresent(why -> obstacles.put(scenario.name(), why));
      }
    }
    return obstacles;
  }

  @Test
  void theListExercisesWhatItSays() throws Exception {
    Set<String> exercised = new TreeSet<>();
    Map<String, Set<String>> missing = new HashMap<>();
    scenarios().forEach(one -> missing.put(one.name(), new TreeSet<>(one.rules())));
    for (Configuration machine : MACHINES) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        run(machine, seed, exercised, missing);
      }
    }
    missing.values().removeIf(Set::isEmpty);
    assertThat(missing).as("rules that a scenario names, and does not exercise").isEmpty();
    assertThat(checkedRules())
        .as("rules that could be exercised, and are not")
        .isSubsetOf(exercised);
  }

  /** The whole list, in its order, on one machine. */
  private static void run(
      Configuration machine, int seed, Set<String> exercised, Map<String, Set<String>> missing)
      throws TargetException {
    try (Session session = new Session(ReferenceTarget.of(machine, seed))) {
      add(exercised, session.discovery());
      for (Scenario scenario : Scenarios.all()) {
        if (session.obstacle(scenario).isPresent()) {
          continue;
        }
        Judgement judgement = session.judge(List.of(scenario.program())).get(0).judgement();
        assertThat(judgement.violations()).as("%s on %s", scenario.name(), machine).isEmpty();
        assertThat(judgement.isExplained()).as("%s on %s", scenario.name(), machine).isTrue();
        Set<String> own = new TreeSet<>();
        add(own, judgement);
        exercised.addAll(own);
        missing.computeIfPresent(
            scenario.name(),
            (name, rules) -> {
              rules.removeAll(own);
              return rules;
            });
      }
    }
  }

  private static void add(Set<String> to, Judgement judgement) {
    judgement.explanations().forEach(why -> why.rules().forEach(rule -> to.add(rule.id())));
  }

  /** The rules that bind and that a run can show broken. */
  private static List<String> checkedRules() {
    return RuleChecks.all().stream()
        .filter(check -> check.rule().binds())
        .filter(check -> check.how() != RuleCheck.How.NONE)
        .filter(check -> check.how() != RuleCheck.How.PROPERTY)
        .filter(check -> check.rule().observation() != Rule.Observation.NONE)
        .map(check -> check.rule().id())
        .toList();
  }
}
