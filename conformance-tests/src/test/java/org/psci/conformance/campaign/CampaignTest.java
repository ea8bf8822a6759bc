// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RaceOutcome;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.FindingFile;
import org.psci.conformance.results.Fold;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Proves that a run is repeatable, fair to a machine without bugs, and honest about its rules. */
class CampaignTest {
  private static final Configuration BUGGY =
      Configuration.standard().with(Set.of(Bug.CPUON_CONTEXT_DROPPED));

  @TempDir Path out;

  @ParameterizedTest(name = "PSCI {0}")
  @EnumSource(Version.class)
  void machineWithoutBugsConforms(Version version) throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      Configuration configuration = Configuration.standard().with(version);
      Results results = Runs.campaign(configuration, Runs.options(seed, 300), out);
      assertThat(results.causes()).isEmpty();
      assertThat(results.undecided()).isEmpty();
      assertThat(results.verdict()).isEqualTo(Verdict.CONFORMS);
      assertThat(results.psciVersion()).isEqualTo(version.toString());
      assertThat(results.counts().programs()).isGreaterThan(300);
    }
  }

  @Test
  void aRaceThatIsLostNowAndThenIsViolatedAndRunToItsEnd() throws Exception {
    Configuration racy = Configuration.standard().with(Set.of(Bug.CPUON_CHECK_THEN_ACT));
    Results results = Runs.campaign(racy, Runs.options(1, 0), out);
    List<Results.ScenarioData> lost =
        results.scenarios().stream()
            .filter(scenario -> runs(scenario, ProgramVerdict.VIOLATED) > 0)
            .toList();
    assertThat(lost).anyMatch(scenario -> runs(scenario, ProgramVerdict.EXPLAINED) > 0);
    assertThat(lost)
        .allMatch(scenario -> scenario.verdict() == ProgramVerdict.VIOLATED)
        .noneMatch(scenario -> scenario.deviations().isEmpty())
        .noneMatch(scenario -> scenario.history().isEmpty());
    assertThat(lost)
        .anyMatch(scenario -> scenario.outcomes().stream().mapToInt(o -> o.runs()).sum() == 50);
  }

  private static int runs(Results.ScenarioData scenario, ProgramVerdict verdict) {
    return scenario.outcomes().stream()
        .filter(outcome -> outcome.verdict() == verdict)
        .mapToInt(RaceOutcome::runs)
        .sum();
  }

  @Test
  void sameSeedGivesTheSameRecords() throws Exception {
    for (Configuration configuration : List.of(Configuration.standard(), BUGGY)) {
      byte[] first = records(configuration, 7, out.resolve("first"));
      byte[] second = records(configuration, 7, out.resolve("second"));
      byte[] other = records(configuration, 8, out.resolve("other"));
      assertThat(second).isEqualTo(first);
      assertThat(other).isNotEqualTo(first);
    }
  }

  private static byte[] records(Configuration configuration, long seed, Path directory)
      throws Exception {
    Files.createDirectories(directory);
    Runs.campaign(configuration, Runs.options(seed, 200), directory);
    return Files.readAllBytes(directory.resolve(RecordFile.NAME));
  }

  @Test
  void resultsAreAFoldOverTheRecords() throws Exception {
    Results results = Runs.campaign(BUGGY, Runs.options(1, 100), out);
    RecordFile.Content records = RecordFile.read(out);
    assertThat(records.isComplete()).isTrue();
    Fold fold = new Fold(records.header(), out);
    records.entries().forEach(fold::add);
    assertThat(fold.results()).isEqualTo(results);
  }

  @Test
  void findingIsAProgramThatShowsItAgain() throws Exception {
    Results results = Runs.campaign(BUGGY, Runs.options(1, 50), out);
    Results.CauseData cause = results.causes().get(0);
    Path file = out.resolve(cause.file());
    String text = Files.readString(file);
    assertThat(text).endsWith(cause.program());
    assertThat(FindingFile.target(text)).contains("--target reference");
    assertThat(FindingFile.runs(text)).isEqualTo(10); // it shows every time, so a few are plenty
    assertThat(FindingFile.cause(text)).contains(cause.id());
    assertThat(text).contains("# rules: " + String.join(", ", cause.rules()) + "\n");

    Program program = ProgramParser.parse(file.toString(), text);
    try (Session session = new Session(ReferenceTarget.of(BUGGY, 99))) {
      assertThat(session.confirmed(program).violations())
          .anyMatch(again -> again.mayBe(cause.id()));
    }
  }

  @Test
  void everyRuleOfTheCatalogueHasAVerdict() throws Exception {
    Results results = Runs.campaign(BUGGY, Runs.options(1, 50), out);
    assertThat(results.catalogue()).isEqualTo(RuleCatalogue.digest());
    assertThat(results.rules())
        .extracting(Results.RuleResult::id)
        .containsExactlyElementsOf(RuleCatalogue.all().stream().map(rule -> rule.id()).toList());
    assertThat(verdict(results, "CPU_ON-13")).isEqualTo(RuleVerdict.VIOLATED);
    assertThat(verdict(results, "VER-02")).isEqualTo(RuleVerdict.HOLDS);
    assertThat(verdict(results, "STAT-01")).isEqualTo(RuleVerdict.NOT_EXERCISED);
    assertThat(verdict(results, "CONV-05")).isEqualTo(RuleVerdict.NOT_APPLICABLE); // 0.2 only
  }

  private static RuleVerdict verdict(Results results, String id) {
    return results.rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void runThatExercisesNothingIsNoPass() throws Exception {
    RunOptions options = Runs.options(1, 0, Selection.parse(List.of("STAT")));
    Results results = Runs.campaign(Configuration.standard(), options, out);
    assertThat(results.verdict()).isEqualTo(Verdict.NO_VERDICT);
    assertThat(results.reason())
        .isEqualTo("no verdict on reference machine: no rule was exercised");
  }

  @Test
  void scenariosThatDoNotFitAreNamed() throws Exception {
    Configuration small = Configuration.standard().with(Topology.clusters(1, 1));
    Results results = Runs.campaign(small, Runs.options(1, 20), out);
    assertThat(results.skipped()).contains("cpu-on", "race-for-one-core");
    assertThat(results.scenarios())
        .filteredOn(scenario -> scenario.verdict() == ProgramVerdict.SKIPPED)
        .extracting(Results.ScenarioData::name)
        .containsExactlyElementsOf(results.skipped());
    assertThat(results.verdict()).isEqualTo(Verdict.CONFORMS);
  }

  @Test
  void everyScenarioIsThereWithWhatCameOfIt() throws Exception {
    Results results = Runs.campaign(BUGGY, Runs.options(1, 50), out);
    List<String> names = new ArrayList<>(List.of("discovery"));
    Scenarios.all().forEach(scenario -> names.add(scenario.name()));
    assertThat(results.scenarios())
        .extracting(Results.ScenarioData::name)
        .containsExactlyInAnyOrderElementsOf(names);
    Results.ScenarioData shows = scenario(results, "cpu-on-context");
    assertThat(shows.verdict()).isEqualTo(ProgramVerdict.VIOLATED);
    assertThat(shows.deviations())
        .flatExtracting(Results.SeenData::causes)
        .containsExactly("CPU_ON-13/start/context-id");
    assertThat(shows.history()).filteredOn(EventData::impossible).hasSize(1);
    Results.ScenarioData keeps = scenario(results, "unknown-ids");
    assertThat(keeps.verdict()).isEqualTo(ProgramVerdict.EXPLAINED);
    assertThat(keeps.deviations()).isEmpty();
    assertThat(keeps.history()).isNotEmpty().noneMatch(EventData::impossible);
    assertThat(results.random().programs()).isEqualTo(50);
    assertThat(results.random().violated()).isPositive();
  }

  @Test
  void scenarioIsAboutTheSelectedRulesOnly() throws Exception {
    RunOptions options = Runs.options(1, 0, Selection.parse(List.of("VER")));
    Results results = Runs.campaign(BUGGY, options, out);
    assertThat(results.verdict()).isEqualTo(Verdict.CONFORMS);
    assertThat(results.scenarios()).allMatch(s -> s.verdict() != ProgramVerdict.VIOLATED);
  }

  private static Results.ScenarioData scenario(Results results, String name) {
    return results.scenarios().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
