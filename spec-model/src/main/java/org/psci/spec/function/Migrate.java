// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * MIGRATE(target_cpu) (5.8): moves a uniprocessor trusted OS from the calling core to another, so
 * that the caller can go off. Where several errors apply, any of them may be the answer.
 */
final class Migrate implements Step {
  private static final Because MOVED = Because.of("MIG-06", "MIG-01");
  private static final Because NOT_NEEDED = Because.of("MIG-01");
  private static final Because FIXED = Because.of("MIG-01");
  private static final Because NOT_HERE = Because.of("MIG-03");
  private static final Because NO_SUCH_CORE = Because.of("MIG-04");
  private static final Because NOT_POSSIBLE = Because.of("MIG-05");
  private static final Because NOT_TO_OFF = Because.of("MIG-06", "MIG-05");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    Optional<TrustedOs> trustedOs = platform.trustedOs();
    int target = platform.topology().indexOf(call.wide(1));
    if (trustedOs.isEmpty()) {
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, NOT_NEEDED);
      return;
    }
    boolean here = before.trustedOsCore() == call.caller();
    if (!here) {
      outcomes.returns(ReturnCode.NOT_PRESENT, before, NOT_HERE);
    }
    if (target < 0) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, NO_SUCH_CORE);
    }
    if (trustedOs.get().type() == MigrateInfoType.UNIPROCESSOR_FIXED) {
      outcomes.returns(ReturnCode.DENIED, before, FIXED);
    } else if (target >= 0) {
      move(before, target, here, outcomes);
    }
  }

  /** Which error it is if the target cannot take the trusted OS is laid down for none of them. */
  private static void move(State before, int target, boolean here, Outcomes outcomes) {
    CoreState core = before.core(target);
    outcomes.returns(ReturnCode.INTERNAL_FAILURE, before, NOT_POSSIBLE);
    if (core.isOff() || core.isFrozen()) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, NOT_TO_OFF);
      outcomes.returns(ReturnCode.DENIED, before, NOT_TO_OFF);
    }
    if (here && !core.isOff()) {
      outcomes.returns(ReturnCode.SUCCESS, before.withTrustedOs(target), MOVED);
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return ReturnCode.of(value)
        .map(
            code ->
                switch (code) {
                  case NOT_PRESENT -> NOT_HERE;
                  case INVALID_PARAMETERS -> NO_SUCH_CORE;
                  case INTERNAL_FAILURE -> NOT_POSSIBLE;
                  case SUCCESS -> MOVED;
                  default -> NOT_NEEDED;
                });
  }
}
