// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads the standard error of an adapter and keeps its last lines. */
final class ErrorTail implements Runnable {
  private static final int LINES = 8;

  private final InputStream stream;
  private final Deque<String> lines = new ArrayDeque<>();

  ErrorTail(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public void run() {
    LineReader reader = new LineReader(stream);
    while (true) {
      try {
        Optional<byte[]> line = reader.next();
        keep(line.orElseGet(reader::begun));
        if (line.isEmpty()) {
          return;
        }
      } catch (LineReader.TooLongException e) {
        keep(reader.begun());
      } catch (IOException e) {
        return; // the adapter was closed
      }
    }
  }

  private synchronized void keep(byte[] line) {
    String quote = Quote.of(new String(line, StandardCharsets.UTF_8).strip());
    if (!quote.isEmpty()) {
      lines.addLast(quote);
    }
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  /** The last lines, on one line; empty if there were none. */
  synchronized String text() {
    return String.join(" | ", lines);
  }
}
