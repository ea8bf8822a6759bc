// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;

/**
 * What the cores still have to do at the end of a history: calls that have not returned,
 * suspensions that have not ended, and starts that nobody has answered. The agent only knows whom
 * it waited for; that core may itself have waited for another.
 */
final class PendingOperations {

  /**
   * Something that a core still has to do.
   *
   * @param core the core that has to do it
   * @param awaited what it has to do
   * @param since the time from which on it was due
   */
  record Operation(int core, Awaited awaited, long since) {}

  private final List<Event> events;
  private final Topology topology;

  /**
   * @param events those of each core in the order in which they happened to it
   */
  PendingOperations(List<Event> events, Topology topology) {
    this.events = events;
    this.topology = topology;
  }

  /**
   * What a core has to do; a call from which it need not return is nothing of that kind. Of a core
   * that is suspended nobody knows here whether it has to wake up.
   */
  Optional<Operation> of(int core) {
    if (!(last(core) instanceof Event.Called call) || call.returned()) {
      return start(core);
    }
    if (call.call().is(PsciFunction::takesCoreOut)) {
      return start(core);
    }
    if (call.call().is(PsciFunction::suspends)) {
      long since = Math.max(call.begin(), lastWakeUp(core));
      return Optional.of(new Operation(core, Awaited.WAKE_UP, since));
    }
    return Optional.of(new Operation(core, Awaited.RETURN, call.begin()));
  }

  /** The same, but of a suspended core only if an interrupt may be pending for it. */
  Optional<Operation> certain(int core) {
    return of(core)
        .filter(
            operation ->
                operation.awaited() != Awaited.WAKE_UP || lastWakeUp(core) != Long.MIN_VALUE);
  }

  /**
   * The CPU_OFF or CPU_FREEZE that a core has gone into, if that is the last that was seen of it.
   */
  Optional<Operation> off(int core) {
    return last(core) instanceof Event.Called call
            && !call.returned()
            && call.call().is(PsciFunction::takesCoreOut)
        ? Optional.of(new Operation(core, Awaited.RESULT, call.begin()))
        : Optional.empty();
  }

  /** That a core goes on, if nothing else is pending for it. */
  Operation progress(int core) {
    Event last = last(core);
    long since = last instanceof Event.Called call ? call.end() : last == null ? 0 : last.time();
    return new Operation(core, Awaited.PROGRESS, since);
  }

  private Optional<Operation> start(int core) {
    Deque<Long> starts = new ArrayDeque<>();
    int entries = 0;
    boolean suspended = false;
    for (Event event : events) {
      if (event instanceof Event.Entered && event.core() == core) {
        entries += suspended && starts.size() <= entries ? 0 : 1;
        suspended = false;
      } else if (event instanceof Event.Called call && starts(call, core)) {
        starts.add(call.end());
      }
      if (event instanceof Event.Called call && call.core() == core) {
        suspended = !call.returned() && call.call().is(PsciFunction::suspends);
      }
    }
    return starts.size() > entries
        ? Optional.of(new Operation(core, Awaited.ENTRY, starts.getLast()))
        : Optional.empty();
  }

  private boolean starts(Event.Called called, int core) {
    return called.returned() && mayStart(called, core, topology);
  }

  /** Whether a call is one that starts a core, as far as is known. */
  static boolean mayStart(Event.Called called, int core, Topology topology) {
    return called.call().is(PsciFunction.CPU_ON)
        && (!called.returned() || (int) called.result() == ReturnCode.SUCCESS.value())
        && topology.indexOf(called.call().wide(1)) == core;
  }

  /** When the last interrupt for a core came, or {@link Long#MIN_VALUE}. */
  private long lastWakeUp(int core) {
    long last = Long.MIN_VALUE;
    for (Event event : events) {
      if (event instanceof Event.WakeUp && event.core() == core) {
        last = event.time();
      }
    }
    return last;
  }

  /** The last thing that a core did. */
  private @Nullable Event last(int core) {
    Event last = null;
    for (Event event : events) {
      if (event.core() == core && !(event instanceof Event.WakeUp)) {
        last = event;
      }
    }
    return last;
  }
}
