// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * SYSTEM_RESET() (5.12): a cold reset of the whole machine that the caller sees, by one core's
 * call, whatever state the others are in. How long these go on is not laid down (SYS-06). It never
 * returns.
 */
final class SystemReset implements Step {
  private static final Because MACHINE_ENDS = Because.of("SYS-04", "SYS-01", "SYS-02");
  private static final Because NEVER_RETURNS = Because.of("SYS-01", "SYS-02");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    outcomes.leaves(before.with(call.caller(), CoreState.RESETS), MACHINE_ENDS);
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(NEVER_RETURNS);
  }
}
