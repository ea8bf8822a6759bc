// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;

/** Proves that a drawing keeps the order of things and that nothing covers anything else. */
class LaneLayoutTest {
  private static final double MOST = 940;

  private static EventData call(int core, long begin, @Nullable Long end) {
    return HandMade.event(EventKind.CALL, core, begin, end, "CPU_ON → SUCCESS", "a call");
  }

  private static EventData mark(EventKind kind, @Nullable Integer core, long time) {
    return HandMade.event(kind, core, time, time, "A, 0xa", "a mark");
  }

  @Test
  void whatOverlapsInTimeOverlapsInTheDrawing() {
    List<EventData> events = List.of(call(0, 0, 10L), call(1, 5, 20L), call(0, 15, 30L));
    LaneLayout layout = LaneLayout.of(events, MOST);
    assertThat(layout.place(1).left()).isLessThan(layout.place(0).right() - 5);
    assertThat(layout.place(2).left()).isLessThan(layout.place(1).right() - 5);
    assertThat(layout.place(2).left()).isGreaterThan(layout.place(0).right());
  }

  @Test
  void callThatEndsWhenAnotherBeginsOverlapsIt() {
    LaneLayout layout = LaneLayout.of(List.of(call(0, 0, 10L), call(1, 10, 20L)), MOST);
    assertThat(layout.place(1).left()).isLessThan(layout.place(0).right());
  }

  @Test
  void longGapsAreLongerButNotEndless() {
    List<EventData> events =
        List.of(
            mark(EventKind.ENTRY, 0, 0),
            mark(EventKind.ENTRY, 1, 1),
            mark(EventKind.ENTRY, 2, 1_000_000),
            mark(EventKind.ENTRY, 3, 1_000_001));
    LaneLayout layout = LaneLayout.of(events, MOST);
    double first = layout.place(1).left() - layout.place(0).left();
    double second = layout.place(2).left() - layout.place(1).left();
    assertThat(second).isBetween(2 * first, 8 * first);
  }

  @Test
  void labelsGiveWayToNumbersWhereThereIsNoRoom() {
    List<EventData> events = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      events.add(call(0, 2L * number, 2L * number + 1));
    }
    assertThat(LaneLayout.of(events.subList(0, 8), MOST).isLabelled()).isTrue();
    LaneLayout many = LaneLayout.of(events, MOST);
    assertThat(many.isLabelled()).isFalse();
    assertThat(many.place(39).lines()).containsExactly("40");
    assertThat(many.width()).isLessThan(2000);
  }

  @Test
  void arrowDoesNotGoThroughTheTextOfACallBeforeIt() {
    LaneLayout layout = LaneLayout.of(List.of(call(0, 0, null), mark(EventKind.ENTRY, 0, 1)), MOST);
    assertThat(layout.place(1).left()).isGreaterThan(textEnd(layout, 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 40", "3, 12", "8, 40", "8, 3"})
  void nothingCoversAnythingElse(int cores, int count) {
    Random random = new Random(100L * count + cores);
    for (int round = 0; round < 200; round++) {
      List<EventData> events = events(random, cores, count);
      LaneLayout layout = LaneLayout.of(events, MOST);
      for (int one = 0; one < events.size(); one++) {
        for (int other = one + 1; other < events.size(); other++) {
          if (Objects.equals(events.get(one).core(), events.get(other).core())
              && LaneLayout.isBar(events.get(one)) == LaneLayout.isBar(events.get(other))) {
            assertThat(layout.place(other).left())
                .as("%d and %d of %s", one, other, events)
                .isGreaterThan(textEnd(layout, one));
          }
        }
      }
    }
  }

  private static double textEnd(LaneLayout layout, int index) {
    int longest = layout.place(index).lines().stream().mapToInt(String::length).max().orElse(0);
    return layout.place(index).left() + 7.2 * longest;
  }

  /** Events as a machine might show them: many at one time, calls one after the other on a core. */
  private static List<EventData> events(Random random, int cores, int count) {
    List<EventData> events = new ArrayList<>();
    long[] free = new long[cores];
    while (events.size() < count) {
      int core = random.nextInt(cores);
      long begin = free[core] + random.nextInt(3);
      long end = begin + random.nextInt(4) * (random.nextInt(10) == 0 ? 1000L : 1L);
      free[core] = end;
      switch (random.nextInt(5)) {
        case 0 -> events.add(mark(EventKind.ENTRY, core, begin));
        case 1 -> events.add(mark(EventKind.WAKE_UP, core, begin));
        case 2 -> events.add(call(core, begin, null));
        default -> events.add(call(core, begin, end));
      }
    }
    events.sort(Comparator.comparingLong(EventData::begin));
    return events;
  }
}
