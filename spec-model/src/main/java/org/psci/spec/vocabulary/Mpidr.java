// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/**
 * The affinity of a core, in the format of target_cpu and target_affinity (DEN0022F.b, 5.1.4): Aff3
 * in bits 39:32, Aff2 in 23:16, Aff1 in 15:8, Aff0 in 7:0, everything else zero.
 *
 * @param value the affinity fields in their places
 */
public record Mpidr(long value) {

  /** The bits of target_cpu that carry an affinity field. */
  public static final long AFFINITY_BITS = AffinityLevel.mask(0);

  /**
   * @throws IllegalArgumentException if a bit outside the affinity fields is set
   */
  public Mpidr {
    if ((value & ~AFFINITY_BITS) != 0) {
      throw new IllegalArgumentException(
          String.format("MPIDR 0x%x has bits outside the affinity fields 39:32 and 23:0", value));
    }
  }

  /** The affinity of a core whose MPIDR_EL1 or MPIDR reads as this; flags such as U and MT go. */
  public static Mpidr ofRegister(long register) {
    return new Mpidr(register & AFFINITY_BITS);
  }

  public static Mpidr of(int aff3, int aff2, int aff1, int aff0) {
    return new Mpidr((long) aff3 << 32 | (long) aff2 << 16 | (long) aff1 << 8 | aff0);
  }

  /** The affinity field of a level from 0 to 3. */
  public int field(int level) {
    return (int) (value >>> (level == 3 ? 32 : 8 * level)) & 0xff;
  }

  /** Whether both lie in the same instance of this affinity level, 0 to 3. */
  public boolean sharesInstance(long targetAffinity, int level) {
    return ((value ^ targetAffinity) & AffinityLevel.mask(level)) == 0;
  }

  @Override
  public String toString() {
    return "0x" + Long.toHexString(value);
  }
}
