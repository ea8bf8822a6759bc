// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * Outcomes of a call that found the machine in another state than it is in: what it does not change
 * stays as it is, and what it does may come to nothing.
 *
 * @param is the state of the machine
 * @param seen the state that the call found
 */
record Misjudged(State is, State seen, Outcomes outcomes) implements Outcomes {

  @Override
  public void returns(int value, State next, Because why) {
    outcomes.returns(value, is, why);
    if (!next.equals(seen)) {
      outcomes.returns(value, next, why);
    }
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    outcomes.returnsNumber(value, is, why);
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    outcomes.returnsOneOf(answers, is, why);
    if (!next.equals(seen)) {
      outcomes.returnsOneOf(answers, next, why);
    }
  }

  @Override
  public void leaves(State next, Because why) {
    outcomes.leaves(next, why);
  }

  @Override
  public void returnsAnything(State next) {
    outcomes.returnsAnything(is);
  }
}
