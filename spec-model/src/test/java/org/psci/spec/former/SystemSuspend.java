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
 * SYSTEM_SUSPEND(entry_point_address, context_id) (5.20), from 1.0: the machine sleeps, by a call
 * of the only core that is not OFF. That core wakes up at the entry point; if a wake-up event was
 * pending, the call may return instead (AMB-02).
 */
final class SystemSuspend implements Step {
  private static final Because SUSPENDED = Because.of("SSUSP-03", "SSUSP-01", "SSUSP-06");
  private static final Because OTHERS_ARE_ON = Because.of("SSUSP-01", "SSUSP-09");
  private static final Because OTHERS_ARE_STARTING = Because.of("SSUSP-09", "SSUSP-01");
  private static final Because OTHERS_ARE_FROZEN = Because.of("SSUSP-01");
  private static final Because BAD_ENTRY = Because.of("SSUSP-02");
  private static final Because NO_SUCH_RESULT = Because.of("SSUSP-01", "SSUSP-02");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    if (!platform.entries().isUsable(call.entryPoint())) {
      outcomes.returns(CpuSuspend.badAddress(platform), before, BAD_ENTRY);
    }
    boolean othersOn = false;
    boolean othersFrozen = false;
    boolean othersBeyondStart = false;
    for (int core = 0; core < State.CORES; core++) {
      CoreState other = before.core(core);
      othersFrozen |= other.isFrozen();
      othersOn |= core != call.caller() && !other.isOff() && !other.isFrozen();
      othersBeyondStart |= core != call.caller() && other.isOn();
    }
    if (othersOn || othersFrozen) { // whether a frozen core is OFF is not laid down
      Because why =
          othersBeyondStart ? OTHERS_ARE_ON : othersOn ? OTHERS_ARE_STARTING : OTHERS_ARE_FROZEN;
      outcomes.returns(ReturnCode.DENIED, before, why.under("AMB-01", "A"));
      outcomes.returns(ReturnCode.ALREADY_ON, before, why.under("AMB-01", "B"));
    }
    if (!othersOn) {
      State suspended = before.with(call.caller(), CoreState.IN_SYSTEM_SUSPEND);
      outcomes.leaves(Coordination.gone(platform, suspended, call.caller()), SUSPENDED);
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(value == ReturnCode.INVALID_ADDRESS.value() ? BAD_ENTRY : NO_SUCH_RESULT);
  }
}
