// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.HashSet;
import java.util.Set;
import org.psci.conformance.oracle.Violation;

/**
 * Which deviations are nothing new. Two of one kind are one finding. A call that goes wrong only
 * with junk above the bits that count goes wrong in many ways; what matters is above which
 * register.
 */
final class KnownFindings {
  private static final int ABOVE_FUNCTION_ID = 1;

  private final Set<String> looked = new HashSet<>();
  private final Set<String> found = new HashSet<>();

  int size() {
    return looked.size();
  }

  /** Whether a deviation is worth a look; it is not the next time. */
  boolean isNew(Violation violation) {
    return !isFound(violation) && looked.add(violation.kind() + "/" + violation.junkRegisters());
  }

  /** That look led nowhere: what was seen was the consequence of something else. */
  void forget(Violation violation) {
    looked.remove(violation.kind() + "/" + violation.junkRegisters());
  }

  /** Notes a finding; false if it is no new one after all. */
  boolean add(Violation violation) {
    return !isFound(violation) && found.add(key(violation, violation.junkRegisters()));
  }

  private boolean isFound(Violation violation) {
    for (int registers = violation.junkRegisters(); registers != 0; registers &= registers - 1) {
      if (found.contains(key(violation, Integer.lowestOneBit(registers)))) {
        return true;
      }
    }
    return violation.junkRegisters() == 0 && found.contains(key(violation, 0));
  }

  private static String key(Violation violation, int junkRegisters) {
    if (junkRegisters == 0) {
      return violation.kind();
    }
    int first = Integer.lowestOneBit(junkRegisters);
    return first == ABOVE_FUNCTION_ID
        ? "junk above the function id"
        : "junk above register " + first + " of " + violation.subject();
  }
}
