// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.shorten;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.RaceOutcome;

/**
 * A deviation of an implementation, as small as it could be made.
 *
 * @param violation the deviation
 * @param judgement what was said of one run in which it showed
 * @param shown in how many of the last runs it showed
 * @param runs how many last runs there were
 * @param outcomes if cores race in it, how those runs came out
 * @param cut what ended the search for a shorter program; empty if nothing did
 */
public record Finding(
    Violation violation,
    Judgement judgement,
    int shown,
    int runs,
    List<RaceOutcome> outcomes,
    Optional<String> cut) {

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
