// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.recording;

import java.util.List;
import org.psci.conformance.history.Event;
import org.psci.conformance.json.Form.WrongValueException;
import org.psci.spec.model.State;

/**
 * Refuses events that nobody can have seen: a return before its call, a core that goes back in
 * time, a call by a core that is in another one. That a core makes a call although nobody has
 * started it is another matter: that can be seen, and is judged.
 */
final class Chronology {
  private final boolean[] inCall = new boolean[State.CORES];
  private final int[] lastCall = new int[State.CORES];
  private final long[] latest = new long[State.CORES];

  private Chronology() {}

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
    for (int number = 0; number < events.size(); number++) {
      if (events.get(number) instanceof Event.Silent silent && chronology.isNoSilence(silent)) {
        throw new WrongValueException(
                "core " + silent.core() + " is in no call at the end, so nothing was awaited")
            .inElement(number)
            .inField("events");
      }
    }
  }

  private boolean isNoSilence(Event.Silent silent) {
    return !inCall[silent.core()]
        && (silent.awaited() == Event.Silent.Awaited.RETURN
            || silent.awaited() == Event.Silent.Awaited.WAKE_UP);
  }

  private void refuse(int number, Event event) throws WrongValueException {
    if (event instanceof Event.Called called) {
      refuseOrder("end", called.begin(), called.end());
      refusePast(called.core(), "begin", called.begin());
      if (inCall[called.core()]) {
        throw new WrongValueException(
            "core "
                + called.core()
                + " makes a call, but that of events["
                + lastCall[called.core()]
                + "] has not returned, and it has not come in since");
      }
      inCall[called.core()] = !called.returned();
      lastCall[called.core()] = number;
      latest[called.core()] = called.returned() ? called.end() : called.begin();
    } else if (event instanceof Event.Entered entered) {
      refusePast(entered.core(), "time", entered.time());
      inCall[entered.core()] = false;
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
}
