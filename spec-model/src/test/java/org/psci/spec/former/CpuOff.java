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
 * CPU_OFF() (5.5): takes the calling core, and no other, out of the machine until a CPU_ON. The
 * call takes effect some time after it is made; until then others see the core ON (CPU_OFF-03).
 */
final class CpuOff implements Step {
  private static final Because GONE =
      Because.of("CPU_OFF-01", "CPU_OFF-02", "CPU_OFF-03", "CPU_OFF-05", "SM-02");
  private static final Because TRUSTED_OS_IS_HERE = Because.of("CPU_OFF-11", "MIG-01");
  private static final Because NOT_THE_LAST = Because.of("CPU_OFF-02").under("AMB-16", "C");
  private static final Because ONLY_ERROR = Because.of("CPU_OFF-02", "CPU_OFF-01");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    if (before.trustedOsCore() == call.caller()) {
      outcomes.returns(ReturnCode.DENIED, before, TRUSTED_OS_IS_HERE);
    } else {
      State gone = before.with(call.caller(), CoreState.OFF);
      outcomes.leaves(Coordination.gone(platform, gone, call.caller()), GONE);
      if (gone.cores() == 0) { // named so that a report can say it
        outcomes.returns(ReturnCode.DENIED, before, NOT_THE_LAST);
      }
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(ONLY_ERROR);
  }
}
