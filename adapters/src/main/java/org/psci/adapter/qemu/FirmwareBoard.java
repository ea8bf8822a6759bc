// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.adapter.agent.guest.Gic;
import org.psci.adapter.agent.guest.GuestProfile;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.Topology;

/**
 * QEMU's machine "virt" with somebody's firmware at EL3, and the agent as what it starts. What QEMU
 * itself decides is known: how many cores there are, and where the interrupt controller is.
 *
 * @param firmware the image, which the machine has as its flash
 * @param payload the physical address at which the firmware starts its payload
 * @param exceptionLevel of the payload: with 2 the machine has EL2
 */
public record FirmwareBoard(Path firmware, long payload, int exceptionLevel) implements Board {
  /** Where Trusted Firmware-A has its BL33 on this machine. */
  public static final long USUAL_PAYLOAD = 0x6000_0000L;

  private static final long RAM = 0x4000_0000L;
  private static final long RAM_SIZE = 1 << 30;

  /** How far behind the agent the mailbox is. */
  private static final long TO_MAILBOX = 64 << 20;

  private static final long MAILBOX_SIZE = 16 << 20;
  private static final Gic V2 = new Gic(2, 0x0800_0000L, 0x0801_0000L);
  private static final Gic V3 = new Gic(3, 0x0800_0000L, 0x080a_0000L);

  /**
   * @throws IllegalArgumentException if the payload does not fit into RAM, or lies askew
   */
  public FirmwareBoard {
    if (payload < RAM
        || payload + TO_MAILBOX + MAILBOX_SIZE > RAM + RAM_SIZE
        || payload % 0x1000 != 0) {
      throw new IllegalArgumentException(
          String.format(
              "the agent starts at a multiple of 0x1000 from 0x%x to 0x%x, not at 0x%x",
              RAM, RAM + RAM_SIZE - TO_MAILBOX - MAILBOX_SIZE, payload));
    }
  }

  @Override
  public QemuOptions usual() {
    return QemuOptions.DEFAULT.withGicVersion(V3.version());
  }

  @Override
  public Memory memory() {
    return new Memory(RAM, RAM_SIZE, payload + TO_MAILBOX, MAILBOX_SIZE);
  }

  @Override
  public String machine(QemuOptions options) {
    return "virt,secure=on"
        + (exceptionLevel == 2 ? ",virtualization=on" : "")
        + ",gic-version="
        + gic(options).version();
  }

  private static Gic gic(QemuOptions options) {
    return options.gicVersion().orElse(V3.version()) == V2.version() ? V2 : V3;
  }

  @Override
  public List<String> words(QemuOptions options) {
    return List.of("-bios", firmware.toString());
  }

  @Override
  public List<Load> loads(AgentImage agent) {
    return List.of(Load.raw(agent.bytes(), payload));
  }

  @Override
  public String describe(String emulator, QemuOptions options) {
    return "firmware "
        + firmware.getFileName()
        + " on "
        + emulator
        + " virt, SMC, EL"
        + exceptionLevel
        + ", "
        + options.describe();
  }

  @Override
  public GuestProfile profile(QemuOptions options) {
    Topology topology = Topology.clusters(1, options.cores());
    return GuestProfile.shipped("firmware")
        .overriddenBy(GuestProfile.of(Conduit.SMC, topology, Optional.of(gic(options))));
  }
}
