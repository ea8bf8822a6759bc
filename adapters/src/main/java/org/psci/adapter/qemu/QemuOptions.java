// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.Conduit;

/**
 * Which machine QEMU is to emulate.
 *
 * @param binary the command, by name or path
 * @param cores how many, 1 to 8
 * @param cpu the model, as {@code -cpu} takes it
 * @param threads whether cores run in parallel
 * @param conduit HVC puts the agent at EL1, SMC at EL2
 * @param gicVersion of the interrupt controller; empty for QEMU's choice
 */
public record QemuOptions(
    String binary,
    int cores,
    String cpu,
    Threads threads,
    Conduit conduit,
    Optional<Integer> gicVersion) {

  /** How many threads of the host run the cores. */
  public enum Threads {
    /** One for each core: real races. */
    MULTI,
    /** One for all: the cores take turns. */
    SINGLE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final QemuOptions DEFAULT =
      new QemuOptions(
          "qemu-system-aarch64", 4, "cortex-a57", Threads.MULTI, Conduit.HVC, Optional.empty());

  /**
   * @throws IllegalArgumentException if there are too many or too few cores
   */
  public QemuOptions {
    if (cores < 1 || cores > State.CORES) {
      throw new IllegalArgumentException(
          "QEMU is used with 1 to " + State.CORES + " cores, not " + cores);
    }
  }

  public QemuOptions withBinary(String other) {
    return new QemuOptions(other, cores, cpu, threads, conduit, gicVersion);
  }

  public QemuOptions withCores(int other) {
    return new QemuOptions(binary, other, cpu, threads, conduit, gicVersion);
  }

  public QemuOptions withCpu(String other) {
    return new QemuOptions(binary, cores, other, threads, conduit, gicVersion);
  }

  public QemuOptions withThreads(Threads other) {
    return new QemuOptions(binary, cores, cpu, other, conduit, gicVersion);
  }

  public QemuOptions withConduit(Conduit other) {
    return new QemuOptions(binary, cores, cpu, threads, other, gicVersion);
  }

  public QemuOptions withGicVersion(int other) {
    return new QemuOptions(binary, cores, cpu, threads, conduit, Optional.of(other));
  }

  /**
   * The command line without what belongs to one start: the memory, the image and the monitor.
   *
   * @param memory id of the memory backend
   */
  List<String> command(String memory) {
    StringBuilder machine = new StringBuilder("virt,memory-backend=").append(memory);
    if (conduit == Conduit.SMC) {
      machine.append(",virtualization=on");
    }
    gicVersion.ifPresent(version -> machine.append(",gic-version=").append(version));
    List<String> command = new ArrayList<>(List.of(binary, "-M", machine.toString()));
    command.addAll(List.of("-cpu", cpu, "-smp", String.valueOf(cores)));
    command.addAll(List.of("-accel", "tcg,thread=" + threads));
    command.addAll(List.of("-nodefaults", "-nic", "none", "-display", "none"));
    command.addAll(List.of("-serial", "none", "-monitor", "none"));
    return command;
  }

  /** The machine in words. */
  String describe() {
    return "virt, "
        + conduit
        + ", EL"
        + (conduit == Conduit.HVC ? 1 : 2)
        + ", "
        + cores
        + (cores == 1 ? " core" : " cores")
        + ", thread="
        + threads;
  }
}
