// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program or library in the format ELF, 64 bits and little-endian: which libraries it needs. */
final class ElfFile {
  private static final int MAGIC = 0x464c_457f;
  private static final int HEADER_SIZE = 0x40;
  private static final int CLASS_AND_ORDER = 4;
  private static final short BITS_64_LITTLE_ENDIAN = 0x0102;
  private static final int SEGMENTS_OFFSET = 0x20;
  private static final int SEGMENT_SIZE = 0x36;
  private static final int SEGMENT_COUNT = 0x38;

  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int NEEDED = 1;
  private static final int STRINGS = 5;
  private static final int ENTRY_SIZE = 16;

  private final byte[] content;
  private final ByteBuffer bytes;

  /**
   * @throws IllegalArgumentException if it is no such file
   */
  ElfFile(byte[] content) {
    this.content = content.clone();
    this.bytes = ByteBuffer.wrap(this.content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER_SIZE
        || bytes.getInt(0) != MAGIC
        || bytes.getShort(CLASS_AND_ORDER) != BITS_64_LITTLE_ENDIAN) {
      throw new IllegalArgumentException("no ELF file of 64 bits, little-endian");
    }
  }

  /** A part of the file that becomes a part of memory. */
  private record Segment(int type, long offset, long address, long size) {}

  /**
   * The names of the libraries, as the loader looks for them; empty for a static program.
   *
   * @throws IllegalArgumentException if the file contradicts itself
   */
  List<String> needed() {
    try {
      List<Long> names = new ArrayList<>();
      long strings = 0;
      for (Segment segment : segments()) {
        if (segment.type == DYNAMIC) {
          long end = segment.offset + segment.size;
          for (long entry = segment.offset; entry < end; entry += ENTRY_SIZE) {
            long tag = bytes.getLong(Math.toIntExact(entry));
            long value = bytes.getLong(Math.toIntExact(entry) + Long.BYTES);
            if (tag == NEEDED) {
              names.add(value);
            } else if (tag == STRINGS) {
              strings = offsetOf(value);
            }
          }
        }
      }
      List<String> libraries = new ArrayList<>();
      for (long name : names) {
        libraries.add(text(Math.toIntExact(strings + name)));
      }
      return libraries;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IllegalArgumentException("an ELF file that points outside of itself", e);
    }
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    long first = bytes.getLong(SEGMENTS_OFFSET);
    int size = bytes.getShort(SEGMENT_SIZE);
    int count = bytes.getShort(SEGMENT_COUNT);
    for (int index = 0; index < count; index++) {
      int at = Math.toIntExact(first + (long) index * size);
      segments.add(
          new Segment(
              bytes.getInt(at),
              bytes.getLong(at + 0x08),
              bytes.getLong(at + 0x10),
              bytes.getLong(at + 0x20)));
    }
    return segments;
  }

  private long offsetOf(long address) {
    for (Segment segment : segments()) {
      long distance = address - segment.address;
      if (segment.type == LOAD && distance >= 0 && distance < segment.size) {
        return segment.offset + distance;
      }
    }
    throw new IllegalArgumentException("an ELF file whose names are not in the file");
  }

  private String text(int begin) {
    int end = begin;
    while (bytes.get(end) != 0) {
      end++;
    }
    return new String(content, begin, end - begin, StandardCharsets.UTF_8);
  }
}
