// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * The events of a history by core, so that what happened around a time is found without a look at
 * all the rest: the calls and entries of one core follow one another.
 */
final class Lanes {
  private final History history;
  private final Platform platform;
  private final List<List<Event>> lanes = new ArrayList<>();
  private final List<List<Event.WakeUp>> wakeUps = new ArrayList<>();
  private final List<@Nullable List<Absence>> absences = new ArrayList<>();

  Lanes(History history, Platform platform) {
    this.history = history;
    this.platform = platform;
  }

  private void fill() {
    for (int core = 0; core < State.CORES; core++) {
      lanes.add(new ArrayList<>());
      wakeUps.add(new ArrayList<>());
      absences.add(null);
    }
    for (Event event : history.events()) {
      if (event instanceof Event.WakeUp wakeUp) {
        wakeUps.get(event.core()).add(wakeUp);
      } else if (event instanceof Event.Called || event instanceof Event.Entered) {
        lanes.get(event.core()).add(event);
      }
    }
    wakeUps.forEach(own -> own.sort(Comparator.comparingLong(Event.WakeUp::begin)));
  }

  /** The calls and entries of a core, in order. */
  List<Event> of(int core) {
    if (lanes.isEmpty()) {
      fill();
    }
    return lanes.get(core);
  }

  /** The interrupts for a core, in order. */
  List<Event.WakeUp> wakeUps(int core) {
    of(core);
    return wakeUps.get(core);
  }

  /** When the first interrupt for a core came, or {@link Event.Called#NEVER}. */
  long firstWakeUp(int core) {
    List<Event.WakeUp> own = wakeUps(core);
    return own.isEmpty() ? Event.Called.NEVER : own.get(0).begin();
  }

  /** How many calls and entries of a core were seen, or begun, before a time. */
  int countBefore(int core, long time) {
    List<Event> own = of(core);
    int low = 0;
    int high = own.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (own.get(middle).time() < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The last call or entry of a core before a time, or null. */
  @Nullable Event lastBefore(int core, long time) {
    int count = countBefore(core, time);
    return count == 0 ? null : of(core).get(count - 1);
  }

  /** When a core came in after a time, or {@link Event.Called#NEVER}. */
  long entryAfter(int core, long time) {
    List<Event> own = of(core);
    for (int number = countBefore(core, time); number < own.size(); number++) {
      if (own.get(number) instanceof Event.Entered entered && entered.time() > time) {
        return entered.time();
      }
    }
    return Event.Called.NEVER;
  }

  /** When a call was over: it returned, or its core came in again. */
  long endOf(Event.Called call) {
    return call.returned() ? call.end() : entryAfter(call.core(), call.begin());
  }

  /** The calls of a core that began at or after a time and before another one. */
  List<Event.Called> callsBetween(int core, long from, long to) {
    List<Event.Called> found = new ArrayList<>();
    List<Event> own = of(core);
    for (int number = countBefore(core, from); number < own.size(); number++) {
      Event event = own.get(number);
      if (event.time() >= to) {
        break;
      }
      if (event instanceof Event.Called called) {
        found.add(called);
      }
    }
    return found;
  }

  /** The calls of a core that were being made at some time between two others, the last first. */
  List<Event.Called> callsDuring(int core, long from, long to) {
    List<Event.Called> found = new ArrayList<>();
    List<Event> own = of(core);
    int number = to == Event.Called.NEVER ? own.size() : countBefore(core, to + 1);
    while (--number >= 0) {
      if (own.get(number) instanceof Event.Called called) {
        if (called.end() < from) {
          break;
        }
        found.add(called);
      }
    }
    return found;
  }

  /** When a core may have been down, in order. */
  List<Absence> absences(int core) {
    of(core);
    List<Absence> own = absences.get(core);
    if (own == null) {
      own = Absence.of(core, history, platform);
      absences.set(core, own);
    }
    return own;
  }

  /** What a core was in during all of a time; null if it may have run. */
  @Nullable Absence absence(int core, long from, long to) {
    List<Absence> own = absences(core);
    int low = 0;
    int high = own.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (own.get(middle).begin() < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && to < own.get(low - 1).end() ? own.get(low - 1) : null;
  }
}
