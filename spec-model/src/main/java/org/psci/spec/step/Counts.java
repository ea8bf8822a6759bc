// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import java.util.List;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Because;

/** What PSCI_STAT_COUNT and PSCI_STAT_RESIDENCY have to answer (5.22), beside each other. */
public final class Counts {
  public static final Clause FROM_ZERO =
      clause("at first", "all counts and residencies are 0 when the machine starts", "STAT-05");
  public static final Clause NEVER_BACKWARDS =
      clause("later", "counts and residencies never fall", "STAT-10");
  public static final Clause ONLY_WHAT_WAS_ENTERED =
      clause("what was not entered", "only states count that a node has entered", "STAT-02");
  public static final Clause ONLY_WHAT_WAS_ALLOWED =
      clause(
          "above what was asked for",
          "a node enters no state that a request below it does not name",
          "STAT-02",
          "PD-09",
          "COORD-02");
  public static final Clause ALL_THAT_WAS_ENTERED =
      clause("what was entered", "each state counts that a core has entered", "STAT-04");
  public static final Clause WHATEVER_IS_CLAIMED =
      clause(
          "other last level",
          "the last level that a power_state names makes no difference",
          "STAT-03");

  private Counts() {}

  private static Clause clause(String situation, String sentence, String... rules) {
    return new Clause(Clause.Kind.AGREEMENT, "statistics", situation, Because.of(rules), sentence);
  }

  /** All of them. */
  public static List<Clause> clauses() {
    return List.of(
        FROM_ZERO,
        NEVER_BACKWARDS,
        ONLY_WHAT_WAS_ENTERED,
        ONLY_WHAT_WAS_ALLOWED,
        ALL_THAT_WAS_ENTERED,
        WHATEVER_IS_CLAIMED);
  }
}
