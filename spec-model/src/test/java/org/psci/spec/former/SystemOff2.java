// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * SYSTEM_OFF2(type, cookie) (5.11), from 1.3: powers the machine off in a way that the host can
 * tell from SYSTEM_OFF. The only type is HIBERNATE_OFF, 1; 0 stands for it too, though the first
 * issue of 1.3 let it be refused (AMB-35). The cookie has to be 0.
 */
final class SystemOff2 implements Step {
  private static final int HIBERNATE_OFF = 1;
  private static final Because MACHINE_ENDS = Because.of("OFF2-06", "OFF2-05");
  private static final Because DEFAULT_TYPE = Because.of("OFF2-03", "OFF2-06");
  private static final Because INVALID = Because.of("OFF2-04");
  private static final Because NEVER_RETURNS = Because.of("OFF2-06");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int type = call.word(1);
    State ended = before.with(call.caller(), CoreState.HIBERNATES);
    if (call.wide(2) != 0 || (type != 0 && type != HIBERNATE_OFF)) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, INVALID);
    } else if (type == HIBERNATE_OFF) {
      outcomes.leaves(ended, MACHINE_ENDS);
    } else {
      outcomes.leaves(ended, DEFAULT_TYPE.under("AMB-35", "A"));
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, DEFAULT_TYPE.under("AMB-35", "B"));
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    boolean isAsked = call.word(1) == HIBERNATE_OFF && call.wide(2) == 0;
    return Optional.of(
        value == ReturnCode.INVALID_PARAMETERS.value()
            ? DEFAULT_TYPE
            : isAsked ? MACHINE_ENDS : NEVER_RETURNS);
  }
}
