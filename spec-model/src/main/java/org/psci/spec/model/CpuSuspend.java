// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.Optional;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/**
 * CPU_SUSPEND(power_state, entry_point_address, context_id) (5.4): the calling core, and no other,
 * stops until a wake-up. A power level above 0 allows nodes on the caller's own path to follow; it
 * is no order to other cores, and whether a node follows is the platform's to coordinate. How the
 * core comes back is the hidden step {@link WakeUp}.
 *
 * <p>Where several errors apply, any of them may be the answer.
 */
final class CpuSuspend implements Step {
  private static final Because INTO_STANDBY = Because.of("STBY-01", "SUSP-01", "SUSP-07");
  private static final Because INTO_POWER_DOWN = Because.of("PD-01", "SUSP-01");
  private static final Because INVALID_STATE = Because.of("SUSP-03", "SUSP-09");
  private static final Because UNPUBLISHED_STATE = INVALID_STATE.asVariation("AMB-45");
  private static final Because BAD_ENTRY = Because.of("SUSP-08", "SUSP-09");
  private static final Because ENTRY_OF_STANDBY = Because.of("SUSP-07");
  private static final Because MANDATORY = Because.of("FEAT-03", "SUSP-13");
  private static final Because NO_SUCH_RESULT = Because.of("SUSP-13");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int powerState = call.word(1);
    PowerStates states = platform.powerStates();
    StateType type = platform.stateType(call);
    boolean usableEntry = platform.entries().isUsable(call.entryPoint(2));
    if (type == StateType.POWER_DOWN && !usableEntry) {
      outcomes.returns(badAddress(platform.version()), before, BAD_ENTRY);
    }
    if (states.isInvalid(powerState)) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, INVALID_STATE);
      return;
    }
    if (!states.isListed(powerState)) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, UNPUBLISHED_STATE);
    }
    outcomes.leaves(
        before.with(call.caller(), CoreState.suspended(type)),
        type == StateType.STANDBY ? INTO_STANDBY : INTO_POWER_DOWN);
  }

  private static ReturnCode badAddress(Version version) {
    return version.isAtLeast(Version.V1_0)
        ? ReturnCode.INVALID_ADDRESS
        : ReturnCode.INVALID_PARAMETERS;
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    boolean standby = platform.stateType(call) == StateType.STANDBY;
    boolean badEntry = !platform.entries().isUsable(call.entryPoint(2));
    return ReturnCode.of(value)
        .filter(code -> code != ReturnCode.SUCCESS)
        .map(
            code ->
                switch (code) {
                  case INVALID_PARAMETERS ->
                      standby && badEntry && platform.powerStates().isListed(call.word(1))
                          ? ENTRY_OF_STANDBY
                          : INVALID_STATE;
                  case INVALID_ADDRESS -> standby ? ENTRY_OF_STANDBY : BAD_ENTRY;
                  case NOT_SUPPORTED -> MANDATORY;
                  default -> NO_SUCH_RESULT;
                });
  }
}
