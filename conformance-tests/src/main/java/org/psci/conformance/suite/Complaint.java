// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.rule.Rule;

/** What a failing test says: the program, what was seen, what was permitted, and which rules. */
final class Complaint {
  private Complaint() {}

  /** Fails unless the model explains everything that was seen. */
  static void unlessExplained(Judgement judgement) {
    if (!judgement.isExplained()) {
      throw new AssertionFailedError(text(judgement));
    }
  }

  private static String text(Judgement judgement) {
    List<String> lines = new ArrayList<>();
    lines.add(
        judgement.violations().isEmpty()
            ? "no verdict: " + judgement.undecided().orElse("")
            : "deviates from PSCI");
    judgement.history().program().toString().lines().forEach(line -> lines.add("    " + line));
    for (Violation violation : judgement.violations()) {
      lines.add("  observed:  " + violation.seen());
      violation.permitted().forEach(permitted -> lines.add("  permitted: " + permitted));
      violation.rules().forEach(rule -> lines.add("  breaks " + rule(rule)));
    }
    return String.join("\n", lines);
  }

  private static String rule(Rule rule) {
    return rule.id()
        + " ("
        + rule.basisWord()
        + ", section "
        + rule.section()
        + "): "
        + rule.sentence();
  }
}
