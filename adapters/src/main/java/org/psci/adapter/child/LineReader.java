// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Splits a stream into lines, and gives up on a line that does not end. */
public final class LineReader {
  /** The longest line that an adapter may send. */
  public static final int LONGEST = 1 << 20;

  private static final int CHUNK = 1 << 14;

  private final InputStream stream;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int from;
  private int to;

  public LineReader(InputStream stream) {
    this.stream = stream;
  }

  /**
   * The next line without its line feed; empty at the end of the stream.
   *
   * @throws TooLongException if it has more than {@link #LONGEST} bytes
   */
  public Optional<byte[]> next() throws IOException, TooLongException {
    begun.reset();
    while (true) {
      for (int index = from; index < to; index++) {
        if (chunk[index] == '\n') {
          begun.write(chunk, from, index - from);
          from = index + 1;
          return Optional.of(begun.toByteArray());
        }
      }
      begun.write(chunk, from, to - from);
      from = 0;
      to = 0;
      if (begun.size() > LONGEST) {
        throw new TooLongException();
      }
      int count = stream.read(chunk, 0, CHUNK);
      if (count < 0) {
        return Optional.empty();
      }
      to = count;
    }
  }

  /** What stands behind the last line feed. */
  public byte[] begun() {
    return begun.toByteArray();
  }

  /** A line does not end. */
  public static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
