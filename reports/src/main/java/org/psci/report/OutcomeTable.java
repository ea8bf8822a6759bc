// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RaceOutcome;

/** How the runs of a racing program came out, for people. */
public final class OutcomeTable {
  /** In text; a page has room for all of them. */
  private static final int MOST_LINES = 6;

  private OutcomeTable() {}

  /** A line for each way, the most frequent first; none if nothing was counted. */
  public static List<String> lines(List<RaceOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    int all = runs(outcomes);
    for (RaceOutcome outcome : outcomes.subList(0, Math.min(MOST_LINES, outcomes.size()))) {
      lines.add(
          String.format(
              "%5d of %d  %s%s", outcome.runs(), all, seen(outcome), remark(outcome.verdict())));
    }
    if (outcomes.size() > MOST_LINES) {
      int rest = runs(outcomes.subList(MOST_LINES, outcomes.size()));
      lines.add(
          String.format("%5d of %d  in %d other ways", rest, all, outcomes.size() - MOST_LINES));
    }
    return lines;
  }

  /** A table with a row for each way; nothing if nothing was counted. */
  static String html(List<RaceOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    out.append("<table class=\"outcomes\">\n<caption>How ").append(runs(outcomes));
    out.append(" runs came out</caption>\n<thead><tr><th scope=\"col\">Runs</th>");
    out.append("<th scope=\"col\">Racing calls, and the starts that they made</th>");
    out.append("<th scope=\"col\">Verdict</th></tr></thead>\n<tbody>\n");
    for (RaceOutcome outcome : outcomes) {
      out.append("<tr class=\"").append(outcome.verdict().word()).append("\"><td>");
      out.append(outcome.runs()).append("</td><td>");
      out.append(Markup.escape(seen(outcome))).append("</td><td>");
      out.append(outcome.verdict().word()).append("</td></tr>\n");
    }
    return out.append("</tbody>\n</table>\n").toString();
  }

  private static int runs(List<RaceOutcome> outcomes) {
    return outcomes.stream().mapToInt(RaceOutcome::runs).sum();
  }

  private static String seen(RaceOutcome outcome) {
    return outcome.seen().isEmpty() ? "nothing was seen" : String.join("; ", outcome.seen());
  }

  private static String remark(ProgramVerdict verdict) {
    return switch (verdict) {
      case VIOLATED -> "  (not permitted)";
      case UNDECIDED -> "  (no verdict)";
      default -> "";
    };
  }
}
