// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

class RaceOutcomesTest {
  private static final int RUNS = 200;

  private static RaceOutcomes outcomes(String program, Configuration machine)
      throws TargetException, ProgramSyntaxException {
    Program parsed = ProgramParser.parse("test", program);
    try (Session session = new Session(ReferenceTarget.of(machine, 3))) {
      RaceOutcomes outcomes = new RaceOutcomes();
      session
          .judge(Collections.nCopies(RUNS, parsed))
          .forEach(judged -> outcomes.add(judged.judgement(), session.profile().entries()));
      return outcomes;
    }
  }

  private static final String RACE =
      """
      topology 1x3
      core 0: CPU_ON core=1 entry=A context=0x1
      core 1: PSCI_VERSION
      together
        core 0: CPU_ON core=2 entry=B context=0xb
        core 1: CPU_ON core=2 entry=C context=0xc
      core 2: PSCI_VERSION
      """;

  @Test
  void lawfulWaysAreCountedAndOneCallerWinsInEach() throws Exception {
    RaceOutcomes outcomes = outcomes(RACE, Configuration.complete(Version.V1_1));
    assertThat(outcomes.runs()).isEqualTo(RUNS);
    assertThat(outcomes.data().stream().mapToInt(RaceOutcome::runs).sum()).isEqualTo(RUNS);
    List<Integer> runs = new ArrayList<>(outcomes.data().stream().map(RaceOutcome::runs).toList());
    assertThat(runs).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(outcomes.data())
        .allMatch(outcome -> outcome.verdict() == ProgramVerdict.EXPLAINED)
        .extracting(RaceOutcome::seen)
        .contains(
            List.of("core 0: CPU_ON → SUCCESS", "core 1: CPU_ON → ON_PENDING", "core 2: B, 0xb"),
            List.of("core 0: CPU_ON → ON_PENDING", "core 1: CPU_ON → SUCCESS", "core 2: C, 0xc"));
  }

  @Test
  void waysThatAreNotPermittedStandOut() throws Exception {
    RaceOutcomes outcomes =
        outcomes(RACE, Configuration.complete(Version.V1_1).with(Set.of(Bug.CPUON_ANSWERS_TWICE)));
    assertThat(outcomes.data()).anyMatch(outcome -> outcome.verdict() == ProgramVerdict.VIOLATED);
  }

  /** Of a call that is repeated the last answer counts; calls before and after the race do not. */
  @Test
  void repeatedCallsCountOnce() throws Exception {
    String watched =
        """
        topology 1x3
        core 0: CPU_ON core=1 entry=A context=0x1
        core 1: PSCI_VERSION
        together
          core 0: CPU_ON core=2 entry=B context=0xb
          core 1: AFFINITY_INFO core=2 level=0 until=ON
        core 0: AFFINITY_INFO core=2 level=0
        """;
    assertThat(outcomes(watched, Configuration.complete(Version.V1_1)).data())
        .singleElement()
        .extracting(RaceOutcome::seen)
        .isEqualTo(
            List.of("core 0: CPU_ON → SUCCESS", "core 1: AFFINITY_INFO → ON", "core 2: B, 0xb"));
  }
}
