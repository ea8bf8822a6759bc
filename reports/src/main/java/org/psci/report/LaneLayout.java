// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;

/**
 * Where the events of a drawing stand from left to right.
 *
 * <p>Begins and ends stand in the order in which they happened, and what overlaps in time overlaps
 * in the drawing. Distances are those of time on a logarithmic scale, and larger where text needs
 * the room.
 */
final class LaneLayout {
  /** Width of a character of the fixed-width font, with something to spare. */
  private static final double CHARACTER = 7.4;

  private static final double SHORTEST_GAP = 12;
  private static final double PER_DOUBLING = 4;
  private static final double LONGEST_GAP = 60;
  private static final double MARGIN = 12;
  private static final double BETWEEN = 6;
  private static final double SIGN = 14;

  /** The room that the sign of an interrupt takes before its text. */
  static final double FLASH = 20;

  private static final double WIDE_ENOUGH = 620;
  private static final double MOST_STRETCH = 2;

  /**
   * The place of one event.
   *
   * @param left where it begins
   * @param right where it ends, or as far as it is drawn
   * @param lines what is written at it, a line for each
   */
  record Place(double left, double right, List<String> lines) {}

  /** A moment: at the same time, begins stand before ends, since these events overlap. */
  private record Moment(long time, boolean isEnd) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      return time != other.time
          ? Long.compare(time, other.time)
          : Boolean.compare(isEnd, other.isEnd);
    }
  }

  private final List<EventData> events;
  private final boolean labelled;
  private final SortedMap<Moment, Double> at = new TreeMap<>();
  private final List<Place> places = new ArrayList<>();
  private double width;

  private LaneLayout(List<EventData> events, boolean labelled) {
    this.events = events;
    this.labelled = labelled;
    column();
    place();
    stretch();
  }

  /**
   * Lays out events, which stand in the order in which they begin.
   *
   * @param most how wide it may be with labels; if it is wider there are numbers only
   */
  static LaneLayout of(List<EventData> events, double most) {
    LaneLayout full = new LaneLayout(events, true);
    return full.width <= most ? full : new LaneLayout(events, false);
  }

  double width() {
    return width;
  }

  /** Whether there is room to say more than the numbers of the events. */
  boolean isLabelled() {
    return labelled;
  }

  Place place(int index) {
    return places.get(index);
  }

  /** Whether an event is drawn as a bar; the others are marks above the bars. */
  static boolean isBar(EventData event) {
    return event.kind() == EventKind.CALL;
  }

  private static Moment begin(EventData event) {
    return new Moment(event.begin(), false);
  }

  private static Moment end(EventData event) {
    Long end = event.end();
    return end == null ? begin(event) : new Moment(end, true);
  }

  /** The number of an event, and its label if there is room: of a call its result stands below. */
  private List<String> lines(int index) {
    EventData event = events.get(index);
    String number = Integer.toString(index + 1);
    if (!labelled) {
      return List.of(number);
    }
    return isBar(event)
        ? List.of((number + " " + event.label()).split(" → ", 2))
        : List.of(number + " " + event.label());
  }

  /** How much room an event needs for its text. */
  private double need(int index) {
    int longest = lines(index).stream().mapToInt(String::length).max().orElse(0);
    return longest * CHARACTER
        + MARGIN
        + (events.get(index).impossible() ? SIGN : 0)
        + (events.get(index).kind() == EventKind.WAKE_UP ? FLASH : 0);
  }

  /** Finds the place of each moment: after the one before, and after all text that has to fit. */
  private void column() {
    events.forEach(
        event -> {
          at.put(begin(event), 0.0);
          at.put(end(event), 0.0);
        });
    long shortest = shortestGap();
    double x = 0;
    @Nullable Moment before = null;
    for (Moment moment : List.copyOf(at.keySet())) {
      if (before != null) {
        x += gap(moment.time() - before.time(), shortest);
      }
      x = Math.max(x, leastAt(moment));
      at.put(moment, x);
      before = moment;
    }
  }

  private long shortestGap() {
    long shortest = Long.MAX_VALUE;
    long before = Long.MIN_VALUE;
    for (Moment moment : at.keySet()) {
      if (before != Long.MIN_VALUE && moment.time() > before) {
        shortest = Math.min(shortest, moment.time() - before);
      }
      before = moment.time();
    }
    return shortest;
  }

  private static double gap(long time, long shortest) {
    if (time == 0) {
      return SHORTEST_GAP;
    }
    double doublings = Math.log((double) time / shortest) / Math.log(2);
    return Math.min(LONGEST_GAP, SHORTEST_GAP + PER_DOUBLING * doublings);
  }

  /** The first place at which nothing that happens then covers what stands before it. */
  private double leastAt(Moment moment) {
    double least = 0;
    Rows rows = new Rows();
    for (int index = 0; index < events.size(); index++) {
      EventData event = events.get(index);
      if (begin(event).equals(moment)) {
        least = Math.max(least, rows.freeFor(event));
      }
      if (begin(event).compareTo(moment) >= 0) {
        continue;
      }
      double left = at.getOrDefault(begin(event), 0.0);
      double right = left + need(index);
      if (isBar(event) && end(event).equals(moment)) {
        least = Math.max(least, right);
      }
      rows.take(event, left, right + BETWEEN, right + BETWEEN);
    }
    return least;
  }

  /** Where moments are the same they are moved apart in a row, so that nothing is covered. */
  private void place() {
    Rows rows = new Rows();
    for (int index = 0; index < events.size(); index++) {
      EventData event = events.get(index);
      double left = Math.max(at.getOrDefault(begin(event), 0.0), rows.freeFor(event));
      double right = Math.max(at.getOrDefault(end(event), 0.0), left + need(index));
      places.add(new Place(left, right, lines(index)));
      rows.take(event, left, left + need(index) + 2, right + 2);
      width = Math.max(width, right);
    }
  }

  /**
   * How far the rows of the lanes are taken: of each lane its bars, the texts in them, and marks.
   */
  private static final class Rows {
    private static final double STROKE = 10;

    private final Map<String, Double> free = new HashMap<>();

    private static String bars(EventData event) {
      return event.core() + " bars";
    }

    private static String texts(EventData event) {
      return event.core() + " texts in bars";
    }

    private static String marks(EventData event) {
      return event.core() + " marks";
    }

    /** Whether it is a mark that reaches down to the bars. */
    private static boolean reachesDown(EventData event) {
      return event.kind() == EventKind.ENTRY || event.kind() == EventKind.SILENCE;
    }

    double freeFor(EventData event) {
      double above = free.getOrDefault(marks(event), 0.0);
      double below = free.getOrDefault(texts(event), 0.0);
      if (isBar(event)) {
        return free.getOrDefault(bars(event), 0.0);
      }
      return reachesDown(event) ? Math.max(above, below) : above;
    }

    void take(EventData event, double left, double textRight, double right) {
      if (isBar(event)) {
        free.merge(bars(event), right, Math::max);
        free.merge(texts(event), textRight, Math::max);
        return;
      }
      free.merge(marks(event), right, Math::max);
      if (reachesDown(event)) {
        free.merge(bars(event), left + STROKE, Math::max);
      }
    }
  }

  /** Few events need not stand close together. */
  private void stretch() {
    double factor = Math.min(MOST_STRETCH, Math.max(1, WIDE_ENOUGH / width));
    places.replaceAll(p -> new Place(p.left() * factor, p.right() * factor, p.lines()));
    width *= factor;
  }
}
