// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * CPU_DEFAULT_SUSPEND(entry_point_address, context_id) (5.18), from 1.0: suspends the calling core
 * as CPU_SUSPEND does, as deep as the implementation likes. It may return, or enter at the entry
 * point, each time.
 */
final class CpuDefaultSuspend implements Step {
  private static final Because SUSPENDED = Because.of("DSUSP-01", "DSUSP-02", "DSUSP-04");
  private static final Because BAD_ENTRY = Because.of("DSUSP-02");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    if (!platform.entries().isUsable(call.entryPoint())) {
      outcomes.returns(CpuSuspend.badAddress(platform), before, BAD_ENTRY);
    }
    State suspended = before.with(call.caller(), CoreState.IN_DEFAULT_SUSPEND);
    outcomes.leaves(Coordination.gone(platform, suspended, call.caller()), SUSPENDED);
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(BAD_ENTRY);
  }
}
