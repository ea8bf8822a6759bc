// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.time.Duration;
import java.util.Optional;
import org.psci.adapter.agent.guest.Uart;
import org.psci.conformance.target.BootTime;

/**
 * How a machine is started that the suite knows nothing of, and how the agent in it is reached.
 *
 * @param command the command line; a shell splits it into words. {@code {image}} stands for the
 *     file with the agent, {@code {mailbox}} for the file of the shared memory, {@code {port}} for
 *     the TCP port at which the suite listens
 * @param memory what {@code {mailbox}} is. Without {@code {mailbox}} the agent is reached over a
 *     serial line, and this is memory of the machine that it may use; if it is not said, that is
 *     behind its image
 * @param serial where the serial line is reached; not used with shared memory
 * @param uart at which the agent has its end of the line
 * @param boot how long it may take until the agent has booted
 * @param patience how long something may take that is bound to happen in the machine
 */
public record CommandOptions(
    String command,
    Optional<SharedFile> memory,
    SerialPort serial,
    Uart uart,
    BootTime boot,
    Duration patience) {
  static final String IMAGE = "{image}";
  static final String MAILBOX = "{mailbox}";
  static final String PORT = "{port}";

  /** The mailbox that the agent has behind its image. */
  private static final int USUAL_MAILBOX = 0x400000;

  public static final Duration USUAL_BOOT = Duration.ofSeconds(30);
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException if the command and the options do not fit together; the
   *     message says what to change
   */
  public CommandOptions {
    if (!command.contains(IMAGE)) {
      throw new IllegalArgumentException(
          "the command has to name the file that the machine boots: write {image} in its place");
    }
    boolean shared = command.contains(MAILBOX);
    if (shared && memory.isEmpty()) {
      throw new IllegalArgumentException(
          "with {mailbox} in the command, say with --mailbox ADDRESS,SIZE[,OFFSET] where the"
              + " machine sees this file");
    }
    if (command.contains(PORT) != serial instanceof SerialPort.Listening) {
      throw new IllegalArgumentException(
          "{port} in the command is the serial line, so --serial is not needed");
    }
    if (shared && command.contains(PORT)) {
      throw new IllegalArgumentException(
          "{mailbox} and {port} in one command: the agent is reached by one of them only");
    }
  }

  /** How the agent is reached if the options say nothing else. */
  public static SerialPort usualSerial(String command) {
    return command.contains(PORT) ? new SerialPort.Listening() : new SerialPort.Stdio();
  }

  /** Whether host and agent share the mailbox. */
  boolean isShared() {
    return command.contains(MAILBOX);
  }

  /** The size of the mailbox in bytes. */
  int mailboxSize() {
    return (int) memory.map(SharedFile::mailboxSize).orElse((long) USUAL_MAILBOX).longValue();
  }
}
