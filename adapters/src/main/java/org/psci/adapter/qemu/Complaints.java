// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What a process writes to its standard error: the first lines of it, so that it never blocks. */
final class Complaints {
  private static final int MOST_LINES = 40;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_LINES);
  private final Thread reader;

  Complaints(Process process) {
    reader = new Thread(() -> read(process), "stderr-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Process process) {
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      text.lines().forEach(lines::offer);
    } catch (IOException | UncheckedIOException e) {
      // The process is gone.
    }
  }

  /** All of it, after the process has ended. */
  String text(Duration within) {
    try {
      reader.join(within.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return String.join("\n", lines).strip();
  }
}
