// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * CPU_FREEZE() (5.17), from 1.0: the calling core stops, and no interrupt wakes it; only a CPU_ON
 * brings it back. It is refused where CPU_OFF would be.
 */
final class CpuFreeze implements Step {
  private static final Because FROZEN = Because.of("FRZ-03", "FRZ-01");
  private static final Because TRUSTED_OS_IS_HERE = Because.of("FRZ-03", "MIG-01");
  private static final Because ONLY_ERRORS = Because.of("FRZ-03");
  private static final Because STOPS = Because.of("FRZ-03", "FRZ-01");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    if (before.trustedOsCore() == call.caller()) {
      outcomes.returns(ReturnCode.DENIED, before, TRUSTED_OS_IS_HERE);
    } else {
      State frozen = before.with(call.caller(), CoreState.FROZEN);
      outcomes.leaves(Coordination.gone(platform, frozen, call.caller()), FROZEN);
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(value == ReturnCode.SUCCESS.value() ? STOPS : ONLY_ERRORS);
  }
}
