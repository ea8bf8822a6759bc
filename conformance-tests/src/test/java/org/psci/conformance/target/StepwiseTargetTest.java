// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.oracle.Wording;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;

/** Proves what a program becomes on a machine that takes one call at a time: which history. */
class StepwiseTargetTest {
  private static final Configuration TWO = Configuration.standard().with(Topology.clusters(1, 2));

  private static Program program(String text) throws ProgramSyntaxException {
    return ProgramParser.parse("test", text);
  }

  private static History run(Configuration configuration, String text) throws Exception {
    try (Target target = ReferenceTarget.of(configuration, 1)) {
      target.start(1);
      return target.run(List.of(program(text))).get(0);
    }
  }

  private static List<String> seen(History history) {
    return history.events().stream().map(Wording::of).toList();
  }

  @Test
  void callsAndEntriesAreSeenAndTheCoresAreParked() throws Exception {
    History history =
        run(TWO, "topology 1x2\ncore 0: CPU_ON core=1 entry=A context=0xa\ncore 1: PSCI_VERSION\n");
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(seen(history))
        .containsSubsequence(
            "core 0: CPU_ON(0x1, 0x40001000, 0xa) returned SUCCESS (0)",
            "core 1: PSCI_VERSION() returned 1.1 (65537)",
            "core 1: CPU_OFF() did not return",
            "core 0: AFFINITY_INFO(0x1, 0x0) returned OFF (1)")
        .contains("core 1 entered at 0x40001000 with x0 = 0xa");
  }

  @Test
  void parkingIsMarkedAsSuch() throws Exception {
    History history = run(TWO, "topology 1x2\ncore 0: CPU_ON core=1 entry=A context=0xa\n");
    assertThat(history.events())
        .filteredOn(event -> event instanceof Event.Called called && called.isParking())
        .extracting(Wording::of)
        .contains("core 1: CPU_OFF() did not return");
  }

  @Test
  void coreThatNobodyStartedSkipsItsStep() throws Exception {
    assertThat(seen(run(TWO, "topology 1x2\ncore 1: PSCI_VERSION\ncore 0: PSCI_VERSION\n")))
        .containsExactly("core 0: PSCI_VERSION() returned 1.1 (65537)");
  }

  @Test
  void coreZeroComesBackAfterItsCpuOff() throws Exception {
    History history =
        run(
            TWO,
            """
            topology 1x2
            core 0: CPU_ON core=1 entry=A context=0xa
            core 1: PSCI_VERSION
            core 0: CPU_OFF
            """);
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(seen(history)).contains("core 0 entered at 0x400013f0 with x0 = 0x70617264");
  }

  @Test
  void lastCoreTakesTheMachineWithIt() throws Exception {
    assertThat(run(TWO, "topology 1x2\ncore 0: CPU_OFF\n").ending()).isEqualTo(Ending.NO_CORE_LEFT);
  }

  @Test
  void trustedOsThatIsSaidToHaveGoneNowhereIsNotBroughtHome() throws Exception {
    History history =
        run(
            TWO.with(Set.of(Bug.MIGRATE_TYPE2_SUCCESS)),
            "topology 1x2\ncore 0: MIGRATE mpidr=0x77\n");
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(seen(history)).containsExactly("core 0: MIGRATE(0x77) returned SUCCESS (0)");
  }

  @Test
  void refusedParkingNeedsARestart() throws Exception {
    History history =
        run(
            TWO.with(Set.of(Bug.CPUOFF_RETURNS_NOT_SUPPORTED)),
            "topology 1x2\ncore 0: CPU_ON core=1 entry=A context=0xa\n");
    assertThat(history.isParked()).isFalse();
  }

  @Test
  void lostStartIsASilence() throws Exception {
    History history =
        run(
            TWO.with(Set.of(Bug.CLUSTER_LAST_OFF_NEVER_ON)).with(Topology.clusters(2, 1)),
            """
            topology 2x1
            core 0: CPU_ON core=1 entry=A context=0xa
            core 1: CPU_OFF
            core 0: AFFINITY_INFO core=1 level=0 until=OFF
            core 0: CPU_ON core=1 entry=B context=0xb
            core 1: PSCI_VERSION
            """);
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(seen(history)).last().isEqualTo("core 1 never came in");
  }

  @Test
  void runOfEqualAnswersIsCutShort() throws Exception {
    History history =
        run(
            TWO.with(Set.of(Bug.AFFINFO_ALWAYS_ON)),
            "topology 1x2\ncore 0: AFFINITY_INFO core=1 level=0 while=ON\n");
    assertThat(history.events()).hasSizeLessThan(5);
  }

  @Test
  void batchEndsWithTheProgramThatEndsBadly() throws Exception {
    try (Target target = ReferenceTarget.of(TWO, 1)) {
      target.start(1);
      Program good = program("topology 1x2\ncore 0: PSCI_VERSION\n");
      Program bad = program("topology 1x2\ncore 0: CPU_OFF\n");
      assertThat(target.run(List.of(good, bad, good))).hasSize(2);
    }
  }

  @Test
  void targetIsStartedFirst() throws Exception {
    try (Target target = ReferenceTarget.of(TWO, 1)) {
      List<Program> programs = List.of(program("topology 1x1\n"));
      assertThatThrownBy(() -> target.run(programs))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("start the target before it runs");
    }
  }

  @Test
  void programThatDoesNotFitHasNoPlace() throws Exception {
    try (Target target = ReferenceTarget.of(TWO, 1)) {
      Profile profile = target.start(1);
      assertThat(Placement.of(program("topology 1x2\n"), profile)).isPresent();
      assertThat(Placement.of(program("topology 1x3\n"), profile)).isEmpty();
      assertThat(Placement.of(program("topology 2x1\n"), profile)).isEmpty();
    }
  }

  @Test
  void junkStandsInTheUpperHalfAlone() throws Exception {
    Topology far = new Topology(List.of(Mpidr.of(0, 0, 0, 0), Mpidr.of(1, 0, 0, 0)));
    Program program =
        program("topology 2x1\ncore 0: AFFINITY_INFO32 core=1 level=0 x1.high=0x72\n");
    try (Target target = ReferenceTarget.of(TWO.with(far), 1)) {
      Placement placement = Placement.of(program, target.start(1)).orElseThrow();
      Call call = placement.call(0, program.steps().get(0).invocation());
      assertThat(call.x0()).isEqualTo(0x8400_0004L);
      assertThat(call.x1()).isEqualTo(0x72_0000_0000L);
    }
  }
}
