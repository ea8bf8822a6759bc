// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of the bugs, as a table for people. */
public final class MutantTable {
  private final List<Mutant> mutants;
  private final MutantScore score;

  public MutantTable(List<Mutant> mutants) {
    this.mutants = List.copyOf(mutants);
    this.score = MutantScore.of(mutants);
  }

  public MutantScore score() {
    return score;
  }

  /** For a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("bug", "caught by the rules", "in", "calls", "phases"));
    for (Mutant mutant : counted()) {
      lines.add(
          mutant
              .caught()
              .map(
                  caught ->
                      line(
                          mutant.bug().id(),
                          String.join(" ", caught.rules()),
                          caught.by(),
                          Long.toString(mutant.calls()),
                          phases(caught)))
              .orElseGet(
                  () ->
                      line(
                          mutant.bug().id(), "NOT CAUGHT", "", Long.toString(mutant.calls()), "")));
      mutant.notRun().forEach(why -> lines.add("    no verdict on " + why));
    }
    lines.add("caught: " + score + "; bugs that look nearly the same count once");
    List<Mutant> others = notCounted();
    if (!others.isEmpty()) {
      lines.add("not counted:");
      others.forEach(
          mutant ->
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "  %-36s %s",
                      mutant.bug().id(),
                      mutant.notCounted().orElse(""))));
    }
    return lines;
  }

  private static String line(String bug, String rules, String by, String calls, String phases) {
    return String.format(Locale.ROOT, "%-38s %-36s %-44s %8s %7s", bug, rules, by, calls, phases)
        .stripTrailing();
  }

  private static String phases(Mutant.Caught caught) {
    return caught.shortest().program().phases().size()
        + (caught.shortest().minimal() ? "" : " (not the least)");
  }

  private List<Mutant> counted() {
    return mutants.stream().filter(mutant -> mutant.notCounted().isEmpty()).toList();
  }

  private List<Mutant> notCounted() {
    return mutants.stream().filter(mutant -> mutant.notCounted().isPresent()).toList();
  }

  /**
   * A page.
   *
   * @param command the command that makes it
   * @param naming a part of the page that says how the bugs are named; may be empty
   */
  public String markdown(String command, String naming) {
    StringBuilder page = new StringBuilder();
    page.append("# Which bugs the suite catches\n\n");
    page.append("Made by `").append(command).append("`.\n\n");
    page.append(
        "The reference machine has bugs as switches: wrong behaviours that real implementations have"
            + " had, and some that are made up. Each\nof them is switched on alone, and the suite"
            + " runs as it would on any implementation: the questions of the start, the scenarios,"
            + " then\nrandom programs, until something deviates. The program is then made as short as"
            + " it can be. The same seed gives the same table.\n\n");
    page.append("**Caught: ")
        .append(score)
        .append(".** Bugs that look nearly the same from outside count once.\n\n");
    page.append(
        "| bug | what goes wrong | seen in | on the machine | rules broken | first seen in | calls until then | parts of the shortest program |\n");
    page.append("|---|---|---|---|---|---|---|---|\n");
    counted().forEach(mutant -> page.append(row(mutant)));
    if (!notCounted().isEmpty()) {
      page.append(
          "\n## Not counted\n\n| bug | what goes wrong | why it does not count |\n|---|---|---|\n");
      notCounted()
          .forEach(
              mutant ->
                  page.append(
                      MarkdownRow.of(
                          MarkdownRow.code(mutant.bug().id()),
                          mutant.bug().summary(),
                          mutant.notCounted().orElse(""))));
    }
    page.append(naming);
    List<Mutant> caught = counted().stream().filter(m -> m.caught().isPresent()).toList();
    if (!caught.isEmpty()) {
      page.append("\n## The shortest programs\n");
      for (Mutant mutant : caught) {
        Mutant.Caught how = mutant.caught().orElseThrow();
        page.append("\n### ").append(mutant.bug().id()).append("\n\n");
        how.shortest()
            .program()
            .toString()
            .lines()
            .forEach(line -> page.append("    ").append(line).append('\n'));
        page.append("\n- observed: ")
            .append(MarkdownRow.escaped(how.shortest().violation().seen()))
            .append('\n');
        how.shortest()
            .violation()
            .permitted()
            .forEach(p -> page.append("- permitted: ").append(MarkdownRow.escaped(p)).append('\n'));
        page.append("- shows in ")
            .append(how.shortest().shown())
            .append(" of ")
            .append(how.shortest().runs())
            .append(" runs\n");
      }
    }
    return page.toString();
  }

  private static String row(Mutant mutant) {
    List<String> cells = new ArrayList<>();
    cells.add(MarkdownRow.code(mutant.bug().id()));
    cells.add(mutant.bug().summary());
    cells.add(mutant.bug().origin());
    if (mutant.caught().isPresent()) {
      Mutant.Caught caught = mutant.caught().get();
      cells.add(caught.setting().words());
      cells.add(String.join(", ", caught.allRules()));
      cells.add(caught.by());
      cells.add(Long.toString(mutant.calls()));
      cells.add(phases(caught));
    } else {
      cells.addAll(List.of("", "**not caught**", "", Long.toString(mutant.calls()), ""));
    }
    return MarkdownRow.of(cells);
  }
}
