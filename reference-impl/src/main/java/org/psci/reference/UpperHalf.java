// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/** What the upper half of X0 holds after an SMC32 call, of which only the lower half is defined. */
public enum UpperHalf {
  SIGN,
  ZERO,
  JUNK
}
