// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {
  @TempDir Path root;

  @BeforeEach
  void unpack() throws IOException {
    put("usr/bin/qemu-system-aarch64", "qemu");
    put("bin/busybox", "busybox");
    put("boot/config-6.12.9-cloud-arm64", "");
    put("boot/vmlinuz-6.12.9-cloud-arm64", "Linux");
    put("lib/aarch64-linux-gnu/libc.so.6", "libc");
  }

  private void put(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
  }

  @Test
  void theKernelIsFoundByItsName() throws IOException {
    Packages packages = new Packages(root);
    assertThat(packages.kernel()).hasFileName("vmlinuz-6.12.9-cloud-arm64");
    assertThat(packages.kernelVersion()).isEqualTo("6.12.9-cloud-arm64");
  }

  @Test
  void anotherKernelOrLibraryIsAnotherIdentity() throws IOException {
    byte[] before = new Packages(root).identity();
    assertThat(new Packages(root).identity()).isEqualTo(before);
    put("lib/aarch64-linux-gnu/libc.so.6", "newer libc");
    assertThat(new Packages(root).identity()).isNotEqualTo(before);
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    Files.delete(root.resolve("bin/busybox"));
    Files.delete(root.resolve("boot/vmlinuz-6.12.9-cloud-arm64"));
    Packages packages = new Packages(root);
    assertThatThrownBy(packages::identity).hasMessageContaining("bin/busybox is missing");
    assertThatThrownBy(packages::kernel).hasMessageContaining("no kernel");
    assertThatThrownBy(() -> packages.library("libz.so.1")).hasMessageContaining("libz.so.1");
  }
}
