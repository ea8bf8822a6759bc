// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.results.EventData;

/**
 * The time around the event that nothing explains: from the first to the last of what overlaps with
 * it, directly or through others, and what is near. Without such an event it is all the time there
 * is.
 *
 * @param from its begin, in the target's clock
 * @param to its end, later than the begin
 */
record TimeWindow(long from, long to) {
  /** What is no farther away than so many times the window is drawn too. */
  private static final int NEAR = 2;

  /** What is drawn beyond both ends, as a part of the whole. */
  private static final int MARGIN = 8;

  /** The window of a history; empty if no time passes in it. */
  static Optional<TimeWindow> of(List<EventData> events) {
    if (events.isEmpty()) {
      return Optional.empty();
    }
    TimeWindow window =
        events.stream()
            .filter(EventData::impossible)
            .findFirst()
            .map(event -> around(event, events))
            .orElseGet(() -> all(events));
    long margin = Math.max(1, (window.to - window.from) / MARGIN);
    return window.to > window.from
        ? Optional.of(new TimeWindow(window.from - margin, window.to + margin))
        : Optional.empty();
  }

  private static TimeWindow all(List<EventData> events) {
    long from = events.stream().mapToLong(EventData::begin).min().orElse(0);
    long to = events.stream().mapToLong(TimeWindow::end).max().orElse(from);
    return new TimeWindow(from, to);
  }

  private static TimeWindow around(EventData subject, List<EventData> events) {
    long before = // what happened last before it, since an entry alone says little
        events.stream()
            .filter(event -> event.end() != null && event.end() < subject.begin())
            .mapToLong(EventData::begin)
            .max()
            .orElse(subject.begin());
    TimeWindow window =
        new TimeWindow(
            subject.end() == null || end(subject) == subject.begin() ? before : subject.begin(),
            end(subject));
    TimeWindow wider = window.widened(events);
    while (!wider.equals(window)) {
      window = wider;
      wider = window.widened(events);
    }
    long near = NEAR * (window.to - window.from);
    return new TimeWindow(window.from - near, window.to + near).narrowed(events);
  }

  /** Without the time in which nothing begins and nothing ends. */
  private TimeWindow narrowed(List<EventData> events) {
    long begin = to;
    long end = from;
    for (EventData event : events) {
      if (contains(event.begin())) {
        begin = Math.min(begin, event.begin());
        end = Math.max(end, event.begin());
      }
      if (event.end() != null && contains(event.end())) {
        begin = Math.min(begin, Math.max(from, event.begin()));
        end = Math.max(end, event.end());
      }
    }
    return new TimeWindow(begin, end);
  }

  private boolean contains(long time) {
    return from <= time && time <= to;
  }

  /** With all that is over and overlaps; what never ended would take the rest of the time in. */
  private TimeWindow widened(List<EventData> events) {
    long begin = from;
    long end = to;
    for (EventData event : events) {
      if (event.end() != null && shows(event)) {
        begin = Math.min(begin, event.begin());
        end = Math.max(end, event.end());
      }
    }
    return new TimeWindow(begin, end);
  }

  /** Whether some of an event lies in it. */
  boolean shows(EventData event) {
    return event.begin() <= to && (event.end() == null ? to : event.end()) >= from;
  }

  private static long end(EventData event) {
    return event.end() == null ? event.begin() : event.end();
  }

  /** A distance between marks of an axis that makes 4 to 10 of them: 1, 2 or 5 and noughts. */
  long step() {
    long step = 1;
    while ((to - from) / step > 10) {
      int leading = Long.toString(step).charAt(0) - '0';
      step = leading == 2 ? step / 2 * 5 : step * 2;
    }
    return step;
  }
}
