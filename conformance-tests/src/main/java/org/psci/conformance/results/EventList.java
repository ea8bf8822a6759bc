// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Wording;
import org.psci.conformance.recording.EventKind;
import org.psci.spec.model.EntryPoints;

/** Turns the events of a history into plain data, in the order in which they began. */
public final class EventList {
  private final EntryPoints entries;
  private final Optional<Event> impossible;
  private final long start;

  private EventList(EntryPoints entries, Optional<Event> impossible, long start) {
    this.entries = entries;
    this.impossible = impossible;
    this.start = start;
  }

  /**
   * The events of a history.
   *
   * @param entries which addresses are entry points
   * @param impossible the event that cannot be explained, if there is one
   */
  public static List<EventData> of(
      History history, EntryPoints entries, Optional<Event> impossible) {
    List<Event> events = new ArrayList<>(history.events());
    events.sort(Comparator.comparingLong(Event::time));
    long start = events.isEmpty() ? 0 : events.get(0).time();
    EventList list = new EventList(entries, impossible, start);
    return events.stream().map(list::data).toList();
  }

  private EventData data(Event event) {
    if (event instanceof Event.Called called) {
      @Nullable Long end = called.returned() ? called.end() : null;
      return data(event, EventKind.CALL, end, called.isParking());
    }
    if (event instanceof Event.Entered entered) {
      return data(event, EventKind.ENTRY, entered.time(), false);
    }
    if (event instanceof Event.Machine machine) {
      return data(event, EventKind.MACHINE, machine.time(), false);
    }
    if (event instanceof Event.Silent) {
      return data(event, EventKind.SILENCE, null, false);
    }
    Event.WakeUp wakeUp = (Event.WakeUp) event;
    return data(event, EventKind.WAKE_UP, wakeUp.end(), false);
  }

  private EventData data(Event event, EventKind kind, @Nullable Long end, boolean parking) {
    return new EventData(
        kind,
        event.core() < 0 ? null : event.core(),
        event.time() - start,
        end == null ? null : end - start,
        Wording.label(event, entries),
        Wording.of(event),
        parking,
        impossible.filter(event::equals).isPresent());
  }
}
