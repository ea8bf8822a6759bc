// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.guest.Uart;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;

/** Machines that a command line starts: QEMU, started as a user would start it. */
@Tag("qemu")
@Timeout(300)
class CommandTargetTest {
  private static final String QEMU =
      "qemu-system-aarch64 -M virt%s -cpu cortex-a57 -smp 2 -m 128 -nic none -display none"
          + " -monitor none -kernel {image} ";

  private static final Program STARTS =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON core=1 entry=A context=0x7",
          "core 1: CPU_OFF",
          "core 0: AFFINITY_INFO core=1 level=0 until=OFF");

  private static final Program RESETS =
      Programs.of("topology 1x2", "core 0: PSCI_VERSION", "core 0: SYSTEM_RESET");

  private static final Program GOES_OFF = Programs.of("topology 1x2", "core 0: SYSTEM_OFF");

  private static final Program LEAVES =
      Programs.of("topology 1x2", "core 0: PSCI_VERSION", "core 0: CPU_OFF");

  @TempDir Path directory;

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  private static CommandTarget target(String command, Optional<SharedFile> memory, SerialPort at) {
    return new CommandTarget(
        new CommandOptions(
            command,
            memory,
            at,
            Uart.IN_TREE,
            BootTime.of(Duration.ofSeconds(60)),
            Duration.ofSeconds(1)));
  }

  private static CommandTarget stdio() {
    return target(QEMU.formatted("") + "-serial stdio", Optional.empty(), new SerialPort.Stdio());
  }

  private static Ending endingOf(CommandTarget target, Program program) throws TargetException {
    target.start(1);
    List<History> histories = target.run(List.of(program));
    assertThat(histories).hasSize(1);
    return histories.get(0).ending();
  }

  private static Event lastEventOf(CommandTarget target, Program program) throws TargetException {
    target.start(1);
    History history = target.run(List.of(program)).get(0);
    return history.events().get(history.events().size() - 1);
  }

  /** Programs that end well, and all ways in which a machine may go away. */
  private static void doesAll(CommandTarget target) throws TargetException {
    try (target) {
      Profile profile = target.start(1);
      assertThat(profile.topology().size()).isEqualTo(2);
      List<History> histories = target.run(List.of(STARTS, STARTS, STARTS));
      assertThat(histories).hasSize(3).allMatch(History::isParked);
      assertThat(histories.get(2).events()).anyMatch(Event.Entered.class::isInstance);
      assertThat(lastEventOf(target, RESETS))
          .isInstanceOfSatisfying(
              Event.Machine.class, m -> assertThat(m.what()).isEqualTo(Event.Machine.What.RESET));
      assertThat(lastEventOf(target, GOES_OFF))
          .isInstanceOfSatisfying(
              Event.Machine.class,
              m -> assertThat(m.what()).isEqualTo(Event.Machine.What.POWERED_OFF));
      assertThat(endingOf(target, LEAVES)).isEqualTo(Ending.NO_CORE_LEFT);
    }
  }

  @Test
  void overItsStandardStreams() throws Exception {
    doesAll(stdio());
  }

  @Test
  void overSharedMemory() throws Exception {
    doesAll(
        target(
            QEMU.formatted(",memory-backend=ram")
                + "-object memory-backend-file,id=ram,size=128M,mem-path={mailbox},share=on"
                + " -serial none",
            Optional.of(SharedFile.parse("0x40000000,128M,16M")),
            new SerialPort.Stdio()));
  }

  @Test
  void overAPortAtWhichTheSuiteListens() throws Exception {
    doesAll(
        target(
            QEMU.formatted("") + "-serial tcp:127.0.0.1:{port}",
            Optional.empty(),
            new SerialPort.Listening()));
  }

  @Test
  void overAUnixSocketOfTheEmulator() throws Exception {
    Path socket = directory.resolve("line");
    doesAll(
        target(
            QEMU.formatted("") + "-serial unix:" + socket + ",server=on,wait=off",
            Optional.empty(),
            new SerialPort.Unix(socket)));
  }

  @Test
  void aKilledEmulatorIsTheEndOfTheMachineAndLeavesWhatWasSeen() throws Exception {
    try (CommandTarget target = stdio()) {
      target.start(1);
      target.process().descendants().forEach(ProcessHandle::destroyForcibly);
      target.process().destroyForcibly();

      History history = target.run(List.of(STARTS)).get(0);

      assertThat(history.ending()).isEqualTo(Ending.DIED);
      assertThat(history.remark()).contains("exit code 137");
    }
  }

  @Test
  void aCommandThatFailsSaysWhy() {
    CommandTarget target =
        target(
            "echo no such board >&2; exit 3; : {image}", Optional.empty(), new SerialPort.Stdio());
    assertThatThrownBy(() -> target.start(1))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("no such board");
  }

  @Test
  void whatComesInsteadOfTheAgentIsShown() {
    CommandTarget target =
        new CommandTarget(
            new CommandOptions(
                "echo Kernel panic; sleep 60; : {image}",
                Optional.empty(),
                new SerialPort.Stdio(),
                Uart.IN_TREE,
                BootTime.once(Duration.ofSeconds(1)),
                Duration.ofSeconds(1)));
    assertThatThrownBy(() -> target.start(1))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("did not boot within 1 s")
        .hasMessageContaining("Kernel panic");
  }
}
