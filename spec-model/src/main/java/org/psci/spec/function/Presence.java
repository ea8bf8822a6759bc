// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * That a function is implemented or not is a constant: PSCI_FEATURES and the call agree (CONV-07).
 */
final class Presence {
  /** That CPU_SUSPEND, which is mandatory, is there: PSCI_FEATURES says so, and calls do. */
  static final Clause OF_CPU_SUSPEND =
      Clause.wider(
          "CPU_SUSPEND", "is there", "CPU_SUSPEND is there, as it has to be", "VER-02", "FEAT-03");

  private Presence() {}

  static String subject(PsciFunction function) {
    return "presence of " + function;
  }

  static Because reveal(PsciFunction function, boolean present, Because why) {
    return why.revealing(subject(function), present ? 1 : 0, "CONV-07");
  }
}
