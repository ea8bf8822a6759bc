// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The RAM of a machine as a file that QEMU and the suite both map. The file has a name only until
 * QEMU has opened it.
 */
final class SharedRam implements AutoCloseable {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path path;
  private final FileChannel channel;

  private SharedRam(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * RAM of this size in bytes, all zero.
   *
   * @throws IOException if there is no room for it
   */
  static SharedRam create(long size) throws IOException {
    Path path = temporaryFile(".ram");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.write(ByteBuffer.allocate(1), size - 1);
    return new SharedRam(path, channel);
  }

  /** A new file in memory if the system has such, else where temporary files are. */
  static Path temporaryFile(String suffix) throws IOException {
    return Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)
        ? Files.createTempFile(SHARED_MEMORY, "psci-qemu-", suffix)
        : Files.createTempFile("psci-qemu-", suffix);
  }

  Path path() {
    return path;
  }

  /** A part of it. Nobody may use it any more after {@link #close}. */
  ByteBuffer map(long offset, long size) throws IOException {
    return channel.map(FileChannel.MapMode.READ_WRITE, offset, size);
  }

  /** Takes the name of the file away; who has it open keeps it. */
  void unlink() throws IOException {
    Files.deleteIfExists(path);
  }

  /** Gives the memory back; Java would keep it mapped until some garbage collection. */
  @Override
  public void close() throws IOException {
    try (channel) {
      unlink();
      channel.truncate(0);
    }
  }
}
