// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.agent.guest.Uart;
import org.psci.adapter.command.CommandOptions;
import org.psci.adapter.command.CommandTarget;
import org.psci.adapter.command.SerialPort;
import org.psci.adapter.command.SharedFile;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.Target;
import picocli.CommandLine.Option;

/** The options that say how the agent is reached in a machine of the user. */
final class CommandChoice {

  @Option(
      names = "--serial",
      paramLabel = "LINE",
      description =
          "Where the serial line is: stdio (of the command; the default), tcp:HOST:PORT,"
              + " unix:PATH or tty:PATH[,BAUD]. With {port} in the command the suite listens there.")
  @Nullable String serial;

  @Option(
      names = "--uart",
      paramLabel = "UART",
      description =
          "The port of the machine at which the line ends: tree (look into the device"
              + " tree; the default), pl011@0xADDRESS or 16550@0xADDRESS[,shift=N].")
  @Nullable String uart;

  @Option(
      names = "--mailbox",
      paramLabel = "PLACE",
      description =
          "0xADDRESS,SIZE[,OFFSET]: where the machine sees the file {mailbox}, how large"
              + " it is, and from which offset on the agent may use it. For a serial line: memory"
              + " of the machine that the agent may use.")
  @Nullable String mailbox;

  @Option(
      names = "--patience",
      paramLabel = "MILLIS",
      description =
          "How long something may take that is bound to happen in the machine"
              + " (default: 1000).")
  @Nullable Integer patience;

  /** The names of these options. */
  static List<String> names() {
    return List.of("--serial", "--uart", "--mailbox", "--patience");
  }

  Target create(@Nullable String command, GuestProfile said, BootTime boot) throws UsageException {
    if (command == null) {
      throw new UsageException(
          "--target command needs --command CMD, which boots {image} in your emulator or on your"
              + " board");
    }
    try {
      return new CommandTarget(
          new CommandOptions(
              command,
              Optional.ofNullable(mailbox)
                  .map(text -> parsed("--mailbox", text, SharedFile::parse)),
              serial == null
                  ? CommandOptions.usualSerial(command)
                  : parsed("--serial", serial, SerialPort::parse),
              uart == null ? Uart.IN_TREE : parsed("--uart", uart, Uart::parse),
              boot,
              positive("--patience", patience, CommandOptions.USUAL_PATIENCE, Duration::ofMillis)),
          said);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static <T> T parsed(String option, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private static Duration positive(
      String option, @Nullable Integer given, Duration usual, Function<Long, Duration> unit) {
    if (given == null) {
      return usual;
    }
    if (given <= 0) {
      throw new IllegalArgumentException(option + " is a positive number, not " + given);
    }
    return unit.apply((long) given);
  }
}
