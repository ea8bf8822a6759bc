// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A folder for files on the way to a snapshot, on the same disk; it goes with all that is in it.
 */
final class WorkingFolder implements AutoCloseable {
  private static final String PREFIX = "making-";
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private final Path path;

  private WorkingFolder(Path path) {
    this.path = path;
  }

  /** A new one; those that killed runs have left behind go. */
  static WorkingFolder in(Path folder) throws IOException {
    Instant longAgo = Instant.now().minus(LEFT_BEHIND);
    try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path other : others) {
        if (Files.getLastModifiedTime(other).toInstant().isBefore(longAgo)) {
          new WorkingFolder(other).close();
        }
      }
    }
    return new WorkingFolder(Files.createTempDirectory(folder, PREFIX));
  }

  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(path);
  }
}
