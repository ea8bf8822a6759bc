// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/** The two calling conventions of SMCCC: which part of a register carries an argument. */
public enum CallWidth {
  /** Arguments and results are 32 bits wide; the upper halves of X0 to X3 do not count. */
  SMC32,
  /** Arguments and results are 64 bits wide, apart from parameters that are declared uint32. */
  SMC64;

  /** The width that bit 30 of a function id asks for. */
  public static CallWidth of(int functionId) {
    return (functionId & 0x4000_0000) == 0 ? SMC32 : SMC64;
  }
}
