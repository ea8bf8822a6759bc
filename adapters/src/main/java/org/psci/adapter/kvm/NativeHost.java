// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.adapter.qemu.QemuMachine;
import org.psci.adapter.qemu.QemuVersion;
import org.psci.adapter.qemu.SharedRam;
import org.psci.conformance.target.TargetException;

/**
 * The machine that the suite runs on, if it is an arm64 Linux with KVM. The agent runs without
 * caches and the suite with them, so the processor has to keep the two views of the mailbox
 * together; those with FEAT_S2FWB (Armv8.4) do.
 *
 * @param binary QEMU, by name or path
 */
public record NativeHost(String binary) implements KvmHost {
  private static final Path KVM = Path.of("/dev/kvm");
  private static final Duration USUAL_BOOT = Duration.ofSeconds(10);

  /** Whether this process may use a KVM for arm64. */
  public static boolean isHere() {
    return System.getProperty("os.arch", "").equals("aarch64")
        && Files.isReadable(KVM)
        && Files.isWritable(KVM);
  }

  @Override
  public BootedMachine boot(KvmMachine machine, Duration longest) throws TargetException {
    try {
      Path agent = SharedRam.temporaryFile(".image");
      try {
        Files.write(agent, KvmMachine.agent());
        SharedRam mailbox = SharedRam.create(KvmMachine.MAILBOX_SIZE);
        return QemuMachine.resume(
            machine.command(binary, agent.toString(), mailbox.path().toString()), mailbox, longest);
      } finally {
        Files.deleteIfExists(agent);
      }
    } catch (IOException e) {
      throw new TargetException("cannot start " + binary, e);
    }
  }

  @Override
  public Duration usualBoot() {
    return USUAL_BOOT;
  }

  @Override
  public String describe() throws TargetException {
    return "KVM of Linux "
        + System.getProperty("os.version", "")
        + ", used by QEMU "
        + QemuVersion.of(binary).text();
  }
}
