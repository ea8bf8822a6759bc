// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.function.Decoding;
import org.psci.spec.function.Specification;
import org.psci.spec.function.Views;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.step.Entries;
import org.psci.spec.step.Progress;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Whether a core came in where, and with what, the call said that it was due to; or as an
 * implementation brings it in that does not keep some clause about entries.
 */
final class Promise {
  /** That CPU_ON is refused while its target is being started, so that there is one start. */
  private static final Clause REFUSED_WHILE_PENDING =
      Specification.clauses(PsciFunction.CPU_ON).stream()
          .filter(clause -> clause.kind() == Clause.Kind.DUTY)
          .filter(clause -> clause.rule().id().equals("CPU_ON-06"))
          .findFirst()
          .orElseThrow();

  /** That CPU_ON is refused while its target is ON. */
  private static final List<Clause> REFUSED_WHILE_ON =
      Specification.clauses(PsciFunction.CPU_ON).stream()
          .filter(clause -> clause.kind() == Clause.Kind.DUTY || clause.kind() == Clause.Kind.VIEW)
          .filter(clause -> clause.rule().id().equals("CPU_ON-05"))
          .toList();

  private final PastCalls calls;
  private final LeftOut leftOut;

  Promise(PastCalls calls, LeftOut leftOut) {
    this.calls = calls;
    this.leftOut = leftOut;
  }

  /**
   * Whether an entry that was due is this one.
   *
   * @param request the call that says where and with what; null if only a deviation has brought the
   *     core where it is due
   */
  boolean isKept(Event.Entered entered, Event.@Nullable Called request) {
    if (request == null || isKept(entered, request.call())) {
      return true;
    }
    return !leftOut.isEmpty() && isKeptWithout(entered, request);
  }

  private static boolean isKept(Event.Entered entered, Call request) {
    return entersAt(entered, request) && carriesContext(entered, request);
  }

  static boolean entersAt(Event.Entered entered, Call request) {
    return entered.address() == request.entryPoint();
  }

  /** An SMC32 call hands over 32 bits; that the others are then zero is a question of its own. */
  static boolean carriesContext(Event.Entered entered, Call request) {
    long difference = entered.x0() ^ request.contextId();
    return (request.width() == CallWidth.SMC64 ? difference : (int) difference) == 0;
  }

  private boolean isKeptWithout(Event.Entered entered, Event.Called request) {
    for (Call reading : Decoding.readings(request.call(), leftOut)) {
      boolean isTheSame = reading.functionId() == request.call().functionId();
      if (isTheSame && isKept(entered, reading)) { // another function hands out no entry point
        return true;
      }
    }
    boolean suspended = PastCalls.isSuspend(request);
    PsciFunction function = PsciFunction.of(request.call().functionId()).orElseThrow();
    Clause place = suspended ? Entries.place(function) : Entries.START_PLACE;
    Clause context = suspended ? Entries.WAKE_CONTEXT : Entries.START_CONTEXT;
    boolean anyPlace = leftOut.has(place) || (suspended && leftOut.has(Entries.PLACE_OF_ANY));
    if ((anyPlace && !entersAt(entered, request.call()))
        || (leftOut.has(context) && entersAt(entered, request.call()))) {
      return true;
    }
    boolean sleepsForOthers = leftOut.has(Progress.RUNS_BESIDE_SUSPENDED);
    if (suspended
        && (leftOut.has(Entries.OWN_REQUEST) || sleepsForOthers)
        && isMixed(entered, request, sleepers(entered))) {
      return true;
    }
    if (leftOut.has(Entries.FAILED_START)
        && isMixed(entered, request, failedApart(entered, request))) {
      return true;
    }
    if (suspended) { // it may come in where it was started, instead
      return anyPlace && isAsStarted(entered, entered.core());
    }
    return (leftOut.has(Entries.ONE_START)
            && isMixed(entered, request, calls.racingStarts(request)))
        || (maySucceedTwice() && isAsEarlierStart(entered, request));
  }

  /** Whether a CPU_ON may succeed while an earlier one has not brought its target in. */
  private boolean maySucceedTwice() {
    return leftOut.has(REFUSED_WHILE_PENDING) || leftOut.has(Views.PENDING_AT_ONCE);
  }

  /** Whether a core comes in as an earlier CPU_ON said, and has not come in since. */
  private boolean isAsEarlierStart(Event.Entered entered, Event.Called request) {
    return calls.otherStarts(request).stream()
        .anyMatch(
            earlier ->
                !hasFailed(earlier)
                    && earlier.begin() < request.begin()
                    && calls.isFirstEntryAfter(earlier, entered)
                    && isKept(entered, earlier.call()));
  }

  private static boolean hasFailed(Event.Called start) {
    return start.returned() && (int) start.result() != 0;
  }

  /** The CPU_ON calls of a core that had failed before it came in. */
  private List<Event.Called> failedStarts(Event.Entered entered) {
    return calls.startsOf(entered.core()).stream()
        .filter(start -> hasFailed(start) && start.begin() < entered.time())
        .toList();
  }

  /** The CPU_ON calls of a core that had failed, but for those that raced with what brings it. */
  private List<Event.Called> failedApart(Event.Entered entered, Event.Called request) {
    List<Event.Called> racing = calls.racingStarts(request);
    return failedStarts(entered).stream().filter(start -> !racing.contains(start)).toList();
  }

  /** Whether a core to which nothing was due comes in where a CPU_ON said that failed. */
  private boolean isAsFailed(Event.Entered entered) {
    return failedStarts(entered).stream().anyMatch(start -> entersAt(entered, start.call()))
        && calls.startsOf(entered.core()).stream()
            .anyMatch(start -> carriesContext(entered, start.call()));
  }

  /** Whether a core comes in once more as a CPU_ON said by which it has come in before. */
  private boolean isStartedAgain(Event.Entered entered) {
    return calls.startsOf(entered.core()).stream()
        .anyMatch(
            start ->
                !hasFailed(start)
                    && calls.hasComeInBetween(start, entered)
                    && isKept(entered, start.call()));
  }

  /** Whether a core comes in as a CPU_ON of this one said that did not fail. */
  private boolean isAsStarted(Event.Entered entered, int core) {
    return calls.startsOf(core).stream()
        .anyMatch(start -> !hasFailed(start) && isKept(entered, start.call()));
  }

  /** Whether a core comes in as a CPU_ON said that another core was to. */
  private boolean isAsAnotherStarts(Event.Entered entered) {
    for (int core = 0; core < State.CORES; core++) {
      if (core != entered.core() && isAsStarted(entered, core)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a core comes in as the suspension of another one said. */
  private boolean isAsAnotherWakesUp(Event.Entered entered) {
    return sleepers(entered).stream().anyMatch(other -> isKept(entered, other.call()));
  }

  private List<Event.Called> sleepers(Event.Entered entered) {
    return calls.suspendsOfOthers(entered.core());
  }

  /** Whether address and context are each those of the request, or of one of these others. */
  private static boolean isMixed(
      Event.Entered entered, Event.Called request, List<Event.Called> others) {
    boolean place = entersAt(entered, request.call());
    boolean context = carriesContext(entered, request.call());
    for (Event.Called other : others) {
      place |= entersAt(entered, other.call());
      context |= carriesContext(entered, other.call());
    }
    return place && context;
  }

  /** Whether a CPU_ON that races with another of the same core may succeed beside it. */
  boolean mayStartTwice(Event.Called start) {
    return leftOut.has(Entries.ONE_START)
        && calls.racingStarts(start).stream().anyMatch(other -> !hasFailed(other));
  }

  private boolean startsTwice(Event.Entered entered) {
    return leftOut.has(Entries.ONE_START)
        && calls.startsOf(entered.core()).stream()
            .anyMatch(
                start ->
                    !calls.racingStarts(start).isEmpty()
                        && isMixed(entered, start, calls.racingStarts(start)));
  }

  /** Whether a core may come in here that was not due to, since some clause is not kept. */
  boolean isExcused(Event.Entered entered, State state) {
    if (leftOut.isEmpty()) {
      return false;
    }
    CoreState core = state.core(entered.core());
    boolean mistaken =
        (leftOut.has(Entries.FAILED_START) && isAsFailed(entered))
            || (leftOut.has(Entries.START_OF_ANOTHER) && isAsAnotherStarts(entered));
    if (mistaken) {
      return true;
    }
    if (core.isSuspended()) {
      return leftOut.has(Entries.STANDBY_RETURNS) && ownRequest(entered) != null;
    }
    if (core.isFrozen()) {
      return leftOut.has(Entries.STAYS_FROZEN);
    }
    if (core.isOff()) {
      return leftOut.has(Entries.STAYS_OFF)
          || (leftOut.has(Entries.STAYS_OFF_AFTER_CPU_OFF) && calls.hasLeft(entered.core()));
    }
    return core.isRunning()
        && ((isSuspendedByOthers() && isAsAnotherWakesUp(entered))
            || (leftOut.has(Entries.STARTS_ONCE) && isStartedAgain(entered))
            || startsTwice(entered)
            || (REFUSED_WHILE_ON.stream().anyMatch(leftOut::has)
                && isAsStarted(entered, entered.core()))
            || mayInterrupt(entered));
  }

  private boolean isSuspendedByOthers() {
    return leftOut.has(Entries.WAKE_UP_OF_ANOTHER) || leftOut.has(Progress.RUNS_BESIDE_SUSPENDED);
  }

  /** The call of a core itself that said that it would come in so; null if none did. */
  Event.@Nullable Called ownRequest(Event.Entered entered) {
    return calls.requestsOf(entered.core()).stream()
        .filter(own -> isKept(entered, own.call()))
        .findFirst()
        .orElse(null);
  }

  private boolean mayInterrupt(Event.Entered entered) {
    if (leftOut.has(Entries.RUNS_ON)) {
      return true;
    }
    boolean afterRefusal = leftOut.has(Entries.REFUSED_GOES_ON);
    boolean afterEnd = leftOut.has(Entries.ONE_END);
    return calls.requestsOf(entered.core()).stream()
        .filter(own -> own.returned() || calls.endOf(own) < entered.time())
        .filter(own -> own.begin() < entered.time())
        .filter(own -> (own.returned() && (int) own.result() < 0) ? afterRefusal : afterEnd)
        .anyMatch(own -> isKept(entered, own.call()));
  }
}
