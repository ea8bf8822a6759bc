// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.packages.PackageSet;
import org.psci.conformance.target.TargetException;

/**
 * Xen on QEMU's machine "virt", with the agent as dom0: its PSCI is that which Xen has for its
 * guests. Xen maps the memory of dom0 where it is, so host and agent share it as elsewhere.
 *
 * @param packages where Xen is
 */
public record XenBoard(PackageCache packages) implements Board {
  public static final PackageSet PACKAGES =
      new PackageSet("xen", "arm64", List.of("xen-hypervisor-4.17-arm64"), false);

  private static final String XEN = "boot/xen-4.17-arm64";
  private static final long RAM = 0x4000_0000L;
  private static final long RAM_SIZE = 1 << 30;

  /** The start of the memory that Xen 4.17 gives to a dom0 of this size on this machine. */
  private static final long DOM0 = 0x7000_0000L;

  private static final String DOM0_SIZE = "128M";

  /** Where Xen finds the agent; it copies it to dom0. */
  private static final long IMAGE = 0x4a00_0000L;

  @Override
  public QemuOptions usual() {
    return QemuOptions.DEFAULT.withGicVersion(3);
  }

  @Override
  public Memory memory() {
    return new Memory(RAM, RAM_SIZE, DOM0 + (64 << 20), 16 << 20);
  }

  @Override
  public String machine(QemuOptions options) {
    return "virt,virtualization=on"
        + options.gicVersion().map(version -> ",gic-version=" + version).orElse("");
  }

  @Override
  public List<String> words(QemuOptions options) {
    return List.of(
        "-append",
        "dom0_mem=" + DOM0_SIZE + " dom0_max_vcpus=" + options.cores() + " dtuart=/pl011@9000000");
  }

  @Override
  public List<Load> loads(AgentImage agent) throws TargetException {
    Path xen = packages.file(PACKAGES, XEN);
    try {
      return List.of(
          Load.kernel(Files.readAllBytes(xen)),
          new Load(
              agent.bytes(),
              file ->
                  List.of("-device", "guest-loader,addr=" + IMAGE + ",bootargs=x,kernel=" + file)));
    } catch (IOException e) {
      throw new TargetException("cannot read " + xen, e);
    }
  }

  @Override
  public String describe(String emulator, QemuOptions options) {
    return "Xen 4.17, dom0, on " + emulator + " virt, " + options.describe();
  }

  @Override
  public GuestProfile profile(QemuOptions options) {
    return GuestProfile.shipped("xen");
  }
}
