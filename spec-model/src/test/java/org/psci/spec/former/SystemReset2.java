// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * SYSTEM_RESET2(reset_type, cookie) (5.13), from 1.1: a reset of the whole machine of a certain
 * type. Type 0 is the warm reset, whatever the cookie; other types without bit 31 are reserved,
 * those with it belong to the vendor.
 */
final class SystemReset2 implements Step {
  private static final Because WARM = Because.of("RST2-08", "RST2-03", "RST2-06", "SYS-06");
  private static final Because WARM_WITH_COOKIE =
      Because.of("RST2-03", "RST2-08", "RST2-06", "SYS-06");
  private static final Because RESERVED = Because.of("RST2-02");
  private static final Because OF_VENDOR = Because.of("RST2-07");
  private static final Because RETURNS_ERRORS_ONLY = Because.of("RST2-08", "RST2-02");
  private static final Because WHATEVER_THE_COOKIE = Because.of("RST2-03", "RST2-08");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int type = call.word(1);
    State reset = before.with(call.caller(), CoreState.RESETS);
    if (type == 0) {
      outcomes.leaves(reset, call.wide(2) == 0 ? WARM : WARM_WITH_COOKIE);
    } else if (type > 0) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, RESERVED);
    } else {
      outcomes.returnsOneOf(Answers.VENDOR_ERROR, before, OF_VENDOR.under("AMB-33", "A"));
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, OF_VENDOR.under("AMB-33", "B"));
      outcomes.leaves(reset, OF_VENDOR.under("AMB-33", "C"));
      outcomes.leaves( // its own reset may as well be a power-off
          before.with(call.caller(), CoreState.POWERS_OFF), OF_VENDOR.under("AMB-33", "C"));
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    boolean isWarm = call.word(1) == 0 && call.wide(2) != 0;
    return Optional.of(
        isWarm ? WHATEVER_THE_COOKIE : call.word(1) < 0 ? OF_VENDOR : RETURNS_ERRORS_ONLY);
  }
}
