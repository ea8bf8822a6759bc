// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads what a child process says and keeps the last lines. */
public final class StreamTail implements Runnable {
  private static final int LINES = 8;

  private final InputStream stream;
  private final Deque<String> lines = new ArrayDeque<>();

  public StreamTail(InputStream stream) {
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
        return; // the process was closed
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
  public synchronized String text() {
    return String.join(" | ", lines);
  }
}
