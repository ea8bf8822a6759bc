// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * PSCI_STAT_RESIDENCY(target_cpu, power_state) and PSCI_STAT_COUNT(target_cpu, power_state) (5.22),
 * from 1.0: how long and how often the node above the target has been in the local state of the
 * highest level that the power_state names. A pair that means nothing gives 0. What other numbers
 * have to be shows only in the difference of two answers.
 */
final class Statistics implements Step {
  private static final Because NOTHING_TO_COUNT = Because.of("STAT-01");
  private static final Because LOCAL_STATE = Because.of("STAT-08");
  private static final Because COUNTED = Because.of("STAT-02");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    boolean isCore = platform.topology().indexOf(call.wide(1)) >= 0;
    int state = call.word(2);
    if (!isCore || !platform.powerStates().format().isWellFormed(state)) {
      outcomes.returnsNumber(0, before, NOTHING_TO_COUNT);
    } else if (platform.powerStates().isInvalid(state)) { // it may still name a local state
      outcomes.returnsNumber(0, before, NOTHING_TO_COUNT);
      outcomes.returnsOneOf(Answers.NO_CODE, before, LOCAL_STATE);
    } else {
      outcomes.returnsOneOf(Answers.ANY_NUMBER, before, COUNTED);
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(NOTHING_TO_COUNT);
  }
}
