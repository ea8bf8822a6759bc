// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.conformance.program.Program;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;

/** Starts of QEMU that come to nothing. */
@Tag("qemu")
@Timeout(120)
class SlowStartTest {
  /** Takes the machine down, so that it has to be started a second time. */
  private static final Program GOES_OFF = Programs.of("topology 1x1", "core 0: SYSTEM_OFF");

  private static final Program VERSION = Programs.of("topology 1x1", "core 0: PSCI_VERSION");

  @TempDir Path directory;

  private final List<String> lost = new ArrayList<>();

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  /** A QEMU that counts its starts; before the second one it does something. */
  private QemuOptions options(String atTheSecond) throws IOException {
    Path starts = directory.resolve("starts");
    String script =
        """
        #!/bin/sh
        case "$*" in *--version*) exec qemu-system-aarch64 "$@" ;; esac
        echo >> %s
        if [ $(wc -l < %s) %s; fi
        exec qemu-system-aarch64 "$@"
        """;
    Path file = directory.resolve("slow-qemu.sh");
    Files.writeString(file, script.formatted(starts, starts, atTheSecond));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return QemuOptions.DEFAULT
        .withBinary(file.toString())
        .withBootTime(BootTime.of(Duration.ofSeconds(2)).telling(lost::add));
  }

  private long starts() throws IOException {
    return Files.readAllLines(directory.resolve("starts")).size();
  }

  private void expectThatNothingIsMissed(QemuOptions options) throws TargetException {
    try (Session session = new Session(new EmulatedTarget(VirtBoard.HVC, options))) {
      assertThat(session.judge(List.of(VERSION, GOES_OFF, VERSION)))
          .hasSize(3)
          .allMatch(judged -> judged.judgement().isExplained());
    }
  }

  @Test
  void aStartThatTakesTooLongIsTriedAgain() throws TargetException, IOException {
    expectThatNothingIsMissed(options("-eq 2 ]; then sleep 3"));
    assertThat(lost).contains("the agent did not boot within 2 s; trying again, for up to 4 s");
    assertThat(starts()).isGreaterThan(2);
  }

  @Test
  void aStartThatDiesIsTriedAgain() throws TargetException, IOException {
    expectThatNothingIsMissed(options("-eq 2 ]; then echo the lamp is out >&2; exit 1"));
    assertThat(lost)
        .anyMatch(message -> message.contains("QEMU ended with exit code 1: the lamp is out"));
  }

  @Test
  void aQemuThatNeverStartsIsGivenUpAtTheThirdTry() throws TargetException, IOException {
    QemuOptions options = options("-gt 1 ]; then exit 9");
    try (EmulatedTarget target = new EmulatedTarget(VirtBoard.HVC, options)) {
      target.start(1);
      assertThatThrownBy(() -> target.start(1))
          .isInstanceOf(StartLostException.class)
          .hasMessageContaining("QEMU ended with exit code 9 (the last of 3 tries");
    }
    assertThat(starts()).isEqualTo(4);
  }

  @Test
  void aWrongOptionIsNotTriedAgain() throws IOException {
    QemuOptions options = options("-eq 0 ]; then exit").withCpu("cortex-z99");
    try (EmulatedTarget target = new EmulatedTarget(VirtBoard.HVC, options)) {
      assertThatThrownBy(() -> target.start(1)).isExactlyInstanceOf(TargetException.class);
    }
    assertThat(starts()).isEqualTo(1);
  }
}
