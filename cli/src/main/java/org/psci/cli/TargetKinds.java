// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.qemu.TrustedFirmwareBoard;
import org.psci.adapter.qemu.VirtBoard;
import org.psci.adapter.qemu.XenBoard;
import org.psci.adapter.qemu.Zcu102Board;

/** Every target that there is. */
final class TargetKinds {
  static final TargetKind REFERENCE = new ReferenceKind();
  static final TargetKind QEMU =
      new BoardKind("qemu", "QEMU's own PSCI, called by HVC from EL1", VirtBoard.HVC);

  static final List<TargetKind> ALL =
      List.of(
          REFERENCE,
          QEMU,
          new BoardKind("qemu-smc", "QEMU's own PSCI, called by SMC from EL2", VirtBoard.SMC),
          new BoardKind(
              "qemu-aarch32", "QEMU's own PSCI, called by HVC in AArch32 state", VirtBoard.AARCH32),
          new BoardKind(
              "qemu-zcu102",
              "the PSCI of QEMU's machine xlnx-zcu102, called by SMC from EL1",
              new Zcu102Board(),
              List.of("--cores", "--thread", "--qemu", "--boot-time", "--profile"),
              Optional.empty()),
          new BoardKind(
              "xen",
              "the PSCI that Xen 4.17 has for its guests; the agent is dom0",
              new XenBoard(PackageCache.ofUser()),
              List.of(
                  "--cores", "--cpu", "--gic", "--thread", "--qemu", "--boot-time", "--profile"),
              Optional.of(XenBoard.PACKAGES)),
          new BoardKind(
              "tfa",
              "Debian's Trusted Firmware-A for the Raspberry Pi 3, called by SMC from EL2",
              new TrustedFirmwareBoard(PackageCache.ofUser()),
              List.of("--thread", "--qemu", "--boot-time", "--profile"),
              Optional.of(TrustedFirmwareBoard.PACKAGES)),
          new KvmKind(),
          new TestFirmwareKind(),
          new FirmwareKind(),
          new ProcessKind(),
          new CommandKind());

  private TargetKinds() {}

  static Optional<TargetKind> find(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /**
   * The one with this name.
   *
   * @throws UsageException if there is none
   */
  static TargetKind named(String name) throws UsageException {
    return find(name)
        .orElseThrow(
            () ->
                UsageException.unknown(
                    "target", name, ALL.stream().map(TargetKind::name).toList()));
  }

  /** The names of some, for messages. */
  static String names(String separator, Predicate<TargetKind> which) {
    return ALL.stream().filter(which).map(TargetKind::name).collect(Collectors.joining(separator));
  }
}
