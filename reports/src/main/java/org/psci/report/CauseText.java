// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.conformance.results.BrokenClause;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.RuleCatalogue;

/** A cause in words: the clause that is broken, and how that shows. */
final class CauseText {
  private static final int MOST_STEPS = 8;

  private CauseText() {}

  /** What the implementation does not keep, or does. */
  static String heading(Results.CauseData cause) {
    return BrokenClause.heading(cause.id(), cause.sentence());
  }

  /** A cause in at most six lines, for a terminal. */
  static List<String> brief(int number, Results.CauseData cause) {
    List<String> lines = new ArrayList<>();
    lines.add(number + ". " + heading(cause));
    lines.add("   breaks:    " + cause.id() + " (" + whereItStands(cause) + ")" + reading(cause));
    lines.add("   program:   " + program(cause));
    lines.add(
        "   seen:      "
            + cause.observed()
            + "; permitted: "
            + String.join("; or ", cause.permitted()));
    lines.add("   " + rate(cause) + symptoms(cause));
    lines.add("   replay:    " + cause.replay());
    return lines;
  }

  /** All there is to say of a cause in text, without what was seen in a run of its program. */
  static List<String> inFull(Results.CauseData cause) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + heading(cause));
    cause.program().lines().forEach(line -> lines.add("    " + line));
    lines.add("  observed:  " + cause.observed());
    for (String permitted : cause.permitted()) {
      lines.add("  permitted: " + permitted);
    }
    lines.add("  cause:     " + cause.id());
    rules(cause).forEach(line -> lines.add("  " + line));
    cause.symptoms().forEach(symptom -> lines.add("  symptom:   " + symptom));
    if (cause.moreSymptoms() > 0) {
      lines.add("  symptoms:  " + cause.moreSymptoms() + " more");
    }
    lines.add("  " + rate(cause));
    OutcomeTable.lines(cause.outcomes()).forEach(line -> lines.add("    " + line));
    lines.add("  replay:    " + cause.replay());
    return lines;
  }

  /** Which rules are broken, under which others the clause stands, and which reading it follows. */
  static List<String> rules(Results.CauseData cause) {
    List<String> lines = new ArrayList<>();
    String what = cause.rules().size() == 1 ? "breaks " : "breaks one of: ";
    cause.rules().forEach(id -> lines.add(what + inFull(id)));
    cause.alsoUnder().forEach(id -> lines.add("also under " + inFull(id)));
    fault(cause).ifPresent(reading -> lines.add("follows " + reading));
    return lines;
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

  private static String whereItStands(Results.CauseData cause) {
    String section =
        RuleCatalogue.find(cause.rules().get(0))
            .map(rule -> ", section " + rule.section())
            .orElse("");
    String oneOf =
        cause.rules().size() == 1
            ? ""
            : "; nothing tells which one of " + String.join(", ", cause.rules()) + " is broken";
    String also =
        cause.alsoUnder().isEmpty() ? "" : "; also under " + String.join(", ", cause.alsoUnder());
    return cause.basis() + section + oneOf + also;
  }

  /** The reading that makes it a fault, with what that says. */
  private static Optional<String> fault(Results.CauseData cause) {
    return Optional.ofNullable(cause.reading())
        .map(name -> AmbiguityCatalogue.find(name).map(Reading::asFault).orElse(name));
  }

  private static String reading(Results.CauseData cause) {
    return cause.reading() == null ? "" : ", follows " + cause.reading();
  }

  private static String program(Results.CauseData cause) {
    List<String> steps = cause.program().lines().map(String::strip).toList();
    String more =
        steps.size() > MOST_STEPS ? "; and " + (steps.size() - MOST_STEPS) + " lines more" : "";
    return steps.stream().limit(MOST_STEPS).collect(Collectors.joining("; ")) + more;
  }

  /** How often it shows. */
  static String rate(Results.CauseData cause) {
    String remark = cause.remark() == null ? "" : "; " + cause.remark();
    if (cause.shown() == 0) {
      String again =
          cause.runs() == 0 ? "" : "; it did not show again in " + cause.runs() + " runs";
      return "was seen in " + programs(cause.seen()) + again + remark;
    }
    String shows =
        cause.shown() == cause.runs()
            ? "shows every time"
            : "shows in " + cause.shown() + " of " + cause.runs() + " runs";
    return shows + remark;
  }

  private static String programs(long number) {
    return number + (number == 1 ? " program" : " programs");
  }

  private static String symptoms(Results.CauseData cause) {
    int count = cause.symptoms().size() + cause.moreSymptoms();
    return count == 0
        ? ""
        : "; explains " + count + (count == 1 ? " symptom more" : " symptoms more");
  }
}
