// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/** Where a step puts what the specification permits. */
public interface Outcomes {
  /** The call may return this value in W0/R0 and leave the machine in this state. */
  void returns(int value, State next, Because why);

  /** The call may return this number in X0, or in W0/R0 if it is an SMC32 call. */
  void returnsNumber(long value, State next, Because why);

  /** The call may return any of these. */
  void returnsOneOf(Answers answers, State next, Because why);

  /** The call may take the caller away and leave the machine in this state. */
  void leaves(State next, Because why);

  /** This model does not judge the call: it may return anything. */
  void returnsAnything(State next);

  default void returns(ReturnCode code, State next, Because why) {
    returns(code.value(), next, why);
  }

  /** The same sink for outcomes that are possible only under a reading. */
  default Outcomes under(String ambiguity, String letter) {
    Outcomes all = this;
    return new Outcomes() {
      @Override
      public void returns(int value, State next, Because why) {
        all.returns(value, next, why.under(ambiguity, letter));
      }

      @Override
      public void returnsNumber(long value, State next, Because why) {
        all.returnsNumber(value, next, why.under(ambiguity, letter));
      }

      @Override
      public void returnsOneOf(Answers answers, State next, Because why) {
        all.returnsOneOf(answers, next, why.under(ambiguity, letter));
      }

      @Override
      public void leaves(State next, Because why) {
        all.leaves(next, why.under(ambiguity, letter));
      }

      @Override
      public void returnsAnything(State next) {
        all.returnsAnything(next);
      }
    };
  }
}
