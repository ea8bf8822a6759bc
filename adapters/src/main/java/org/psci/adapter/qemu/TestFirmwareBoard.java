// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.List;
import java.util.Optional;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.Gic;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Topology;

/**
 * QEMU's machine "virt" with the test firmware of this suite at EL3, called from EL2.
 *
 * @param firmware how the firmware behaves
 */
public record TestFirmwareBoard(TestFirmware firmware) implements Board {
  /** Where the agent lies: clear of the device tree, which is at the start of RAM. */
  private static final long PAYLOAD = 0x4040_0000L;

  /** The interrupt controller of this machine. */
  private static final Gic GIC = new Gic(3, 0x0800_0000L, 0x080a_0000L);

  @Override
  public Memory memory() {
    return VirtBoard.MEMORY;
  }

  @Override
  public String machine(QemuOptions options) {
    return "virt,secure=on,virtualization=on,gic-version=" + GIC.version();
  }

  @Override
  public List<Load> loads(AgentImage agent) {
    return List.of(
        Load.firmware(TestFirmwareImage.of(firmware, PAYLOAD)), Load.raw(agent.bytes(), PAYLOAD));
  }

  @Override
  public String describe(String emulator, QemuOptions options) {
    return firmware.describe() + " on " + emulator + " virt, SMC, EL2, " + options.describe();
  }

  @Override
  public GuestProfile profile(QemuOptions options) {
    Topology topology = Topology.clusters(1, options.cores());
    return new GuestProfile(
        Optional.empty(),
        Optional.of(firmware.version()),
        Optional.of(Conduit.SMC),
        Optional.of(topology),
        Optional.of(GIC),
        Optional.of(firmware.powerStates()),
        Optional.of(firmware.powerTree(topology)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        "");
  }
}
