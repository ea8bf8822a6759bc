// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes flattened device trees. */
final class FlattenedTree {
  private static final int HEADER_SIZE = 40;

  private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  FlattenedTree begin(String name) {
    word(1);
    padded((name + "\0").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  FlattenedTree end() {
    word(2);
    return this;
  }

  FlattenedTree property(String name, String... values) {
    return property(name, (String.join("\0", values) + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  FlattenedTree property(String name, int... cells) {
    ByteBuffer bytes = ByteBuffer.allocate(cells.length * Integer.BYTES);
    for (int cell : cells) {
      bytes.putInt(cell);
    }
    return property(name, bytes.array());
  }

  private FlattenedTree property(String name, byte[] value) {
    word(3);
    word(value.length);
    word(strings.size());
    strings.writeBytes((name + "\0").getBytes(StandardCharsets.US_ASCII));
    padded(value);
    return this;
  }

  private void word(int value) {
    structure.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  private void padded(byte[] bytes) {
    structure.writeBytes(bytes);
    while (structure.size() % Integer.BYTES != 0) {
      structure.write(0);
    }
  }

  /** The tree with everything written so far. */
  byte[] blob() {
    word(9);
    int total = HEADER_SIZE + structure.size() + strings.size();
    return ByteBuffer.allocate(total)
        .putInt(0xd00d_feed)
        .putInt(total)
        .putInt(HEADER_SIZE)
        .putInt(HEADER_SIZE + structure.size())
        .putInt(HEADER_SIZE)
        .putInt(17)
        .putInt(16)
        .putInt(0)
        .putInt(strings.size())
        .putInt(structure.size())
        .put(structure.toByteArray())
        .put(strings.toByteArray())
        .array();
  }
}
