// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.session.BootedMachine;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.packages.PackageSet;
import org.psci.adapter.qemu.QemuMachine;
import org.psci.adapter.qemu.QemuVersion;
import org.psci.adapter.qemu.SharedRam;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.TargetException;

/**
 * A Linux in a machine that QEMU emulates. Each start is one from a snapshot; where there is none
 * that fits it is made first.
 */
public final class EmulatedHost implements KvmHost {
  /** The kernel with KVM, and what has to run on it. */
  public static final PackageSet PACKAGES =
      new PackageSet(
          "kvm",
          "arm64",
          List.of("linux-image-6.12-cloud-arm64", "qemu-system-arm", "busybox-static"),
          true);

  private static final String SNAPSHOTS = "snapshots";
  private static final Duration USUAL_BOOT = Duration.ofSeconds(60);

  private final EmulatedMachine emulated;
  private final PackageCache cache;
  private final Consumer<String> progress;

  /** Making a snapshot starts a whole Linux; so many times as long as a start from one. */
  private static final int SNAPSHOT_FACTOR = 5;

  /** The snapshot that a machine was started from before. */
  private @Nullable Snapshot proven;

  /** The snapshot whose last start was lost. */
  private @Nullable Snapshot doubted;

  /**
   * @param binary the emulator, by name or path
   * @param cache where the packages are, and where snapshots go
   * @param progress hears what takes long
   */
  public EmulatedHost(String binary, PackageCache cache, Consumer<String> progress) {
    this.emulated = new EmulatedMachine(binary);
    this.cache = cache;
    this.progress = progress;
  }

  @Override
  public BootedMachine boot(KvmMachine machine, Duration longest) throws TargetException {
    try {
      Initramfs initramfs = new Initramfs(packages(), machine);
      Snapshot snapshot = snapshot(initramfs);
      if (snapshot.equals(proven) && snapshot.exists()) {
        return restore(snapshot, longest);
      }
      if (snapshot.exists()) {
        try {
          return proven(restore(snapshot, longest), snapshot);
        } catch (TargetException e) {
          boolean mayBeSlow = e instanceof StartLostException;
          if (mayBeSlow && !snapshot.equals(doubted)) {
            doubted = snapshot;
            throw e;
          }
          progress.accept("the snapshot is of no use: " + e.getMessage());
          snapshot.delete();
        }
      }
      make(snapshot, initramfs, longest.multipliedBy(SNAPSHOT_FACTOR));
      return proven(restore(snapshot, longest), snapshot);
    } catch (IOException e) {
      throw new TargetException("cannot start a machine with KVM: " + e.getMessage(), e);
    }
  }

  private Packages packages() throws TargetException {
    return new Packages(cache.need(PACKAGES));
  }

  private Snapshot snapshot(Initramfs initramfs) throws IOException, TargetException {
    List<byte[]> ingredients = new ArrayList<>(initramfs.ingredients());
    ingredients.add(emulated.identity().getBytes(StandardCharsets.UTF_8));
    ingredients.add(QemuVersion.of(emulated.binary()).text().getBytes(StandardCharsets.UTF_8));
    return Snapshot.of(cache.folder().resolve(SNAPSHOTS), ingredients);
  }

  private void make(Snapshot snapshot, Initramfs initramfs, Duration longest)
      throws IOException, TargetException {
    progress.accept(
        "starting a Linux with KVM in an emulated machine; next time a snapshot of it is used");
    new SnapshotMaker(emulated, packages().kernel(), initramfs).make(snapshot, longest);
  }

  private BootedMachine restore(Snapshot snapshot, Duration longest)
      throws IOException, TargetException {
    SharedRam mailbox = SharedRam.create(KvmMachine.MAILBOX_SIZE);
    return QemuMachine.resume(
        emulated.toRestore(mailbox.path(), snapshot.file()), mailbox, longest);
  }

  private BootedMachine proven(BootedMachine machine, Snapshot snapshot) throws IOException {
    snapshot.touch();
    proven = snapshot;
    return machine;
  }

  @Override
  public Duration usualBoot() {
    return USUAL_BOOT;
  }

  @Override
  public String describe() throws TargetException {
    try {
      return "KVM of Linux "
          + packages().kernelVersion()
          + " in a machine emulated by QEMU "
          + QemuVersion.of(emulated.binary()).text();
    } catch (IOException e) {
      throw new TargetException(
          "the fetched packages are not complete ("
              + e.getMessage()
              + "); fetch them again: ./psci targets fetch "
              + PACKAGES.name(),
          e);
    }
  }
}
