// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.conformance.record.End;

/** Proves that a run conforms only if it came to its end with nothing open, and says why not. */
class ConclusionTest {
  private static final Optional<End> WHOLE = Optional.of(new End(null));
  private static final Optional<End> EARLY = Optional.of(new End("the machine is gone"));

  /** Of 20 programs. */
  private static Conclusion of(
      long exercised, int deviations, int undecided, int doubts, Optional<End> end) {
    return new Conclusion("it", 20, exercised, deviations, 0, undecided, doubts, 0, true, end);
  }

  private static void expect(Conclusion conclusion, Verdict verdict, String reason) {
    assertThat(conclusion.verdict()).isEqualTo(verdict);
    assertThat(conclusion.reason()).isEqualTo(reason);
  }

  @Test
  void wholeRunWithNothingOpenConforms() {
    expect(
        of(5, 0, 0, 0, WHOLE),
        Verdict.CONFORMS,
        "it conforms: no deviation from the 5 rules exercised");
  }

  @Test
  void anythingOpenIsNoVerdict() {
    String no = "no verdict on it: ";
    expect(of(0, 0, 0, 0, WHOLE), Verdict.NO_VERDICT, no + "no rule was exercised");
    expect(of(5, 0, 1, 0, WHOLE), Verdict.NO_VERDICT, no + "1 program could not be judged");
    expect(
        of(5, 0, 2, 1, WHOLE),
        Verdict.NO_VERDICT,
        no
            + "2 programs could not be judged;"
            + " 1 thing that was seen may be a deviation or may be none");
    expect(
        of(5, 0, 0, 2, WHOLE),
        Verdict.NO_VERDICT,
        no + "2 things that were seen may be a deviation or may be none");
    expect(
        new Conclusion("it", 20, 5, 0, 0, 0, 0, 1, true, WHOLE),
        Verdict.NO_VERDICT,
        no + "1 rule may be broken");
    expect(
        of(5, 0, 0, 0, EARLY), Verdict.NO_VERDICT, no + "the run ended early: the machine is gone");
  }

  @Test
  void deviationsCountThoughTheRunEndedEarly() {
    expect(
        of(5, 1, 3, 2, EARLY),
        Verdict.VIOLATIONS,
        "it deviates from PSCI in 1 way; the run ended early: the machine is gone");
    expect(
        new Conclusion("it", 20, 5, 2, 1, 0, 0, 0, true, WHOLE),
        Verdict.VIOLATIONS,
        "it deviates from PSCI in 2 ways, and reads 1 open point in two ways");
  }

  /** A run that was cut off, with so many deviations and points that were read in two ways. */
  private static Conclusion cutOff(long programs, int deviations, int inTwoWays, int doubts) {
    return new Conclusion(
        "it", programs, 5, deviations, inTwoWays, 0, doubts, doubts, true, Optional.empty());
  }

  private static void expectNoVerdict(Conclusion cutOff, String reason) {
    expect(cutOff, Verdict.NO_VERDICT, "no verdict on it: the run was interrupted " + reason);
  }

  @Test
  void runThatWasCutOffHasNoVerdictAndSaysWhatItHasSeen() {
    expectNoVerdict(cutOff(0, 0, 0, 0), "before its first program");
    expectNoVerdict(cutOff(20, 0, 0, 0), "after 20 programs, and until then no deviation was seen");
    expectNoVerdict(
        cutOff(20, 0, 0, 1), "after 20 programs, and until then no deviation was certain");
    expectNoVerdict(
        cutOff(20, 2, 0, 0), "after 20 programs, and until then 2 deviations from PSCI were seen");
    expectNoVerdict(
        cutOff(20, 1, 0, 3), "after 20 programs, and until then 1 deviation from PSCI was seen");
    expectNoVerdict(
        cutOff(1, 0, 1, 0),
        "after 1 program, and until then 1 open point read in two ways was seen");
    expectNoVerdict(
        cutOff(20, 1, 2, 0),
        "after 20 programs, and until then 1 deviation from PSCI and 2 open points read in two ways"
            + " were seen");
  }

  @Test
  void targetThatNeverStartedIsNamed() {
    expect(
        new Conclusion("it", 0, 0, 0, 0, 0, 0, 0, false, EARLY),
        Verdict.NO_VERDICT,
        "no verdict on it: the machine is gone");
  }
}
