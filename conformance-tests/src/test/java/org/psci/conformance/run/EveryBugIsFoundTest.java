// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.conformance.results.EventData;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that a whole run finds bugs of the reference machine, names a rule that the bug breaks,
 * and shows it by a program of a few lines; {@code ProofsTest} has all bugs. A line of the table is
 * a bug, the version in which it can show, and the rules of which a finding must name one.
 */
class EveryBugIsFoundTest {
  /** Where the scenarios alone show nothing: a few random programs, then many. */
  private static final List<Integer> PROGRAMS = List.of(300, 4000);

  private static final int MOST_LINES = 8;

  private static final String TABLE =
      """
      CPUON_TORN_PC_CTX            | V1_1 | CPU_ON-07 CPU_ON-02
      CPUON_RUNNING_CORE_RESET     | V1_1 | CPU_ON-05 CPU_ON-08
      CPUON_SELF_INVALID           | V1_1 | CPU_ON-05
      CPUON_CORE0_REFUSED          | V1_1 | CPU_ON-03 CPU_ON-15 CPU_ON-20
      CPUON_OFF_BY_ONE_NCPUS       | V1_1 | CPU_ON-03
      CPUON_LINEAR_INDEX_NOT_MPIDR | V1_1 | CPU_ON-03
      CPUON_PENDING_SET_LATE       | V1_1 | SM-02 CPU_ON-10 AFF-01
      CPUON_FAILURE_STUCK_PENDING  | V1_1 | CPU_ON-08 CPU_ON-11
      CPUON_CONTEXT_DROPPED        | V1_1 | CPU_ON-13 INIT-10
      CPUON_DAIF_UNMASKED          | V1_1 | INIT-05
      CPUON_ANSWERS_TWICE          | V1_1 | CPU_ON-05 CPU_ON-06 CPU_ON-07 CPU_ON-10
      SMC32_ENTRY_UPPER_BITS       | V1_1 | CONV-03
      SMC64_CONTEXT_TRUNCATED      | V1_1 | CPU_ON-13
      CLUSTER_LAST_OFF_NEVER_ON    | V1_1 | CPU_ON-20 CPU_ON-02 TOPO-03
      CPUOFF_RETURNS_NOT_SUPPORTED | V1_1 | CPU_OFF-01 CPU_OFF-02
      CPUOFF_WAKES_AND_RETURNS     | V1_1 | CPU_OFF-01 CPU_OFF-06 CPU_ON-15
      CPUON_SUSPENDED_RESTARTED    | V1_1 | SUSP-12 CPU_ON-05
      SUSPEND_SUSPENDS_OTHERS      | V1_1 | SUSP-01
      SUSPEND_STATETYPE_IGNORED_AS_PD | V1_1 | STBY-01
      SUSPEND_IRQ_DOES_NOT_WAKE    | V1_1 | SUSP-10
      SUSPEND_PENDING_IRQ_LOST     | V1_1 | STBY-04 PD-03
      SUSPEND_SAVED_ENTRY_TORN     | V1_1 | PD-05
      SUSPEND_ENTRY_NEVER_USED     | V1_1 | PD-01
      SUSPEND_CONTEXT_DROPPED      | V1_1 | PD-05
      SUSPEND_PD_WAKE_RETURNS_TO_CALLER | V1_1 | PD-04
      ABANDON_CLOBBERS_REGISTERS   | V1_1 | PD-04
      SUSPEND_REENTRY_KEEPS_MMU    | V1_1 | INIT-06
      SUSPEND_STANDBY_CONTEXT_IN_X0 | V1_1 | STBY-01
      SUSPEND_STANDBY_VALIDATES_ENTRY | V1_1 | SUSP-07
      SUSPEND_RESERVED_POWER_STATE_ACCEPTED | V1_1 | SUSP-03
      OSI_CHECKS_IN_PC_MODE        | V1_1 | SUSP-13
      SYSRESET_POWERS_OFF          | V1_1 | SYS-04
      SYSTEM_OFF_RETURNS           | V1_1 | SYS-01
      AFFINFO_SUSPENDED_CORE_OFF   | V1_1 | AFF-02
      AFFINFO_SUSPENDED_CLUSTER_OFF | V1_1 | AFF-02 AFF-03
      AFFINFO_ALWAYS_ON            | V1_1 | AFF-01
      AFFINFO_PENDING_AS_OFF       | V1_1 | CPU_ON-10 AFF-01
      AFFINFO_NO_PENDING_LEVEL1    | V1_1 | AFF-03
      AFFINFO_UPPER_LEVEL_BITS     | V1_1 | AFF-12
      FID_UPPER_BITS_SIGNIFICANT   | V1_1 | CONV-03
      FID_SMC64_ALIAS_OF_32ONLY    | V1_1 | CONV-10
      FEATURES_64BIT_CAP_MISSING   | V1_1 | FEAT-03
      VERSION_MAJOR_MINOR_SWAPPED  | V1_0 | VER-01 VER-02
      REGS_CLOBBERED_ON_RETURN     | V1_1 | CONV-12
      BADADDR_NEWCODE_ON_0_2       | V0_2 | CPU_ON-04
      """;

  @TempDir Path out;

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void bugIsFoundAndNamed(Bug bug, Version version, String expectedRules) throws Exception {
    Configuration configuration = Configuration.standard().with(version).with(Set.of(bug));
    List<String> expected = Arrays.asList(expectedRules.split(" ", -1));
    Results results = untilFound(configuration, Selection.parse(expected));

    assertThat(results.verdict()).isEqualTo(Verdict.VIOLATIONS);
    assertThat(results.violations())
        .as("a finding under one of %s", expected)
        .anySatisfy(
            violation -> {
              assertThat(violation.rules()).containsAnyElementsOf(expected);
              assertThat(violation.program().lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
            })
        .allSatisfy(
            violation ->
                assertThat(violation.history())
                    .as("the event")
                    .filteredOn(EventData::impossible)
                    .hasSize(1));
  }

  private Results untilFound(Configuration configuration, Selection rules) throws Exception {
    Results results = Runs.campaign(configuration, Runs.options(1, 0, rules), out);
    for (int programs : PROGRAMS) {
      if (results.violations().isEmpty()) {
        results = Runs.campaign(configuration, Runs.options(1, programs, rules), out);
      }
    }
    return results;
  }
}
