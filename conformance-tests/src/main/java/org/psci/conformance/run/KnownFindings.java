// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.psci.conformance.oracle.Violation;

/**
 * Which deviations are nothing new. Two of one kind are one finding. A call that goes wrong only
 * with junk above the bits that count goes wrong in many ways; what matters is above which
 * register.
 */
final class KnownFindings {
  private static final int ABOVE_FUNCTION_ID = 1;
  private static final int MOST_LOOKS = 3;
  private static final int MOST_FINDINGS = 40;

  private final Map<String, Integer> looks = new HashMap<>();
  private final Set<String> found = new HashSet<>();

  /**
   * Whether a deviation is worth a look. A look can lead nowhere, where what was seen is the
   * consequence of something else; after a few of them no more is taken.
   */
  boolean isWorthALook(Violation violation) {
    String sort = violation.kind() + "/" + violation.junkRegisters();
    return !isFound(violation) && looks.merge(sort, 1, Integer::sum) <= MOST_LOOKS;
  }

  /** Notes a finding; false if it is no new one after all. */
  boolean add(Violation violation) {
    return !isFull() && !isFound(violation) && found.add(key(violation, violation.junkRegisters()));
  }

  boolean isFull() {
    return found.size() >= MOST_FINDINGS;
  }

  /** Whether it has been found and confirmed. */
  boolean isFound(Violation violation) {
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
