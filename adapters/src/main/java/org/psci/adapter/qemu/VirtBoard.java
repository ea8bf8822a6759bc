// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.List;
import org.psci.adapter.agent.AgentImage;
import org.psci.adapter.agent.AgentSession;
import org.psci.adapter.agent.Guest;
import org.psci.adapter.agent.GuestOfTree;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;

/**
 * QEMU's machine "virt" with the PSCI that QEMU itself offers to a guest of it. The agent takes the
 * place of a kernel.
 *
 * @param conduit HVC puts the agent at EL1, SMC at EL2
 */
public record VirtBoard(Conduit conduit) implements Board {
  public static final VirtBoard HVC = new VirtBoard(Conduit.HVC);
  public static final VirtBoard SMC = new VirtBoard(Conduit.SMC);

  private static final long RAM = 0x4000_0000L;
  private static final long RAM_SIZE = 128 << 20;

  /** Clear of the image, which lies 2 MiB above the base, and of the device tree at 64 MiB. */
  static final Memory MEMORY = new Memory(RAM, RAM_SIZE, RAM + (16 << 20), 16 << 20);

  @Override
  public Memory memory() {
    return MEMORY;
  }

  @Override
  public String machine(QemuOptions options) {
    return "virt"
        + (conduit == Conduit.SMC ? ",virtualization=on" : "")
        + options.gicVersion().map(version -> ",gic-version=" + version).orElse("");
  }

  @Override
  public List<Load> loads(AgentImage agent) {
    return List.of(Load.kernel(agent.bytes()));
  }

  @Override
  public String describe(String emulator, QemuOptions options) {
    return emulator
        + " virt, "
        + conduit
        + ", EL"
        + (conduit == Conduit.HVC ? 1 : 2)
        + ", "
        + options.describe();
  }

  @Override
  public Guest guest(AgentSession session, QemuOptions options, String implementation)
      throws TargetException {
    return GuestOfTree.of(session, implementation, EmulatedTarget.PATIENCE);
  }
}
