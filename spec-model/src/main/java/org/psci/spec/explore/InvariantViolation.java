// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.Comparator;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.LocalState;

/**
 * A step, or a state, that breaks an invariant; of a state alone, it is both before and after.
 *
 * @param invariant the invariant
 * @param before the state before
 * @param action what was done
 * @param result how it ended
 * @param after the state after
 */
public record InvariantViolation(
    Invariant invariant, State before, Action action, Result result, State after) {

  /** Of several, always the same one is shown. */
  static final Comparator<InvariantViolation> ORDER =
      Comparator.<InvariantViolation>comparingLong(violation -> violation.before().machine())
          .thenComparingLong(violation -> violation.before().cores())
          .thenComparingInt(violation -> violation.action().index())
          .thenComparing(violation -> violation.result().toString())
          .thenComparingLong(violation -> violation.after().cores())
          .thenComparingLong(violation -> violation.after().machine());

  @Override
  public String toString() {
    String step =
        invariant.scope() == Invariant.Scope.STATE
            ? ""
            : " -- " + action + " " + result.describe(action) + " -> " + describe(after);
    return invariant + ": " + describe(before) + step;
  }

  /** A state with the nodes that are not in Run. */
  static String describe(State state) {
    StringBuilder text = new StringBuilder(state.toString());
    for (int node = 0; node < State.NODES; node++) {
      if (state.node(node) != LocalState.RUN) {
        text.append("; node ").append(node).append(" up to ").append(state.node(node));
      }
    }
    return text.toString();
  }
}
