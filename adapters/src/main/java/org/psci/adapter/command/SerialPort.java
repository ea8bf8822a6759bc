// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the suite reaches the serial line of a machine. */
public sealed interface SerialPort {

  /** The standard streams of the command. */
  record Stdio() implements SerialPort {}

  /** The suite listens, and the command connects to the port that stands for {@code {port}}. */
  record Listening() implements SerialPort {}

  /** The suite connects to a TCP port. */
  record Tcp(String host, int port) implements SerialPort {}

  /** The suite connects to a Unix socket. */
  record Unix(Path path) implements SerialPort {}

  /**
   * A serial device of this computer.
   *
   * @param baud its speed in bits a second
   */
  record Tty(Path path, int baud) implements SerialPort {}

  /** The usual speed of a console. */
  int USUAL_BAUD = 115_200;

  Pattern TCP = Pattern.compile("tcp:(.+):([0-9]{1,5})");
  Pattern UNIX = Pattern.compile("unix:(.+)");
  Pattern TTY = Pattern.compile("tty:([^,]+)(?:,([0-9]{2,7}))?");
  int HIGHEST_PORT = 65_535;

  /**
   * A port as it is written on command lines: {@code stdio}, {@code tcp:HOST:PORT}, {@code
   * unix:PATH} or {@code tty:PATH[,BAUD]}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static SerialPort parse(String text) {
    if (text.equals("stdio")) {
      return new Stdio();
    }
    Matcher tcp = TCP.matcher(text);
    if (tcp.matches()) {
      int port = Integer.parseInt(tcp.group(2));
      if (port >= 1 && port <= HIGHEST_PORT) {
        return new Tcp(tcp.group(1), port);
      }
    }
    Matcher unix = UNIX.matcher(text);
    if (unix.matches()) {
      return new Unix(Path.of(unix.group(1)));
    }
    Matcher tty = TTY.matcher(text);
    if (tty.matches()) {
      String baud = tty.group(2);
      return new Tty(Path.of(tty.group(1)), baud == null ? USUAL_BAUD : Integer.parseInt(baud));
    }
    throw new IllegalArgumentException(
        "a serial line is stdio, tcp:HOST:PORT, unix:PATH or tty:PATH[,BAUD], not '" + text + "'");
  }

  /** Whether it is part of a process, and closes with it. */
  default boolean belongsToCommand() {
    return !(this instanceof Tty);
  }

  /**
   * Looks whether it can be there at all, before anything is started.
   *
   * @throws IOException if it cannot
   */
  default void check() throws IOException {
    if (this instanceof Tty tty && !Files.isReadable(tty.path())) {
      throw new IOException(
          tty.path() + " is no device that can be read; are you in the group of its owner?");
    }
  }
}
