// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.results.Results;
import org.psci.reference.Bug;

/** Proves that the results for Allure say what the run found, and nothing of the run before. */
class AllureReportTest {
  @TempDir Path out;

  private AllureResults written(Results results) throws Exception {
    AllureReport.write(out, results);
    return AllureResults.in(out.resolve(AllureReport.NAME));
  }

  @Test
  void causesScenariosAndRandomProgramsHaveAResultEach() throws Exception {
    Results results = ReferenceRuns.buggy(out, Bug.CPUON_CONTEXT_DROPPED);
    AllureResults allure = written(results);
    assertThat(allure.all())
        .hasSize(
            results.causes().size()
                + results.doubts().size()
                + results.scenarios().size()
                + 2); // the random programs and the verdict
    assertThat(allure.named("verdict").get("status").asText()).isEqualTo("failed");

    assertThat(results.causes()).extracting(Results.CauseData::id).containsExactly(HandMade.CAUSE);
    JsonNode cause = allure.named(HandMade.CAUSE);
    allure.isComplete(cause);
    assertThat(cause.get("status").asText()).isEqualTo("failed");
    assertThat(AllureResults.parameter(cause, "seed")).isEqualTo("1");
    assertThat(AllureResults.parameter(cause, "target")).isEqualTo("reference");
    assertThat(AllureResults.parameter(cause, "replay")).startsWith("./psci replay " + out);
    assertThat(AllureResults.labels(cause, "story")).containsExactly("CPU_ON-13");
    assertThat(AllureResults.labels(cause, "feature")).contains("Section 5.1: CPU_ON");
    assertThat(AllureResults.labels(cause, "suite")).containsExactly("causes");
    assertThat(AllureResults.steps(cause, "failed"))
        .singleElement()
        .asString()
        .startsWith("core 1 entered at ");
    assertThat(cause.get("links")).isEmpty();

    JsonNode shows = allure.named("cpu-on-context");
    allure.isComplete(shows);
    assertThat(shows.get("status").asText()).isEqualTo("skipped");
    assertThat(shows.at("/statusDetails/message").asText())
        .isEqualTo("explained by " + HandMade.CAUSE);
    assertThat(AllureResults.steps(shows, "failed")).hasSize(1);
    JsonNode keeps = allure.named("unknown-ids");
    allure.isComplete(keeps);
    assertThat(keeps.get("status").asText()).isEqualTo("passed");
    assertThat(AllureResults.steps(keeps, "failed")).isEmpty();
    assertThat(AllureResults.parameter(keeps, "replay"))
        .isEqualTo("./psci replay program.psci --target reference");
    assertThat(allure.named("random programs").get("status").asText()).isEqualTo("skipped");
    assertThat(allure.all())
        .filteredOn(result -> result.get("status").asText().equals("failed"))
        .extracting(result -> result.get("name").asText())
        .containsExactlyInAnyOrder(HandMade.CAUSE, "verdict");
  }

  @Test
  void runWithoutBugsHasNoFailure() throws Exception {
    AllureResults allure = written(ReferenceRuns.conforming(out));
    assertThat(allure.all())
        .hasSizeGreaterThan(20)
        .allMatch(result -> List.of("passed", "skipped").contains(result.get("status").asText()))
        .anyMatch(result -> result.get("status").asText().equals("passed"));
  }

  @Test
  void whatHasNoVerdictIsBrokenAndWhatDidNotRunIsSkipped() throws Exception {
    AllureResults allure = written(HandMade.undecided(1));
    assertThat(allure.named("cpu-off").get("status").asText()).isEqualTo("broken");
    assertThat(allure.named("verdict").get("status").asText()).isEqualTo("broken");
    assertThat(allure.named("race-watched").get("status").asText()).isEqualTo("skipped");
    assertThat(allure.named("race-watched").at("/statusDetails/message").asText())
        .isEqualTo("too few cores");
    assertThat(HandMade.undecided(1).scenarios())
        .anyMatch(scenario -> scenario.verdict() == ProgramVerdict.SKIPPED);
  }

  @Test
  void resultsOfTheRunBeforeAreGoneAndNothingElseIs() throws Exception {
    int once = written(HandMade.deviating()).all().size();
    Path own = out.resolve(AllureReport.NAME);
    Path other = Files.writeString(own.resolve("environment.properties"), "a = b\n");
    long files = count(own);
    assertThat(written(HandMade.deviating()).all()).hasSize(once);
    assertThat(count(own)).isEqualTo(files);
    assertThat(other).exists();
  }

  private static long count(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
