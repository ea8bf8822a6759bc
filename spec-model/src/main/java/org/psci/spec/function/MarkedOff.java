// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * Outcomes of a CPU_OFF that may return although its caller is OFF to others from then on.
 *
 * @param off the state in which the caller is OFF
 */
record MarkedOff(State off, Outcomes outcomes) implements Outcomes {

  @Override
  public void returns(int value, State next, Because why) {
    outcomes.returns(value, next, why);
    outcomes.returns(value, off, why);
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    outcomes.returnsNumber(value, next, why);
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    outcomes.returnsOneOf(answers, next, why);
  }

  @Override
  public void leaves(State next, Because why) {
    outcomes.leaves(next, why);
    outcomes.returnsOneOf(Answers.NO_ERROR, off, why);
  }

  @Override
  public void returnsAnything(State next) {
    outcomes.returnsAnything(next);
  }
}
