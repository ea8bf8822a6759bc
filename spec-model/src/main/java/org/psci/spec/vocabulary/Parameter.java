// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/**
 * A parameter of a PSCI function, named as in program text.
 *
 * @param name the name in program text
 * @param kind what the value stands for
 */
public record Parameter(String name, Kind kind) {

  /** What a value stands for, and how wide it is in an SMC64 call. */
  public enum Kind {
    /** A target_cpu or target_affinity: MPIDR affinity fields, as wide as the call. */
    CORE(false),
    /** An entry_point_address, as wide as the call. */
    ENTRY(false),
    /** A value that is as wide as the call and has no structure, such as a context_id. */
    WIDE(false),
    /** A value of 32 bits in either convention. */
    WORD(true);

    private final boolean always32;

    Kind(boolean always32) {
      this.always32 = always32;
    }

    /** How many bits of the register count in a call of this width: 32 or 64. */
    public int bits(CallWidth width) {
      return always32 || width == CallWidth.SMC32 ? 32 : 64;
    }
  }
}
