// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/** Where the steps of a state go. */
interface StepSink {
  /** The action may end so and lead to this state. */
  void step(Action action, Result result, State next, Because why);

  /** Nothing is permitted to this call. */
  void unanswered(Action action);
}
