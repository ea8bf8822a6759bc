// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.EnumMap;
import java.util.Map;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * A function that this model has no file for yet. Where the implementation says that it lacks the
 * function the call must say so too, whatever its arguments (CONV-07); otherwise it is not judged.
 */
final class AbsentFunction implements Step {
  private static final Map<PsciFunction, Because> ABSENT = new EnumMap<>(PsciFunction.class);

  static {
    for (PsciFunction function : PsciFunction.values()) {
      ABSENT.put(function, Presence.reveal(function, false, Because.of("CONV-07")));
    }
  }

  private final PsciFunction function;

  AbsentFunction(PsciFunction function) {
    this.function = function;
  }

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    Because why = ABSENT.get(function);
    if (why != null && platform.absent().contains(function)) {
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, why);
    } else {
      outcomes.returnsAnything(before);
    }
  }
}
