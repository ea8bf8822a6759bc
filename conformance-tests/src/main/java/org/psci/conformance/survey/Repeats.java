// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.survey;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.ProgramRun;

/**
 * Which runs are repeated at once, with ten times the patience: those that could not be judged, and
 * those in which something did not come. A silence that is confirmed is believed from then on, and
 * what stays as it is when repeated is not repeated for ever.
 */
final class Repeats {
  private static final int MOST_OF_A_KIND = 3;
  private static final int MOST_UNDECIDED = 12;
  private static final String UNDECIDED = "undecided";

  private final Set<String> confirmed = new HashSet<>();
  private final Map<String, Integer> repeated = new HashMap<>();

  boolean isWorthIt(ProgramRun run) {
    if (run.patient()) {
      return false;
    }
    boolean isNew =
        run.deviations().stream()
            .filter(Deviation::silence)
            .map(Deviation::cause)
            .anyMatch(kind -> !confirmed.contains(kind) && times(kind) < MOST_OF_A_KIND);
    return isNew || (run.undecided() != null && times(UNDECIDED) < MOST_UNDECIDED);
  }

  private int times(String kind) {
    return repeated.getOrDefault(kind, 0);
  }

  /** Notes what has been recorded. */
  void note(ProgramRun run) {
    for (Deviation deviation : run.deviations()) {
      if (deviation.silence() && run.patient()) {
        confirmed.add(deviation.cause());
      } else if (deviation.silence() && run.repeated()) {
        repeated.merge(deviation.cause(), 1, Integer::sum);
      }
    }
    if (run.undecided() != null && run.repeated()) {
      repeated.merge(UNDECIDED, 1, Integer::sum);
    }
  }
}
