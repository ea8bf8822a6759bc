// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

/**
 * How a core is prepared before a call, so that the initial state of others does not hold by
 * chance.
 */
public enum Dirt {
  /** MMU, data cache and instruction cache on. */
  MMU,
  /** D, A, I and F clear. */
  DAIF,
  /** SCTLR.EE set: the caller's data are big-endian. */
  BE,
  /** Another vector table. */
  VBAR,
  /** Junk in SP and X19 to X30. */
  REGS
}
