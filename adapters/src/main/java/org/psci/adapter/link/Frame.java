// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A frame on the serial line, as agent/MAILBOX.md describes it.
 *
 * @param kind what it is for
 * @param tag tells a request from another one, and an announcement from another one, 0 to 0xffff
 * @param offset in the mailbox, for the kinds that have to do with a range of it
 * @param length of the range in bytes, 0 to 0xffff
 * @param data the bytes of the range, for the kinds that carry them, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
public record Frame(Kind kind, int tag, int offset, int length, byte[] data) {
  private static final int HEADER_SIZE = 9;
  private static final int CHECKSUM_SIZE = 4;

  /** What frames are for. */
  public enum Kind {
    /** To the agent: send this range. */
    READ('R'),
    /** To the agent: put this into the mailbox. */
    WRITE('W'),
    /** To the agent: the announcement with this tag was seen. */
    GO('G'),
    /** From the agent: the range that was asked for. */
    DATA('D'),
    /** From the agent: what was sent is in the mailbox. */
    KEPT('K'),
    /** From the agent: an announcement, repeated until it is seen. */
    HERE('H'),
    /** From the agent: something moves. */
    ALIVE('A');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Optional<Kind> of(byte letter) {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    boolean hasData() {
      return this == WRITE || this == DATA || this == HERE || this == ALIVE;
    }
  }

  /** A frame that carries no data. */
  public static Frame without(Kind kind, int tag, int offset, int length) {
    return new Frame(kind, tag, offset, length, new byte[0]);
  }

  /** A frame with all these data. */
  public static Frame with(Kind kind, int tag, int offset, byte[] data) {
    return new Frame(kind, tag, offset, data.length, data);
  }

  /** The frame as it goes over the line. */
  public byte[] text() {
    byte[] packed = kind.hasData() ? Packing.pack(data) : data;
    ByteBuffer body =
        ByteBuffer.allocate(HEADER_SIZE + packed.length + CHECKSUM_SIZE)
            .order(ByteOrder.LITTLE_ENDIAN);
    body.put((byte) kind.letter).putShort((short) tag).putInt(offset).putShort((short) length);
    body.put(packed);
    body.putInt(checksum(body.array(), body.position()));
    String text = Base64.getEncoder().withoutPadding().encodeToString(body.array());
    return ("<" + text + ">\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The frame that stands between {@code <} and {@code >}; empty if it is none, or was changed on
   * its way.
   */
  static Optional<Frame> of(byte[] text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int end = bytes.length - CHECKSUM_SIZE;
    if (end < HEADER_SIZE) {
      return Optional.empty();
    }
    ByteBuffer body = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Optional<Kind> kind = Kind.of(body.get(0));
    if (body.getInt(end) != checksum(bytes, end) || kind.isEmpty()) {
      return Optional.empty();
    }
    int length = body.getShort(7) & 0xffff;
    Optional<byte[]> data =
        kind.get().hasData()
            ? Packing.unpack(bytes, HEADER_SIZE, end, length)
            : Optional.of(new byte[0]);
    return data.map(
        content ->
            new Frame(kind.get(), body.getShort(1) & 0xffff, body.getInt(3), length, content));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
