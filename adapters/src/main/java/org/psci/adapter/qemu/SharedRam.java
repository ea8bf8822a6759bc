// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/**
 * The RAM of a machine as a file that QEMU and the suite both map. The file has a name only until
 * QEMU has opened it.
 */
public final class SharedRam implements AutoCloseable {
  private static final String PREFIX = "psci-qemu-";
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);
  private static final int CHUNK = 1 << 20;
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
  public static SharedRam create(long size) throws IOException {
    Path path = temporaryFile(".ram");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.write(ByteBuffer.allocate(1), size - 1);
    return new SharedRam(path, channel);
  }

  /** A new file in memory if the system has such, else where temporary files are. */
  public static Path temporaryFile(String suffix) throws IOException {
    sweep();
    Path file =
        Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)
            ? Files.createTempFile(SHARED_MEMORY, PREFIX, suffix)
            : Files.createTempFile(PREFIX, suffix);
    file.toFile().deleteOnExit(); // if the suite is stopped before QEMU has it open
    return file;
  }

  public Path path() {
    return path;
  }

  /** Its size in bytes. */
  long size() throws IOException {
    return channel.size();
  }

  /**
   * A part of it, with all the memory that it needs. Nobody may use it any more after {@link
   * #close}.
   *
   * @throws IOException if there is no room for it
   */
  public ByteBuffer mapNew(long offset, long size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(CHUNK);
    try {
      for (long done = 0; done < size; done += zeros.position()) {
        zeros.clear().limit((int) Math.min(CHUNK, size - done));
        channel.write(zeros, offset + done);
      }
    } catch (IOException e) {
      throw new IOException(
          "no room for the memory of the machine in " + path.getParent() + ": " + e.getMessage(),
          e);
    }
    return map(offset, size);
  }

  /** A part of it as it is. Nobody may use it any more after {@link #close}. */
  public ByteBuffer map(long offset, long size) throws IOException {
    return channel.map(FileChannel.MapMode.READ_WRITE, offset, size);
  }

  /** Takes the name of the file away; who has it open keeps it. */
  public void unlink() throws IOException {
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

  /**
   * Removes what suites that were killed at the wrong moment have left behind. A file in use has no
   * name any more after a few seconds.
   */
  private static void sweep() throws IOException {
    if (!Files.isDirectory(SHARED_MEMORY)) {
      return;
    }
    Instant longAgo = Instant.now().minus(LEFT_BEHIND);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(SHARED_MEMORY, PREFIX + "*")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(longAgo)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Its owner was quicker.
    }
  }
}
