// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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

  /**
   * All tests of a run: what is broken, its rules by section, its scenarios, random programs and
   * the verdict.
   */
  static List<JunitCase> of(Results results) {
    List<JunitCase> cases = new ArrayList<>();
    results.causes().forEach(cause -> cases.add(cause(cause)));
    Sections.of(results).values().forEach(rules -> rules.forEach(r -> cases.add(rule(results, r))));
    results.scenarios().forEach(scenario -> cases.add(scenario(results, scenario)));
    cases.add(random(results));
    cases.add(whole(results));
    return cases;
  }

  private static JunitCase cause(Results.CauseData cause) {
    return passed("psci.causes", cause.id())
        .with(
            Kind.FAILURE,
            CauseText.heading(cause) + "; observed: " + cause.observed(),
            text(withEmptyLine(CauseText.inFull(cause))));
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

  /** The rule refers to the tests of the causes that break it. */
  private static JunitCase violated(JunitCase passed, Results results, String id) {
    List<Results.CauseData> all =
        results.causes().stream().filter(cause -> cause.rules().contains(id)).toList();
    List<String> lines =
        all.stream().map(cause -> "  " + cause.id() + ": " + CauseText.heading(cause)).toList();
    return passed.with(Kind.FAILURE, "broken: " + ids(all), text(withEmptyLine(lines)));
  }

  private static String ids(List<Results.CauseData> causes) {
    return causes.stream().map(Results.CauseData::id).collect(Collectors.joining(", "));
  }

  private static JunitCase inDoubt(JunitCase passed, Results results, String id) {
    List<Results.CauseData> oneOf =
        results.causes().stream().filter(cause -> cause.rules().contains(id)).toList();
    List<Results.CauseData> beside =
        results.causes().stream().filter(cause -> cause.alsoUnder().contains(id)).toList();
    if (!oneOf.isEmpty()) {
      return passed.with(Kind.ERROR, "this or another rule is broken: " + ids(oneOf), "");
    }
    if (!beside.isEmpty()) {
      return passed.with(Kind.ERROR, "a broken clause also stands under it: " + ids(beside), "");
    }
    return results.doubts().stream()
        .filter(doubt -> doubt.rules().contains(id))
        .findFirst()
        .map(doubt -> passed.with(Kind.ERROR, "it may be broken: " + doubt.why(), text(doubt)))
        .orElse(
            passed.with(
                Kind.ERROR,
                "it may be broken: something that was seen is put down to another rule, and could"
                    + " be to this one",
                ""));
  }

  private static String text(Results.DoubtData doubt) {
    List<String> lines = new ArrayList<>(List.of(""));
    doubt.program().lines().forEach(line -> lines.add("    " + line));
    lines.add("  observed:  " + doubt.observed());
    doubt.permitted().forEach(permitted -> lines.add("  permitted: " + permitted));
    lines.add("  put down to " + doubt.id() + ": " + doubt.sentence());
    return text(lines);
  }

  private static JunitCase scenario(Results results, Results.ScenarioData scenario) {
    JunitCase passed = passed("psci.scenarios", scenario.name());
    TestVerdict verdict = TestVerdict.of(results, scenario);
    List<String> lines = new ArrayList<>(List.of(""));
    scenario.program().lines().forEach(line -> lines.add("    " + line));
    for (Results.SeenData seen : scenario.deviations()) {
      lines.add("  observed:  " + seen.observed());
      seen.permitted().forEach(permitted -> lines.add("  permitted: " + permitted));
      lines.add("  put down to " + String.join(", ", seen.causes()));
    }
    return switch (scenario.verdict()) {
      case EXPLAINED -> passed;
      case VIOLATED, UNDECIDED -> passed.with(verdict.kind(), verdict.why(), text(lines));
      case SKIPPED -> passed.with(verdict.kind(), verdict.why(), "");
    };
  }

  private static JunitCase random(Results results) {
    JunitCase passed = passed("psci.programs", "random programs");
    TestVerdict verdict = TestVerdict.ofRandom(results);
    return passed.with(
        verdict.kind(),
        verdict.why(),
        verdict.kind() == Kind.PASSED ? TestVerdict.numbers(results.random()) : "");
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

  private static List<String> withEmptyLine(List<String> lines) {
    List<String> all = new ArrayList<>(List.of(""));
    all.addAll(lines);
    return all;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
