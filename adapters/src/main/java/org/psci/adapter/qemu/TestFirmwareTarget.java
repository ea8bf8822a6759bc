// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.psci.adapter.agent.AgentImage;
import org.psci.adapter.agent.AgentSession;
import org.psci.adapter.agent.BootFacts;
import org.psci.adapter.agent.Gic;
import org.psci.conformance.target.Profile;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;

/** The test firmware of this suite: a PSCI at EL3 of QEMU's machine "virt", called from EL2. */
public final class TestFirmwareTarget extends EmulatedTarget {
  /** Where the agent lies: clear of the device tree, which is at the start of RAM. */
  private static final long PAYLOAD = 0x4040_0000L;

  /** The interrupt controller of this machine. */
  private static final Gic GIC = new Gic(3, 0x0800_0000L, 0x080a_0000L);

  private final TestFirmware firmware;

  /** The firmware, and the agent as what it starts. */
  private record FirmwareAndPayload(TestFirmware firmware) implements QemuMachine.Images {
    private static final String FIRMWARE = ".firmware";
    private static final String IMAGE = ".image";

    @Override
    public Map<String, byte[]> files(AgentImage agent) {
      return Map.of(FIRMWARE, TestFirmwareImage.of(firmware, PAYLOAD), IMAGE, agent.bytes());
    }

    @Override
    public List<String> options(Map<String, Path> files) {
      return List.of(
          "-bios",
          Objects.requireNonNull(files.get(FIRMWARE)).toString(),
          "-device",
          "loader,force-raw=on,addr=" + PAYLOAD + ",file=" + files.get(IMAGE));
    }
  }

  /**
   * @param options the machine; its conduit and its interrupt controller are the firmware's
   */
  public TestFirmwareTarget(QemuOptions options, TestFirmware firmware) {
    super(options.withConduit(Conduit.SMC).withGicVersion(GIC.version()));
    this.firmware = firmware;
  }

  @Override
  QemuMachine.Images images() {
    return new FirmwareAndPayload(firmware);
  }

  @Override
  List<String> command(QemuOptions machine) {
    return machine.command(QemuMachine.MEMORY + ",secure=on");
  }

  @Override
  Guest guest(AgentSession session, QemuOptions machine, String emulator) {
    BootFacts boot = session.facts();
    List<Mpidr> cores = new ArrayList<>();
    for (int core = 0; core < machine.cores(); core++) {
      cores.add(new Mpidr(core));
    }
    Topology topology = new Topology(cores);
    Profile profile =
        new Profile(
            firmware.describe() + " on " + emulator + " " + machine.describe(),
            Optional.of(firmware.version()),
            topology,
            Optional.of(Conduit.SMC),
            ExecutionState.AARCH64,
            boot.exceptionLevel(),
            boot.entries(),
            Optional.of(firmware.powerStates()),
            Optional.of(firmware.powerTree(topology)),
            Optional.empty(),
            true,
            true,
            PATIENCE);
    return new Guest(profile, Optional.of(GIC));
  }
}
