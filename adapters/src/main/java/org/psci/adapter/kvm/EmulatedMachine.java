// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine that QEMU emulates so that there is a Linux with KVM. A snapshot fits only a machine
 * that was started with the same words.
 *
 * @param binary the emulator, by name or path
 */
record EmulatedMachine(String binary) {
  private static final int CORES = 4;
  private static final String RAM = "512M";

  /**
   * Linux keeps away from EL2, since QEMU leaves the timers of EL2 out of a snapshot, and clears
   * what it does not use, since zeros take no room there.
   */
  private static final String KERNEL_WORDS =
      "rdinit=/init console=ttyAMA0 quiet panic=-1 kvm-arm.mode=nvhe init_on_free=1";

  /**
   * The words that belong to every start.
   *
   * @param mailbox the file that holds the mailbox
   * @param port where the monitor of the inner QEMU is heard, as {@code -chardev} takes it
   * @param console where Linux complains, as {@code -chardev} takes it
   */
  private List<String> words(Path mailbox, String port, String console) {
    List<String> words = new ArrayList<>(List.of(binary));
    words.addAll(List.of("-M", "virt,virtualization=on,gic-version=3", "-cpu", "cortex-a76"));
    words.addAll(List.of("-accel", "tcg,thread=multi", "-m", RAM));
    words.addAll(List.of("-smp", String.valueOf(CORES)));
    words.addAll(List.of("-nodefaults", "-nic", "none", "-display", "none", "-monitor", "none"));
    words.add("-no-reboot");
    words.add("-object");
    words.add(
        String.format(
            "memory-backend-file,id=mailbox,size=%dB,share=on,mem-path=%s",
            KvmMachine.MAILBOX_SIZE, mailbox));
    words.addAll(List.of("-device", "ivshmem-plain,memdev=mailbox,master=on"));
    words.addAll(List.of("-chardev", port + ",id=port", "-device", "virtio-serial-pci"));
    words.addAll(List.of("-device", "virtserialport,chardev=port,nr=1"));
    words.addAll(List.of("-chardev", console + ",id=console", "-serial", "chardev:console"));
    return words;
  }

  /**
   * The command line of a start from nothing, with a monitor on the standard streams.
   *
   * @param port a file for what the inner QEMU says
   * @param console a file for what Linux says
   */
  List<String> toBoot(Path mailbox, Path port, Path console, Path kernel, Path initramfs) {
    List<String> words =
        words(mailbox, "file,path=" + escaped(port), "file,path=" + escaped(console));
    words.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
    words.addAll(List.of("-append", KERNEL_WORDS, "-qmp", "stdio"));
    // A snapshot of a machine that stands still would stand still again.
    words.addAll(List.of("-global", "migration.store-global-state=off"));
    return words;
  }

  /** The command line of a start from a snapshot. The standard streams lead to the inner QEMU. */
  List<String> toRestore(Path mailbox, Path snapshot) {
    List<String> words = words(mailbox, "stdio", "file,path=/dev/stderr");
    words.addAll(List.of("-incoming", "exec:cat " + quoted(snapshot)));
    return words;
  }

  /** All that makes a difference to a snapshot. */
  String identity() {
    Path anywhere = Path.of("x");
    return String.join(" ", toBoot(anywhere, anywhere, anywhere, anywhere, anywhere));
  }

  /** A path as a value of an option of QEMU: commas are doubled. */
  private static String escaped(Path path) {
    return path.toString().replace(",", ",,");
  }

  /** A path as a word of a shell. */
  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
