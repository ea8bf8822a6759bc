// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.List;
import org.psci.conformance.results.PointVerdict;
import org.psci.conformance.results.Results;

/** The readings of open points as a part of the HTML page. */
final class PointTable {
  private static final String WHAT_IT_IS =
      "Where the text can be read in several ways, this is how the implementation does: as a strict"
          + " suite expects (default), in one of several ways that are equally right (permitted), in"
          + " another lawful way (variation), in several ways where it has to keep to one"
          + " (inconsistent), or in a way that is a fault (violation).";

  private PointTable() {}

  /** The section, or nothing if the run touched no open point. */
  static String html(Results results) {
    if (results.readings().isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("<h2>Readings of open points</h2>\n<p>");
    out.append(WHAT_IT_IS).append("</p>\n<div class=\"wide\" tabindex=\"0\" role=\"group\"");
    out.append(" aria-label=\"Readings of open points\">\n<table>\n<thead><tr>");
    for (String head : List.of("Point", "Section", "Question", "Verdict", "Seen", "Reading")) {
      out.append("<th scope=\"col\">").append(head).append("</th>");
    }
    out.append("<th scope=\"col\">First program</th></tr></thead>\n<tbody>\n");
    results.readings().forEach(point -> point(point, out));
    return out.append("</tbody>\n</table>\n</div>\n").toString();
  }

  private static void point(Results.PointData point, StringBuilder out) {
    for (Results.ReadingData reading : point.readings()) {
      out.append("<tr class=\"").append(style(point, reading)).append("\">");
      cell(point.point() + " " + reading.letter(), out);
      cell(point.section(), out);
      cell(point.question(), out);
      cell(verdict(point, reading), out);
      cell(Long.toString(reading.seen()), out);
      cell(reading.sentence(), out);
      out.append("<td><details><summary>").append(Markup.escape(reading.source()));
      out.append("</summary><pre class=\"program\">").append(Markup.escape(reading.program()));
      out.append("</pre></details></td></tr>\n");
    }
  }

  private static String verdict(Results.PointData point, Results.ReadingData reading) {
    if (point.verdict() != PointVerdict.INCONSISTENT) {
      return reading.standing();
    }
    return PointCounts.isConfirmed(point)
        ? "inconsistent"
        : "inconsistent, but it did not show again";
  }

  /** The colours of the table of rules. */
  private static String style(Results.PointData point, Results.ReadingData reading) {
    boolean isFault = reading.standing().equals("violation") || PointCounts.isConfirmed(point);
    boolean isRemark =
        reading.standing().equals("variation") || point.verdict() == PointVerdict.INCONSISTENT;
    return isFault ? "violated" : isRemark ? "permitted-variation" : "holds";
  }

  private static void cell(String text, StringBuilder out) {
    out.append("<td>").append(Markup.escape(text)).append("</td>");
  }
}
