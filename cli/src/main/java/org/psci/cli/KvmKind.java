// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.List;
import java.util.Optional;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.adapter.kvm.EmulatedHost;
import org.psci.adapter.kvm.KvmHost;
import org.psci.adapter.kvm.KvmMachine;
import org.psci.adapter.kvm.KvmTarget;
import org.psci.adapter.kvm.NativeHost;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.packages.PackageSet;
import org.psci.adapter.qemu.QemuOptions;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/** The PSCI of Linux KVM: here if this is an arm64 machine with KVM, else in an emulated one. */
final class KvmKind implements TargetKind {
  @Override
  public String name() {
    return "kvm";
  }

  @Override
  public String summary() {
    return "the PSCI that Linux KVM has for its guests on arm64, called by HVC from EL1";
  }

  @Override
  public List<String> options() {
    return List.of("--cores", "--qemu", "--boot-time", "--profile");
  }

  @Override
  public Target create(TargetChoice given, long seed) throws UsageException {
    String binary = given.qemuBinary == null ? QemuOptions.DEFAULT.binary() : given.qemuBinary;
    GuestProfile said = given.guestProfile();
    KvmHost host = host(binary);
    try {
      KvmMachine machine = given.cores == null ? KvmMachine.DEFAULT : new KvmMachine(given.cores);
      return new KvmTarget(host, machine, said, given.bootTime(host.usualBoot()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--cores: " + e.getMessage());
    }
  }

  private static KvmHost host(String binary) {
    return NativeHost.isHere()
        ? new NativeHost(binary)
        : new EmulatedHost(
            binary, PackageCache.ofUser(), message -> System.err.println("kvm: " + message));
  }

  @Override
  public String found() throws TargetException {
    return host(QemuOptions.DEFAULT.binary()).describe();
  }

  @Override
  public Optional<PackageSet> packages() {
    return NativeHost.isHere() ? Optional.empty() : Optional.of(EmulatedHost.PACKAGES);
  }
}
