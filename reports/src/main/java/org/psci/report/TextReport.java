// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.RuleCatalogue;

/** The verdict in plain text, for a terminal. */
public final class TextReport {
  private static final int MOST_UNDECIDED = 5;
  private static final int MOST_REASONS = 3;
  private static final int MOST_EVENTS = 6;

  private TextReport() {}

  /** The lines of the report: the verdict first, then each deviation in short, then numbers. */
  public static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(results.reason());
    int number = 0;
    for (Results.ViolationData violation : results.violations()) {
      lines.add("");
      lines.addAll(brief(++number, violation));
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

  /** One deviation in at most six lines. */
  private static List<String> brief(int number, Results.ViolationData violation) {
    List<String> lines = new ArrayList<>();
    lines.add(number + ". " + violation.observed());
    lines.add("   seen in:   " + calls(violation));
    lines.add("   permitted: " + String.join("; or ", violation.permitted()));
    lines.add("   breaks:    " + rules(violation));
    lines.add("   " + rate(violation));
    lines.add("   replay:    " + violation.replay());
    return lines;
  }

  /** The calls of the program with their results, up to the event that is not permitted. */
  private static String calls(Results.ViolationData violation) {
    List<String> calls = new ArrayList<>();
    for (EventData event : violation.history()) {
      if (!event.parking() || event.impossible()) {
        calls.add(event.text().replace(" returned ", " -> "));
      }
      if (event.impossible()) {
        break;
      }
    }
    int first = Math.max(0, calls.size() - MOST_EVENTS);
    return (first > 0 ? "...; " : "") + String.join("; ", calls.subList(first, calls.size()));
  }

  private static String rules(Results.ViolationData violation) {
    List<String> ids = violation.rules();
    String also = ids.size() == 1 ? "" : " Also " + String.join(", ", ids.subList(1, ids.size()));
    return inFull(ids.get(0))
        + also
        + reading(violation).map(reading -> "; follows " + reading).orElse("");
  }

  /** A rule with its basis, its section and what it says. */
  static String inFull(String id) {
    return RuleCatalogue.find(id)
        .map(
            rule ->
                id
                    + " ("
                    + rule.basisWord()
                    + ", section "
                    + rule.section()
                    + "): "
                    + rule.sentence())
        .orElse(id);
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
              + String.join(", ", doubt.rules()));
    }
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
    violation.rules().forEach(id -> lines.add("  breaks " + inFull(id)));
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
