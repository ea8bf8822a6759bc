// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.link;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A line that flips bits, loses and doubles bytes, and brings garbage and messages of a firmware.
 * One byte in {@code oneIn} is hit.
 */
public final class NoisyLine implements SerialLine {
  private static final String[] MESSAGES = {
    "\r\nNOTICE:  BL31: v2.8(release)\r\n", "<6>[    0.000000] Booting\n", "<AAAA>", "\0\0\377<"
  };

  private final SerialLine line;
  private final int oneIn;
  private final Random incoming;
  private final Random outgoing;

  public NoisyLine(SerialLine line, int oneIn, long seed) {
    this.line = line;
    this.oneIn = oneIn;
    this.incoming = new Random(seed);
    this.outgoing = new Random(~seed);
  }

  private byte[] spoil(byte[] bytes, int offset, int length, Random random) {
    ByteArrayOutputStream spoilt = new ByteArrayOutputStream();
    for (int index = offset; index < offset + length; index++) {
      if (random.nextInt(oneIn) != 0) {
        spoilt.write(bytes[index]);
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> spoilt.write(bytes[index] ^ 1 << random.nextInt(8));
        case 1 -> {}
        case 2 -> {
          spoilt.write(bytes[index]);
          spoilt.write(bytes[index]);
        }
        default -> {
          spoilt.write(bytes[index]);
          String message = MESSAGES[random.nextInt(MESSAGES.length)];
          spoilt.writeBytes(message.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    }
    return spoilt.toByteArray();
  }

  @Override
  public InputStream input() throws IOException {
    return new FilterInputStream(line.input()) {
      private byte[] rest = new byte[0];

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        while (rest.length == 0) {
          byte[] clean = new byte[length];
          int count = in.read(clean, 0, length);
          if (count < 0) {
            return -1;
          }
          rest = spoil(clean, 0, count, incoming);
        }
        int count = Math.min(length, rest.length);
        System.arraycopy(rest, 0, bytes, offset, count);
        rest = java.util.Arrays.copyOfRange(rest, count, rest.length);
        return count;
      }
    };
  }

  @Override
  public OutputStream output() throws IOException {
    return new FilterOutputStream(line.output()) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(spoil(bytes, offset, length, outgoing));
      }
    };
  }

  @Override
  public String describe() {
    return "a noisy " + line.describe();
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
