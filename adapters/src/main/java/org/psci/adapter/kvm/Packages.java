// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The unpacked Debian packages of which the emulated machine is made: a kernel with KVM, QEMU with
 * its libraries, and BusyBox.
 *
 * @param root the folder that stands for the root of a file system
 */
record Packages(Path root) {
  private static final String EMULATOR = "usr/bin/qemu-system-aarch64";
  private static final String BUSYBOX = "bin/busybox";
  private static final String KERNELS = "boot";
  private static final String KERNEL = "vmlinuz-";
  private static final List<String> LIBRARIES =
      List.of("lib/aarch64-linux-gnu", "usr/lib/aarch64-linux-gnu", "lib", "usr/lib");

  Path emulator() throws IOException {
    return existing(EMULATOR);
  }

  Path busybox() throws IOException {
    return existing(BUSYBOX);
  }

  /** The kernel; the last by name if there are several. */
  Path kernel() throws IOException {
    return files(root.resolve(KERNELS)).stream()
        .filter(file -> file.getFileName().toString().startsWith(KERNEL))
        .reduce((first, last) -> last)
        .orElseThrow(() -> new IOException("there is no kernel in " + root.resolve(KERNELS)));
  }

  /** The version of the kernel, as its package says it. */
  String kernelVersion() throws IOException {
    return kernel().getFileName().toString().substring(KERNEL.length());
  }

  /** A shared library by the name by which programs ask for it. */
  Path library(String name) throws IOException {
    Optional<Path> file =
        LIBRARIES.stream()
            .map(folder -> root.resolve(folder).resolve(name))
            .filter(Files::exists)
            .findFirst();
    return file.orElseThrow(
        () -> new IOException("the library " + name + " is missing in " + root));
  }

  /** Names, sizes and times of what is used: other packages have others. */
  byte[] identity() throws IOException {
    List<Path> used = new ArrayList<>(List.of(emulator(), busybox(), kernel()));
    for (String folder : LIBRARIES) {
      used.addAll(files(root.resolve(folder)));
    }
    StringBuilder identity = new StringBuilder();
    for (Path file : used) {
      identity.append(root.relativize(file));
      if (Files.isRegularFile(file)) {
        identity.append(' ').append(Files.size(file));
        identity.append(' ').append(Files.getLastModifiedTime(file).toMillis());
      }
      identity.append('\n');
    }
    return identity.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What lies in a folder, by name; nothing if there is no such folder. */
  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Path existing(String name) throws IOException {
    Path file = root.resolve(name);
    if (!Files.exists(file)) {
      throw new IOException(file + " is missing");
    }
    return file;
  }
}
