// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import org.psci.reference.Bug;

/** What no oracle may do, so that there is something for the wall to catch. */
public final class PeepingOracle {
  private PeepingOracle() {}

  public static boolean suspects(Bug bug) {
    return bug == Bug.CPUON_SELF_INVALID;
  }
}
