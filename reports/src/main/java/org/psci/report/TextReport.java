// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.results.Results;

/** The verdict in plain text, for a terminal. */
public final class TextReport {
  private static final int MOST_UNDECIDED = 5;
  private static final int MOST_REASONS = 3;

  private TextReport() {}

  /** The lines of the report: the verdict first, then each cause in short, then numbers. */
  public static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(results.reason());
    int number = 0;
    for (Results.CauseData cause : results.causes()) {
      lines.add("");
      lines.addAll(CauseText.brief(++number, cause));
    }
    doubts(results, lines);
    undecided(results, lines);
    lines.add("");
    lines.addAll(numbers(results));
    return lines;
  }

  /** What was done, and what it says of rules, open points and the model. */
  private static List<String> numbers(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%s, PSCI %s: %d programs, %d calls, %d events (seed %d)",
            results.profile().implementation(),
            results.psciVersion(),
            results.counts().programs(),
            results.counts().calls(),
            results.counts().events(),
            results.seed()));
    lines.add("rules:");
    lines.addAll(RuleCounts.lines(results));
    if (!results.readings().isEmpty()) {
      lines.add("readings of open points:");
      lines.addAll(PointCounts.lines(results));
    }
    Results.CoverageData coverage = results.coverage();
    if (coverage != null) {
      lines.add(
          String.format(
              "model: %d of %d combinations of function, situation and outcome were met",
              coverage.met(), coverage.reachable()));
    }
    notRun(results).ifPresent(lines::add);
    results.remarks().forEach(remark -> lines.add("remark: " + remark));
    return lines;
  }

  /** How many scenarios did not run, and for which reasons, the commonest first. */
  private static Optional<String> notRun(Results results) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    for (Results.ScenarioData scenario : results.scenarios()) {
      if (scenario.verdict() == ProgramVerdict.SKIPPED) {
        reasons.merge(String.valueOf(scenario.why()), 1L, Long::sum);
      }
    }
    long all = reasons.values().stream().mapToLong(Long::longValue).sum();
    if (all == 0) {
      return Optional.empty();
    }
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(reasons.entrySet());
    sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    String commonest =
        sorted.stream()
            .limit(MOST_REASONS)
            .map(reason -> reason.getValue() + ": " + reason.getKey())
            .collect(Collectors.joining("; "));
    String more = sorted.size() > MOST_REASONS ? "; the report has the other reasons" : "";
    return Optional.of(
        all + (all == 1 ? " scenario" : " scenarios") + " not run (" + commonest + more + ")");
  }

  private static void doubts(Results results, List<String> lines) {
    if (results.doubts().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("in doubt:");
    for (Results.DoubtData doubt : results.doubts()) {
      lines.add(
          "   "
              + doubt.observed()
              + " ("
              + doubt.source()
              + "): "
              + doubt.why()
              + "; "
              + doubt.id());
    }
  }

  private static void undecided(Results results, List<String> lines) {
    if (results.undecided().isEmpty()) {
      return;
    }
    lines.add("");
    int count = results.undecided().size();
    lines.add(
        count
            + (count == 1 ? " program" : " programs")
            + " without a verdict: "
            + results.undecided().stream()
                .limit(MOST_UNDECIDED)
                .map(u -> u.source() + " (" + u.why() + ")")
                .collect(Collectors.joining("; "))
            + (count > MOST_UNDECIDED ? "; ..." : ""));
  }
}
