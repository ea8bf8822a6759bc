// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import org.psci.spec.model.State;

/** What is explored: a state to begin with, and the steps that lead on from a state. */
interface TransitionSystem {
  State start();

  /** How many actions there are; their indices are below it. */
  int actions();

  /** Hands over every step that is possible in a state in which the machine has not ended. */
  void steps(State before, StepSink sink);
}
