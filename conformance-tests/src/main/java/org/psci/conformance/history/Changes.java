// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.history;

import java.util.StringJoiner;
import org.psci.spec.vocabulary.ExecutionState;

/**
 * What a returning call changed although it has to keep it.
 *
 * @param registers bit n for Xn, 4 to 30; bit 31 for SP; of an AArch32 caller bit n for Rn, 4 to 14
 * @param sctlr whether SCTLR changed
 * @param vbar whether VBAR changed
 * @param daif whether DAIF changed
 * @param spsel whether SPSel changed
 * @param looked where somebody looked; where nobody did nothing is known
 */
public record Changes(
    long registers, boolean sctlr, boolean vbar, boolean daif, boolean spsel, Looked looked) {
  /** Nobody looked. */
  public static final Changes UNREAD = new Changes(0, false, false, false, false, Looked.NOWHERE);

  /** Nothing changed. */
  public static final Changes NONE = new Changes(0, false, false, false, false);

  /** Where somebody looked for changes. */
  public enum Looked {
    NOWHERE,
    AT_REGISTERS,
    EVERYWHERE
  }

  public Changes(long registers, boolean sctlr, boolean vbar, boolean daif, boolean spsel) {
    this(registers, sctlr, vbar, daif, spsel, Looked.EVERYWHERE);
  }

  /** What changed of the registers; nobody looked at anything else. */
  public static Changes ofRegisters(long registers) {
    return new Changes(registers, false, false, false, false, Looked.AT_REGISTERS);
  }

  private static final int SP_BIT = 31;

  public boolean systemState() {
    return sctlr || vbar || daif || spsel;
  }

  /** In words of a caller in this Execution state. */
  public String inWords(ExecutionState state) {
    String words = toString();
    return state == ExecutionState.AARCH64
        ? words
        : words.replaceAll("\\bx", "r").replace("DAIF", "CPSR.AIF").replace("SPSel", "CPSR.M or E");
  }

  @Override
  public String toString() {
    StringJoiner names = new StringJoiner(", ");
    for (int bit = 0; bit <= SP_BIT; bit++) {
      if ((registers >>> bit & 1) == 1) {
        names.add(bit == SP_BIT ? "SP" : "x" + bit);
      }
    }
    if (sctlr) {
      names.add("SCTLR");
    }
    if (vbar) {
      names.add("VBAR");
    }
    if (daif) {
      names.add("DAIF");
    }
    if (spsel) {
      names.add("SPSel");
    }
    return names.toString();
  }
}
