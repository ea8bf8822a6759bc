// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.function.Decoding;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/** Questions about the calls of a history that a diagnosis asks. */
final class PastCalls {
  private final History history;
  private final Specification specification;
  private final boolean isFirst;
  private final Lanes lanes;
  private final List<Event.Called> calls = new ArrayList<>();
  private final Map<Kind, Long> firstEnds = new EnumMap<>(Kind.class);

  /** The targets of CPU_ON calls that failed, as the calls gave them. */
  private final Set<Long> failedStarts = new HashSet<>();

  private boolean suspends;

  /** The cores that have called CPU_OFF and not returned, as bits. */
  private long left;

  /**
   * @param isFirst whether nothing has run on the machine before since it was started
   */
  PastCalls(History history, Lanes lanes, Specification specification, boolean isFirst) {
    this.history = history;
    this.lanes = lanes;
    this.specification = specification;
    this.isFirst = isFirst;
  }

  private List<Event.Called> all() {
    if (calls.isEmpty()) {
      for (Event event : history.events()) {
        if (event instanceof Event.Called called) {
          calls.add(called);
          suspends |= isSuspend(called);
          left |= hasLeft(called) ? 1L << called.core() : 0;
          note(called);
        }
      }
    }
    return calls;
  }

  private void note(Event.Called called) {
    for (Kind kind : Kind.values()) {
      if (called.call().is(kind.function) && kind.fits.test(called)) {
        firstEnds.merge(kind, endOf(called), Math::min);
      }
    }
    if (called.call().is(PsciFunction.CPU_ON) && (int) called.result() < 0) {
      failedStarts.add(called.call().wide(1));
    }
  }

  int target(Event.Called called) {
    return specification.platform().topology().indexOf(called.call().wide(1));
  }

  static boolean isSuspend(Event.Called called) {
    return called.call().is(PsciFunction::suspends);
  }

  /** The CPU_SUSPEND calls of a core, but for those that were refused. */
  List<Event.Called> suspendsOf(int core) {
    return all().stream().filter(c -> c.core() == core && suspended(c)).toList();
  }

  /** All CPU_SUSPEND calls of a core, also those that were refused. */
  List<Event.Called> requestsOf(int core) {
    return all().stream().filter(c -> c.core() == core && isSuspend(c)).toList();
  }

  /** The CPU_SUSPEND calls of all other cores, but for those that were refused. */
  List<Event.Called> suspendsOfOthers(int core) {
    return all().stream().filter(c -> c.core() != core && suspended(c)).toList();
  }

  private static boolean suspended(Event.Called called) {
    return isSuspend(called) && (!called.returned() || (int) called.result() >= 0);
  }

  /** Whether a core was in a CPU_SUSPEND during all of this call. */
  boolean wasSuspendedDuring(int core, Event.Called call) {
    return core >= 0
        && core < State.CORES
        && !all().isEmpty()
        && suspends
        && lanes.lastBefore(core, call.begin()) instanceof Event.Called last
        && suspended(last)
        && call.end() < endOf(last);
  }

  /** When a core came back from a suspension, or {@link Event.Called#NEVER}. */
  long endOf(Event.Called suspend) {
    return lanes.endOf(suspend);
  }

  /** The CPU_ON calls that name a core. */
  List<Event.Called> startsOf(int core) {
    return all().stream()
        .filter(c -> c.call().is(PsciFunction.CPU_ON) && target(c) == core)
        .toList();
  }

  /** The CPU_ON calls that name no core. */
  List<Event.Called> startsOfNobody() {
    return startsOf(-1);
  }

  /** The other CPU_ON calls that name the same core. */
  List<Event.Called> otherStarts(Event.Called start) {
    List<Event.Called> others = new ArrayList<>();
    for (Event.Called other : all()) {
      if (other.call().is(PsciFunction.CPU_ON)
          && other.call().wide(1) == start.call().wide(1)
          && !other.equals(start)) {
        others.add(other);
      }
    }
    return others;
  }

  /** The other CPU_ON calls that name the same core at the same time. */
  List<Event.Called> racingStarts(Event.Called start) {
    List<Event.Called> racing = new ArrayList<>();
    for (int core = 0; core < State.CORES; core++) {
      for (Event.Called other : lanes.callsDuring(core, start.begin(), start.end())) {
        if (other.call().is(PsciFunction.CPU_ON)
            && other.call().wide(1) == start.call().wide(1)
            && !other.equals(start)) {
          racing.add(other);
        }
      }
    }
    return racing;
  }

  /** Whether another CPU_ON of the core that this one has started had failed. */
  boolean anotherStartFailed(Event.Called start) {
    return !all().isEmpty() && failedStarts.contains(start.call().wide(1));
  }

  /** Whether a core other than core 0 is as the boot has left it: nobody has tried to start it. */
  boolean isAsAfterBoot(int core, Event.Called call) {
    return isFirst
        && core > 0
        && startsOf(core).stream().noneMatch(start -> start.begin() < call.begin());
  }

  /** Whether the target of a CPU_ON had not come in before since that was called. */
  boolean isFirstEntryAfter(Event.Called start, Event.Entered entered) {
    return lanes.entryAfter(entered.core(), start.begin()) == entered.time();
  }

  /** Whether the target of a CPU_ON had come in once before since that was called. */
  boolean hasComeInBetween(Event.Called start, Event.Entered entered) {
    return lanes.entryAfter(entered.core(), start.begin()) < entered.time();
  }

  /** Whether a core had come in before this time. */
  boolean hasComeIn(int core, long time) {
    return history.events().stream()
        .anyMatch(
            event -> event instanceof Event.Entered && event.core() == core && event.time() < time);
  }

  /** Whether the call was to put the machine to sleep while another core was being started. */
  boolean sleepsBesideStart(Event.Called called) {
    return called.call().is(PsciFunction.SYSTEM_SUSPEND)
        && all().stream()
            .anyMatch(
                start ->
                    start.call().is(PsciFunction.CPU_ON)
                        && start.end() < called.begin()
                        && (int) start.result() == ReturnCode.SUCCESS.value()
                        && target(start) != called.core()
                        && lanes.entryAfter(target(start), start.begin()) > called.begin());
  }

  /** Whether the last answer about the target of a CPU_ON said something else of it. */
  boolean contradictsLastAnswer(Event.Called start) {
    Event.Called asked = lastQuestionAbout(target(start), start.begin());
    if (asked == null
        || !asked.call().is(PsciFunction.AFFINITY_INFO)
        || asked.call().word(2) != 0
        || asked.end() >= start.begin()) {
      return false;
    }
    boolean isOn = (int) start.result() == ReturnCode.ALREADY_ON.value();
    boolean isStarting = (int) start.result() == ReturnCode.ON_PENDING.value();
    return (int) asked.result() == AffinityState.OFF.value()
        ? isOn || isStarting
        : (int) asked.result() == AffinityState.ON.value()
            && (int) start.result() == ReturnCode.SUCCESS.value();
  }

  /** Whether the last CPU_SUSPEND that a core has made before this call was refused. */
  boolean wasRefusedLast(int core, Event.Called call) {
    return requestsOf(core).stream()
        .filter(request -> request.begin() < call.begin())
        .reduce((first, last) -> last)
        .filter(request -> request.returned() && (int) request.result() < 0)
        .isPresent();
  }

  /** Whether a CPU_ON that named the same target had failed before this call. */
  boolean hadFailedStart(Event.Called called) {
    return all().stream()
        .anyMatch(
            earlier ->
                earlier.end() < called.begin()
                    && earlier.call().is(PsciFunction.CPU_ON)
                    && earlier.call().wide(1) == called.call().wide(1)
                    && (int) earlier.result() < 0);
  }

  /** Whether a core was about to go off during this call, or had just done so. */
  boolean wasLeavingDuring(int core, Event.Called call) {
    return core >= 0
        && core < State.CORES
        && lanes.callsDuring(core, call.begin(), call.end() - 1).stream()
            .anyMatch(off -> hasLeft(off) && endOf(off) > call.begin());
  }

  /** Whether another core made a call like this one at the same time. */
  boolean races(Event.Called call, Predicate<Event.Called> other) {
    for (int core = 0; core < State.CORES; core++) {
      if (core != call.core()
          && lanes.callsDuring(core, call.begin(), call.end()).stream()
              .anyMatch(
                  one -> (one.returned() || one.begin() >= call.begin()) && other.test(one))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether another core was in a call that has not returned either, or that raced with this one.
   */
  boolean isAmongOthers(Event.Called call) {
    return all().stream()
        .anyMatch(
            other ->
                other.core() != call.core()
                    && other.begin() < call.end()
                    && call.begin() < other.end());
  }

  /** Whether a call like this was over when another one was made. */
  boolean wasBefore(Event.Called call, Kind earlier) {
    return !all().isEmpty() && firstEnds.getOrDefault(earlier, Event.Called.NEVER) < call.begin();
  }

  /** Calls after which answers can mean something else. */
  enum Kind {
    DEFAULT_SUSPEND(PsciFunction.CPU_DEFAULT_SUSPEND, called -> true),
    /** The machine was put to sleep, as far as the answer of the call says. */
    SYSTEM_SLEEP(
        PsciFunction.SYSTEM_SUSPEND, called -> !called.returned() || (int) called.result() >= 0),
    /** Another suspend mode was asked for, and refused. */
    REFUSED_MODE(PsciFunction.PSCI_SET_SUSPEND_MODE, called -> (int) called.result() < 0);

    private final PsciFunction function;

    @SuppressWarnings("ImmutableEnumChecker") // a function of its argument alone
    private final Predicate<Event.Called> fits;

    Kind(PsciFunction function, Predicate<Event.Called> fits) {
      this.function = function;
      this.fits = fits;
    }
  }

  /** Whether a core has called CPU_OFF, and not returned. */
  boolean hasLeft(int core) {
    return !all().isEmpty() && core >= 0 && (left >>> core & 1) == 1;
  }

  /** Whether any other core has called CPU_OFF, and not returned. */
  boolean anotherHasLeft(int core) {
    return !all().isEmpty() && (left & ~(1L << core)) != 0;
  }

  private static boolean hasLeft(Event.Called called) {
    return !called.returned() && called.call().is(PsciFunction::takesCoreOut);
  }

  /**
   * Whether a CPU_ON of the core was accepted with an entry point that is none of those that can be
   * watched. Nothing obliges an implementation to refuse it, and nobody sees what becomes of the
   * core.
   */
  boolean mayHaveStartedNowhere(int core) {
    return all().stream()
        .anyMatch(
            called ->
                called.returned()
                    && called.call().is(PsciFunction.CPU_ON)
                    && (int) called.result() == ReturnCode.SUCCESS.value()
                    && target(called) == core
                    && mayLeadNowhere(called.call()));
  }

  private boolean mayLeadNowhere(Call call) {
    return Decoding.readings(call, specification.leftOut()).stream()
        .anyMatch(reading -> !specification.platform().entries().isUsable(reading.entryPoint()));
  }

  /** The last call before a time that names this core as its target, or null. */
  Event.@Nullable Called lastQuestionAbout(int core, long time) {
    Event.Called last = null;
    for (Event.Called called : all()) {
      if (called.begin() < time && called.returned() && target(called) == core) {
        last = called;
      }
    }
    return last;
  }

  /** Whether a core was in a suspension at this time from which it came back at an entry point. */
  boolean wasPoweredDownAt(int core, long time) {
    return lanes.absences(core).stream()
        .anyMatch(
            absence -> absence.lostContext() && absence.begin() < time && time < absence.end());
  }

  /** Whether the last call that named a core was a CPU_ON, and refused because it is ON. */
  boolean isStillRefusedAsOn(int core, long time) {
    Event.Called last = lastQuestionAbout(core, time);
    return last != null
        && last.call().is(PsciFunction.CPU_ON)
        && (int) last.result() == ReturnCode.ALREADY_ON.value();
  }

  /** Whether the last answer about a core was that it is ON. */
  boolean isStillSaidToBeOn(int core) {
    boolean on = false;
    for (Event.Called called : all()) {
      if (called.returned() && target(called) == core) {
        if (called.call().is(PsciFunction.AFFINITY_INFO)) {
          on = (int) called.result() == AffinityState.ON.value();
        } else if (called.call().is(PsciFunction.CPU_ON)) {
          on = (int) called.result() == ReturnCode.ALREADY_ON.value();
        }
      }
    }
    return on;
  }
}
