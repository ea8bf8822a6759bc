// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/**
 * The affinity levels of MPIDR and the masks that lowest_affinity_level stands for (DEN0022F.b,
 * 5.1.5): at level n the fields below Affn are ignored. They are not the power levels of
 * power_state.
 */
public final class AffinityLevel {
  /** The highest affinity level of the architecture. */
  public static final int HIGHEST = 3;

  private static final long[] MASKS = {
    0xff_00ff_ffffL, 0xff_00ff_ff00L, 0xff_00ff_0000L, 0xff_0000_0000L
  };

  private AffinityLevel() {}

  public static boolean exists(int level) {
    return level >= 0 && level <= HIGHEST;
  }

  /** The affinity fields that count at this level, 0 to 3, as a mask on MPIDR. */
  public static long mask(int level) {
    return MASKS[level];
  }
}
