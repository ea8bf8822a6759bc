// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/** A value that a call returns and that depends on the machine. */
@FunctionalInterface
public interface Amount {
  long of(Platform platform, State before, Call call);
}
