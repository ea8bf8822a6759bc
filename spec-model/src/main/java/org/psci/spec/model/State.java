// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.vocabulary.Topology;

/**
 * What PSCI knows of a machine, in one packed word: immutable, comparable, and small enough that a
 * set of states is a few numbers. Cores from {@link #CORES} on take no part in programs: they stay
 * OFF.
 *
 * @param cores eight bits a core, core 0 in the lowest
 */
public record State(long cores) {
  /** The number of cores that can take part in a program. */
  public static final int CORES = 8;

  /** After a cold boot: core 0 is ON, all others are OFF (SM-01). */
  public static final State COLD_BOOT = new State(0).with(0, CoreState.ON);

  public CoreState core(int core) {
    return core < CORES
        ? CoreState.of((int) (cores >>> (core * CoreState.BITS)) & 0xff)
        : CoreState.OFF;
  }

  public State with(int core, CoreState state) {
    int shift = core * CoreState.BITS;
    return new State((cores & ~(0xffL << shift)) | ((long) state.bits() << shift));
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
    return text.length() == 0 ? "all cores OFF" : text + ", all others OFF";
  }
}
