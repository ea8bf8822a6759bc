// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.qemu.QemuOptions.Threads;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Machine.What;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Topology;

@Tag("qemu")
@Timeout(120)
class QemuTargetTest {
  private static final Program CYCLE =
      Programs.of(
          "topology 1x4",
          "core 0: CPU_ON core=1 entry=A context=0x1111222233334444",
          "core 1: CPU_OFF",
          "core 0: AFFINITY_INFO core=1 level=0 until=OFF");

  /** So that a busy host does not look like a silent machine. */
  private static final int PATIENT = 5;

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  private static History runAlone(EmulatedTarget target, Program program) throws TargetException {
    target.start(PATIENT);
    List<History> histories = target.run(List.of(program));
    assertThat(histories).hasSize(1);
    return histories.get(0);
  }

  private static History runAlone(Program program) throws TargetException {
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      return runAlone(target, program);
    }
  }

  private static List<Event.Entered> entries(History history) {
    return history.events().stream()
        .filter(Event.Entered.class::isInstance)
        .map(Event.Entered.class::cast)
        .toList();
  }

  private static Event.Called call(History history, int step) {
    return history.events().stream()
        .filter(event -> event instanceof Event.Called called && called.step() == step)
        .map(Event.Called.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"HVC,MULTI", "HVC,SINGLE", "SMC,MULTI", "SMC,SINGLE"})
  void coresGoOnAndOffAgainAndAgain(Conduit conduit, Threads threads) throws TargetException {
    QemuOptions options = QemuOptions.DEFAULT.withThreads(threads);
    try (EmulatedTarget target =
        new EmulatedTarget(new VirtBoard(conduit, ExecutionState.AARCH64), options)) {
      Profile profile = target.start(PATIENT);
      assertThat(profile.implementation()).startsWith("QEMU ").endsWith(" " + options.describe());
      assertThat(profile.topology()).isEqualTo(Topology.clusters(1, 4));
      assertThat(profile.conduit()).contains(conduit);
      int level = conduit == Conduit.HVC ? 1 : 2;
      assertThat(profile.exceptionLevel()).isEqualTo(level);

      List<History> histories = target.run(Collections.nCopies(200, CYCLE));

      assertThat(histories).hasSize(200).allMatch(History::isParked);
      for (History history : histories) {
        assertThat(call(history, 0).result()).isZero();
        assertThat(call(history, 1).returned()).isFalse();
        assertThat(entries(history)).hasSize(1);
        Event.Entered entered = entries(history).get(0);
        assertThat(entered.core()).isEqualTo(1);
        assertThat(entered.address()).isEqualTo(profile.entries().address(0));
        assertThat(entered.x0()).isEqualTo(0x1111_2222_3333_4444L);
        assertThat(entered.state().exceptionLevel()).isEqualTo(level);
      }
    }
  }

  @Test
  void coresMayActTogether() throws TargetException {
    Program race =
        Programs.of(
            "topology 1x4",
            "core 0: CPU_ON core=1 entry=A context=0",
            "together",
            "  core 0: CPU_ON core=2 entry=B context=0xb",
            "  core 1: CPU_ON core=3 entry=C context=0xc",
            "core 2: PSCI_VERSION",
            "core 3: PSCI_VERSION");
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      target.start(PATIENT);
      List<History> histories = target.run(Collections.nCopies(100, race));
      assertThat(histories).hasSize(100).allMatch(History::isParked);
      assertThat(histories)
          .allSatisfy(
              history ->
                  assertThat(entries(history))
                      .extracting(Event.Entered::core)
                      .containsExactlyInAnyOrder(1, 2, 3));
      assertThat(histories)
          .as("some of the calls overlap")
          .anySatisfy(
              history -> {
                assertThat(call(history, 1).begin()).isLessThan(call(history, 2).end());
                assertThat(call(history, 2).begin()).isLessThan(call(history, 1).end());
              });
    }
  }

  @Test
  void coreZeroMayGoOffAndIsBroughtBack() throws TargetException {
    Program program =
        Programs.of(
            "topology 1x4",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 0: CPU_OFF",
            "core 1: AFFINITY_INFO core=0 level=0 until=OFF",
            "core 1: CPU_ON core=0 entry=B context=0x99",
            "core 0: PSCI_VERSION",
            "core 0: CPU_OFF");
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      Profile profile = target.start(PATIENT);
      List<History> histories = target.run(Collections.nCopies(50, program));
      assertThat(histories).hasSize(50).allMatch(History::isParked);
      assertThat(entries(histories.get(49)))
          .extracting(Event.Entered::address)
          .containsExactly(
              profile.entries().address(0),
              profile.entries().address(1),
              profile.entries().address(63));
      assertThat(call(histories.get(49), 4).result()).as("PSCI_VERSION").isPositive();
    }
  }

  @Test
  void dirtyCoresComeBackClean() throws TargetException {
    Program program =
        Programs.of(
            "topology 1x2",
            "core 0: PSCI_VERSION dirty=all",
            "core 0: CPU_ON core=1 entry=A context=7 dirty=all",
            "core 1: PSCI_VERSION dirty=all",
            "core 1: CPU_OFF dirty=all");
    History history = runAlone(program);
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(call(history, 1).bigEndian()).isTrue();
    assertThat(call(history, 0).result()).isEqualTo(call(history, 2).result());
    assertThat(entries(history)).extracting(Event.Entered::x0).containsExactly(7L);
  }

  @Test
  void nobodyIsLeftWhenAllCoresAreOff() throws TargetException {
    History history = runAlone(Programs.of("topology 1x1", "core 0: CPU_OFF"));
    assertThat(history.ending()).isEqualTo(Ending.NO_CORE_LEFT);
    assertThat(history.events()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"SYSTEM_OFF,POWERED_OFF", "SYSTEM_RESET,RESET"})
  void theMachineGoesAndTheNextStartBringsItBack(String function, What what)
      throws TargetException {
    Program program =
        Programs.of(
            "topology 1x2", "core 0: CPU_ON core=1 entry=A context=0", "core 1: " + function);
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      target.start(PATIENT);
      List<History> histories = target.run(List.of(CYCLE, program, CYCLE));
      assertThat(histories)
          .extracting(History::ending)
          .containsExactly(Ending.PARKED, Ending.MACHINE_GONE);
      List<Event> events = histories.get(1).events();
      assertThat(call(histories.get(1), 1).returned()).isFalse();
      assertThat(events.get(events.size() - 1))
          .isInstanceOfSatisfying(
              Event.Machine.class, machine -> assertThat(machine.what()).isEqualTo(what));
      assertThat(runAlone(target, CYCLE).isParked()).isTrue();
    }
  }

  @Test
  void aCoreThatCannotComeInIsSilent() throws TargetException {
    History history =
        runAlone(
            Programs.of(
                "topology 1x2",
                "core 0: CPU_ON core=1 entry=0x1000 context=0",
                "core 1: PSCI_VERSION"));
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(history.events().get(history.events().size() - 1))
        .isInstanceOfSatisfying(
            Event.Silent.class,
            silent -> {
              assertThat(silent.core()).isEqualTo(1);
              assertThat(silent.awaited()).isEqualTo(Awaited.ENTRY);
            });
  }

  @Test
  void whoRepeatsACallInVainSaysSoBeforeThoseWhoWaitForIt() throws TargetException {
    History history =
        runAlone(
            Programs.of(
                "topology 1x2",
                "core 0: CPU_ON core=1 entry=A context=0",
                "core 1: PSCI_VERSION",
                "together",
                "  core 0: AFFINITY_INFO core=1 level=0 until=OFF skew=255",
                "  core 1: PSCI_VERSION",
                "core 1: PSCI_VERSION"));
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(history.events())
        .filteredOn(Event.Silent.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.Silent.class,
            silent -> assertThat(silent.awaited()).as(history.remark()).isEqualTo(Awaited.RESULT));
  }

  @Test
  void aCoreThatNobodyCouldWakeIsWokenByATimer() throws TargetException {
    History history =
        runAlone(
            Programs.of(
                "topology 1x1", "core 0: CPU_SUSPEND power_state=standby entry=A context=0"));
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(call(history, 0).result()).isZero();
    assertThat(history.events()).filteredOn(Event.WakeUp.class::isInstance).hasSize(1);
  }

  @Test
  void theMachineGoesWhileOthersRun() throws TargetException {
    Program program =
        Programs.of(
            "topology 1x4",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 0: CPU_ON core=2 entry=B context=0",
            "together",
            "  core 0: AFFINITY_INFO core=3 level=0 until=ON",
            "  core 1: SYSTEM_OFF",
            "  core 2: AFFINITY_INFO core=3 level=0 until=ON");
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      for (int run = 0; run < 5; run++) {
        History history = runAlone(target, program);
        assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.MACHINE_GONE);
        assertThat(history.events().get(history.events().size() - 1))
            .isInstanceOfSatisfying(
                Event.Machine.class,
                machine -> assertThat(machine.what()).isEqualTo(What.POWERED_OFF));
      }
    }
  }

  @Test
  void qemuSaysWhyItDoesNotStart() {
    try (EmulatedTarget target =
        new EmulatedTarget(VirtBoard.HVC, QemuOptions.DEFAULT.withCpu("cortex-z99"))) {
      assertThatThrownBy(() -> target.start(1))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("cortex-z99");
    }
  }
}
