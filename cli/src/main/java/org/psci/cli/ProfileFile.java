// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The file that {@code --profile} names. */
final class ProfileFile {
  private static final long MOST_BYTES = 1 << 20;

  private ProfileFile() {}

  static String read(String name) throws UsageException {
    try {
      Path file = Path.of(name);
      if (name.isEmpty() || !Files.exists(file)) {
        throw new UsageException("--profile: there is no file '" + name + "'");
      }
      if (Files.isDirectory(file)) {
        throw new UsageException("--profile: " + name + " is a directory; name a JSON file in it");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new UsageException(
            "--profile: " + name + " has more than a MiB; that is no description of a machine");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UsageException("--profile: " + name + " cannot be read as UTF-8 text");
    } catch (InvalidPathException e) {
      throw new UsageException("--profile: '" + name + "' is no name of a file");
    }
  }
}
