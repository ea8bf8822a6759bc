// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * MEM_PROTECT(enable) (5.14), from 1.1: whether memory is overwritten before the next boot. It
 * returns whether that was so before; any value but 0 enables it.
 */
final class MemProtect implements Step {
  private static final Because SWITCHED = Because.of("MEM-01", "MEM-02");
  private static final Because SWITCHED_BY_ANY_VALUE = SWITCHED.under("AMB-31", "A");
  private static final Because REFUSED = SWITCHED.under("AMB-31", "B");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    boolean enable = call.word(1) != 0;
    State next = before.withProtection(enable ? State.Certainty.YES : State.Certainty.NO);
    boolean isUnusual = enable && call.word(1) != 1;
    Because why = isUnusual ? SWITCHED_BY_ANY_VALUE : SWITCHED;
    if (isUnusual) { // named so that a report can say it
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, REFUSED);
    }
    if (before.protectsMemory() != State.Certainty.YES) {
      outcomes.returns(0, next, why);
    }
    if (before.protectsMemory() != State.Certainty.NO) {
      outcomes.returns(1, next, why);
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(SWITCHED);
  }
}
