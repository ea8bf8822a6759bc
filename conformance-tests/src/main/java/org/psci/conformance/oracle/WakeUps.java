// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;

/**
 * The interrupts of a history, and what they demand. An interrupt stays pending until the core that
 * it is for has come back from a CPU_SUSPEND, or has come in; whoever runs the program then takes
 * it as handled, some time before the core's next call.
 */
final class WakeUps {
  private static final long NOT_PENDING = Long.MAX_VALUE;
  private static final Because WAKES_WITHOUT_EVENT = Because.of("PD-01").under("AMB-29", "A");

  private final History history;
  private final Lanes lanes;
  private final Specification specification;
  private final Notes notes;
  private @Nullable Boolean coordinatedByPlatform;

  WakeUps(History history, Lanes lanes, Specification specification, Notes notes) {
    this.history = history;
    this.lanes = lanes;
    this.specification = specification;
    this.notes = notes;
  }

  /**
   * Whether an interrupt is pending for a core that has not come back from its last CPU_SUSPEND.
   */
  boolean isDue(int core) {
    return pendingSince(core, Long.MAX_VALUE) != NOT_PENDING;
  }

  /** Whether an interrupt was pending already when the core made its last CPU_SUSPEND. */
  boolean wasPendingAt(Event.Called suspend) {
    return pendingSince(suspend.core(), suspend.begin()) < suspend.begin();
  }

  /** When the first interrupt came that is pending for certain, of those begun before a time. */
  private long pendingSince(int core, long before) {
    long certainFrom = certainFrom(core, before);
    for (Event.WakeUp wakeUp : lanes.wakeUps(core)) {
      if (wakeUp.begin() >= certainFrom) {
        return wakeUp.begin() < before ? wakeUp.begin() : NOT_PENDING;
      }
    }
    return NOT_PENDING;
  }

  /**
   * The time from which on no interrupt can have been taken as handled, by the last such moment.
   */
  private long certainFrom(int core, long before) {
    List<Event> own = lanes.of(core);
    int number = before == Long.MAX_VALUE ? own.size() : lanes.countBefore(core, before + 1);
    while (--number > 0) {
      if (own.get(number) instanceof Event.Called next && isBack(own.get(number - 1))) {
        return next.begin();
      }
    }
    return Long.MIN_VALUE;
  }

  private static boolean isBack(Event event) {
    return event instanceof Event.Entered
        || (event instanceof Event.Called called
            && called.returned()
            && PastCalls.isSuspend(called));
  }

  /** The rule by which a call that suspends its core may end at its entry point, and only there. */
  static String entryRule(Call suspend) {
    return suspend.is(PsciFunction.SYSTEM_SUSPEND)
        ? "SSUSP-03"
        : suspend.is(PsciFunction.CPU_DEFAULT_SUSPEND) ? "DSUSP-02" : "PD-01";
  }

  /** A CPU_SUSPEND has ended as it may; says what that shows. */
  void cameBack(Event.Called suspend, long end) {
    boolean woken = lanes.firstWakeUp(suspend.core()) < end;
    boolean powerDown = specification.platform().stateType(suspend.call()) == StateType.POWER_DOWN;
    if (woken) {
      notes.pass("SUSP-10");
    } else if (powerDown) {
      notes.pass(WAKES_WITHOUT_EVENT);
    }
    if (wasPendingAt(suspend)) {
      notes.pass(powerDown ? "PD-03" : "STBY-04");
    }
    notes.pass("SUSP-13");
    if (suspend.call().is(PsciFunction.CPU_DEFAULT_SUSPEND)) {
      notes.pass(woken ? List.of("DSUSP-01", "DSUSP-04") : List.of("DSUSP-01"));
    }
    whatOthersDid(suspend, end);
  }

  private boolean isCoordinatedByPlatform() {
    if (coordinatedByPlatform == null) {
      coordinatedByPlatform =
          history.events().stream()
              .noneMatch(
                  event ->
                      event instanceof Event.Called called
                          && called.call().is(PsciFunction.PSCI_SET_SUSPEND_MODE));
    }
    return coordinatedByPlatform;
  }

  /** What other cores did while this one was suspended shows that they were left alone. */
  private void whatOthersDid(Event.Called suspend, long end) {
    PowerTree tree = specification.platform().powerTree();
    long neighbours = tree.members(suspend.core(), Math.min(1, tree.highestLevel()));
    boolean othersRan = false;
    boolean othersSlept = false;
    boolean farOnesRan = false;
    for (int core = 0; core < State.CORES; core++) {
      if (core == suspend.core()) {
        continue;
      }
      for (Event.Called other : lanes.callsBetween(core, suspend.begin() + 1, end)) {
        othersSlept |= PastCalls.isSuspend(other);
        boolean ran = other.returned() && other.end() < end && !PastCalls.isSuspend(other);
        othersRan |= ran;
        farOnesRan |= ran && (neighbours >>> other.core() & 1) == 0;
      }
    }
    if (othersRan) {
      boolean wide = specification.platform().powerLevel(suspend.call()) > 0;
      notes.pass(wide ? List.of("SUSP-01", "SUSP-02") : List.of("SUSP-01"));
      if (wide && isCoordinatedByPlatform()) {
        notes.pass("COORD-01"); // in the other mode it would have been refused
        notes.pass("COORD-09");
      }
      if (wide && farOnesRan) {
        notes.pass("TOPO-04");
      }
    }
    if (othersSlept) {
      notes.pass("SUSP-14");
    }
  }
}
