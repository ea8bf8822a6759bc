// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

/**
 * What a call meets, as far as its section tells cases apart: a record whose components are enums.
 */
public interface Situation {
  /** Its number among all combinations of its components, the last component counting fastest. */
  int index();
}
