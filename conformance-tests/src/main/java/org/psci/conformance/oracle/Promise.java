// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.function.Decoding;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.step.Entries;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Whether a core came in where, and with what, the call said that it was due to; or as an
 * implementation brings it in that does not keep some clause about entries.
 */
final class Promise {
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
    if ((leftOut.has(place) && carriesContext(entered, request.call()))
        || (leftOut.has(context) && entersAt(entered, request.call()))) {
      return true;
    }
    if (leftOut.has(Entries.OWN_REQUEST) && isMixed(entered, request, sleepers(entered))) {
      return true;
    }
    if (suspended) { // it may come in where it was started, instead
      return leftOut.has(place)
          && calls.startsOf(entered.core()).stream()
              .anyMatch(start -> isKept(entered, start.call()));
    }
    return (leftOut.has(Entries.ONE_START) && isMixed(entered, request, calls.otherStarts(request)))
        || (leftOut.has(Entries.FAILED_START)
            && calls.otherStarts(request).stream()
                .anyMatch(other -> (int) other.result() != 0 && isKept(entered, other.call())));
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
    return leftOut.has(Entries.ONE_START) && !calls.racingStarts(start).isEmpty();
  }

  private boolean startsTwice(Event.Entered entered) {
    return leftOut.has(Entries.ONE_START)
        && calls.startsOf(entered.core()).stream()
            .anyMatch(
                start ->
                    !calls.racingStarts(start).isEmpty()
                        && isMixed(entered, start, calls.otherStarts(start)));
  }

  /** Whether a core may come in here that was not due to, since some clause is not kept. */
  boolean isExcused(Event.Entered entered, State state) {
    if (leftOut.isEmpty()) {
      return false;
    }
    CoreState core = state.core(entered.core());
    if (core.isSuspended()) {
      return leftOut.has(Entries.STANDBY_RETURNS)
          && calls.requestsOf(entered.core()).stream().anyMatch(own -> isKept(entered, own.call()));
    }
    if (core.isFrozen()) {
      return leftOut.has(Entries.STAYS_FROZEN);
    }
    if (core.isOff()) {
      return leftOut.has(Entries.STAYS_OFF);
    }
    return core.isRunning() && (startsTwice(entered) || mayInterrupt(entered));
  }

  private boolean mayInterrupt(Event.Entered entered) {
    if (leftOut.has(Entries.RUNS_ON)) {
      return true;
    }
    boolean afterRefusal = leftOut.has(Entries.REFUSED_GOES_ON);
    boolean afterReturn = leftOut.has(Entries.ONE_END);
    return calls.requestsOf(entered.core()).stream()
        .filter(own -> own.returned() && own.begin() < entered.time())
        .filter(own -> (int) own.result() < 0 ? afterRefusal : afterReturn)
        .anyMatch(own -> isKept(entered, own.call()));
  }
}
