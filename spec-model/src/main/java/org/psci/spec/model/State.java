// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Topology;

/**
 * What PSCI knows of a machine, in two packed words: immutable, comparable, and small enough that a
 * set of states is a few numbers. Cores from {@link #CORES} on take no part in programs: they stay
 * OFF.
 *
 * @param cores eight bits a core, core 0 in the lowest
 * @param machine what belongs to no single core: the suspend mode, what was suspended since it was
 *     set, memory protection, where the trusted OS is, and two bits for each node above the cores
 */
public record State(long cores, long machine) {
  /** The number of cores that can take part in a program. */
  public static final int CORES = 8;

  /** How many nodes above the cores there is room for: one for each core and power level. */
  public static final int NODES = CORES * PowerState.HIGHEST_LEVEL;

  private static final long MODE = 1;
  private static final int SUSPENDS_SHIFT = 1;
  private static final int MEMORY_SHIFT = 3;
  private static final int TRUSTED_OS_SHIFT = 5;
  private static final int NODES_SHIFT = 16;

  /** Something that a caller may not be able to know. */
  public enum Certainty {
    NO,
    MAYBE,
    YES
  }

  /** After a cold boot: core 0 is ON, all others are OFF (SM-01), and nothing has happened yet. */
  public static final State COLD_BOOT = new State(0, 0).with(0, CoreState.ON);

  /** A state in which only cores matter. */
  public State(long cores) {
    this(cores, 0);
  }

  public CoreState core(int core) {
    return core < CORES
        ? CoreState.of((int) (cores >>> (core * CoreState.BITS)) & 0xff)
        : CoreState.OFF;
  }

  public State with(int core, CoreState state) {
    int shift = core * CoreState.BITS;
    return new State((cores & ~(0xffL << shift)) | ((long) state.bits() << shift), machine);
  }

  /** Who coordinates; platform coordination after a boot (COORD-01). */
  public SuspendMode mode() {
    return (machine & MODE) == 0 ? SuspendMode.PLATFORM_COORDINATED : SuspendMode.OS_INITIATED;
  }

  public State with(SuspendMode mode) {
    return new State(cores, mode == SuspendMode.OS_INITIATED ? machine | MODE : machine & ~MODE);
  }

  /** Whether a core has called CPU_SUSPEND since boot or the last change of mode (MODE-02). */
  public Certainty hasSuspended() {
    return certainty(SUSPENDS_SHIFT);
  }

  public State withSuspended(Certainty suspended) {
    return with(SUSPENDS_SHIFT, suspended);
  }

  /** Whether MEM_PROTECT is on. */
  public Certainty protectsMemory() {
    return certainty(MEMORY_SHIFT);
  }

  public State withProtection(Certainty on) {
    return with(MEMORY_SHIFT, on);
  }

  private Certainty certainty(int shift) {
    int bits = (int) (machine >>> shift) & 3;
    return bits == 0 ? Certainty.NO : bits == 1 ? Certainty.MAYBE : Certainty.YES;
  }

  private State with(int shift, Certainty certainty) {
    return new State(cores, (machine & ~(3L << shift)) | ((long) certainty.ordinal() << shift));
  }

  /** The core on which a uniprocessor trusted OS is resident, or -1. */
  public int trustedOsCore() {
    return (int) (machine >>> TRUSTED_OS_SHIFT & 0x7f) - 1;
  }

  /**
   * @param core its index, or -1 for no such trusted OS
   */
  public State withTrustedOs(int core) {
    long cleared = machine & ~(0x7fL << TRUSTED_OS_SHIFT);
    return new State(cores, cleared | (long) (core + 1) << TRUSTED_OS_SHIFT);
  }

  /**
   * How deep a node may be in OS-initiated mode, by its number in the {@link PowerTree}: what the
   * last order for it said. RUN under platform coordination, where the votes of the cores say
   * everything.
   */
  public LocalState node(int node) {
    int bits = (int) (machine >>> (NODES_SHIFT + 2 * node)) & 3;
    return LOCAL_STATES[bits];
  }

  private static final LocalState[] LOCAL_STATES = LocalState.values();

  public State withNode(int node, LocalState state) {
    int shift = NODES_SHIFT + 2 * node;
    return new State(cores, (machine & ~(3L << shift)) | ((long) state.ordinal() << shift));
  }

  /** The same with all nodes in Run. */
  public State withNodesRunning() {
    return new State(cores, machine & ((1L << NODES_SHIFT) - 1));
  }

  /**
   * The state at the start of a program on a machine that has run others: what they left behind
   * that no call puts right is uncertain.
   */
  public State afterOthers() {
    return withSuspended(Certainty.MAYBE).withProtection(Certainty.MAYBE);
  }

  /** How many cores of this topology can take part in a program. */
  public static int cores(Topology topology) {
    return Math.min(CORES, topology.size());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int core = 0; core < CORES; core++) {
      if (!core(core).isOff()) {
        text.append(text.length() == 0 ? "" : ", ").append(core).append(' ').append(core(core));
      }
    }
    String cores = text.length() == 0 ? "all cores OFF" : text + ", all others OFF";
    return mode() == SuspendMode.OS_INITIATED ? cores + "; OS-initiated mode" : cores;
  }
}
