// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.List;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;

/**
 * QEMU's machine "virt" with the PSCI that QEMU itself offers to a guest of it. The agent takes the
 * place of a kernel.
 *
 * @param conduit HVC puts the agent at EL1, SMC at EL2
 * @param executionState of the agent
 */
public record VirtBoard(Conduit conduit, ExecutionState executionState) implements Board {
  public static final VirtBoard HVC = new VirtBoard(Conduit.HVC, ExecutionState.AARCH64);
  public static final VirtBoard SMC = new VirtBoard(Conduit.SMC, ExecutionState.AARCH64);
  public static final VirtBoard AARCH32 = new VirtBoard(Conduit.HVC, ExecutionState.AARCH32);

  private static final long RAM = 0x4000_0000L;
  private static final long RAM_SIZE = 128 << 20;

  /** Clear of the image, which lies in the first 4 MiB, and of the device tree at 64 MiB. */
  static final Memory MEMORY = new Memory(RAM, RAM_SIZE, RAM + (16 << 20), 16 << 20);

  /** Each Execution state has an emulator of its own, and cores. */
  @Override
  public QemuOptions usual() {
    return isAArch32()
        ? QemuOptions.DEFAULT.withBinary("qemu-system-arm").withCpu("cortex-a15")
        : QemuOptions.DEFAULT;
  }

  private boolean isAArch32() {
    return executionState == ExecutionState.AARCH32;
  }

  @Override
  public AgentImage agent() {
    return isAArch32() ? AgentImage.aarch32() : AgentImage.aarch64();
  }

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
        + (isAArch32() ? " virt, AArch32, " : " virt, ")
        + conduit
        + ", EL"
        + (conduit == Conduit.HVC ? 1 : 2)
        + ", "
        + options.describe();
  }

  @Override
  public GuestProfile profile(QemuOptions options) {
    String byHvc = isAArch32() ? "qemu-aarch32" : "qemu";
    return GuestProfile.shipped(conduit == Conduit.HVC ? byHvc : "qemu-smc");
  }
}
