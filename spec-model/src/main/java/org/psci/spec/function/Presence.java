// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * That a function is implemented or not is a constant: PSCI_FEATURES and the call agree (CONV-07).
 */
final class Presence {
  private Presence() {}

  static String subject(PsciFunction function) {
    return "presence of " + function;
  }

  static Because reveal(PsciFunction function, boolean present, Because why) {
    return why.revealing(subject(function), present ? 1 : 0, "CONV-07");
  }
}
