// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state of an emulated machine whose Linux has started, and in which the inner QEMU waits with
 * the agent. The name of the file says of what it is a snapshot, so a stale one is never used.
 *
 * @param folder where snapshots are
 * @param name of the file; it has the whole state or is not there
 */
record Snapshot(Path folder, String name) {
  private static final String PREFIX = "kvm-";
  private static final String SUFFIX = ".snapshot";
  private static final int DIGITS = 32;

  /** For different numbers of cores, and the last images of the agent. */
  private static final int MOST_KEPT = 4;

  /**
   * The snapshot that fits.
   *
   * @param folder where snapshots are
   * @param ingredients everything that makes a difference
   */
  static Snapshot of(Path folder, List<byte[]> ingredients) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] ingredient : ingredients) {
        digest.update((ingredient.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(ingredient);
      }
      String name = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
      return new Snapshot(folder, PREFIX + name + SUFFIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Path file() {
    return folder.resolve(name);
  }

  boolean exists() {
    return Files.exists(file());
  }

  /** Notes that it is in use, so that it is kept. */
  void touch() throws IOException {
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now()));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file());
  }

  /** Deletes the snapshots of this folder that were not used for the longest time. */
  void deleteOthers() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(Snapshot::isSnapshot).forEach(all::add);
    }
    all.sort(Comparator.comparing(Snapshot::lastUse).reversed());
    for (Path old : all.subList(Math.min(MOST_KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static boolean isSnapshot(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** When it was last used; long ago if another run has just deleted it. */
  private static FileTime lastUse(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
