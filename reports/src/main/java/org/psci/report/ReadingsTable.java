// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.results.PointVerdict;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.Ambiguity;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;

/**
 * Which readings of the open points several implementations follow: a row for each point, a column
 * for each run.
 *
 * @param runs the runs, in the order of the columns
 */
public record ReadingsTable(List<Run> runs) {
  private static final String NOT_SEEN = ".";

  /**
   * A run.
   *
   * @param name what stands above its column
   * @param results what it has found
   */
  public record Run(String name, Results results) {}

  /** What one run says of one point. */
  private static Optional<Results.PointData> cell(Run run, String point) {
    return run.results().readings().stream().filter(p -> p.point().equals(point)).findFirst();
  }

  /** The table, and what its signs mean. */
  public List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("point", "default"));
    for (int number = 1; number <= runs.size(); number++) {
      head.add("run " + number);
    }
    head.add("question");
    rows.add(head);
    for (Ambiguity point : AmbiguityCatalogue.all()) {
      rows.add(row(point));
    }
    List<String> lines = new ArrayList<>();
    for (int number = 1; number <= runs.size(); number++) {
      Run run = runs.get(number - 1);
      lines.add(
          String.format(
              "run %d: %s, %s, PSCI %s",
              number,
              run.name(),
              run.results().profile().implementation(),
              run.results().psciVersion()));
    }
    lines.add("");
    lines.addAll(aligned(rows));
    lines.add("");
    lines.add(
        "A: default, or one of several that are equally right; A~: lawful variation; A!: a fault;"
            + " A+B?: two");
    lines.add(
        "where it has to keep to one, ?? if it showed again; .: not seen; -: no run can show it");
    return lines;
  }

  private List<String> row(Ambiguity point) {
    List<String> row = new ArrayList<>(List.of(point.id(), defaultOf(point)));
    for (Run run : runs) {
      row.add(
          cell(run, point.id())
              .map(ReadingsTable::sign)
              .orElse(point.unseen().isEmpty() ? NOT_SEEN : "-"));
    }
    row.add(point.question());
    return row;
  }

  private static String defaultOf(Ambiguity point) {
    return point.readings().stream()
        .filter(reading -> reading.standing() == Reading.Standing.DEFAULT)
        .map(Reading::letter)
        .findFirst()
        .orElse("-");
  }

  private static String sign(Results.PointData point) {
    if (point.verdict() == PointVerdict.INCONSISTENT) {
      return PointCounts.letters(point) + (PointCounts.isConfirmed(point) ? "??" : "?");
    }
    List<String> letters = new ArrayList<>();
    for (Results.ReadingData reading : point.readings()) {
      String mark =
          switch (reading.standing()) {
            case "variation" -> "~";
            case "violation" -> "!";
            default -> "";
          };
      letters.add(reading.letter() + mark);
    }
    return String.join("+", letters);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns - 1; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns - 1; column++) {
        line.append(String.format("%-" + (widths[column] + 2) + "s", row.get(column)));
      }
      lines.add(line.append(row.get(columns - 1)).toString());
    }
    return lines;
  }

  /** The first programs that showed what is worth a remark, or of everything. */
  public List<String> programs() {
    List<String> lines = new ArrayList<>();
    for (Ambiguity point : AmbiguityCatalogue.all()) {
      for (int number = 1; number <= runs.size(); number++) {
        String run = "run " + number;
        cell(runs.get(number - 1), point.id()).ifPresent(data -> programs(run, data, lines));
      }
    }
    return lines;
  }

  private static void programs(String run, Results.PointData point, List<String> lines) {
    for (Results.ReadingData reading : point.readings()) {
      lines.add("");
      lines.add(
          String.format(
              "%s %s (%s), %s, %s, seen %d times: %s",
              point.point(),
              reading.letter(),
              reading.standing(),
              run,
              reading.source(),
              reading.seen(),
              reading.sentence()));
      reading.program().lines().forEach(line -> lines.add("    " + line));
    }
  }
}
