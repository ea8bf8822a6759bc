// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

/** What came of asking AFFINITY_INFO, at the end of a program, whether the other cores are OFF. */
public enum Asking {
  /** The machine was parked by what it answered. */
  WELL,
  /** It was asked until patience was lost. */
  IN_VAIN,
  /** It was not asked, or what came of it says nothing. */
  SAYS_NOTHING
}
