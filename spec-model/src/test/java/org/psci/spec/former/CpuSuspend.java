// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * CPU_SUSPEND(power_state, entry_point_address, context_id) (5.4): the calling core, and no other,
 * stops until a wake-up. Under platform coordination a power level above 0 is a vote: it allows
 * nodes on the caller's own path to follow. In OS-initiated mode it is an order, see {@link
 * OsInitiated}. How the core comes back is the hidden step {@link WakeUp}.
 *
 * <p>Where several errors apply, any of them may be the answer.
 */
final class CpuSuspend implements Step {
  private static final Because INTO_STANDBY = Because.of("STBY-01", "SUSP-01", "SUSP-07");
  private static final Because INTO_STANDBY_WITH_BAD_ENTRY =
      Because.of("SUSP-07", "STBY-01", "SUSP-01");
  private static final Because INTO_POWER_DOWN = Because.of("PD-01", "SUSP-01");
  private static final Because ORDERED = Because.of("OSI-01", "OSI-07", "SUSP-01");
  private static final Because CORE_ALONE = Because.of("OSI-13", "SUSP-01");
  private static final Because INVALID_STATE = Because.of("SUSP-03", "SUSP-09");
  private static final Because WRONG_TYPE = INVALID_STATE.under("AMB-44", "A");
  private static final Because WRONG_TYPE_ACCEPTED = INVALID_STATE.under("AMB-44", "B");
  private static final Because ZERO_IS_STANDBY = INTO_STANDBY.under("AMB-45", "A");
  private static final Because ZERO_IS_NOTHING = INVALID_STATE.under("AMB-45", "B");
  private static final Because BAD_ENTRY = Because.of("SUSP-08", "SUSP-09").under("AMB-10", "A");
  private static final Because BAD_ENTRY_UNUSED = INTO_POWER_DOWN.under("AMB-10", "B");
  private static final Because ENTRY_OF_STANDBY = Because.of("SUSP-07");
  private static final Because MANDATORY = Because.of("VER-02", "SUSP-13", "FEAT-03");
  private static final Because NO_SUCH_RESULT = Because.of("SUSP-13");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    PowerStates states = platform.powerStates();
    int powerState = call.word(1);
    StateType type = states.typeOf(powerState);
    State refused = refused(platform, before);
    boolean badEntry =
        type == StateType.POWER_DOWN && !platform.entries().isUsable(call.entryPoint());
    if (badEntry) {
      outcomes.returns(badAddress(platform), refused, BAD_ENTRY);
    }
    if (states.isInvalid(powerState)) {
      boolean wrongType = states.hasWrongType(powerState);
      Because why = wrongType ? WRONG_TYPE : INVALID_STATE;
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, refused, why);
      if (wrongType) { // named so that a report can say it
        CoreState accepted =
            type == StateType.STANDBY ? CoreState.IN_STANDBY : CoreState.IN_POWER_DOWN;
        outcomes.leaves(before.with(call.caller(), accepted), WRONG_TYPE_ACCEPTED);
      }
      return;
    }
    if (!states.isListed(powerState)) {
      outcomes.returns(
          ReturnCode.INVALID_PARAMETERS,
          refused,
          powerState == 0 ? ZERO_IS_NOTHING : INVALID_STATE);
    }
    PowerState request = states.of(powerState);
    State next = before.with(call.caller(), CoreState.suspended(request.path()));
    if (platform.offersModes()) {
      next = next.withSuspended(State.Certainty.YES);
    }
    if (before.mode() == SuspendMode.PLATFORM_COORDINATED) {
      boolean openZero = powerState == 0 && !states.isListed(0);
      boolean usable = platform.entries().isUsable(call.entryPoint());
      Because asleep =
          openZero ? ZERO_IS_STANDBY : usable ? INTO_STANDBY : INTO_STANDBY_WITH_BAD_ENTRY;
      Because down = badEntry ? BAD_ENTRY_UNUSED : INTO_POWER_DOWN;
      outcomes.leaves(next, type == StateType.STANDBY ? asleep : down);
    } else {
      order(platform, before, next, call.caller(), request, badEntry, outcomes);
    }
  }

  private static void order(
      Platform platform,
      State before,
      State next,
      int caller,
      PowerState request,
      boolean badEntry,
      Outcomes outcomes) {
    int claim = OsInitiated.claim(request);
    State obeyed = Coordination.ordered(platform, next, caller, request, claim);
    boolean openZero = request.value() == 0 && !platform.powerStates().isListed(0);
    Because alone = openZero ? CORE_ALONE.under("AMB-45", "A") : CORE_ALONE;
    Because why = claim == 0 ? alone : ORDERED;
    OsInitiated.check(platform, before, caller, request, outcomes)
        .ifPresent(sink -> sink.leaves(obeyed, badEntry ? why.under("AMB-10", "B") : why));
  }

  /** Whether a refused call counts as a CPU_SUSPEND is not laid down (decision 19). */
  private static State refused(Platform platform, State before) {
    return platform.offersModes() && before.hasSuspended() == State.Certainty.NO
        ? before.withSuspended(State.Certainty.MAYBE)
        : before;
  }

  /** The code for an entry point that is known to be bad. */
  static ReturnCode badAddress(Platform platform) {
    return CpuOn.badAddress(platform.version());
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    boolean standby = platform.stateType(call) == StateType.STANDBY;
    boolean badEntry = !platform.entries().isUsable(call.entryPoint());
    return ReturnCode.of(value)
        .filter(code -> code != ReturnCode.SUCCESS)
        .filter(code -> code != ReturnCode.DENIED || !platform.offersModes()) // asks for the mode
        .map(
            code ->
                switch (code) {
                  case INVALID_PARAMETERS ->
                      badEntry && platform.powerStates().isListed(call.word(1))
                          ? standby ? ENTRY_OF_STANDBY : BAD_ENTRY
                          : INVALID_STATE;
                  case INVALID_ADDRESS -> standby ? ENTRY_OF_STANDBY : BAD_ENTRY;
                  case NOT_SUPPORTED -> MANDATORY;
                  default -> NO_SUCH_RESULT;
                });
  }
}
