// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.util.ResultsUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.Results;

/**
 * The verdict as results for Allure: one for each cause and for each thing in doubt, one for each
 * scenario, one for the random programs as a whole, and one for the run.
 */
public final class AllureReport {
  public static final String NAME = "allure-results";

  static final String OLD_FILES = "*-{result.json,attachment*}";

  private final Results results;
  private final AllureResultsWriter writer;
  private final long time;

  private AllureReport(Results results, AllureResultsWriter writer, long time) {
    this.results = results;
    this.writer = writer;
    this.time = time;
  }

  /**
   * Writes the results into a directory of their own in this one; those of an earlier run there are
   * removed.
   *
   * @throws IOException if they cannot be written
   */
  public static void write(Path directory, Results results) throws IOException {
    Path own = Files.createDirectories(directory.resolve(NAME));
    RunDirectory.clear(own, OLD_FILES);
    new AllureReport(results, new FileSystemResultsWriter(own), System.currentTimeMillis()).all();
  }

  private void all() {
    results.causes().forEach(this::cause);
    results.doubts().forEach(this::doubt);
    results.scenarios().forEach(this::scenario);
    random();
    verdict();
  }

  private void doubt(Results.DoubtData doubt) {
    TestResult result =
        result("in doubt", doubt.id(), "In doubt: " + doubt.id(), doubt.rules())
            .setStatus(Status.BROKEN)
            .setStatusDetails(
                AllureParts.against(doubt.observed(), doubt.permitted()).setMessage(doubt.why()));
    write(result, parameters(), doubt.program(), List.of());
  }

  /** A run without a verdict is never green. */
  private void verdict() {
    Status status =
        switch (results.verdict()) {
          case CONFORMS -> Status.PASSED;
          case VIOLATIONS -> Status.FAILED;
          case NO_VERDICT, RUNNING -> Status.BROKEN;
        };
    TestResult result =
        result("verdict", "verdict", "verdict", List.of())
            .setStatus(status)
            .setStatusDetails(new StatusDetails().setMessage(results.reason()));
    writer.write(result.setParameters(AllureParts.parameters(parameters())));
  }

  private void cause(Results.CauseData cause) {
    StatusDetails details =
        AllureParts.against(cause.observed(), cause.permitted())
            .setMessage(CauseText.heading(cause) + "; observed: " + cause.observed())
            .setTrace(String.join("\n", CauseText.inFull(cause)))
            .setFlaky(cause.shown() < cause.runs());
    TestResult result =
        result("causes", cause.id(), cause.id(), cause.rules())
            .setStatus(Status.FAILED)
            .setStatusDetails(details);
    Map<String, String> parameters = parameters();
    parameters.put("shows in", cause.shown() + " of " + cause.runs() + " runs");
    parameters.put("replay", cause.replay());
    write(result, parameters, cause.program(), cause.history());
  }

  private void scenario(Results.ScenarioData scenario) {
    TestVerdict verdict = TestVerdict.of(results, scenario);
    TestResult result =
        result("scenarios", scenario.name(), scenario.name(), scenario.rules())
            .setStatus(AllureParts.status(verdict.kind()))
            .setStatusDetails(AllureParts.details(scenario, verdict.why()));
    Map<String, String> parameters = parameters();
    if (!results.choice().isEmpty()) {
      parameters.put("replay", "./psci replay program.psci " + results.choice());
    }
    write(result, parameters, scenario.program(), scenario.history());
  }

  private void random() {
    TestVerdict verdict = TestVerdict.ofRandom(results);
    String numbers = TestVerdict.numbers(results.random());
    TestResult result =
        result("random programs", "random programs", "random programs", List.of())
            .setStatus(AllureParts.status(verdict.kind()))
            .setStatusDetails(
                new StatusDetails().setMessage(verdict.why().isEmpty() ? numbers : verdict.why()));
    Map<String, String> parameters = parameters();
    parameters.put("programs", Long.toString(results.random().programs()));
    writer.write(result.setParameters(AllureParts.parameters(parameters)));
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("seed", Long.toString(results.seed()));
    parameters.put("target", results.target());
    parameters.put("profile", results.profile().implementation());
    parameters.put("PSCI version", results.psciVersion());
    return parameters;
  }

  /** What all results have; the same thing on the same target has the same history in Allure. */
  private TestResult result(String suite, String identity, String name, List<String> rules) {
    List<Label> labels = new ArrayList<>(AllureParts.labels(rules));
    labels.add(ResultsUtils.createParentSuiteLabel("PSCI on " + results.target()));
    labels.add(ResultsUtils.createSuiteLabel(suite));
    labels.add(ResultsUtils.createFrameworkLabel("psci"));
    String full = "psci/" + results.target() + "/" + suite + "/" + identity;
    return new TestResult()
        .setUuid(id(full + " in a run with seed " + results.seed()))
        .setHistoryId(id(full))
        .setFullName("psci." + suite + "." + name)
        .setName(name)
        .setLabels(labels)
        .setStage(Stage.FINISHED)
        .setStart(time)
        .setStop(time);
  }

  /** The same for the same thing, in every run. */
  private static String id(String what) {
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void write(
      TestResult result, Map<String, String> parameters, String program, List<EventData> history) {
    List<Attachment> attachments = new ArrayList<>();
    int cores = results.profile().cores().size();
    for (AllureParts.Exhibit exhibit :
        AllureParts.exhibits(result.getName(), cores, program, history)) {
      String source =
          id(result.getUuid() + " " + exhibit.name()) + "-attachment" + exhibit.extension();
      writer.write(source, new ByteArrayInputStream(exhibit.bytes()));
      attachments.add(
          new Attachment().setName(exhibit.name()).setType(exhibit.type()).setSource(source));
    }
    writer.write(
        result
            .setParameters(AllureParts.parameters(parameters))
            .setSteps(AllureParts.steps(history, time))
            .setAttachments(attachments));
  }
}
