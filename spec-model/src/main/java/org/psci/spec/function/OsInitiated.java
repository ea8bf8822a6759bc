// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.DENIED;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * What OS-initiated mode demands of a CPU_SUSPEND (4.2.3.2, 6.3): the request is an order. It is
 * carried out as it stands if the implementation, too, sees the caller as the last core up to the
 * level that the request names, and refused otherwise. That level, the claim, is the one at which
 * the caller says that it is last, or the highest one for which it orders a state.
 *
 * <p>Where the rules pull against each other (decision 19): a state asked for above the claimed
 * level counts as a claim of that level, or may be refused; a claim that is lower than the truth is
 * lawful.
 */
final class OsInitiated {
  private OsInitiated() {}

  /** What a call orders. */
  enum Order {
    /** Nothing: the mode is platform-coordinated, and the call is a vote. */
    NOTHING,
    /** Nothing: the mode is OS-initiated, but power_state is bad. */
    NO_REQUEST,
    /** A state of the core, and it claims nothing above. */
    CORE_ALONE,
    /** A state of the core, and that it is the last one below some node. */
    CLAIM,
    /** A state of a node. */
    NODE,
    /** A state of a node above the level at which the caller says that it is the last one. */
    NODE_ABOVE_CLAIM,
    /** Something above the core, but nobody has said what, or which cores are below it. */
    UNCLEAR;

    boolean isOfNode() {
      return this == NODE || this == NODE_ABOVE_CLAIM;
    }

    boolean isAboveCore() {
      return isOfNode() || this == CLAIM || this == UNCLEAR;
    }

    boolean isKnown() {
      return isOfNode() || this == CLAIM;
    }
  }

  /** What must be refused, and may be. */
  static void refusals(Clauses<CpuSuspend.Situation> on) {
    on.mayRefuse(INVALID_PARAMETERS)
        .when(
            "a state is ordered above the level of the claim",
            s -> s.order() == Order.NODE_ABOVE_CLAIM)
        .by("OSI-03", "SUSP-03")
        .besideRefusals();
    coresThatRun(on);
    coresThatSleep(on);
    on.mayRefuse(INVALID_PARAMETERS)
        .when("a frozen core or the like is below", s -> s.outside() == Against.Outside.SOME)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08")
        .besideRefusals();
    on.mayRefuse(DENIED)
        .when("a frozen core or the like is below", s -> s.outside() == Against.Outside.SOME)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08")
        .besideRefusals();
    on.mayRefuse(INVALID_PARAMETERS) // no code is given for a claim that is merely false
        .when(
            "only the core's own state is ordered, and the claim is or may be false",
            s ->
                s.order() == Order.CLAIM
                    && (s.others() != Against.Others.NONE_AWAKE
                        || s.outside() == Against.Outside.SOME))
        .by("OSI-03", "OSI-01", "OSI-08")
        .under("AMB-21", "A")
        .besideRefusals();
    on.mayRefuse(DENIED)
        .when("nobody has said what is claimed of whom", OsInitiated::isUnclear)
        .by("OSI-04", "OSI-03", "OSI-01", "OSI-08");
    on.mayRefuse(INVALID_PARAMETERS)
        .when("nobody has said what is claimed of whom", OsInitiated::isUnclear)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08");
  }

  private static final Clause NOBODY_BELOW_CLAIM =
      Clause.wider(
          "CPU_SUSPEND",
          "another core runs up to the level of the claim",
          "if another core runs up to the level of the claim, it is refused with DENIED",
          "OSI-03");

  private static final Clause LAST_CORE =
      Clause.wider(
          "CPU_SUSPEND",
          "another core runs up to the level of the claim or of the order",
          "if the caller is not the last core as it says or needs to be, it is refused with DENIED",
          "OSI-04",
          "OSI-03");

  private static void coresThatRun(Clauses<CpuSuspend.Situation> on) {
    on.refuses(DENIED)
        .when(
            "another core runs up to the level of the claim, below no node with an order",
            s -> s.order().isOfNode() && s.others() == Against.Others.RUNNING_BELOW_CLAIM)
        .by("OSI-03", "OSI-04", "OSI-01", "OSI-08")
        .within(NOBODY_BELOW_CLAIM, LAST_CORE);
    on.refuses(DENIED)
        .when(
            "another core runs up to the level of the claim, and no state of a node is ordered",
            s -> s.order() == Order.CLAIM && s.others() == Against.Others.RUNNING_BELOW_CLAIM)
        .by("OSI-03", "OSI-01", "OSI-08")
        .under("AMB-21", "A")
        .within(NOBODY_BELOW_CLAIM, LAST_CORE);
    on.leaves("the request is obeyed", CpuSuspend::suspended) // a fault
        .when(
            "another core runs up to the level of the claim, and no state of a node is ordered",
            s -> s.order() == Order.CLAIM && s.others() == Against.Others.RUNNING_BELOW_CLAIM)
        .by("OSI-03")
        .under("AMB-21", "B")
        .within(NOBODY_BELOW_CLAIM, LAST_CORE);
    on.refuses(DENIED)
        .when(
            "another core runs below a node for which a state is ordered",
            s -> s.others() == Against.Others.RUNNING_BELOW_STATE)
        .by("OSI-04", "OSI-03", "OSI-01", "OSI-08")
        .within(LAST_CORE);
    on.refuses(DENIED)
        .when("another core is being started", s -> s.others() == Against.Others.STARTING)
        .by("OSI-04", "OSI-03", "OSI-01", "OSI-08")
        .under("AMB-22", "A")
        .orUndetected("AMB-22", "B");
  }

  private static void coresThatSleep(Clauses<CpuSuspend.Situation> on) {
    on.refuses(INVALID_PARAMETERS)
        .when("only a shallower sleep below stands against the order", OsInitiated::onlySleeps)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08")
        .under("AMB-20", "A");
    on.mayRefuse(DENIED)
        .when("only a shallower sleep below stands against the order", OsInitiated::onlySleeps)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08")
        .under("AMB-20", "B")
        .besideRefusals();
    on.refuses(INVALID_PARAMETERS)
        .when("a shallower sleep below stands against the order, and more", OsInitiated::alsoSleeps)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08");
    on.mayRefuse(DENIED)
        .when("a shallower sleep below stands against the order, and more", OsInitiated::alsoSleeps)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08")
        .besideRefusals();
    on.refuses(INVALID_PARAMETERS)
        .when("a node below is in Run", s -> s.sleepers() == Against.Sleepers.NODE_IN_RUN)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08")
        .within(LAST_CORE);
    on.mayRefuse(DENIED)
        .when("a node below is in Run", s -> s.sleepers() == Against.Sleepers.NODE_IN_RUN)
        .by("OSI-05", "OSI-01", "COORD-04", "OSI-08")
        .besideRefusals();
  }

  private static boolean onlySleeps(CpuSuspend.Situation situation) {
    return situation.sleepers() == Against.Sleepers.SHALLOWER
        && situation.others() == Against.Others.NONE_AWAKE
        && situation.outside() == Against.Outside.NONE;
  }

  private static boolean alsoSleeps(CpuSuspend.Situation situation) {
    return situation.sleepers() == Against.Sleepers.SHALLOWER && !onlySleeps(situation);
  }

  private static boolean isUnclear(CpuSuspend.Situation situation) {
    return situation.order() == Order.UNCLEAR
        || (situation.order() == Order.CORE_ALONE && situation.isUnpublished());
  }

  /** What happens if nothing stands against it. */
  static void orders(Clauses<CpuSuspend.Situation> on) {
    on.leaves("the caller is suspended", CpuSuspend::suspended)
        .when(
            "the core alone is to sleep in OS-initiated mode",
            s -> s.order() == Order.CORE_ALONE && s.value() != CpuSuspend.Value.UNPUBLISHED_ZERO)
        .by("OSI-13", "SUSP-01");
    on.leaves("the caller is suspended", CpuSuspend::suspended)
        .when(
            "power_state is 0 in OS-initiated mode, and no values are published",
            s -> s.order() == Order.CORE_ALONE && s.value() == CpuSuspend.Value.UNPUBLISHED_ZERO)
        .by("OSI-13", "SUSP-01")
        .under("AMB-45", "A");
    on.leaves("the caller and the nodes up to the claim go as ordered", CpuSuspend::suspended)
        .when("the order claims something above the core", s -> s.order().isAboveCore())
        .by("OSI-01", "OSI-07", "SUSP-01");
  }

  /** The level up to which the caller says that it is the last core. */
  static int claim(PowerState request) {
    return Math.max(
        request.level(), request.lastLevel() == PowerState.NO_CLAIM ? 0 : request.lastLevel());
  }

  /** An order is in force although its caller does not sleep. */
  static State registered(Platform platform, State before, Call call) {
    PowerState request = platform.powerStates().of(call.word(1));
    return before.mode() == SuspendMode.OS_INITIATED
        ? Coordination.ordered(platform, before, call.caller(), request, claim(request))
        : before;
  }

  /** What a request orders. */
  static Order order(Platform platform, State before, PowerState request) {
    if (before.mode() == SuspendMode.PLATFORM_COORDINATED) {
      return Order.NOTHING;
    }
    if (platform.powerStates().isInvalid(request.value())) {
      return Order.NO_REQUEST;
    }
    int claim = claim(request);
    if (claim == 0) {
      return Order.CORE_ALONE;
    }
    boolean isListed = platform.powerStates().isListed(request.value());
    if (!isListed || platform.powerTree().isGuess()) {
      return Order.UNCLEAR;
    }
    if (request.level() == 0) {
      return Order.CLAIM;
    }
    return request.lastLevel() != PowerState.NO_CLAIM && request.level() > request.lastLevel()
        ? Order.NODE_ABOVE_CLAIM
        : Order.NODE;
  }
}
