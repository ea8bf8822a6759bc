// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.oracle.PeepingOracle;

/**
 * Proves that the walls stand: the model knows nothing but the language, the oracle and the
 * implementation under test share no code, and everything points one way.
 */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.psci");

  private static final String[] LANGUAGE = {"java..", "org.jspecify.."};

  /** Where targets are started and judged. */
  private static final String[] RUNS = {
    "org.psci.conformance.run..",
    "org.psci.conformance.session..",
    "org.psci.conformance.survey..",
    "org.psci.conformance.shorten..",
    "org.psci.conformance.campaign..",
    "org.psci.conformance.reviewing.."
  };

  private static final ArchRule ORACLE_NEVER_SEES_THE_REFERENCE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.psci.conformance.oracle..",
              "org.psci.conformance.generate..",
              "org.psci.conformance.program..",
              "org.psci.conformance.history..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.psci.reference..")
          .because("what is judged must not help to judge");

  private static ArchRule sees(String who, String... whom) {
    return classes()
        .that()
        .resideInAPackage(who)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(with(whom, who), LANGUAGE));
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  private static ArchRule neverSees(String who, String... whom) {
    return noClasses()
        .that()
        .resideInAPackage(who)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(whom);
  }

  @Test
  void allModulesAreLookedAt() {
    for (String name :
        List.of(
            "org.psci.spec.function.Specification",
            "org.psci.reference.ReferenceMachine",
            "org.psci.conformance.oracle.Oracle",
            "org.psci.adapter.process.ProcessTarget",
            "org.psci.report.TextReport",
            "org.psci.cli.Psci")) {
      assertThat(ALL.contain(name)).as(name).isTrue();
    }
  }

  @Test
  void specificationUsesOnlyTheLanguage() {
    sees("org.psci.spec..").check(ALL);
    sees("org.psci.spec.vocabulary..").check(ALL);
    sees("org.psci.spec.rule..", "org.psci.spec.vocabulary..").check(ALL);
  }

  @Test
  void oracleNeverSeesTheReference() {
    ORACLE_NEVER_SEES_THE_REFERENCE.check(ALL);
  }

  @Test
  void referenceUsesOnlyTheVocabulary() {
    sees("org.psci.reference..", "org.psci.spec.vocabulary..").check(ALL);
  }

  @Test
  void programsHistoriesAndJudgementsFlowOneWay() {
    String spec = "org.psci.spec..";
    String program = "org.psci.conformance.program..";
    String history = "org.psci.conformance.history..";
    String target = "org.psci.conformance.target..";
    String oracle = "org.psci.conformance.oracle..";
    sees(program, spec).check(ALL);
    sees(history, spec, program).check(ALL);
    sees(target, spec, program, history, "org.psci.reference..").check(ALL);
    sees(oracle, spec, program, history).check(ALL);
    sees("org.psci.conformance.generate..", spec, program, target).check(ALL);
    sees("org.psci.conformance.scenario..", spec, program).check(ALL);
    neverSees(
            "org.psci.conformance.review..",
            with(RUNS, target, oracle, "org.psci.conformance.generate..", "org.psci.reference.."))
        .check(ALL);
    neverSees(
            "org.psci.conformance.results..", with(RUNS, target, "org.psci.conformance.generate.."))
        .check(ALL);
  }

  @Test
  void adaptersKnowOnlyWhatATargetIs() {
    neverSees(
            "org.psci.adapter..",
            with(
                RUNS,
                "org.psci.conformance.oracle..",
                "org.psci.conformance.results..",
                "org.psci.reference.."))
        .check(ALL);
  }

  @Test
  void reportsAndAdaptersDoNotSeeEachOther() {
    neverSees("org.psci.report..", "org.psci.adapter..").check(ALL);
    neverSees("org.psci.adapter..", "org.psci.report..").check(ALL);
  }

  @Test
  void reportsSeeResultsAndNotHowTheyCameAbout() {
    neverSees(
            "org.psci.report..",
            with(
                RUNS,
                "org.psci.conformance.oracle..",
                "org.psci.conformance.target..",
                "org.psci.reference.."))
        .check(ALL);
  }

  @Test
  void onlyCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.psci.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "org.psci.cli..")
        .check(ALL);
  }

  @Test
  void onlyReportsKnowAllure() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.psci.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.qameta..")
        .check(ALL);
  }

  @Test
  void onlyTheSuiteKnowsTestFrameworks() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.psci.conformance.suite..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "net.jqwik..", "org.assertj..", "org.opentest4j..")
        .check(ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.psci.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void wallCanFail() {
    JavaClasses intruder = new ClassFileImporter().importClasses(PeepingOracle.class);
    assertThat(ORACLE_NEVER_SEES_THE_REFERENCE.evaluate(intruder).hasViolation()).isTrue();
    assertThat(sees("org.psci.conformance.oracle..", "org.psci.spec..").evaluate(intruder))
        .matches(result -> result.hasViolation());
  }
}
