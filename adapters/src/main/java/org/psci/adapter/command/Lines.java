// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.psci.adapter.link.SerialLine;

/** Lines that are streams of the system. */
final class Lines {
  private static final int LONGEST_SETTING_SECONDS = 5;

  private Lines() {}

  /** The standard streams of a process. */
  static SerialLine of(Process process) {
    return new SerialLine() {
      @Override
      public InputStream input() {
        return process.getInputStream();
      }

      @Override
      public OutputStream output() {
        return process.getOutputStream();
      }

      @Override
      public String describe() {
        return "the standard streams of the command";
      }

      @Override
      public void close() {
        // They end with the process.
      }
    };
  }

  /**
   * A serial device, set to carry bytes as they are.
   *
   * @throws IOException if it cannot be set so; the message says why
   */
  static SerialLine of(SerialPort.Tty tty) throws IOException {
    stty(tty);
    FileInputStream input = new FileInputStream(tty.path().toFile());
    FileOutputStream output = new FileOutputStream(tty.path().toFile());
    return new SerialLine() {
      @Override
      public InputStream input() {
        return input;
      }

      @Override
      public OutputStream output() {
        return output;
      }

      @Override
      public String describe() {
        return tty.path().toString();
      }

      @Override
      public void close() throws IOException {
        output.close(); // a read may be under way; it ends with the next byte
      }
    };
  }

  private static void stty(SerialPort.Tty tty) throws IOException {
    Process stty =
        new ProcessBuilder(
                "stty",
                "-F",
                tty.path().toString(),
                String.valueOf(tty.baud()),
                "raw",
                "-echo",
                "clocal",
                "-crtscts",
                "min",
                "1")
            .redirectErrorStream(true)
            .start();
    try {
      if (!stty.waitFor(LONGEST_SETTING_SECONDS, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        throw new IOException("stty does not come to an end for " + tty.path());
      }
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (stty.exitValue() != 0) {
        throw new IOException(said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while setting " + tty.path(), e);
    }
  }
}
