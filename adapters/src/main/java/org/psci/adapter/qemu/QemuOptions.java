// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.psci.conformance.target.BootTime;
import org.psci.spec.model.State;

/**
 * What can be chosen of a machine that QEMU emulates.
 *
 * @param binary the command, by name or path
 * @param cores how many, 1 to 8
 * @param cpu the model, as {@code -cpu} takes it
 * @param threads whether cores run in parallel
 * @param gicVersion of the interrupt controller; empty for QEMU's choice
 * @param bootTime how long the machine may take to boot
 */
public record QemuOptions(
    String binary,
    int cores,
    String cpu,
    Threads threads,
    Optional<Integer> gicVersion,
    BootTime bootTime) {
  private static final Duration USUAL_BOOT = Duration.ofSeconds(10);

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
          "qemu-system-aarch64",
          4,
          "cortex-a57",
          Threads.MULTI,
          Optional.empty(),
          BootTime.of(USUAL_BOOT));

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
    return new QemuOptions(other, cores, cpu, threads, gicVersion, bootTime);
  }

  public QemuOptions withCores(int other) {
    return new QemuOptions(binary, other, cpu, threads, gicVersion, bootTime);
  }

  public QemuOptions withCpu(String other) {
    return new QemuOptions(binary, cores, other, threads, gicVersion, bootTime);
  }

  public QemuOptions withThreads(Threads other) {
    return new QemuOptions(binary, cores, cpu, other, gicVersion, bootTime);
  }

  public QemuOptions withGicVersion(int other) {
    return new QemuOptions(binary, cores, cpu, threads, Optional.of(other), bootTime);
  }

  public QemuOptions withBootTime(BootTime other) {
    return new QemuOptions(binary, cores, cpu, threads, gicVersion, other);
  }

  /** The part of the command line that is the same for all boards. */
  List<String> command() {
    return List.of(
        binary,
        "-cpu",
        cpu,
        "-smp",
        String.valueOf(cores),
        "-accel",
        "tcg,thread=" + threads,
        "-nodefaults",
        "-nic",
        "none",
        "-display",
        "none",
        "-serial",
        "none",
        "-monitor",
        "none");
  }

  /** The cores in words. */
  String describe() {
    return cores + (cores == 1 ? " core" : " cores") + ", thread=" + threads;
  }
}
