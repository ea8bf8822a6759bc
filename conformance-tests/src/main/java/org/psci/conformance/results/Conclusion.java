// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.record.End;

/**
 * The verdict of a run, and the sentence that says it.
 *
 * @param implementation what was under test
 * @param programs how many programs were judged
 * @param exercised how many rules were exercised
 * @param deviations how many deviations were found
 * @param inTwoWays how many open points were read in two ways
 * @param undecided how many programs could not be judged
 * @param doubts how many kinds of deviations are in doubt
 * @param rulesInDoubt how many rules anything in the run names as broken, without breaking them for
 *     certain
 * @param started whether the target has ever started
 * @param end how the run ended; empty if it was cut off
 */
record Conclusion(
    String implementation,
    long programs,
    long exercised,
    int deviations,
    int inTwoWays,
    int undecided,
    int doubts,
    long rulesInDoubt,
    boolean started,
    Optional<End> end) {

  Verdict verdict() {
    if (end.isEmpty()) {
      return Verdict.NO_VERDICT;
    }
    if (deviations > 0 || inTwoWays > 0) {
      return Verdict.VIOLATIONS;
    }
    boolean isComplete = end.get().early() == null;
    boolean isOpen = undecided > 0 || doubts > 0 || rulesInDoubt > 0;
    return isComplete && !isOpen && exercised > 0 ? Verdict.CONFORMS : Verdict.NO_VERDICT;
  }

  String reason() {
    return switch (verdict()) {
      case CONFORMS ->
          implementation + " conforms: no deviation from the " + exercised + " rules exercised";
      case VIOLATIONS -> implementation + " " + deviates() + early();
      case NO_VERDICT, RUNNING -> "no verdict on " + implementation + ": " + obstacle();
    };
  }

  private String early() {
    return end.map(End::early).map(why -> "; the run ended early: " + why).orElse("");
  }

  private String obstacle() {
    if (end.isEmpty()) {
      return programs == 0
          ? "the run was interrupted before its first program"
          : "the run was interrupted after " + count(programs, "program") + seenUntilThen();
    }
    String early = end.get().early();
    if (!started) {
      return early == null ? "it never started" : early;
    }
    List<String> why = new ArrayList<>();
    if (early != null) {
      why.add("the run ended early: " + early);
    }
    if (undecided > 0) {
      why.add(count(undecided, "program") + " could not be judged");
    }
    if (doubts > 0) {
      why.add(
          count(doubts, "thing")
              + (doubts == 1 ? " that was" : " that were")
              + " seen may be a deviation or may be none");
    }
    if (why.isEmpty() && rulesInDoubt > 0) {
      why.add(count(rulesInDoubt, "rule") + " may be broken");
    }
    if (why.isEmpty()) {
      why.add("no rule was exercised");
    }
    return String.join("; ", why);
  }

  /** What a run has seen that nobody can draw a conclusion from, since it was not all. */
  private String seenUntilThen() {
    List<String> seen = new ArrayList<>();
    if (deviations > 0) {
      seen.add(count(deviations, "deviation") + " from PSCI");
    }
    if (inTwoWays > 0) {
      seen.add(count(inTwoWays, "open point") + " read in two ways");
    }
    if (seen.isEmpty()) {
      return doubts > 0 || rulesInDoubt > 0
          ? ", and until then no deviation was certain"
          : ", and until then no deviation was seen";
    }
    return ", and until then "
        + String.join(" and ", seen)
        + (deviations + inTwoWays == 1 ? " was" : " were")
        + " seen";
  }

  private String deviates() {
    List<String> ways = new ArrayList<>();
    if (deviations > 0) {
      ways.add("deviates from PSCI in " + count(deviations, "way"));
    }
    if (inTwoWays > 0) {
      ways.add("reads " + count(inTwoWays, "open point") + " in two ways");
    }
    return String.join(", and ", ways);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
