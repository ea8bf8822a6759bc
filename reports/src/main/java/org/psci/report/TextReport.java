// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.RuleCatalogue;

/** The verdict in plain text, for a terminal. */
public final class TextReport {
  private static final int MOST_UNDECIDED = 5;

  private TextReport() {}

  /** The lines of the report. */
  public static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Results.ViolationData violation : results.violations()) {
      lines.add("");
      lines.add("--- deviation " + ++number + " of " + results.violations().size() + " ---");
      lines.addAll(violation(violation));
    }
    undecided(results, lines);
    lines.add("");
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
    if (!results.skipped().isEmpty()) {
      lines.add(
          results.skipped().size()
              + " scenarios not run, since this target lacks what they need, or failed too often;"
              + " the report names them");
    }
    results.remarks().forEach(remark -> lines.add("remark: " + remark));
    lines.add(results.reason());
    return lines;
  }

  /**
   * One deviation: the program, what was seen, what was permitted, which rules, how to see it
   * again.
   */
  public static List<String> violation(Results.ViolationData violation) {
    List<String> lines = new ArrayList<>();
    violation.program().lines().forEach(line -> lines.add("    " + line));
    lines.add("  observed:  " + violation.observed());
    for (String permitted : violation.permitted()) {
      lines.add("  permitted: " + permitted);
    }
    for (String id : violation.rules()) {
      lines.add(
          "  breaks "
              + RuleCatalogue.find(id)
                  .map(
                      rule ->
                          id
                              + " ("
                              + rule.basisWord()
                              + ", section "
                              + rule.section()
                              + "): "
                              + rule.sentence())
                  .orElse(id));
    }
    reading(violation).ifPresent(reading -> lines.add("  follows " + reading));
    lines.add("  " + rate(violation));
    OutcomeTable.lines(violation.outcomes()).forEach(line -> lines.add("    " + line));
    lines.add("  replay:    " + violation.replay());
    return lines;
  }

  /** The reading that makes a deviation one, with what it says. */
  static Optional<String> reading(Results.ViolationData violation) {
    return Optional.ofNullable(violation.reading())
        .map(name -> AmbiguityCatalogue.find(name).map(Reading::asFault).orElse(name));
  }

  static String rate(Results.ViolationData violation) {
    String remark = violation.remark() == null ? "" : "; " + violation.remark();
    if (violation.shown() == 0) {
      String again =
          violation.runs() == 0 ? "" : "; it did not show again in " + violation.runs() + " runs";
      return "was seen in " + programs(violation.seen()) + again + remark;
    }
    String shows =
        violation.shown() == violation.runs()
            ? "shows every time"
            : "shows in " + violation.shown() + " of " + violation.runs() + " runs";
    return shows + remark;
  }

  private static String programs(long number) {
    return number + (number == 1 ? " program" : " programs");
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
