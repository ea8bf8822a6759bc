// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/** Looks whether a call cannot but return an error in its arguments. */
final class ErrorsOnly implements Outcomes {
  private boolean error;
  private boolean other;

  /** Whether an argument is wrong for certain. */
  boolean isWrong() {
    return error && !other;
  }

  @Override
  public void returns(int value, State next, Because why) {
    error |= isOfArguments(value);
    other |= value >= ReturnCode.NOT_SUPPORTED.value();
  }

  private static boolean isOfArguments(int value) {
    return value == ReturnCode.INVALID_PARAMETERS.value()
        || value == ReturnCode.INVALID_ADDRESS.value();
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    other = true;
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    other = true;
  }

  @Override
  public void leaves(State next, Because why) {
    other = true;
  }

  @Override
  public void returnsAnything(State next) {
    other = true;
  }
}
