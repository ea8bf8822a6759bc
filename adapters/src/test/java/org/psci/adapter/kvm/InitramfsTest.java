// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitramfsTest {
  @TempDir Path packages;

  private void put(String name, byte[] content) throws IOException {
    Path file = packages.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, content);
  }

  private String written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Initramfs(new Packages(packages), KvmMachine.DEFAULT).write(out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void holdsTheScriptTheAgentAndTheLibrariesOfLibraries() throws IOException {
    put("bin/busybox", TinyElf.needing());
    put("usr/bin/qemu-system-aarch64", TinyElf.needing("liba.so.1"));
    put("usr/lib/aarch64-linux-gnu/liba.so.1", TinyElf.needing("libb.so.2", "liba.so.1"));
    put("lib/aarch64-linux-gnu/libb.so.2", TinyElf.needing());
    put("lib/aarch64-linux-gnu/libc.so.6", TinyElf.needing());
    assertThat(written())
        .contains(
            "init\0",
            "#!/bin/busybox sh",
            "agent\0",
            "/bin/qemu -M virt",
            "bin/qemu\0",
            "bin/busybox\0")
        .contains("lib/liba.so.1\0", "lib/libb.so.2\0", "TRAILER!!!")
        .doesNotContain("lib/libc.so.6\0");
  }

  @Test
  void saysWhichLibraryIsMissing() throws IOException {
    put("bin/busybox", TinyElf.needing());
    put("usr/bin/qemu-system-aarch64", TinyElf.needing("liba.so.1"));
    assertThatThrownBy(this::written)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("liba.so.1");
  }
}
