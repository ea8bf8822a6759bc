// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.psci.conformance.record.Deviation;

/**
 * What else was seen that a cause explains, beside what its finding tells.
 *
 * @param first the first of them, in words
 * @param more how many more there are
 */
record Symptoms(List<String> first, int more) {
  private static final int MOST = 20;

  Symptoms {
    first = List.copyOf(first);
  }

  /** Those of the same program first, then those of others; each wording once. */
  static Symptoms of(String cause, Deviation finding, Set<String> ofOthers) {
    Set<String> all = new LinkedHashSet<>();
    if (finding.cause().equals(cause)) {
      all.addAll(finding.symptoms());
    }
    all.addAll(ofOthers);
    all.remove(finding.observed());
    return new Symptoms(all.stream().limit(MOST).toList(), Math.max(0, all.size() - MOST));
  }
}
