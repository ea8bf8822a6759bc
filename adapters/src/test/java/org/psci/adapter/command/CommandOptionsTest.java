// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.guest.Uart;
import org.psci.conformance.target.BootTime;

class CommandOptionsTest {

  private static CommandOptions options(String command, Optional<SharedFile> memory) {
    return new CommandOptions(
        command,
        memory,
        CommandOptions.usualSerial(command),
        Uart.IN_TREE,
        BootTime.of(CommandOptions.USUAL_BOOT),
        CommandOptions.USUAL_PATIENCE);
  }

  @Test
  void aCommandThatBootsNothingIsRefused() {
    assertThatThrownBy(() -> options("emulator", Optional.empty())).hasMessageContaining("{image}");
  }

  @Test
  void sharedMemoryNeedsItsAddress() {
    assertThatThrownBy(() -> options("emulator {image} {mailbox}", Optional.empty()))
        .hasMessageContaining("--mailbox ADDRESS,SIZE[,OFFSET]");
    SharedFile file = SharedFile.parse("0x40000000,128M,16M");
    CommandOptions shared = options("emulator {image} {mailbox}", Optional.of(file));
    assertThat(shared.isShared()).isTrue();
    assertThat(file.mailboxAddress()).isEqualTo(0x4100_0000L);
    assertThat(file.mailboxSize()).isEqualTo(16 << 20);
  }

  @Test
  void onlyOneWayLeadsToTheAgent() {
    SharedFile file = SharedFile.parse("0x40000000,0x1000000");
    assertThatThrownBy(() -> options("emulator {image} {mailbox} {port}", Optional.of(file)))
        .hasMessageContaining("{mailbox} and {port}");
  }

  @Test
  void placesOfMemoryAreReadWithTheirUnits() {
    assertThat(SharedFile.parse("0x80000000,2097152"))
        .isEqualTo(new SharedFile(0x8000_0000L, 2 << 20, 0));
    for (String bad : new String[] {"", "0x1000", "1G,16M", "0x40000000,16M,15M500K", "0x7,16M"}) {
      assertThatThrownBy(() -> SharedFile.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void linesAndPortsAreReadAsTheyAreWritten() {
    assertThat(SerialPort.parse("stdio")).isEqualTo(new SerialPort.Stdio());
    assertThat(SerialPort.parse("tcp:board.lab:4000"))
        .isEqualTo(new SerialPort.Tcp("board.lab", 4000));
    assertThat(SerialPort.parse("unix:/tmp/line"))
        .isEqualTo(new SerialPort.Unix(Path.of("/tmp/line")));
    assertThat(SerialPort.parse("tty:/dev/ttyUSB0,9600"))
        .isEqualTo(new SerialPort.Tty(Path.of("/dev/ttyUSB0"), 9600));
    assertThatThrownBy(() -> SerialPort.parse("tcp:host:99999"))
        .hasMessageContaining("tcp:HOST:PORT");
    assertThat(Uart.parse("pl011@0x9000000")).isEqualTo(new Uart(Uart.Kind.PL011, 0x900_0000L, 0));
    assertThat(Uart.parse("16550@0x3f215040,shift=2"))
        .isEqualTo(new Uart(Uart.Kind.NS16550, 0x3f21_5040L, 2));
    assertThatThrownBy(() -> Uart.parse("uart0")).hasMessageContaining("pl011@0xADDRESS");
  }
}
