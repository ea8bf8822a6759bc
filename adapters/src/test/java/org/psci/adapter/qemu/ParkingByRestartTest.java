// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.PsciFunction;

/** Proves how programs of a real agent end where AFFINITY_INFO is not to be asked. */
@Tag("qemu")
@Timeout(120)
class ParkingByRestartTest {
  private static final int PATIENT = 5;

  private static final Program QUESTION = Programs.of("topology 1x2", "core 0: PSCI_VERSION");

  /** It says ON as long as the core runs, which is for ever. */
  private static final Program WAITS_IN_VAIN =
      Programs.of(
          "topology 1x3",
          "core 0: CPU_ON core=1 entry=A context=0xa",
          "core 0: AFFINITY_INFO core=1 level=0 until=OFF",
          "core 1: CPU_ON core=2 entry=B context=0xb",
          "core 2: PSCI_VERSION");

  private static final Program WAITS_AND_SLEEPS =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON core=1 entry=A context=0xa",
          "core 1: CPU_OFF",
          "core 0: AFFINITY_INFO core=1 level=0 until=OFF",
          "core 0: CPU_ON core=1 entry=B context=0xb while=ALREADY_ON",
          "core 1: CPU_SUSPEND power_state=powerdown entry=C context=0xc",
          "wake core 1",
          "core 1: PSCI_VERSION");

  private static final Program WITHOUT_CORE_0 =
      Programs.of(
          "topology 1x3",
          "core 0: CPU_ON core=1 entry=A context=0xa",
          "core 0: CPU_ON core=2 entry=B context=0xb",
          "core 0: CPU_OFF",
          "core 1: PSCI_VERSION");

  private static final Program NOBODY =
      Programs.of("topology 1x2", "core 0: PSCI_VERSION", "core 0: CPU_OFF");

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  private static EmulatedTarget target() {
    EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC);
    target.parkBy(Parking.BY_RESTART);
    return target;
  }

  private static List<Event.Called> calls(History history, PsciFunction function) {
    return history.events().stream()
        .filter(event -> event instanceof Event.Called call && call.call().is(function))
        .map(Event.Called.class::cast)
        .toList();
  }

  private static void expectLeftAsItIs(History history) {
    assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.UNPARKED);
    assertThat(history.remark()).isEqualTo(Parking.LEFT_AS_IT_IS);
    assertThat(history.events()).noneMatch(Event.Silent.class::isInstance);
    assertThat(calls(history, PsciFunction.AFFINITY_INFO)).noneMatch(Event.Called::isParking);
  }

  @Test
  void programsOfCoreZeroAloneFollowEachOther() throws TargetException {
    try (EmulatedTarget target = target()) {
      target.start(PATIENT);
      List<Program> programs = IntStream.range(0, 20).mapToObj(number -> QUESTION).toList();
      assertThat(target.run(programs)).hasSize(20).allMatch(History::isParked);
    }
  }

  @Test
  void programThatWaitsInVainGoesOnAndTheMachineIsStartedAgain() throws TargetException {
    try (EmulatedTarget target = target()) {
      target.start(1);
      History history = target.run(List.of(WAITS_IN_VAIN, QUESTION)).get(0);
      expectLeftAsItIs(history);
      assertThat(history.events())
          .anyMatch(event -> event instanceof Event.Entered entered && entered.core() == 2);
      assertThat(calls(history, PsciFunction.CPU_OFF)).hasSize(2).noneMatch(Event.Called::returned);
      target.start(PATIENT);
      assertThat(target.run(List.of(QUESTION, QUESTION))).hasSize(2).allMatch(History::isParked);
    }
  }

  @Test
  void sameProgramIsSilentWhereItAsks() throws TargetException {
    try (EmulatedTarget target = target()) {
      target.parkBy(Parking.BY_ASKING);
      target.start(1);
      assertThat(target.run(List.of(WAITS_IN_VAIN)).get(0).ending()).isEqualTo(Ending.SILENT);
    }
  }

  @Test
  void nobodyBringsCoreZeroBack() throws TargetException {
    try (EmulatedTarget target = target()) {
      target.start(PATIENT);
      History history = target.run(List.of(WITHOUT_CORE_0)).get(0);
      expectLeftAsItIs(history);
      assertThat(calls(history, PsciFunction.CPU_ON)).noneMatch(Event.Called::isParking);
    }
  }

  @Test
  void lastCoreMayGo() throws TargetException {
    try (EmulatedTarget target = target()) {
      target.start(PATIENT);
      assertThat(target.run(List.of(NOBODY)).get(0).ending()).isEqualTo(Ending.NO_CORE_LEFT);
    }
  }

  /** One wrong function hides no other. */
  @Test
  void otherBugIsSeenBesideAnAffinityInfoThatIsWrong() throws TargetException {
    TestFirmware firmware =
        TestFirmware.STANDARD.with(
            EnumSet.of(TestFirmwareBug.AFFINITY_ALWAYS_ON, TestFirmwareBug.SUSPEND_CONTEXT_LOST));
    Judgement byRestart = judged(firmware, Parking.BY_RESTART);
    expectLeftAsItIs(byRestart.history());
    assertThat(brokenBy(byRestart)).contains("PD-05").doesNotContain("CPU_OFF-03");
    Judgement byAsking = judged(firmware, Parking.BY_ASKING);
    assertThat(byAsking.history().ending()).isEqualTo(Ending.SILENT);
    assertThat(brokenBy(byAsking)).contains("CPU_OFF-03").doesNotContain("PD-05");
  }

  private static Judgement judged(TestFirmware firmware, Parking parking) throws TargetException {
    EmulatedTarget target = EmulatedTarget.of(new TestFirmwareBoard(firmware));
    target.parkBy(parking);
    try (Session session = new Session(target)) {
      return session.judge(List.of(WAITS_AND_SLEEPS)).get(0).judgement();
    }
  }

  private static Set<String> brokenBy(Judgement judgement) {
    return judgement.violations().stream()
        .flatMap(violation -> violation.rules().stream())
        .map(Rule::id)
        .collect(Collectors.toSet());
  }
}
