// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.psci.spec.explore.DeadEnd;
import org.psci.spec.explore.ExplorationReport;
import org.psci.spec.explore.InvariantViolation;
import org.psci.spec.rule.Rule;

/** What an exploration found, as text. */
final class ExploreText {
  private ExploreText() {}

  static void print(ExplorationReport report, PrintWriter out) {
    out.printf(Locale.ROOT, "%s%n", report.setting());
    out.printf(
        Locale.ROOT,
        "  %,d states, %,d stored because %d changes of places of cores make no difference%n",
        report.states(),
        report.stored(),
        report.changesOfPlaces());
    out.printf(
        Locale.ROOT, "  %,d transitions, %d steps deep%n", report.transitions(), report.depth());
    out.printf(
        Locale.ROOT,
        "  %.1f s with %d threads: %,.0f states a second, %,.0f stored a second%n",
        report.seconds(),
        report.threads(),
        report.statesPerSecond(),
        report.stored() / report.seconds());
    invariants(report, out);
    deadEnds(report, out);
    versions(report, out);
    coverage(report, out);
    unused(report.unusedRules(), out);
    out.println(report.holds() ? "  everything holds" : "  NOT everything holds");
    out.println();
  }

  private static void invariants(ExplorationReport report, PrintWriter out) {
    out.println("  invariants");
    for (ExplorationReport.Checked checked : report.invariants()) {
      out.printf(
          Locale.ROOT,
          "    %-7s %s: %s [%s]%n",
          checked.broken() == 0 ? "holds" : "BROKEN",
          checked.invariant().name(),
          checked.invariant().sentence(),
          checked.invariant().rules().stream().map(Rule::id).collect(Collectors.joining(", ")));
      checked.example().ifPresent(broken -> example(checked, broken, out));
    }
    report
        .unanswered()
        .forEach(action -> out.println("    BROKEN  nothing is permitted to " + action));
  }

  private static void example(
      ExplorationReport.Checked checked, InvariantViolation broken, PrintWriter out) {
    out.printf(Locale.ROOT, "            %,d times, for instance after%n", checked.broken());
    checked.way().forEach(step -> out.println("              " + step));
    out.println("            " + broken);
  }

  private static void deadEnds(ExplorationReport report, PrintWriter out) {
    out.println("  dead ends");
    for (Map.Entry<DeadEnd, Long> end : report.deadEnds().entrySet()) {
      out.printf(
          Locale.ROOT,
          "    %-7s %s: %,d states; %s%n",
          end.getKey().isLawful() ? "lawful" : "FAULT",
          end.getKey(),
          end.getValue(),
          end.getKey().sentence());
    }
  }

  private static void versions(ExplorationReport report, PrintWriter out) {
    report
        .refinement()
        .ifPresent(
            compared -> {
              out.printf(
                  Locale.ROOT,
                  "  permits what PSCI %s does, apart from (%.1f s)%n",
                  compared.older(),
                  compared.seconds());
              compared
                  .differences()
                  .forEach(
                      (name, count) ->
                          out.printf(
                              Locale.ROOT,
                              "    %-7s %s: %,d%n",
                              count > 0 ? "listed" : "UNUSED",
                              name,
                              count));
              if (compared.unexplained() > 0) {
                out.printf(Locale.ROOT, "    NOT LISTED: %,d, such as%n", compared.unexplained());
                compared.examples().forEach(example -> out.println("      " + example));
              }
            });
  }

  private static void coverage(ExplorationReport report, PrintWriter out) {
    out.println("  transitions by function and result");
    report
        .coverage()
        .forEach(
            (name, results) ->
                out.println(
                    "    "
                        + name
                        + ": "
                        + results.entrySet().stream()
                            .map(
                                result ->
                                    String.format(
                                        Locale.ROOT, "%s %,d", result.getKey(), result.getValue()))
                            .collect(Collectors.joining(", "))));
  }

  private static void unused(List<Rule> rules, PrintWriter out) {
    out.printf(
        Locale.ROOT, "  %d rules by which no transition goes (MUST, SHOULD, MAY)%n", rules.size());
    Map<String, String> byArea = new TreeMap<>();
    for (Rule rule : rules) {
      byArea.merge(rule.area(), rule.id(), (some, one) -> some + " " + one);
    }
    byArea.forEach((area, ids) -> out.println("    " + area + ": " + ids));
  }
}
