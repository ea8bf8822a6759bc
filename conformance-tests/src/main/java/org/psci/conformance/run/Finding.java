// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.List;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.results.Results;
import org.psci.spec.model.Platform;

/**
 * A deviation of an implementation, as small as it could be made.
 *
 * @param violation the deviation
 * @param judgement what was said of one run in which it showed
 * @param platform what the implementation is
 * @param shown in how many of the last runs it showed; 0 if only in the first one of all
 * @param runs how many last runs there were; 0 if nobody looked
 * @param outcomes if cores race in it, how those runs came out
 */
public record Finding(
    Violation violation,
    Judgement judgement,
    Platform platform,
    int shown,
    int runs,
    List<Results.OutcomeData> outcomes) {

  public Finding {
    outcomes = List.copyOf(outcomes);
  }

  /** The program that shows it. */
  public Program program() {
    return history().program();
  }

  /** One run of that program in which it showed. */
  public History history() {
    return judgement.history();
  }
}
