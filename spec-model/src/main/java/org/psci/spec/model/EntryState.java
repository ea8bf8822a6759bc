// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

/**
 * The registers of a core at its first instruction, as far as they were read; {@link #UNREAD}
 * stands for a register that was not.
 *
 * @param exceptionLevel CurrentEL, 0 to 3
 * @param daif the mask bits D, A, I and F as bits 3 to 0
 * @param spsel SPSel, 0 or 1
 * @param sctlr SCTLR of that Exception level
 * @param mpidr MPIDR_EL1 or MPIDR
 * @param cntfrq CNTFRQ in Hz
 */
public record EntryState(
    long exceptionLevel, long daif, long spsel, long sctlr, long mpidr, long cntfrq) {
  public static final long UNREAD = -1;
  public static final EntryState NOTHING_READ =
      new EntryState(UNREAD, UNREAD, UNREAD, UNREAD, UNREAD, UNREAD);
}
