// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/** The values of which a call may return any, and that depend on the machine. */
@FunctionalInterface
public interface Amounts {
  long[] of(Platform platform, State before, Call call);
}
