// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.link;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds frames among whatever comes over a line. All else is text for people. */
public final class FrameReader {
  private static final char BEGIN = '<';
  private static final char END = '>';

  /** More than any frame has: what is longer is none. */
  private static final int LONGEST = 4096;

  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 200;

  private final ByteArrayOutputStream candidate = new ByteArrayOutputStream();
  private final StringBuilder line = new StringBuilder();
  private final Deque<String> lines = new ArrayDeque<>();
  private boolean inside;

  /** Takes a byte; the frame that it completes, or null. */
  public synchronized @Nullable Frame take(byte next) {
    if (next == BEGIN) {
      giveUp();
      inside = true;
      return null;
    }
    if (!inside) {
      hear(next);
      return null;
    }
    if (next == END) {
      Frame frame = Frame.of(candidate.toByteArray()).orElse(null);
      if (frame == null) {
        giveUp();
        hear(next);
      }
      inside = false;
      candidate.reset();
      return frame;
    }
    candidate.write(next);
    if (candidate.size() > LONGEST || !isBase64(next)) {
      giveUp();
    }
    return null;
  }

  private static boolean isBase64(byte next) {
    return (next >= 'A' && next <= 'Z')
        || (next >= 'a' && next <= 'z')
        || (next >= '0' && next <= '9')
        || next == '+'
        || next == '/';
  }

  /** What looked like the beginning of a frame is none. */
  private void giveUp() {
    if (inside) {
      hear((byte) BEGIN);
      for (byte character : candidate.toByteArray()) {
        hear(character);
      }
    }
    candidate.reset();
    inside = false;
  }

  private void hear(byte next) {
    if (next == '\n' || line.length() == LONGEST_LINE) {
      if (!line.toString().isBlank()) {
        lines.add(line.toString().strip());
      }
      line.setLength(0);
      if (lines.size() > MOST_LINES) {
        lines.remove();
      }
    }
    if (next >= ' ' && next < 0x7f) {
      line.append((char) next);
    } else if (next != '\n' && next != '\r') {
      line.append('.');
    }
  }

  /** The last lines of all that was no frame. */
  public synchronized List<String> text() {
    if (!line.toString().isBlank()) {
      Deque<String> all = new ArrayDeque<>(lines);
      all.add(line.toString().strip());
      return List.copyOf(all);
    }
    return List.copyOf(lines);
  }
}
