// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import java.util.List;
import org.psci.conformance.history.Event;
import org.psci.conformance.json.Form.WrongValueException;
import org.psci.spec.model.State;

/**
 * Refuses events that nobody can have seen: a return before its call, a core that goes back in
 * time, a call by a core that is not running.
 */
final class Chronology {
  private final boolean[] running = new boolean[State.CORES];
  private final int[] lastCall = new int[State.CORES];
  private final long[] latest = new long[State.CORES];

  private Chronology() {
    running[0] = true;
  }

  /**
   * @throws WrongValueException if the events contradict each other; its place is that of an event
   */
  static void refuseContradictions(List<Event> events) throws WrongValueException {
    Chronology chronology = new Chronology();
    for (int number = 0; number < events.size(); number++) {
      try {
        chronology.refuse(number, events.get(number));
      } catch (WrongValueException e) {
        throw e.inElement(number).inField("events");
      }
    }
  }

  private void refuse(int number, Event event) throws WrongValueException {
    if (event instanceof Event.Called called) {
      refuseOrder("end", called.begin(), called.end());
      refusePast(called.core(), "begin", called.begin());
      if (!running[called.core()]) {
        throw new WrongValueException(whyNotRunning(called.core()));
      }
      running[called.core()] = called.returned();
      lastCall[called.core()] = number;
      latest[called.core()] = called.returned() ? called.end() : called.begin();
    } else if (event instanceof Event.Entered entered) {
      refusePast(entered.core(), "time", entered.time());
      running[entered.core()] = true;
      latest[entered.core()] = entered.time();
    } else if (event instanceof Event.WakeUp wakeUp) {
      refuseOrder("end", wakeUp.begin(), wakeUp.end());
    }
  }

  private static void refuseOrder(String field, long begin, long end) throws WrongValueException {
    if (end < begin) {
      throw new WrongValueException("is " + end + ", which is before \"begin\", " + begin)
          .inField(field);
    }
  }

  private void refusePast(int core, String field, long time) throws WrongValueException {
    if (time < latest[core]) {
      throw new WrongValueException(
              "is "
                  + time
                  + ", but core "
                  + core
                  + " was seen at "
                  + latest[core]
                  + " already; events of one core stand in their order")
          .inField(field);
    }
  }

  private String whyNotRunning(int core) {
    return latest[core] == 0 && lastCall[core] == 0
        ? "core "
            + core
            + " makes a call and has not come in; a history begins with core 0 running and all"
            + " others OFF"
        : "core "
            + core
            + " makes a call, but that of events["
            + lastCall[core]
            + "] has not returned, and it has not come in since";
  }
}
