// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.psci.adapter.Harm;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.TargetException;

/** QEMU is stopped or killed in the middle of a run. */
@Tag("qemu")
@Timeout(120)
class QemuHarmTest {
  private static final Duration HARM_AFTER = Duration.ofMillis(150);

  private static final Program PROGRAM =
      Programs.of(
          "topology 1x4",
          "core 0: CPU_ON core=1 entry=A context=0",
          "core 1: CPU_ON core=2 entry=B context=0",
          "core 2: CPU_OFF",
          "core 1: CPU_OFF");

  /** So that a busy host does not look like a silent machine. */
  private static final int PATIENT = 5;

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  /** Runs programs until a signal ends them, and gives back the last history. */
  private static History harmed(EmulatedTarget target, String signal) throws TargetException {
    target.start(PATIENT);
    return new Harm(signal, HARM_AFTER).to(target, target.process().pid(), PROGRAM);
  }

  private static void expectThatItStartsAgain(EmulatedTarget target) throws TargetException {
    target.start(PATIENT);
    assertThat(target.run(List.of(PROGRAM))).allMatch(History::isParked);
  }

  @Test
  @Timeout(30)
  void aKilledQemuIsDead() throws TargetException {
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      History history = harmed(target, "KILL");
      assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.DIED);
      assertThat(history.remark()).contains("exit code 137");
      expectThatItStartsAgain(target);
    }
  }

  @Test
  @Timeout(30)
  void aStoppedQemuIsGivenUp() throws TargetException {
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      History history = harmed(target, "STOP");
      assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.DIED);
      assertThat(history.remark()).contains("does not answer");
      expectThatItStartsAgain(target);
    }
  }

  @Test
  void nothingIsLeftAfterClose() throws TargetException, IOException {
    Process process;
    try (EmulatedTarget target = EmulatedTarget.of(VirtBoard.HVC)) {
      target.start(PATIENT);
      process = target.process();
      Path maps = Path.of("/proc", String.valueOf(process.pid()), "maps");
      assertThat(Files.readAllLines(maps))
          .filteredOn(line -> line.contains("psci-qemu-"))
          .as("files of the machine have no name any more")
          .isNotEmpty()
          .allMatch(line -> line.endsWith("(deleted)"));
    }
    assertThat(process.isAlive()).isFalse();
  }
}
