// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;

/** How many rules have which verdict, stated and derived ones apart. */
final class RuleCounts {
  private RuleCounts() {}

  /** One line for each verdict that some rule has. */
  static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    for (RuleVerdict verdict : RuleVerdict.values()) {
      long stated = count(results, verdict, "stated");
      long derived = count(results, verdict, "derived");
      if (stated + derived > 0) {
        lines.add(
            String.format(
                "%4d %s (%d stated, %d derived)",
                stated + derived, verdict.word(), stated, derived));
      }
    }
    return lines;
  }

  /** The same in one line, for some of the rules. */
  static String inShort(List<Results.RuleResult> rules) {
    List<String> words = new ArrayList<>();
    for (RuleVerdict verdict : RuleVerdict.values()) {
      long count = rules.stream().filter(rule -> rule.verdict() == verdict).count();
      if (count > 0) {
        words.add(count + " " + verdict.word());
      }
    }
    return String.join(", ", words);
  }

  private static long count(Results results, RuleVerdict verdict, String basis) {
    return results.rules().stream()
        .filter(rule -> rule.verdict() == verdict && rule.basis().equals(basis))
        .count();
  }
}
