// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.psci.adapter.agent.guest.BundledFile;

/** The image of the test firmware, and the words in it that say how it behaves. */
final class TestFirmwareImage {
  private static final String RESOURCE = "testfw-aarch64.bin";

  /** The bytes {@code PSCITFW}, and a zero. */
  private static final long MAGIC = 0x0057_4654_4943_5350L;

  private static final int MAGIC_OFFSET = 0x38;
  private static final int BUGS = 0x40;
  private static final int PAYLOAD = 0x48;
  private static final int VERSION = 0x50;
  private static final int EXTENDED = 0x54;
  private static final int DOWNGRADE = 0x58;
  private static final int OS_INITIATED = 0x5c;
  private static final int LIBERTIES = 0x60;
  private static final int HEADER_SIZE = 0x68;

  private TestFirmwareImage() {}

  /**
   * The image that is part of this software, told how to behave.
   *
   * @param payload the address at which it starts its guest
   */
  static byte[] of(TestFirmware firmware, long payload) {
    byte[] bytes = BundledFile.bytes(TestFirmwareImage.class, RESOURCE);
    ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER_SIZE || image.getLong(MAGIC_OFFSET) != MAGIC) {
      throw new IllegalStateException(RESOURCE + " is no image of the test firmware");
    }
    image.putLong(BUGS, TestFirmwareBug.mask(firmware.bugs()));
    image.putLong(PAYLOAD, payload);
    image.putInt(VERSION, firmware.version().encoded());
    image.putInt(EXTENDED, firmware.isExtended() ? 1 : 0);
    image.putInt(DOWNGRADE, firmware.downgrades() ? 1 : 0);
    image.putInt(OS_INITIATED, firmware.offersOsInitiated() ? 1 : 0);
    image.putInt(LIBERTIES, firmware.entries().liberties());
    return bytes;
  }
}
