// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/** Where a step puts what the specification permits. */
public interface Outcomes {

  /** The call may return this value in W0/R0 and leave the machine in this state. */
  void returns(int value, State next, Because why);

  /** The call may take the caller away and leave the machine in this state. */
  void leaves(State next, Because why);

  /** This model does not judge the call: it may return anything. */
  void returnsAnything(State next);

  default void returns(ReturnCode code, State next, Because why) {
    returns(code.value(), next, why);
  }
}
