// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.psci.conformance.record.Scores;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Version;

/** Proves that a rule stands no better than the worst that was seen of it. */
class RuleRollTest {
  private static final String RULE = "VER-02";

  /** Of a run that exercised it as often. */
  private static RuleVerdict of(
      long times, boolean varied, Set<String> violated, Set<String> named) {
    return of(RULE, times, varied, violated, named, Set.of(), Set.of());
  }

  private static RuleVerdict of(
      String rule,
      long times,
      boolean varied,
      Set<String> violated,
      Set<String> named,
      Set<String> beside,
      Set<String> unjudged) {
    Scores scores =
        new Scores(
            1,
            1,
            1,
            0,
            0,
            0,
            new TreeMap<>(times == 0 ? Map.of() : Map.of(rule, times)),
            varied ? List.of(rule) : List.of(),
            new TreeMap<>(),
            List.of());
    RuleRoll roll = new RuleRoll(scores, violated, named, beside, unjudged);
    Results.RuleResult result = roll.of(RuleCatalogue.rule(rule), Version.V1_1);
    assertThat(result.exercised()).isEqualTo(times);
    return result.verdict();
  }

  @Test
  void ruleThatWasExercisedAndNeverNamedHolds() {
    assertThat(of(3, false, Set.of(), Set.of("CPU_ON-02"))).isEqualTo(RuleVerdict.HOLDS);
    assertThat(of(3, true, Set.of(), Set.of())).isEqualTo(RuleVerdict.PERMITTED_VARIATION);
  }

  @Test
  void ruleThatIsNamedIsInDoubtHoweverOftenItWasKept() {
    for (boolean varied : List.of(false, true)) {
      for (long times : List.of(0L, 1000L)) {
        assertThat(of(times, varied, Set.of(), Set.of(RULE))).isEqualTo(RuleVerdict.IN_DOUBT);
        assertThat(of(times, varied, Set.of(RULE), Set.of(RULE))).isEqualTo(RuleVerdict.VIOLATED);
        assertThat(of(times, varied, Set.of(RULE), Set.of())).isEqualTo(RuleVerdict.VIOLATED);
      }
    }
  }

  @Test
  void ruleUnderWhichABrokenClauseAlsoStandsIsInDoubt() {
    Set<String> rule = Set.of(RULE);
    for (long times : List.of(0L, 1000L)) {
      assertThat(of(RULE, times, true, Set.of(), Set.of(), rule, Set.of()))
          .isEqualTo(RuleVerdict.IN_DOUBT);
      assertThat(of(RULE, times, true, rule, Set.of(), rule, Set.of()))
          .isEqualTo(RuleVerdict.VIOLATED);
      assertThat(of(RULE, times, true, Set.of(), Set.of(), rule, rule))
          .isEqualTo(RuleVerdict.NOT_JUDGED);
    }
  }

  @Test
  void ruleThatWasNotExercisedIsNoPass() {
    assertThat(of(0, false, Set.of(), Set.of())).isEqualTo(RuleVerdict.NOT_EXERCISED);
  }

  @Test
  void ruleThatTheTargetDecidesIsNeitherKeptNorBroken() {
    Set<String> rule = Set.of(RULE);
    assertThat(of(RULE, 3, false, Set.of(), Set.of(), Set.of(), rule))
        .isEqualTo(RuleVerdict.NOT_JUDGED);
    assertThat(of(RULE, 3, false, rule, rule, rule, rule)).isEqualTo(RuleVerdict.NOT_JUDGED);
  }

  @Test
  void ruleOfAnotherVersionIsNotApplicableUnlessItIsNamed() {
    String old = "CONV-05"; // of 0.2 alone
    assertThat(of(old, 3, false, Set.of(), Set.of(), Set.of(old), Set.of()))
        .isEqualTo(RuleVerdict.NOT_APPLICABLE);
    assertThat(of(old, 3, false, Set.of(old), Set.of(old), Set.of(), Set.of()))
        .isEqualTo(RuleVerdict.VIOLATED);
  }
}
