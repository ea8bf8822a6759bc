// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.Comparator;
import org.psci.spec.model.State;

/**
 * A step after which an invariant does not hold.
 *
 * @param invariant the invariant
 * @param before the state before
 * @param action what was done
 * @param result how it ended
 * @param after the state after
 */
public record Violation(
    Invariant invariant, State before, Action action, Result result, State after) {

  /** Of several, always the same one is shown. */
  static final Comparator<Violation> ORDER =
      Comparator.<Violation>comparingLong(violation -> violation.before().machine())
          .thenComparingLong(violation -> violation.before().cores())
          .thenComparingInt(violation -> violation.action().index())
          .thenComparing(violation -> violation.result().toString())
          .thenComparingLong(violation -> violation.after().cores())
          .thenComparingLong(violation -> violation.after().machine());

  @Override
  public String toString() {
    return invariant
        + ": "
        + before
        + " -- "
        + action
        + " "
        + result.describe(action)
        + " --> "
        + after;
  }
}
