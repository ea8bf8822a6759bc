// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.Verdict;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/**
 * One test of a test report.
 *
 * @param className where it belongs, with points between the parts
 * @param name its name
 * @param kind what came of it
 * @param type what sort of failure or error it is
 * @param message why, in a sentence; empty if it passed
 * @param body all there is to say; may be empty
 */
record JunitCase(
    String className, String name, Kind kind, String type, String message, String body) {

  /** What can come of a test. */
  enum Kind {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED;

    /** The name of the element that says so. */
    String element() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String DEVIATION = "deviation";
  private static final String NO_VERDICT = "no verdict";

  /** All tests of a run: its rules by section, its scenarios, random programs and the verdict. */
  static List<JunitCase> of(Results results) {
    List<JunitCase> cases = new ArrayList<>();
    Sections.of(results).values().forEach(rules -> rules.forEach(r -> cases.add(rule(results, r))));
    results.scenarios().forEach(scenario -> cases.add(scenario(scenario)));
    cases.add(random(results.random()));
    cases.add(whole(results));
    return cases;
  }

  private static JunitCase rule(Results results, Results.RuleResult result) {
    Rule rule = RuleCatalogue.rule(result.id());
    String section = Sections.of(rule).replace('.', '-');
    JunitCase passed =
        passed(
            "psci.rules.section " + section + " " + rule.area(),
            rule.id() + ": " + rule.sentence());
    return switch (result.verdict()) {
      case HOLDS -> passed;
      case PERMITTED_VARIATION ->
          passed.with(
              Kind.PASSED, "", "The text is open there; this is not the reading by default.");
      case VIOLATED -> violated(passed, results, result.id());
      case IN_DOUBT -> inDoubt(passed, results, result.id());
      case NOT_EXERCISED -> passed.with(Kind.SKIPPED, "not exercised; that is no pass", "");
      case NOT_JUDGED -> passed.with(Kind.SKIPPED, "not judged on this target", "");
      case NOT_APPLICABLE ->
          passed.with(
              Kind.SKIPPED, "not applicable: not in this version, or no black box can see it", "");
    };
  }

  private static JunitCase violated(JunitCase passed, Results results, String id) {
    List<Results.ViolationData> all =
        results.violations().stream().filter(v -> v.rules().contains(id)).toList();
    if (all.isEmpty()) {
      return passed.with(Kind.FAILURE, "it is broken", "");
    }
    String more = all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more)";
    List<String> lines = new ArrayList<>();
    for (Results.ViolationData violation : all) {
      lines.add("");
      lines.addAll(TextReport.violation(violation));
    }
    return passed.with(Kind.FAILURE, all.get(0).observed() + more, text(lines));
  }

  private static JunitCase inDoubt(JunitCase passed, Results results, String id) {
    return results.doubts().stream()
        .filter(doubt -> doubt.rules().contains(id))
        .findFirst()
        .map(doubt -> passed.with(Kind.ERROR, "it may be broken: " + doubt.why(), text(doubt)))
        .orElse(
            passed.with(Kind.ERROR, "it may be broken: a deviation names it beside others", ""));
  }

  private static String text(Results.DoubtData doubt) {
    List<String> lines = new ArrayList<>(List.of(""));
    doubt.program().lines().forEach(line -> lines.add("    " + line));
    lines.add("  observed:  " + doubt.observed());
    doubt.permitted().forEach(permitted -> lines.add("  permitted: " + permitted));
    return text(lines);
  }

  private static JunitCase scenario(Results.ScenarioData scenario) {
    JunitCase passed = passed("psci.scenarios", scenario.name());
    String why = scenario.why() == null ? "" : scenario.why();
    List<String> lines = new ArrayList<>(List.of(""));
    scenario.program().lines().forEach(line -> lines.add("    " + line));
    for (Results.SeenData seen : scenario.violations()) {
      lines.add("  observed:  " + seen.observed());
      seen.permitted().forEach(permitted -> lines.add("  permitted: " + permitted));
      lines.add("  breaks " + String.join(", ", seen.rules()));
    }
    return switch (scenario.verdict()) {
      case EXPLAINED -> passed;
      case VIOLATED ->
          passed.with(Kind.FAILURE, scenario.violations().get(0).observed(), text(lines));
      case UNDECIDED -> passed.with(Kind.ERROR, why, text(lines));
      case SKIPPED -> passed.with(Kind.SKIPPED, why, "");
    };
  }

  private static JunitCase random(Results.RandomData random) {
    JunitCase passed = passed("psci.programs", "random programs");
    String numbers =
        random.programs()
            + " programs, "
            + random.violated()
            + " with a deviation, "
            + random.undecided()
            + " without a verdict";
    if (random.programs() == 0) {
      return passed.with(Kind.SKIPPED, "none were run", "");
    }
    if (random.violated() > 0) {
      return passed.with(Kind.FAILURE, numbers, "");
    }
    return random.undecided() > 0
        ? passed.with(Kind.ERROR, numbers, "")
        : passed.with(Kind.PASSED, "", numbers);
  }

  private static JunitCase whole(Results results) {
    JunitCase passed = passed("psci.run", "verdict");
    if (results.verdict() == Verdict.CONFORMS) {
      return passed.with(Kind.PASSED, "", results.reason());
    }
    Kind kind = results.verdict() == Verdict.VIOLATIONS ? Kind.FAILURE : Kind.ERROR;
    return passed.with(kind, results.reason(), text(TextReport.lines(results)));
  }

  private static JunitCase passed(String className, String name) {
    return new JunitCase(className, name, Kind.PASSED, "", "", "");
  }

  private JunitCase with(Kind what, String why, String all) {
    return new JunitCase(
        className, name, what, what == Kind.ERROR ? NO_VERDICT : DEVIATION, why, all);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
