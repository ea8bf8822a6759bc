// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import java.util.ArrayList;
import java.util.List;
import org.psci.adapter.agent.guest.AgentImage;
import org.psci.spec.model.State;

/**
 * The machine that KVM runs, with the agent as its guest. It waits for the order to begin, and its
 * monitor is on the standard streams.
 *
 * @param cores how many, 1 to 8
 */
public record KvmMachine(int cores) {
  private static final int SHIFT_MIB = 20;
  private static final int RAM_MIB = 32;
  private static final int MAILBOX_MIB = 4;
  private static final long RAM = 0x4000_0000L;

  /** Physical address of the mailbox: right behind the RAM that the agent runs in. */
  private static final long MAILBOX = RAM + ((long) RAM_MIB << SHIFT_MIB);

  static final long MAILBOX_SIZE = (long) MAILBOX_MIB << SHIFT_MIB;

  /** As many cores as other targets have. */
  public static final KvmMachine DEFAULT = new KvmMachine(4);

  /**
   * @throws IllegalArgumentException if there are too many or too few cores
   */
  public KvmMachine {
    if (cores < 1 || cores > State.CORES) {
      throw new IllegalArgumentException(
          "KVM is used with 1 to " + State.CORES + " cores, not " + cores);
    }
  }

  /** The agent for this machine. */
  static byte[] agent() {
    return AgentImage.aarch64().withMailbox(MAILBOX, MAILBOX_SIZE).bytes();
  }

  /**
   * The command line.
   *
   * @param binary QEMU, by name or path
   * @param agent the file with the image
   * @param mailbox the file that is the mailbox; only memory can be shared that is not the agent's
   *     own, since the processor may not fetch instructions from a device
   */
  List<String> command(String binary, String agent, String mailbox) {
    List<String> words = new ArrayList<>(List.of(binary, "-M", "virt,gic-version=3"));
    words.addAll(List.of("-accel", "kvm", "-cpu", "host", "-smp", String.valueOf(cores)));
    words.addAll(List.of("-m", RAM_MIB + MAILBOX_MIB + "M"));
    words.addAll(List.of("-object", "memory-backend-ram,id=ram,size=" + RAM_MIB + "M"));
    words.add("-object");
    words.add(
        String.format(
            "memory-backend-file,id=mailbox,size=%dM,share=on,mem-path=%s", MAILBOX_MIB, mailbox));
    words.addAll(List.of("-numa", "node,memdev=ram", "-numa", "node,memdev=mailbox"));
    words.addAll(List.of("-nodefaults", "-nic", "none", "-display", "none"));
    words.addAll(List.of("-serial", "none", "-monitor", "none", "-kernel", agent));
    words.addAll(List.of("-action", "reboot=shutdown,shutdown=pause", "-S", "-qmp", "stdio"));
    return words;
  }

  /** The machine in words. */
  String describe() {
    return cores + (cores == 1 ? " core" : " cores");
  }
}
