// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.SplittableRandom;

/**
 * Decides what the machine leaves open: which of several cores goes on next, and whether a core
 * does what it may do or leave. Everything else follows, so the same decisions give the same run.
 */
public interface Scheduler {
  /**
   * Which core goes on next.
   *
   * @param ready the cores that can, in ascending order, as its first elements
   * @param count how many they are, at least 2
   * @return one of them
   */
  int next(int[] ready, int count);

  /** Whether this core does what it may do or leave, such as giving up a power-down at once. */
  boolean does(int core);

  /** Decisions by chance, the same ones for the same seed. */
  static Scheduler seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Scheduler() {
      @Override
      public int next(int[] ready, int count) {
        return ready[random.nextInt(count)];
      }

      @Override
      public boolean does(int core) {
        return random.nextBoolean();
      }
    };
  }
}
