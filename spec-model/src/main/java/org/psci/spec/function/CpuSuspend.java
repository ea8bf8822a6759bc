// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.DENIED;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_ADDRESS;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;
import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.function.OsInitiated.Order;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * CPU_SUSPEND(power_state, entry_point_address, context_id) (5.4): the calling core, and no other,
 * stops until a wake-up. Under platform coordination a power level above 0 is a vote: it allows
 * nodes on the caller's own path to follow. In OS-initiated mode it is an order, see {@link
 * OsInitiated}. How the core comes back is a step of its own, {@link WakeUp}.
 *
 * <p>Where several errors apply, any of them may be the answer.
 */
final class CpuSuspend extends Section<CpuSuspend.Situation> {

  /** What power_state is. */
  enum Value {
    /** The platform publishes it. */
    LISTED,
    /** The platform publishes no values, and this may be one. */
    UNPUBLISHED,
    /** 0, where the platform publishes no values. */
    UNPUBLISHED_ZERO,
    /** It has reserved bits set. */
    RESERVED_BITS,
    /** It is not among the values that the platform publishes. */
    UNKNOWN,
    /** Its StateType is not the one with which the platform publishes it. */
    WRONG_TYPE
  }

  /** What a call meets; what stands against an order, only if it is known what is ordered. */
  record Situation(
      Value value,
      StateType type,
      EntryPoint entry,
      Order order,
      Against.Others others,
      Against.Sleepers sleepers,
      Against.Outside outside)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      int request = (value.ordinal() * 2 + type.ordinal()) * 3 + entry.ordinal();
      int ordered = (request * 7 + order.ordinal()) * 4 + others.ordinal();
      return (ordered * 3 + sleepers.ordinal()) * 2 + outside.ordinal();
    }

    boolean isStandby() {
      return type == StateType.STANDBY;
    }

    boolean isPowerDown() {
      return type == StateType.POWER_DOWN;
    }

    boolean isVote() {
      return order == Order.NOTHING;
    }

    boolean isUnpublished() {
      return value == Value.UNPUBLISHED || value == Value.UNPUBLISHED_ZERO;
    }
  }

  CpuSuspend() {
    super("CPU_SUSPEND", Situation.class, CpuSuspend::text);
  }

  private static void text(Clauses<Situation> on) {
    badEntryPoint(on);
    badPowerState(on);
    OsInitiated.refusals(on);

    on.leaves("the caller is suspended", CpuSuspend::suspended)
        .when(
            "a standby is asked for under platform coordination",
            s -> s.isVote() && s.isStandby() && isNoZero(s) && s.entry == EntryPoint.GOOD)
        .by("STBY-01", "SUSP-01", "SUSP-07")
        .otherwise(Answers.NO_DENIAL);
    on.leaves("the caller is suspended", CpuSuspend::suspended)
        .when(
            "a standby is asked for under platform coordination with a bad entry point",
            s -> s.isVote() && s.isStandby() && isNoZero(s) && s.entry != EntryPoint.GOOD)
        .by("SUSP-07", "STBY-01", "SUSP-01")
        .otherwise(Answers.NO_DENIAL);
    on.leaves("the caller is suspended", CpuSuspend::suspended)
        .when(
            "power_state is 0 under platform coordination, and no values are published",
            s -> s.isVote() && s.isStandby() && !isNoZero(s))
        .by("STBY-01", "SUSP-01", "SUSP-07")
        .under("AMB-45", "A")
        .otherwise(Answers.NO_DENIAL);
    on.leaves("the caller is suspended", CpuSuspend::suspended)
        .when(
            "a power-down is asked for under platform coordination",
            s -> s.isVote() && s.isPowerDown())
        .by("PD-01", "SUSP-01")
        .otherwise(Answers.NO_DENIAL);
    OsInitiated.orders(on);

    on.means(INVALID_PARAMETERS, "the power_state is bad")
        .when("no published standby has a bad entry point", s -> !isStandbyWithBadEntry(s))
        .by("SUSP-03");
    on.means(INVALID_PARAMETERS, "something else than the entry point of a standby is bad")
        .when("a published standby has a bad entry point", CpuSuspend::isStandbyWithBadEntry)
        .by("SUSP-07");
    on.means(INVALID_ADDRESS, "the entry point of a power-down is bad")
        .when("a power-down is asked for", Situation::isPowerDown)
        .by("SUSP-08");
    on.means(INVALID_ADDRESS, "the call is no standby")
        .when("a standby is asked for", Situation::isStandby)
        .by("SUSP-07");
    on.never(DENIED).when("the mode is platform-coordinated", Situation::isVote).by("SUSP-13");
    on.never(NOT_SUPPORTED).by("VER-02", "SUSP-13", "FEAT-03").within(Presence.OF_CPU_SUSPEND);
    on.changesNothingWhereRefused(OsInitiated::registered).by("OSI-08");
    on.onlyTheseResults().by("SUSP-13");
  }

  private static void badEntryPoint(Clauses<Situation> on) {
    on.refuses(INVALID_ADDRESS, CpuSuspend::refused)
        .when(
            "the entry point of a power-down is bad, from 1.0 on",
            s -> s.isPowerDown() && s.entry == EntryPoint.BAD)
        .by("SUSP-08", "SUSP-09")
        .under("AMB-10", "A")
        .orUndetected("AMB-10", "B");
    on.refuses(INVALID_PARAMETERS, CpuSuspend::refused)
        .when(
            "the entry point of a power-down is bad, before 1.0",
            s -> s.isPowerDown() && s.entry == EntryPoint.BAD_BEFORE_1_0)
        .by("SUSP-08", "SUSP-09")
        .under("AMB-10", "A")
        .orUndetected("AMB-10", "B");
  }

  private static void badPowerState(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS, CpuSuspend::refused)
        .when("reserved bits of power_state are set", s -> s.value == Value.RESERVED_BITS)
        .by("SUSP-03", "SUSP-09");
    on.refuses(INVALID_PARAMETERS, CpuSuspend::refused)
        .when("power_state is not among the published values", s -> s.value == Value.UNKNOWN)
        .by("SUSP-03", "SUSP-09");
    on.refuses(INVALID_PARAMETERS, CpuSuspend::refused)
        .when("the StateType is not the published one", s -> s.value == Value.WRONG_TYPE)
        .by("SUSP-03", "SUSP-09")
        .under("AMB-44", "A");
    on.leaves("the caller is suspended", CpuSuspend::suspended) // a fault
        .when("the StateType is not the published one", s -> s.value == Value.WRONG_TYPE)
        .by("SUSP-03")
        .under("AMB-44", "B");
    on.mayRefuse(INVALID_PARAMETERS, CpuSuspend::refused)
        .when("no values are published", s -> s.value == Value.UNPUBLISHED)
        .by("SUSP-03", "SUSP-09");
    on.mayRefuse(INVALID_PARAMETERS, CpuSuspend::refused)
        .when("power_state is 0, and no values are published", s -> !isNoZero(s))
        .by("SUSP-03", "SUSP-09")
        .under("AMB-45", "B");
  }

  private static boolean isStandbyWithBadEntry(Situation situation) {
    return situation.isStandby()
        && situation.value == Value.LISTED
        && situation.entry != EntryPoint.GOOD;
  }

  private static boolean isNoZero(Situation situation) {
    return situation.value != Value.UNPUBLISHED_ZERO;
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    PowerStates states = platform.powerStates();
    int powerState = call.word(1);
    PowerState request = states.of(powerState);
    Order order = OsInitiated.order(platform, before, request);
    Against against =
        order.isKnown() ? Against.of(platform, before, call.caller(), request) : Against.NOTHING;
    return new Situation(
        value(states, powerState),
        states.typeOf(powerState),
        EntryPoint.of(platform, call),
        order,
        against.others(),
        against.sleepers(),
        against.outside());
  }

  private static Value value(PowerStates states, int powerState) {
    if (states.isListed(powerState)) {
      return Value.LISTED;
    }
    if (!states.format().isWellFormed(powerState)) {
      return Value.RESERVED_BITS;
    }
    if (states.isInvalid(powerState)) {
      return states.hasWrongType(powerState) ? Value.WRONG_TYPE : Value.UNKNOWN;
    }
    return powerState == 0 ? Value.UNPUBLISHED_ZERO : Value.UNPUBLISHED;
  }

  /** The caller sleeps, and the nodes that an order names obey. */
  static State suspended(Platform platform, State before, Call call) {
    PowerState request = platform.powerStates().of(call.word(1));
    State next = before.with(call.caller(), CoreState.suspended(request.path()));
    if (platform.offersModes()) {
      next = next.withSuspended(State.Certainty.YES);
    }
    return before.mode() == SuspendMode.OS_INITIATED
        ? Coordination.ordered(platform, next, call.caller(), request, OsInitiated.claim(request))
        : next;
  }

  /** Whether a refused call counts as a CPU_SUSPEND is not laid down (decision 19). */
  private static State refused(Platform platform, State before, Call call) {
    return platform.offersModes() && before.hasSuspended() == State.Certainty.NO
        ? before.withSuspended(State.Certainty.MAYBE)
        : before;
  }
}
