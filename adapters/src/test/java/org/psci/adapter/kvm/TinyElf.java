// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** An ELF file that has nothing but the names of the libraries that it needs. */
final class TinyElf {
  private static final int HEADER = 0x40;
  private static final int SEGMENT = 0x38;
  private static final int ENTRY = 16;

  /** Where the file lies in memory. */
  private static final long ADDRESS = 0x10000;

  private TinyElf() {}

  static byte[] needing(String... libraries) {
    int dynamic = HEADER + 2 * SEGMENT;
    int dynamicSize = ENTRY * (libraries.length + 2);
    int strings = dynamic + dynamicSize;
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.write(0);
    ByteBuffer entries = little(dynamicSize);
    for (String library : libraries) {
      entries.putLong(1).putLong(names.size());
      names.writeBytes((library + "\0").getBytes(StandardCharsets.UTF_8));
    }
    entries.putLong(5).putLong(ADDRESS + strings);
    int size = strings + names.size();
    ByteBuffer file = little(size);
    file.putInt(0, 0x464c_457f).putShort(4, (short) 0x0102);
    file.putLong(0x20, HEADER).putShort(0x36, (short) SEGMENT).putShort(0x38, (short) 2);
    putSegment(file.position(HEADER), 1, 0, size);
    putSegment(file.position(HEADER + SEGMENT), 2, dynamic, dynamicSize);
    file.position(dynamic).put(entries.clear()).put(names.toByteArray());
    byte[] bytes = new byte[size];
    file.get(0, bytes);
    return bytes;
  }

  private static void putSegment(ByteBuffer file, int type, long offset, long size) {
    file.putInt(type).putInt(0).putLong(offset).putLong(ADDRESS + offset).putLong(0).putLong(size);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
