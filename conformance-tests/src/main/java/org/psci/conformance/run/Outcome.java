// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.results.ProgramVerdict;

/**
 * What came of one program in a run.
 *
 * @param judgement the judgement
 * @param believed its deviations from selected rules, without silences that nothing confirms
 * @param doubted whether there were such silences
 */
record Outcome(Judgement judgement, List<Violation> believed, boolean doubted) {

  ProgramVerdict verdict() {
    if (!believed.isEmpty()) {
      return ProgramVerdict.VIOLATED;
    }
    return doubted || judgement.undecided().isPresent()
        ? ProgramVerdict.UNDECIDED
        : ProgramVerdict.EXPLAINED;
  }

  /** Of two runs of one program the one that says more against the target; else the first. */
  Outcome orWorse(Outcome other) {
    return weight(other) > weight(this) ? other : this;
  }

  private static int weight(Outcome outcome) {
    return switch (outcome.verdict()) {
      case VIOLATED -> 2;
      case UNDECIDED -> 1;
      case EXPLAINED, SKIPPED -> 0;
    };
  }

  /** Why there is no verdict; null if there is one. */
  @Nullable String why() {
    if (verdict() != ProgramVerdict.UNDECIDED) {
      return null;
    }
    return judgement.undecided().orElse("something did not come, and nothing confirmed that");
  }
}
