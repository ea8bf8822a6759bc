// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.psci.adapter.agent.guest.DeviceTree.Node;

/** Reads the flattened form of a device tree, version 17 or later. */
final class DeviceTreeParser {
  private static final int MAGIC = 0xd00d_feed;
  private static final int STRUCTURE_OFFSET = 8;
  private static final int STRINGS_OFFSET = 12;
  private static final int COMPATIBLE_VERSION = 24;
  private static final int HEADER_SIZE = 40;
  private static final int NEWEST_FORMAT = 17;
  private static final int DEEPEST = 64;

  private static final int BEGIN_NODE = 1;
  private static final int END_NODE = 2;
  private static final int PROPERTY = 3;
  private static final int NOP = 4;
  private static final int END = 9;

  private final byte[] blob;
  private final ByteBuffer words;
  private int position;

  DeviceTreeParser(byte[] blob) throws DeviceTreeException {
    this.blob = blob;
    this.words = ByteBuffer.wrap(blob).order(ByteOrder.BIG_ENDIAN);
    if (blob.length < HEADER_SIZE || words.getInt(0) != MAGIC) {
      throw new DeviceTreeException(
          "these " + blob.length + " bytes do not begin as a device tree does");
    }
    if (words.getInt(COMPATIBLE_VERSION) > NEWEST_FORMAT) {
      throw new DeviceTreeException(
          "the tree has format " + words.getInt(COMPATIBLE_VERSION) + ", which is too new");
    }
  }

  /** The root with everything below it. */
  Node root() throws DeviceTreeException {
    position = words.getInt(STRUCTURE_OFFSET);
    Node above = new Node("");
    Deque<Node> open = new ArrayDeque<>();
    open.push(above);
    for (int token = word(); token != END; token = word()) {
      switch (token) {
        case BEGIN_NODE -> begin(open);
        case END_NODE -> {
          if (open.size() == 1) {
            throw malformed("a node ends that never began");
          }
          open.pop();
        }
        case PROPERTY -> property(open.element());
        case NOP -> {}
        default -> throw malformed("token " + token + " is none");
      }
    }
    if (open.size() != 1 || above.children().size() != 1) {
      throw malformed("the tree ends in the middle of a node");
    }
    return above.children().get(0);
  }

  private void begin(Deque<Node> open) throws DeviceTreeException {
    if (open.size() > DEEPEST) {
      throw malformed("more than " + DEEPEST + " levels");
    }
    String name = string(position);
    advance(name.length() + 1);
    Node node = new Node(name);
    open.element().children().add(node);
    open.push(node);
  }

  private void property(Node node) throws DeviceTreeException {
    int length = word();
    long nameAt = (words.getInt(STRINGS_OFFSET) & 0xffff_ffffL) + (word() & 0xffff_ffffL);
    if (length < 0 || length > blob.length - position) {
      throw malformed("a property of " + (length & 0xffff_ffffL) + " bytes");
    }
    String name = string((int) Math.min(nameAt, Integer.MAX_VALUE));
    node.properties().put(name, Arrays.copyOfRange(blob, position, position + length));
    advance(length);
  }

  private int word() throws DeviceTreeException {
    if (position < 0 || position > blob.length - Integer.BYTES) {
      throw malformed("the tree leads out of its " + blob.length + " bytes");
    }
    int word = words.getInt(position);
    position += Integer.BYTES;
    return word;
  }

  /** Goes on by as many bytes, and to the next word. */
  private void advance(int bytes) {
    position = (position + bytes + Integer.BYTES - 1) & -Integer.BYTES;
  }

  private String string(int offset) throws DeviceTreeException {
    int end = offset;
    while (end >= 0 && end < blob.length && blob[end] != 0) {
      end++;
    }
    if (end < 0 || end >= blob.length) {
      throw malformed("a name at " + (offset & 0xffff_ffffL) + " that does not end");
    }
    return new String(blob, offset, end - offset, StandardCharsets.ISO_8859_1);
  }

  private DeviceTreeException malformed(String what) {
    return new DeviceTreeException("malformed device tree at byte " + position + ": " + what);
  }
}
