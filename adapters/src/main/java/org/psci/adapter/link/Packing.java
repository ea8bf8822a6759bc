// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.link;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Shortens runs of equal bytes. A control byte up to 127 says that so many bytes and one more
 * follow; one from 128 on is 126 more than the number of times that the byte after it stands there.
 */
final class Packing {
  private static final int LONGEST_LITERAL = 128;
  private static final int LONGEST_RUN = 129;
  private static final int SHORTEST_RUN = 3;
  private static final int RUN_BIAS = 126;

  private Packing() {}

  static byte[] pack(byte[] data) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    int done = 0;
    while (done < data.length) {
      int run = runAt(data, done);
      if (run >= SHORTEST_RUN) {
        packed.write(run + RUN_BIAS);
        packed.write(data[done]);
        done += run;
      } else {
        int literal = literalAt(data, done);
        packed.write(literal - 1);
        packed.write(data, done, literal);
        done += literal;
      }
    }
    return packed.toByteArray();
  }

  private static int runAt(byte[] data, int begin) {
    int end = begin + 1;
    while (end < data.length && end - begin < LONGEST_RUN && data[end] == data[begin]) {
      end++;
    }
    return end - begin;
  }

  private static int literalAt(byte[] data, int begin) {
    int end = begin + 1;
    while (end < data.length && end - begin < LONGEST_LITERAL && runAt(data, end) < SHORTEST_RUN) {
      end++;
    }
    return end - begin;
  }

  /**
   * The bytes that were packed.
   *
   * @param length how many they have to be
   * @return empty if they are not so many, or if this is not how they are packed
   */
  static Optional<byte[]> unpack(byte[] packed, int begin, int end, int length) {
    byte[] data = new byte[length];
    int done = 0;
    int from = begin;
    while (from + 1 < end) {
      int control = packed[from++] & 0xff;
      boolean isRun = control >= LONGEST_LITERAL;
      int count = isRun ? control - RUN_BIAS : control + 1;
      if (done + count > length || (!isRun && from + count > end)) {
        return Optional.empty();
      }
      for (int index = 0; index < count; index++) {
        data[done++] = packed[isRun ? from : from + index];
      }
      from += isRun ? 1 : count;
    }
    return from == end && done == length ? Optional.of(data) : Optional.empty();
  }
}
