// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

/** How a machine comes back to where programs start: core 0 runs, all others are OFF. */
public enum Parking {
  /** The others call CPU_OFF, and AFFINITY_INFO is asked until it says that they are OFF. */
  BY_ASKING,
  /**
   * What AFFINITY_INFO says does not count. Only a machine on which no other core was ever started
   * is known to be back; any other has to be started again.
   */
  BY_RESTART;

  /** The remark of a history that ends without a park, for people. */
  public static final String LEFT_AS_IT_IS =
      "other cores than core 0 have run, and AFFINITY_INFO cannot say whether they are OFF";
}
