// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

/**
 * The registers of a core at its first instruction, as far as they were read; {@link #UNREAD}
 * stands for a register that was not.
 *
 * @param exceptionLevel CurrentEL, 0 to 3
 * @param daif the mask bits D, A, I and F as bits 3 to 0; AArch32 has no D
 * @param spsel SPSel, 0 or 1
 * @param sctlr SCTLR of that Exception level
 * @param mpidr MPIDR_EL1 or MPIDR
 * @param cntfrq CNTFRQ in Hz
 * @param t32 1 if an AArch32 core came in in T32, 0 if in A32
 * @param cpsr CPSR of an AArch32 core: its mode and the byte order of its data
 */
public record EntryState(
    long exceptionLevel,
    long daif,
    long spsel,
    long sctlr,
    long mpidr,
    long cntfrq,
    long t32,
    long cpsr) {
  public static final long UNREAD = -1;

  /** An AArch64 core, or one of which nobody knows the instruction set. */
  public EntryState(
      long exceptionLevel, long daif, long spsel, long sctlr, long mpidr, long cntfrq) {
    this(exceptionLevel, daif, spsel, sctlr, mpidr, cntfrq, UNREAD, UNREAD);
  }

  public static final EntryState NOTHING_READ =
      new EntryState(UNREAD, UNREAD, UNREAD, UNREAD, UNREAD, UNREAD);
}
