// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.results.BrokenClause;
import org.psci.spec.rule.Rule;

/** A deviation of one history, for the terminal: what was seen, and the clause that is broken. */
final class ViolationText {
  private ViolationText() {}

  static List<String> lines(Violation violation) {
    List<String> lines = new ArrayList<>();
    lines.add("observed:  " + violation.seen());
    violation.states().forEach(state -> lines.add("possible:  " + state));
    violation.permitted().forEach(permitted -> lines.add("permitted: " + permitted));
    List<BrokenClause> causes = BrokenClause.of(violation);
    lines.add("cause:     " + oneOf(causes.stream().map(BrokenClause::id).toList()));
    lines.add(
        "breaks:    " + oneOf(violation.rules().stream().map(ViolationText::inShort).toList()));
    causes.forEach(clause -> lines.add(clause.heading()));
    Set<String> alsoUnder = new LinkedHashSet<>();
    causes.forEach(clause -> alsoUnder.addAll(clause.alsoUnder()));
    if (!alsoUnder.isEmpty()) {
      lines.add("also under: " + String.join(", ", alsoUnder));
    }
    violation.reading().ifPresent(reading -> lines.add("follows:   " + reading.asFault()));
    violation.symptoms().forEach(symptom -> lines.add("symptom:   " + symptom));
    return lines;
  }

  private static String inShort(Rule rule) {
    return rule.id() + " (" + rule.basisWord() + ", section " + rule.section() + ")";
  }

  /** Where the history cannot tell, any one of them may be it. */
  private static String oneOf(List<String> names) {
    return names.size() == 1
        ? names.get(0)
        : names.stream().collect(Collectors.joining(", ", "one of: ", ""));
  }
}
