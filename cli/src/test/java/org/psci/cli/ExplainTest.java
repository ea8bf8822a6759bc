// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.adapter.qemu.TestFirmwareBug;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.reference.Bug;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.Specification;
import org.psci.spec.rule.Ambiguity;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.PsciFunction;

/** Every name that the suite writes somewhere can be asked for. */
class ExplainTest {
  @Test
  void ruleIsExplained() {
    Ran ran = psci("explain", "cpu_on-05");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("CPU_ON-05: " + RuleCatalogue.rule("CPU_ON-05").sentence() + "\n")
        .contains("  MUST, stated, DEN0022F.b section ", "from PSCI 0.2 on")
        .contains("  scenarios: ", "cpu-on");
    assertThat(psci("explain", "CONV-05").out()).contains("PSCI 0.2 only");
    assertThat(psci("explain", "VER").out()).contains("VER-01: ", "VER-04: ");
  }

  @Test
  void functionIsExplainedWithWhatItsCallsMayDo() {
    assertThat(psci("explain", "cpu_freeze").out().lines().limit(12))
        .containsExactly(
            "CPU_FREEZE: function 0x8400000b, optional from PSCI 1.0 on; no arguments",
            "What its calls may do. Where refusals are due, one of them comes; elsewhere, whatever is"
                + " named.",
            "  rule    section  reading  clause",
            "  FRZ-03  5.17.3            if a uniprocessor trusted OS is resident on the caller, the"
                + " call is refused with DENIED",
            "  FRZ-03  5.17.3            if a uniprocessor trusted OS is resident on a core that is"
                + " not known, the call may be refused with DENIED",
            "  FRZ-03  5.17.3            if no such trusted OS is resident on the caller, the call"
                + " does not return, and the caller is frozen",
            "  FRZ-03  5.17.3            DENIED says that a uniprocessor trusted OS is resident on"
                + " the caller",
            "  FRZ-03  5.17.3            the call has no other results",
            "What goes with it.",
            "  rule   section  reading  clause",
            "  SM-06  6.6               a call of CPU_FREEZE that does not take its caller away"
                + " returns",
            "  SM-02  6.6               the machine does not end otherwise than the call of"
                + " CPU_FREEZE asks");
    assertThat(psci("explain", "cpu_freeze").out().lines().skip(12).findFirst())
        .contains(
            "If it is absent, its calls are refused with NOT_SUPPORTED, whatever their arguments:"
                + " CONV-07 (section 5.3.2), AMB-42.");
  }

  @Test
  void tableOfAFunctionHasAllItsClausesInTheOrderOfTheText() {
    for (PsciFunction function : PsciFunction.values()) {
      String out = psci("explain", function.name()).out();
      int from = 0;
      for (Clause clause : Specification.clauses(function)) {
        String line = " " + clause.sentence();
        assertThat(out.substring(from)).as(clause.id()).contains(line);
        from = out.indexOf(line, from) + line.length();
      }
    }
  }

  @Test
  void tableSaysWhichReadingsAClauseBelongsTo() {
    Stream<String> table =
        psci("explain", "CPU_ON").out().lines().takeWhile(line -> !line.startsWith("CPU_ON-01: "));
    assertThat(table.filter(line -> line.contains("AMB-") || line.contains("also where")))
        .containsExactlyElementsOf(
            """
              CPU_ON-03  5.6.2                 if target_cpu names no core, the call is refused with INVALID_PARAMETERS; where several are due, by AMB-09 A
              CPU_ON-03  5.6.2       AMB-08 A  if reserved bits of target_cpu are set, the call is refused with INVALID_PARAMETERS; where several are due, by AMB-09 A
              CPU_ON-04  5.6.2       AMB-11 A  if the entry point is not aligned, from 1.0 on, the call is refused with INVALID_ADDRESS; where several are due, by AMB-09 B; or undetected, by AMB-11 C
              CPU_ON-04  5.6.2       AMB-12 A  if nothing can start at the entry point, from 1.0 on, the call is refused with INVALID_ADDRESS; where several are due, by AMB-09 B; or undetected, by AMB-12 B
              CPU_ON-04  5.6.2       AMB-11 A  if the entry point is not aligned, before 1.0, the call is refused with INVALID_PARAMETERS; where several are due, by AMB-09 B; or undetected, by AMB-11 C
              CPU_ON-04  5.6.2       AMB-12 A  if nothing can start at the entry point, before 1.0, the call is refused with INVALID_PARAMETERS; where several are due, by AMB-09 B; or undetected, by AMB-12 B
              CPU_ON-04  5.6.2       AMB-11 B  a fault: if the entry point is not aligned, from 1.0 on, the call may be refused with INVALID_PARAMETERS
              CPU_ON-04  5.6.2       AMB-11 B  a fault: if the entry point is not aligned, before 1.0, the call may be refused with INVALID_ADDRESS
              CPU_ON-05  5.6.2                 if the target is running, the call is refused with ALREADY_ON; where several are due, by AMB-09 C
              CPU_ON-05  5.6.2                 if the target is suspended, the call is refused with ALREADY_ON; where several are due, by AMB-09 C
              CPU_ON-06  5.6.2       AMB-13 A  if the target is being started, the call is refused with ON_PENDING; where several are due, by AMB-09 C
              AFF-07     5.7.1                 if the target is faulty, the call may be refused with INVALID_PARAMETERS; also where others are due
              AFF-07     5.7.1                 if the target is faulty, the call may be refused with DENIED; also where others are due
              AFF-07     5.7.1                 if the target is faulty, the call may be refused with DISABLED; also where others are due
              CPU_ON-12  5.6.2       AMB-15 B  a fault: if the target is OFF, or frozen, before 1.2, the call may be refused with DENIED
              CPU_ON-03  5.6.2    AMB-08   an MPIDR with reserved bits set names no core
            If a caller uses an id of a width that is not for it, the call is refused: CONV-04 (section 5.2.1, 5.16.2), AMB-05; in 0.2 CONV-05 (section 5.2.1), AMB-03, AMB-04.
            """
                .lines()
                .toList());
  }

  @Test
  void functionIsExplainedWithItsRules() {
    assertThat(psci("explain", "CPU_ON").out())
        .startsWith(
            "CPU_ON: function 0x84000003 (SMC32) and 0xc4000003 (SMC64), mandatory from PSCI 0.2 on;"
                + " arguments: core, entry, context\nWhat its calls may do.")
        .contains("\nCPU_ON-01: ")
        .containsOnlyOnce("CPU_ON-05: ");
    assertThat(psci("explain", "psci_features").out())
        .startsWith("PSCI_FEATURES: function 0x8400000a, mandatory from PSCI 1.0 on; arguments: ")
        .contains("FEAT-01: ");
    assertThat(psci("explain", "SYSTEM_OFF").out()).contains("SYS-01: ").doesNotContain("OFF2-01");
    assertThat(psci("explain", "CPU_SUSPEND").out()).contains("SUSP-01: ", "STBY-01: ", "PD-01: ");
  }

  @Test
  void openPointIsExplainedWithItsReadings() {
    Ambiguity point = AmbiguityCatalogue.ambiguity("AMB-13");
    Ran ran = psci("explain", "amb-13");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("AMB-13: " + point.question() + "\n  open in DEN0022F.b section ")
        .contains(point.section());
    point
        .readings()
        .forEach(
            reading ->
                assertThat(ran.out())
                    .contains("  " + reading.letter() + ": " + reading.sentence() + " ("));
    assertThat(psci("explain", "AMB-26").out())
        .contains("; an implementation has to keep to one reading\n");
    assertThat(psci("explain", "AMB-02").out())
        .contains("; each call may follow another reading\n");
  }

  @Test
  void readingIsExplained() {
    Ran ran = psci("explain", "AMB-13 B");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("AMB-13 B: " + AmbiguityCatalogue.ambiguity("AMB-13").reading("B").sentence())
        .contains("a reading of the open point AMB-13: ");
    assertThat(psci("explain", "AMB-13", "B")).isEqualTo(ran);
    assertThat(psci("explain", "amb-13b")).isEqualTo(ran);
    assertThat(psci("explain", "AMB-07 B").out()).contains("  violation: a fault\n");
  }

  @Test
  void scenarioIsExplained() {
    assertThat(psci("explain", "race-for-one-core").out())
        .startsWith("race-for-one-core: a scenario")
        .contains("  rules: CPU_ON-07, CPU_ON-02, SM-06\n", "  needs: topology 1x3\n")
        .contains("    # Two callers want one core", "    together\n      core 0: CPU_ON core=2");
    assertThat(psci("explain", "aarch32-smc64-ids").out())
        .contains("  needs: topology ", "callers in AARCH32 state\n");
  }

  @Test
  void bugIsExplained() {
    assertThat(psci("explain", "cpuon-context-dropped").out())
        .startsWith("cpuon-context-dropped: a bug of reference: ")
        .contains(
            "  breaks: ", "INIT-10", "  origin: ", "--target reference --bug cpuon-context-d");
    assertThat(psci("explain", "cpuon-torn-pc-ctx").out())
        .contains("a bug of reference: ", "a bug of testfw: ", "--target testfw --bug cpuon-torn");
    assertThat(psci("explain", "sysevent-crash").out()).contains("  no run has to find it: ");
  }

  @Test
  void severalNamesAreExplained() {
    assertThat(psci("explain", "CPU_ON-05", "AMB-13", "A", "AFF-01").out())
        .contains("CPU_ON-05: ", "AMB-13 A: ", "AFF-01: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules", "functions", "open points", "scenarios", "bugs of testfw"})
  void withoutANameItSaysWhatThereIs(String what) {
    Ran ran = psci("explain");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains(" " + what);
  }

  @Test
  void everyNameIsKnown() {
    List<String> names = new ArrayList<>();
    RuleCatalogue.all().forEach(rule -> names.add(rule.id()));
    AmbiguityCatalogue.all()
        .forEach(
            point -> {
              names.add(point.id());
              point.readings().forEach(reading -> names.add(reading.toString()));
            });
    for (PsciFunction function : PsciFunction.values()) {
      names.add(function.name());
    }
    Scenarios.all().stream().map(Scenario::name).forEach(names::add);
    for (Bug bug : Bug.values()) {
      names.add(bug.id());
    }
    for (TestFirmwareBug bug : TestFirmwareBug.values()) {
      names.add(bug.id());
    }
    names.add(0, "explain");
    assertThat(psci(names.toArray(new String[0])).code()).isZero();
  }
}
