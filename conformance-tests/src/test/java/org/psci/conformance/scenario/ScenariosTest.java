// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.run.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Configuration;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that each fixed scenario names rules that exist, runs, and exercises one that it names.
 */
class ScenariosTest {
  private static final Configuration LARGE = Configuration.standard().with(Topology.clusters(2, 4));

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @Test
  void namesAreDifferent() {
    assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void namesRulesOfTheCatalogue(Scenario scenario) {
    assertThat(scenario.rules()).isNotEmpty().allMatch(id -> RuleCatalogue.find(id).isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void isExplainedInEveryVersion(Scenario scenario) throws Exception {
    for (Version version : Version.values()) {
      try (Session session = new Session(ReferenceTarget.of(LARGE.with(version), 1))) {
        if (session.canRun(scenario.program())) {
          List<Judgement> judgements = Runs.judge(session, List.of(scenario.program()));
          assertThat(judgements).allMatch(Judgement::isExplained);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void exercisesARuleThatItNames(Scenario scenario) throws Exception {
    assumeTrue(
        scenario.program().steps().stream().allMatch(step -> step.dirt().isEmpty()),
        "the reference machine cannot prepare its cores");
    Set<String> exercised = new HashSet<>();
    for (Topology topology : List.of(Topology.clusters(2, 4), Topology.clusters(1, 8))) {
      try (Session session = new Session(ReferenceTarget.of(LARGE.with(topology), 1))) {
        if (session.canRun(scenario.program())) {
          for (Judgement judgement : Runs.judge(session, List.of(scenario.program()))) {
            judgement
                .explanations()
                .forEach(why -> why.rules().stream().map(Rule::id).forEach(exercised::add));
          }
        }
      }
    }
    assertThat(scenario.rules()).containsAnyElementsOf(exercised);
  }
}
