// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import org.psci.spec.model.State;

/** What is explored: a state to begin with, and the steps that lead on from a state. */
interface TransitionSystem {
  State start();

  /** Every action, in the order of their indices. */
  List<Action> actions();

  /** Hands over every step that is possible in a state in which the machine has not ended. */
  void steps(State before, StepSink sink);
}
