// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/** Lets through the outcomes that are no fault under any reading. */
record LawfulOutcomes(Outcomes lawful) implements Outcomes {
  @Override
  public void returns(int value, State next, Because why) {
    if (why.isLawful()) {
      lawful.returns(value, next, why);
    }
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    if (why.isLawful()) {
      lawful.returnsNumber(value, next, why);
    }
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    if (why.isLawful()) {
      lawful.returnsOneOf(answers, next, why);
    }
  }

  @Override
  public void leaves(State next, Because why) {
    if (why.isLawful()) {
      lawful.leaves(next, why);
    }
  }

  @Override
  public void returnsAnything(State next) {
    lawful.returnsAnything(next);
  }
}
