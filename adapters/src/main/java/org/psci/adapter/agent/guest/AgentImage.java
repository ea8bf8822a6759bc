// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bare-metal image of the agent for one Execution state, in the format of a Linux kernel for
 * it: that of arm64, or a zImage.
 */
public final class AgentImage {
  private static final int MAILBOX_ADDRESS = 0x40;
  private static final int MAILBOX_SIZE = 0x48;
  private static final int SERIAL_KIND = 0x50;
  private static final int SERIAL_SHIFT = 0x54;
  private static final int SERIAL_ADDRESS = 0x58;

  private final byte[] bytes;

  private AgentImage(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The image for AArch64 that is part of this software. */
  public static AgentImage aarch64() {
    return shipped("agent-aarch64.bin", 0x38, 0x644d_5241);
  }

  /** The image for AArch32 that is part of this software. */
  public static AgentImage aarch32() {
    return shipped("agent-aarch32.bin", 0x24, 0x016f_2818);
  }

  private static AgentImage shipped(String resource, int magicOffset, int magic) {
    return of(BundledFile.bytes(AgentImage.class, resource), magicOffset, magic);
  }

  static AgentImage of(byte[] bytes, int magicOffset, int magic) {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < SERIAL_ADDRESS + Long.BYTES || header.getInt(magicOffset) != magic) {
      throw new IllegalArgumentException("this is no image of the agent");
    }
    return new AgentImage(bytes.clone());
  }

  /**
   * The same image with another mailbox.
   *
   * @param address its physical address
   * @param size its size in bytes
   */
  public AgentImage withMailbox(long address, long size) {
    byte[] patched = bytes.clone();
    ByteBuffer.wrap(patched)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(MAILBOX_ADDRESS, address)
        .putLong(MAILBOX_SIZE, size);
    return new AgentImage(patched);
  }

  /** The same image, to be reached over a serial line. */
  public AgentImage withSerialLine(Uart uart) {
    byte[] patched = bytes.clone();
    ByteBuffer.wrap(patched)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(SERIAL_KIND, uart.kind().number())
        .putInt(SERIAL_SHIFT, uart.shift())
        .putLong(SERIAL_ADDRESS, uart.address());
    return new AgentImage(patched);
  }

  public byte[] bytes() {
    return Arrays.copyOf(bytes, bytes.length);
  }
}
