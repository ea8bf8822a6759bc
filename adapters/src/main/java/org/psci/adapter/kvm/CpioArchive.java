// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes an archive in the format "newc" of cpio, which Linux takes as its first file system. All
 * files belong to root, have no time, and may be executed.
 */
final class CpioArchive {
  private static final String MAGIC = "070701";
  private static final String TRAILER = "TRAILER!!!";
  private static final int HEADER_SIZE = 110;
  private static final int ALIGNMENT = 4;
  private static final int FOLDER = 0040755;
  private static final int REGULAR = 0100755;

  private final OutputStream out;
  private int inode;

  CpioArchive(OutputStream out) {
    this.out = out;
  }

  /** Adds a folder; the folders above it must be there. */
  void addFolder(String name) throws IOException {
    add(name, FOLDER, new byte[0]);
  }

  /** Adds a file; its folder must be there. */
  void addFile(String name, byte[] content) throws IOException {
    add(name, REGULAR, content);
  }

  /** Ends the archive; the stream stays open. */
  void finish() throws IOException {
    add(TRAILER, 0, new byte[0]);
    out.flush();
  }

  private void add(String name, int mode, byte[] content) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    inode++;
    int[] fields = {inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, nameBytes.length + 1, 0};
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
    for (int field : fields) {
      header.writeBytes(String.format("%08x", field).getBytes(StandardCharsets.US_ASCII));
    }
    header.writeBytes(nameBytes);
    header.write(0);
    out.write(header.toByteArray());
    pad(HEADER_SIZE + nameBytes.length + 1);
    out.write(content);
    pad(content.length);
  }

  private void pad(int length) throws IOException {
    out.write(new byte[Math.floorMod(-length, ALIGNMENT)]);
  }
}
