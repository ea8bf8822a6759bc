// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.conformance.results.Results;
import org.psci.spec.rule.RuleCatalogue;

/** Proves that the text of a verdict reads as it should, down to the letter. */
class TextReportTest {

  @Test
  void conformingMachine() {
    assertThat(String.join("\n", TextReport.lines(HandMade.conforming())))
        .isEqualTo(
            """
            machine conforms: no deviation from the 2 rules exercised

            some machine, PSCI 1.1: 20 programs, 300 calls, 400 events (seed 7)
            rules:
               2 holds (1 stated, 1 derived)
               1 violated (1 stated, 0 derived)
               1 not exercised (0 stated, 1 derived)
            readings of open points:
               1 default
               1 variation: AMB-35 B
               1 inconsistent: AMB-14 A+B
               1 violation: AMB-26 A+B
            model: 7 of 9 combinations of function, situation and outcome were met
            1 scenario not run (1: too few cores)
            remark: the second core is made of paper""");
  }

  @Test
  void deviatingMachine() {
    assertThat(String.join("\n", TextReport.lines(HandMade.deviating())))
        .isEqualTo(
            """
            machine deviates from PSCI in 1 ways

            1. core 1 entered at 0x40001000 with x0 = 0x0
               seen in:   core 0: CPU_ON(0x1, 0x40001000, 0xa) -> SUCCESS (0); core 1 entered at 0x40001000 with x0 = 0x0
               permitted: core 1 enters at 0x40001000 with x0 = 0xa [CPU_ON-02, CPU_ON-13]
               breaks:    CPU_ON-13 (stated, section 5.1.4): %s Also INIT-10
               shows every time
               replay:    ./psci replay out/findings/1.psci

            some machine, PSCI 1.1: 20 programs, 300 calls, 400 events (seed 7)
            rules:
               2 holds (1 stated, 1 derived)
               1 violated (1 stated, 0 derived)
               1 not exercised (0 stated, 1 derived)
            readings of open points:
               1 default
               1 variation: AMB-35 B
               1 inconsistent: AMB-14 A+B
               1 violation: AMB-26 A+B
            model: 7 of 9 combinations of function, situation and outcome were met
            1 scenario not run (1: too few cores)
            remark: the second core is made of paper"""
                .formatted(RuleCatalogue.rule("CPU_ON-13").sentence()));
  }

  @Test
  void readingThatIsAFaultIsNamed() {
    Results.ViolationData some = HandMade.violation(1, 1);
    Results.ViolationData follows =
        new Results.ViolationData(
            some.rules(),
            some.program(),
            some.observed(),
            some.permitted(),
            "AMB-26 B",
            some.history(),
            1,
            1,
            1,
            null,
            some.file(),
            some.replay(),
            some.outcomes());
    assertThat(TextReport.violation(follows))
        .contains("  follows AMB-26 B, which is a fault: The state of some level that exists.");
    assertThat(TextReport.violation(some)).noneMatch(line -> line.contains("follows"));
  }

  @Test
  void programsWithoutVerdictAreNamedAndNotAllOfThemIfThereAreMany() {
    assertThat(TextReport.lines(HandMade.undecided(2)))
        .contains(
            "2 programs without a verdict: random 7 (the target died); random 7 (the target died)");
    assertThat(TextReport.lines(HandMade.undecided(6)))
        .anyMatch(
            line ->
                line.startsWith("6 programs without a verdict: ")
                    && line.endsWith("random 7 (the target died); ..."));
  }

  @ParameterizedTest
  @CsvSource({
    "50, 50, shows every time",
    "3, 50, shows in 3 of 50 runs",
    "0, 60, was seen in 12 programs; it did not show again in 60 runs",
    "0, 0, was seen in 12 programs"
  })
  void rateIsSaidInWords(int shown, int runs, String words) {
    assertThat(TextReport.violation(HandMade.violation(shown, runs))).contains("  " + words);
  }
}
