// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.util.ResultsUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** What a result of Allure is made of, whoever writes it. */
final class AllureParts {
  private AllureParts() {}

  /**
   * Something that hangs on a result.
   *
   * @param name what it is called
   * @param type its media type
   * @param extension how the name of its file ends
   * @param text what is in it
   */
  record Exhibit(String name, String type, String extension, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A step for each event, in order; the one that nothing explains has failed. */
  static List<StepResult> steps(List<EventData> events, long time) {
    return events.stream()
        .map(
            event ->
                new StepResult()
                    .setName(event.text() + (event.parking() ? " (clearing up)" : ""))
                    .setStatus(event.impossible() ? Status.FAILED : Status.PASSED)
                    .setStage(Stage.FINISHED)
                    .setStart(time)
                    .setStop(time))
        .toList();
  }

  static List<Parameter> parameters(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> new Parameter().setName(each.getKey()).setValue(each.getValue()))
        .toList();
  }

  /** The program, the history and its drawing. */
  static List<Exhibit> exhibits(String title, int cores, String program, List<EventData> history) {
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(new Exhibit("program", "text/plain", ".psci", program));
    if (!history.isEmpty()) {
      String lines =
          history.stream()
              .map(event -> event.text() + (event.impossible() ? " (not permitted)" : "") + "\n")
              .collect(Collectors.joining());
      exhibits.add(new Exhibit("history", "text/plain", ".txt", lines));
      String svg = LaneDrawing.standalone(title, cores, history);
      exhibits.add(new Exhibit("drawing", "image/svg+xml", ".svg", svg));
    }
    return exhibits;
  }

  /** Sections and areas as features, rules as stories. */
  static List<Label> labels(List<String> rules) {
    List<Rule> known = rules.stream().map(RuleCatalogue::find).flatMap(Optional::stream).toList();
    List<Label> labels = new ArrayList<>();
    known.stream()
        .map(rule -> Sections.words(Sections.of(rule)) + ": " + rule.area())
        .distinct()
        .forEach(feature -> labels.add(ResultsUtils.createFeatureLabel(feature)));
    rules.forEach(rule -> labels.add(ResultsUtils.createStoryLabel(rule)));
    return labels;
  }

  static Status status(JunitCase.Kind kind) {
    return switch (kind) {
      case PASSED -> Status.PASSED;
      case FAILURE -> Status.FAILED;
      case ERROR -> Status.BROKEN;
      case SKIPPED -> Status.SKIPPED;
    };
  }

  /** What was seen against what is permitted, and why it has this status. */
  static StatusDetails details(Results.ScenarioData program, String why) {
    if (program.deviations().isEmpty()) {
      return new StatusDetails().setMessage(program.why());
    }
    Results.SeenData first = program.deviations().get(0);
    return against(first.observed(), first.permitted()).setMessage(why);
  }

  static StatusDetails against(String observed, List<String> permitted) {
    return new StatusDetails()
        .setMessage(observed)
        .setActual(observed)
        .setExpected(String.join("\n", permitted));
  }
}
