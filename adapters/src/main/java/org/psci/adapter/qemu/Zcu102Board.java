// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.List;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.GuestProfile;

/**
 * QEMU's machine "xlnx-zcu102" with the PSCI that QEMU itself offers there: by SMC, called from
 * EL1. It has another memory map and another interrupt controller than "virt", and no device tree.
 */
public final class Zcu102Board implements Board {
  private static final int CORES = 4;
  private static final long RAM_SIZE = 128 << 20;

  @Override
  public QemuOptions usual() {
    return QemuOptions.DEFAULT.withCpu("cortex-a53");
  }

  @Override
  public int mostCores() {
    return CORES;
  }

  @Override
  public Memory memory() {
    return new Memory(0, RAM_SIZE, 16 << 20, 16 << 20);
  }

  @Override
  public String machine(QemuOptions options) {
    return "xlnx-zcu102";
  }

  @Override
  public List<Load> loads(AgentImage agent) {
    return List.of(Load.kernel(agent.bytes()));
  }

  @Override
  public String describe(String emulator, QemuOptions options) {
    return emulator + " xlnx-zcu102, SMC, EL1, " + options.describe();
  }

  @Override
  public GuestProfile profile(QemuOptions options) {
    return GuestProfile.shipped("qemu-zcu102");
  }
}
