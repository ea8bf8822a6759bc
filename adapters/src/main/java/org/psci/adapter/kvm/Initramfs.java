// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.psci.adapter.agent.guest.BundledFile;

/**
 * The file system of the emulated machine: QEMU with the libraries that it needs, BusyBox, the
 * agent, and a script that starts it all.
 */
final class Initramfs {
  private static final String SCRIPT = "init.sh";

  private final Packages packages;
  private final KvmMachine machine;

  /**
   * @param machine what is to run on it
   */
  Initramfs(Packages packages, KvmMachine machine) {
    this.packages = packages;
    this.machine = machine;
  }

  /** What makes a difference to it. */
  List<byte[]> ingredients() throws IOException {
    return List.of(script(), command(), KvmMachine.agent(), packages.identity());
  }

  private byte[] command() {
    String command = String.join(" ", machine.command("/bin/qemu", "/agent", "/mailbox"));
    return (command + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The script that is the first process. */
  private static byte[] script() {
    return BundledFile.bytes(Initramfs.class, SCRIPT);
  }

  /**
   * Writes it as an archive that Linux takes.
   *
   * @throws IOException if something is missing in the packages; the message says what
   */
  void write(OutputStream out) throws IOException {
    byte[] emulator = Files.readAllBytes(packages.emulator());
    CpioArchive archive = new CpioArchive(out);
    for (String folder : List.of("bin", "lib", "dev", "proc", "sys")) {
      archive.addFolder(folder);
    }
    archive.addFile("init", script());
    archive.addFile("command", command());
    archive.addFile("agent", KvmMachine.agent());
    archive.addFile("bin/busybox", Files.readAllBytes(packages.busybox()));
    archive.addFile("bin/qemu", emulator);
    for (Map.Entry<String, byte[]> library : libraries(emulator).entrySet()) {
      archive.addFile("lib/" + library.getKey(), library.getValue());
    }
    archive.finish();
  }

  /** The libraries that a program needs, and those that they need, by name. */
  private Map<String, byte[]> libraries(byte[] program) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    Deque<String> missing = new ArrayDeque<>(new ElfFile(program).needed());
    while (!missing.isEmpty()) {
      String name = missing.remove();
      if (!found.containsKey(name)) {
        byte[] library = Files.readAllBytes(packages.library(name));
        found.put(name, library);
        missing.addAll(new ElfFile(library).needed());
      }
    }
    return found;
  }
}
