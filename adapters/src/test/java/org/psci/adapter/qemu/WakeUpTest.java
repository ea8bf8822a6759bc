// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.qemu.QemuOptions.Threads;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.ExecutionState;

/** Suspended cores come back: by another core's interrupt, by their timer, or at once. */
@Tag("qemu")
@Timeout(120)
class WakeUpTest {
  private static final int PATIENT = 5;
  private static final int RUNS = 40;

  private static final Program PROGRAM =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON core=1 entry=A context=0",
          "core 1: CPU_SUSPEND power_state=standby entry=B context=0", // 1: woken by core 0
          "wake core 1",
          "core 1: PSCI_VERSION",
          "core 1: CPU_SUSPEND power_state=standby entry=C context=0 timer=200", // 3
          "core 1: PSCI_VERSION",
          "wake core 1",
          "core 1: CPU_SUSPEND power_state=standby entry=D context=0", // 5: it is pending
          "core 1: PSCI_VERSION",
          "core 0: CPU_SUSPEND power_state=standby entry=E context=0", // 7: woken by core 1
          "core 1: PSCI_VERSION",
          "wake core 0",
          "core 0: PSCI_VERSION",
          "core 1: CPU_SUSPEND power_state=standby entry=F context=0"); // 10: woken at the end

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  private static Event.Called call(History history, int step) {
    return history.events().stream()
        .filter(event -> event instanceof Event.Called called && called.step() == step)
        .map(Event.Called.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"2,MULTI", "2,SINGLE", "3,MULTI", "3,SINGLE"})
  void coresOfQemuWakeUp(int gic, Threads threads) throws TargetException {
    QemuOptions options = QemuOptions.DEFAULT.withGicVersion(gic).withThreads(threads);
    try (EmulatedTarget target = new EmulatedTarget(VirtBoard.HVC, options)) {
      expectWakeUps(target, PROGRAM);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,MULTI", "2,SINGLE", "3,MULTI"})
  void coresInAArch32WakeUp(int gic, Threads threads) throws TargetException {
    Required.command("qemu-system-arm", "qemu-system-arm", "qemu");
    QemuOptions options = VirtBoard.AARCH32.usual().withGicVersion(gic).withThreads(threads);
    try (EmulatedTarget target = new EmulatedTarget(VirtBoard.AARCH32, options)) {
      expectWakeUps(target, PROGRAM.forCallers(ExecutionState.AARCH32));
    }
  }

  @ParameterizedTest
  @CsvSource({"MULTI", "SINGLE"})
  void coresOfTheTestFirmwareWakeUp(Threads threads) throws TargetException {
    try (EmulatedTarget target =
        new EmulatedTarget(
            new TestFirmwareBoard(TestFirmware.STANDARD),
            QemuOptions.DEFAULT.withThreads(threads))) {
      expectWakeUps(target, PROGRAM);
    }
  }

  private static void expectWakeUps(EmulatedTarget target, Program program) throws TargetException {
    Profile profile = target.start(PATIENT);
    assertThat(profile.canWake()).isTrue();
    List<History> histories = target.run(Collections.nCopies(RUNS, program));
    assertThat(histories).hasSize(RUNS).allMatch(History::isParked);
    for (History history : histories) {
      for (int suspension : new int[] {1, 3, 5, 7, 10}) {
        Event.Called suspend = call(history, suspension);
        assertThat(suspend.returned()).isTrue();
        assertThat(suspend.result()).isZero();
        assertThat(history.events())
            .as("an interrupt before the end of step %d", suspension)
            .anyMatch(
                event ->
                    event instanceof Event.WakeUp wakeUp
                        && wakeUp.core() == suspend.core()
                        && wakeUp.begin() < suspend.end());
      }
      assertThat(history.events()).filteredOn(Event.WakeUp.class::isInstance).hasSize(5);
      assertThat(call(history, 8).end())
          .as("core 0 slept while core 1 went on")
          .isLessThan(call(history, 7).end());
    }
  }
}
