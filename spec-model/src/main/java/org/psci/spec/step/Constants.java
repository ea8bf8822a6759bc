// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Fact;

/** That answers which reveal a constant of the implementation agree (5.16, and each function). */
public final class Constants {
  private Constants() {}

  /** That all answers say the same of what this fact is about. */
  public static Clause agreeOn(Fact fact) {
    return new Clause(
        Clause.Kind.AGREEMENT,
        "constant",
        fact.subject(),
        Because.of(fact.rule().id()),
        "the " + fact.subject() + " never changes");
  }

  /** That PSCI_FEATURES says the same to each core, and of both ids of a function. */
  public static Clause whoeverAsks(Fact fact) {
    return new Clause(
        Clause.Kind.AGREEMENT,
        "constant whoever asks",
        fact.subject(),
        Because.of("FEAT-08", fact.rule().id()),
        "PSCI_FEATURES answers the same to each core, and for both ids of a function");
  }
}
