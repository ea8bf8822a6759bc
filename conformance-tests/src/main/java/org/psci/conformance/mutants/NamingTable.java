// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How bugs are named, as a table for people. */
public final class NamingTable {
  private final List<Naming> all;
  private final NamingScore score;
  private final NamingScore certain;

  public NamingTable(List<Naming> all) {
    this.all = List.copyOf(all);
    this.score = NamingScore.of(all);
    this.certain = NamingScore.of(all.stream().map(Naming::certain).toList());
  }

  public NamingScore score() {
    return score;
  }

  /** The same without causes that may be consequences of another. */
  public NamingScore certain() {
    return certain;
  }

  /** For a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("bug", "causes", "named rightly", "named wrongly"));
    for (Naming naming : all) {
      lines.add(
          line(
              naming.bug().id(),
              Integer.toString(naming.causes().size()),
              String.join(" ", naming.right()),
              String.join(" ", naming.wrong())));
      naming.bug().disguise().ifPresent(why -> lines.add("    " + why));
    }
    lines.add("seen in the survey: " + score.seen() + " of " + score.bugs());
    lines.add("named by a rule that it breaks: " + named(score));
    lines.add("rules named that are broken: " + right(score));
    lines.add("told of as one cause: " + oneCause(score));
    lines.add("causes per bug: " + number(score.causesPerBug()));
    lines.add("without causes that may be consequences of another:");
    lines.add("  named by a rule that it breaks: " + named(certain));
    lines.add("  rules named that are broken: " + right(certain));
    lines.add("  told of as one cause: " + oneCause(certain));
    lines.add("  causes per bug: " + number(certain.causesPerBug()));
    return lines;
  }

  private static String line(String bug, String causes, String right, String wrong) {
    return String.format(Locale.ROOT, "%-38s %6s  %-36s %s", bug, causes, right, wrong)
        .stripTrailing();
  }

  private static String named(NamingScore score) {
    return share(score.named(), score.bugs(), score.recall(), score.explained().named());
  }

  private static String right(NamingScore score) {
    return share(score.right(), score.rules(), score.precision(), score.explained().rules());
  }

  private static String oneCause(NamingScore score) {
    return share(
        score.oneCause(), score.bugs(), score.oneCauseShare(), score.explained().oneCause());
  }

  private static String share(int part, int whole, double share, int explained) {
    return part
        + " of "
        + whole
        + " ("
        + number(share)
        + ")"
        + (explained == 0 ? "" : "; for " + explained + " of the others there is a reason");
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  /**
   * A part of a page.
   *
   * @param programs how many random programs were run on each bug
   */
  public String markdown(int programs) {
    StringBuilder page = new StringBuilder();
    page.append("\n## How bugs are named\n\n");
    page.append(
        "To catch a bug is one thing, to say what is wrong another. So each bug that is caught gets a"
            + " whole survey on the machine that it was caught on:\nthe questions of the start, all"
            + " scenarios, and "
            + programs
            + " random programs. Everything that deviates is put down to as few causes as possible,"
            + " as in the\nresults of a run. A cause is a clause of the specification; its rule is what"
            + " stands before the first `/`. One cause is right.\n\n");
    page.append("| measure | all causes | certain causes | what it says |\n|---|---|---|---|\n");
    page.append(
        MarkdownRow.of(
            "precision",
            "**" + right(score) + "**",
            right(certain),
            "how many of the rules that are named the bug is known to break; a rule that is named for"
                + " several bugs counts for each of them"));
    page.append(
        MarkdownRow.of(
            "recall",
            "**" + named(score) + "**",
            named(certain),
            "of how many bugs at least one rule is named that they are known to break; not how many of"
                + " their rules, since these hold consequences, and to name those beside the cause is"
                + " no merit; nothing is seen of "
                + (score.bugs() - score.seen())
                + " of them, which show too seldom"));
    page.append(
        MarkdownRow.of(
            "one cause",
            "**" + oneCause(score) + "**",
            oneCause(certain),
            "how many bugs are told of as one thing"));
    page.append(
        MarkdownRow.of(
            "causes per bug",
            "**" + number(score.causesPerBug()) + "**",
            number(certain.causesPerBug()),
            "1 would be right"));
    page.append(
        "\nA cause is certain if it was seen as the first thing that went wrong on a machine. The others may"
            + " be consequences; a run looks into them\nonce more, and tells of those that do not show"
            + " alone as doubts. In the table below they have a question mark.\n");
    page.append(
        "\nSome bugs cannot show as what they are; the reason is in the table. They count as"
            + " wrong, and how many of those that count as wrong have a reason\nis said beside it.\n\n");
    page.append(
        "| bug | causes | other rules than those it breaks | reason |\n|---|---|---|---|\n");
    for (Naming naming : all) {
      page.append(
          MarkdownRow.of(
              MarkdownRow.code(naming.bug().id()),
              codes(naming.causes()),
              String.join(", ", naming.wrong()),
              naming.bug().disguise().orElse("")));
    }
    return page.toString();
  }

  private static String codes(List<Naming.Cause> causes) {
    return causes.isEmpty()
        ? "nothing seen"
        : causes.stream()
            .map(each -> MarkdownRow.code(each.clause()) + (each.certain() ? "" : " ?"))
            .collect(Collectors.joining(", "));
  }
}
