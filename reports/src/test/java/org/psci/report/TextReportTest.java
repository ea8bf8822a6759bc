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
            remark: the second core is made of paper
            machine conforms: no deviation from the 2 rules exercised""");
  }

  @Test
  void deviatingMachine() {
    assertThat(String.join("\n", TextReport.lines(HandMade.deviating())))
        .isEqualTo(
            """

            --- deviation 1 of 1 ---
                topology 1x2
                core 0: CPU_ON core=1 entry=A context=0xa
              observed:  core 1 entered at 0x40001000 with x0 = 0x0
              permitted: core 1 enters at 0x40001000 with x0 = 0xa [CPU_ON-02, CPU_ON-13]
              breaks CPU_ON-13 (stated, section 5.1.4): %s
              breaks INIT-10 (stated, section 6.4.3.7, 5.1.4): %s
              shows every time
                   47 of 50  core 0: CPU_ON → SUCCESS; core 1: CPU_ON → ON_PENDING
                    3 of 50  core 0: CPU_ON → SUCCESS; core 1: CPU_ON → SUCCESS  (not permitted)
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
            2 scenarios not run, since this target lacks what they need, or failed too often; the report names them
            remark: the second core is made of paper
            machine deviates from PSCI in 1 ways"""
                .formatted(
                    RuleCatalogue.rule("CPU_ON-13").sentence(),
                    RuleCatalogue.rule("INIT-10").sentence()));
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
    "0, 60, seen once; it did not show again when the program was run alone",
    "0, 0, seen once; the time for looking into deviations was over"
  })
  void rateIsSaidInWords(int shown, int runs, String words) {
    assertThat(TextReport.violation(HandMade.violation(shown, runs))).contains("  " + words);
  }
}
