// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/** What a call does to the machine. */
@FunctionalInterface
public interface Effect {
  Effect NOTHING = (platform, before, call) -> before;

  /**
   * The state after the call. Where clauses are left out it is also asked of situations that the
   * clause of the effect does not speak of: what makes no sense there changes nothing.
   */
  State after(Platform platform, State before, Call call);
}
