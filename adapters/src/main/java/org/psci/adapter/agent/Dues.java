// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;

/**
 * What the cores still have to do at the end of a history: calls that have not returned, and starts
 * that nobody has answered. The agent only knows whom it waited for; that core may itself have
 * waited for another.
 */
final class Dues {

  /**
   * Something that is due.
   *
   * @param core the core that has to do it
   * @param awaited what it has to do
   * @param since the time from which on it was due
   */
  record Due(int core, Awaited awaited, long since) {}

  private final List<Event> events;
  private final Topology topology;

  /**
   * @param events those of each core in the order in which they happened to it
   */
  Dues(List<Event> events, Topology topology) {
    this.events = events;
    this.topology = topology;
  }

  /** What a core has to do; a call from which it need not return is nothing of that kind. */
  Optional<Due> of(int core) {
    Event last = last(core);
    if (last instanceof Event.Called call && !call.returned()) {
      return is(call.call(), PsciFunction.CPU_OFF)
          ? start(core)
          : Optional.of(new Due(core, Awaited.RETURN, call.begin()));
    }
    return start(core);
  }

  /** The CPU_OFF that a core has gone into, if that is the last that was seen of it. */
  Optional<Due> off(int core) {
    return last(core) instanceof Event.Called call
            && !call.returned()
            && is(call.call(), PsciFunction.CPU_OFF)
        ? Optional.of(new Due(core, Awaited.RESULT, call.begin()))
        : Optional.empty();
  }

  private Optional<Due> start(int core) {
    Deque<Long> starts = new ArrayDeque<>();
    int entries = 0;
    for (Event event : events) {
      if (event instanceof Event.Entered && event.core() == core) {
        entries++;
      } else if (event instanceof Event.Called call && starts(call, core)) {
        starts.add(call.end());
      }
    }
    return starts.size() > entries
        ? Optional.of(new Due(core, Awaited.ENTRY, starts.getLast()))
        : Optional.empty();
  }

  private boolean starts(Event.Called called, int core) {
    return called.returned()
        && is(called.call(), PsciFunction.CPU_ON)
        && (int) called.result() == ReturnCode.SUCCESS.value()
        && topology.indexOf(called.call().wide(1)) == core;
  }

  private Event last(int core) {
    Event last = new Event.Machine(Event.Machine.What.RESET, 0);
    for (Event event : events) {
      if (event.core() == core) {
        last = event;
      }
    }
    return last;
  }

  private static boolean is(Call call, PsciFunction function) {
    return PsciFunction.of(call.functionId()).filter(f -> f == function).isPresent();
  }
}
