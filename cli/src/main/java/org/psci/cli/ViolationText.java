// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.rule.Rule;

/** A deviation of one history, for the terminal. */
final class ViolationText {
  private ViolationText() {}

  static List<String> lines(Violation violation) {
    List<String> lines = new ArrayList<>();
    lines.add("observed:  " + violation.seen());
    violation.states().forEach(state -> lines.add("possible:  " + state));
    violation.permitted().forEach(permitted -> lines.add("permitted: " + permitted));
    lines.add("breaks:    " + String.join(", ", violation.rules().stream().map(Rule::id).toList()));
    return lines;
  }
}
