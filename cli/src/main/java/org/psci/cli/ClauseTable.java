// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Reading;

/**
 * Clauses one below the other: the rule of each, where it stands in DEN0022F.b, the reading of an
 * open point that it belongs to, and what it says.
 */
final class ClauseTable {

  /** The cells of a line. */
  private record Row(String rule, String section, String reading, String sentence) {}

  private static final Row HEAD = new Row("rule", "section", "reading", "clause");

  private ClauseTable() {}

  static List<String> lines(List<Clause> clauses) {
    List<Row> rows = new ArrayList<>(List.of(HEAD));
    clauses.forEach(clause -> rows.add(row(clause)));
    int rule = rows.stream().mapToInt(row -> row.rule.length()).max().orElse(0);
    int section = rows.stream().mapToInt(row -> row.section.length()).max().orElse(0);
    int reading = rows.stream().mapToInt(row -> row.reading.length()).max().orElse(0);
    String format = "  %-" + rule + "s  %-" + section + "s  %-" + reading + "s  %s";
    return rows.stream()
        .map(row -> String.format(format, row.rule, row.section, row.reading, row.sentence))
        .toList();
  }

  private static Row row(Clause clause) {
    return new Row(
        clause.rule().id(),
        clause.rule().section(),
        clause.reading().map(reading -> name(clause, reading)).orElse(""),
        sentence(clause));
  }

  /** What of a register counts is said by no reading: who counts more follows one. */
  private static String name(Clause clause, Reading reading) {
    return clause.kind() == Clause.Kind.DECODING ? reading.ambiguity() : reading.toString();
  }

  private static String sentence(Clause clause) {
    StringBuilder sentence = new StringBuilder(clause.sentence());
    if (clause.kind() == Clause.Kind.KNOWN_FAULT) {
      sentence.insert(0, "a fault: ");
    }
    clause.amongOthers().ifPresent(r -> sentence.append("; where several are due, by ").append(r));
    clause.undetected().ifPresent(r -> sentence.append("; or undetected, by ").append(r));
    if (clause.kind() == Clause.Kind.PERMISSION && clause.isBesideRefusals()) {
      sentence.append("; also where others are due");
    }
    return sentence.toString();
  }
}
