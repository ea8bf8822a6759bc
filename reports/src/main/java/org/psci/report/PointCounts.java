// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.psci.conformance.results.PointVerdict;
import org.psci.conformance.results.Results;

/** How an implementation reads the open points, in short. */
final class PointCounts {
  private PointCounts() {}

  /** One line for each verdict that some point has; those that are worth a remark are named. */
  static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    for (PointVerdict verdict : PointVerdict.values()) {
      List<Results.PointData> points =
          results.readings().stream().filter(point -> point.verdict() == verdict).toList();
      if (!points.isEmpty()) {
        boolean quiet = verdict == PointVerdict.DEFAULT || verdict == PointVerdict.PERMITTED;
        String names =
            points.stream().map(PointCounts::name).collect(Collectors.joining(", ", ": ", ""));
        lines.add(String.format("%4d %s", points.size(), verdict.word()) + (quiet ? "" : names));
      }
    }
    return lines;
  }

  /** The point and the letters that were seen. */
  static String name(Results.PointData point) {
    String remark =
        point.verdict() == PointVerdict.INCONSISTENT && !isConfirmed(point)
            ? " (not seen again)"
            : "";
    return point.point() + " " + letters(point) + remark;
  }

  static String letters(Results.PointData point) {
    return point.readings().stream()
        .map(Results.ReadingData::letter)
        .collect(Collectors.joining("+"));
  }

  static boolean isConfirmed(Results.PointData point) {
    return Boolean.TRUE.equals(point.confirmed());
  }
}
