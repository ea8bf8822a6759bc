// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

            1. not kept: a started core finds the context id of its CPU_ON in X0 or R0
               breaks:    CPU_ON-13/start/context-id (stated, section 5.1.4; also under INIT-10)
               program:   topology 1x2; core 0: CPU_ON core=1 entry=A context=0xa
               seen:      core 1 entered at 0x40001000 with x0 = 0x0; permitted: core 1 enters at 0x40001000 with x0 = 0xa [CPU_ON-02, CPU_ON-13]
               shows every time; explains 5 symptoms more
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
            remark: the second core is made of paper""");
  }

  @Test
  void causeInFull() {
    assertThat(String.join("\n", CauseText.inFull(HandMade.cause(3, 50))) + "\n")
        .isEqualTo(
            """
                not kept: a started core finds the context id of its CPU_ON in X0 or R0
                  topology 1x2
                  core 0: CPU_ON core=1 entry=A context=0xa
                observed:  core 1 entered at 0x40001000 with x0 = 0x0
                permitted: core 1 enters at 0x40001000 with x0 = 0xa [CPU_ON-02, CPU_ON-13]
                cause:     CPU_ON-13/start/context-id
                breaks CPU_ON-13 (stated, section 5.1.4): %s
                also under INIT-10 (stated, section 6.4.3.7, 5.1.4): %s
                symptom:   core 1 entered at 0x40001010 with x0 = 0x0
                symptom:   core 1 did not come in
                symptoms:  3 more
                shows in 3 of 50 runs
                     47 of 50  core 0: CPU_ON → SUCCESS; core 1: CPU_ON → ON_PENDING
                      3 of 50  core 0: CPU_ON → SUCCESS; core 1: CPU_ON → SUCCESS  (not permitted)
                replay:    ./psci replay out/findings/1.psci"""
                .formatted(
                    RuleCatalogue.rule("CPU_ON-13").sentence(),
                    RuleCatalogue.rule("INIT-10").sentence())
                .indent(2));
  }

  @Test
  void whereNothingTellsWhichRuleIsBrokenAllAreNamed() {
    Results.CauseData oneOf =
        HandMade.cause(List.of("CPU_ON-13", "CPU_ON-02"), null, 1, 1, HandMade.HISTORY);
    assertThat(CauseText.brief(7, oneOf))
        .contains(
            "   breaks:    CPU_ON-13/start/context-id (stated, section 5.1.4; nothing tells which"
                + " one of CPU_ON-13, CPU_ON-02 is broken; also under INIT-10)");
    assertThat(CauseText.rules(oneOf))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("breaks one of: CPU_ON-13 (stated"))
        .anyMatch(line -> line.startsWith("breaks one of: CPU_ON-02 (stated"))
        .anyMatch(line -> line.startsWith("also under INIT-10 (stated"));
  }

  @Test
  void readingThatIsAFaultIsNamed() {
    Results.CauseData follows =
        HandMade.cause(List.of("CPU_ON-13"), "AMB-26 B", 1, 1, HandMade.HISTORY);
    assertThat(CauseText.inFull(follows))
        .contains("  follows AMB-26 B, which is a fault: The state of some level that exists.");
    assertThat(CauseText.brief(1, follows))
        .anyMatch(line -> line.endsWith("; also under INIT-10), follows AMB-26 B"));
    assertThat(CauseText.inFull(HandMade.cause(1, 1))).noneMatch(l -> l.contains("follows"));
  }

  @Test
  void faultThatImplementationsAreKnownToHaveIsSomethingThatTheyDo() {
    Results.CauseData some = HandMade.cause(1, 1);
    Results.CauseData known =
        new Results.CauseData(
            "AFF-06/AFFINITY_INFO/target-affinity-names-nothing-amb-27-b",
            List.of("AFF-06"),
            List.of(),
            "stated",
            "AFFINITY_INFO: if target_affinity names nothing, it returns OFF",
            "AMB-27 B",
            some.observed(),
            some.permitted(),
            some.program(),
            List.of(),
            0,
            some.history(),
            1,
            1,
            1,
            null,
            some.file(),
            some.replay(),
            List.of());
    assertThat(CauseText.brief(2, known))
        .hasSize(6)
        .startsWith(
            "2. known fault: AFFINITY_INFO: if target_affinity names nothing, it returns OFF",
            "   breaks:    AFF-06/AFFINITY_INFO/target-affinity-names-nothing-amb-27-b (stated,"
                + " section 5.7.2), follows AMB-27 B")
        .contains("   shows every time");
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
    assertThat(CauseText.inFull(HandMade.cause(shown, runs))).contains("  " + words);
  }
}
