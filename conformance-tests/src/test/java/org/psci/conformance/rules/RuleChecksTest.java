// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.rules.RuleCheck.How;
import org.psci.conformance.scenario.Scenarios;
import org.psci.reference.Bug;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.Rule.Level;
import org.psci.spec.rule.RuleCatalogue;

/** Proves that every rule is checked, or that somebody has said why not. */
class RuleChecksTest {
  private static final String TEST_FIRMWARE = "testfw:";

  @Test
  void thereIsOneLineForEachRule() {
    assertThat(RuleChecks.all()).extracting(RuleCheck::rule).isEqualTo(RuleCatalogue.all());
  }

  @Test
  void whatIsNotCheckedHasAReason() {
    assertThat(RuleChecks.all())
        .filteredOn(check -> !check.isChecked())
        .allSatisfy(
            check -> {
              assertThat(check.reason()).as(check.rule().id()).endsWith(".");
              assertThat(check.proof()).as(check.rule().id()).isEmpty();
            });
  }

  @Test
  void whatIsCheckedIsNamedByTheModelOrTheOracleOrExplained() {
    assertThat(RuleChecks.all())
        .filteredOn(RuleCheck::isChecked)
        .filteredOn(check -> check.reason().isEmpty())
        .allSatisfy(check -> assertThat(check.places()).as(check.rule().id()).isNotEmpty());
  }

  @Test
  void whatTheOracleNamesIsNotCalledUnchecked() {
    List<String> forgotten = new ArrayList<>();
    for (RuleCheck check : RuleChecks.all()) {
      Level level = check.rule().level();
      boolean binds = level == Level.MUST || level == Level.SHOULD;
      if (binds && !check.isChecked() && !check.places().isEmpty()) {
        forgotten.add(check.rule().id());
      }
    }
    assertThat(forgotten).isEmpty();
  }

  @Test
  void bugsOfTheReferenceMachineExist() {
    for (RuleCheck check : RuleChecks.all()) {
      check
          .proof()
          .filter(bug -> !bug.startsWith(TEST_FIRMWARE))
          .ifPresent(bug -> assertThat(Bug.find(bug)).as("%s: %s", check.rule(), bug).isPresent());
    }
  }

  @Test
  void scenariosAreThereForRulesThatExist() {
    assertThat(Scenarios.all())
        .allSatisfy(
            scenario ->
                assertThat(scenario.rules())
                    .as(scenario.name())
                    .allMatch(id -> RuleCatalogue.find(id).isPresent()));
  }

  @Test
  void permissionsNeedNoProofButSayIt() {
    assertThat(RuleChecks.all())
        .filteredOn(check -> isPermission(check.rule()))
        .allSatisfy(check -> assertThat(check.reason()).as(check.rule().id()).isNotEmpty());
  }

  private static boolean isPermission(Rule rule) {
    return rule.level() != Level.MUST && rule.level() != Level.NOTE;
  }

  /** Each check is shown able to fail by a bug, or somebody has said why none can. */
  @Test
  void everyCheckOfADemandHasAProof() {
    assertThat(RuleChecks.all())
        .filteredOn(RuleCheck::isChecked)
        .filteredOn(check -> check.rule().level() == Level.MUST)
        .filteredOn(check -> check.proof().isEmpty() && check.reason().isEmpty())
        .isEmpty();
  }

  @Test
  void placesAreReadOffTheClasses() {
    assertThat(RuleChecks.of(RuleCatalogue.rule("CPU_ON-02")).places())
        .contains("CoreStart", "Entries", "Progress");
    assertThat(RuleChecks.of(RuleCatalogue.rule("CONV-18")).places()).isEmpty();
    assertThat(RuleChecks.of(RuleCatalogue.rule("CONV-18")).how()).isEqualTo(How.NONE);
  }
}
