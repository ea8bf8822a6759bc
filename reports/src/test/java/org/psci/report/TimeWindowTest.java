// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.conformance.recording.EventKind;
import org.psci.conformance.results.EventData;

class TimeWindowTest {
  private static EventData call(int core, long begin, @Nullable Long end) {
    return HandMade.event(EventKind.CALL, core, begin, end, "CPU_ON", "a call");
  }

  private static EventData impossible(int core, long begin, long end) {
    return HandMade.impossible(call(core, begin, end));
  }

  private static TimeWindow window(EventData... events) {
    return TimeWindow.of(List.of(events)).orElseThrow();
  }

  @Test
  void whatOverlapsIsInItAndWhatIsFarAwayIsNot() {
    EventData far = call(0, 0, 100L);
    EventData other = call(1, 10_000, 10_020L);
    TimeWindow window = window(far, other, impossible(0, 10_010, 10_050));
    assertThat(window.from()).isBetween(9_990L, 10_000L);
    assertThat(window.to()).isBetween(10_050L, 10_060L);
    assertThat(window.shows(far)).isFalse();
    assertThat(window.shows(other)).isTrue();
  }

  @Test
  void neighboursAreInIt() {
    EventData before = call(0, 100, 150L);
    EventData after = call(1, 240, 260L);
    TimeWindow window = window(before, impossible(0, 160, 210), after);
    assertThat(window.shows(before)).isTrue();
    assertThat(window.shows(after)).isTrue();
  }

  @Test
  void callThatNeverReturnedDoesNotStretchIt() {
    EventData open = call(1, 0, null);
    TimeWindow window = window(open, impossible(0, 1_000_000, 1_000_010));
    assertThat(window.from()).isGreaterThan(999_000);
    assertThat(window.shows(open)).as("but it is still there").isTrue();
  }

  @Test
  void entryIsSeenWithWhatCameBeforeIt() {
    EventData start = call(0, 100, 130L);
    EventData entry =
        HandMade.impossible(HandMade.event(EventKind.ENTRY, 1, 180, 180L, "A", "an entry"));
    assertThat(window(start, entry).shows(start)).isTrue();
  }

  @Test
  void withoutSuchAnEventItIsAllTheTime() {
    TimeWindow window = window(call(0, 0, 10L), call(1, 500, 1000L));
    assertThat(window.from()).isNegative();
    assertThat(window.to()).isGreaterThan(1000);
  }

  @Test
  void momentHasNone() {
    assertThat(TimeWindow.of(List.of())).isEmpty();
    assertThat(TimeWindow.of(List.of(impossible(0, 5, 5)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,7,1", "0,11,2", "0,21,2", "0,24,5", "0,60,10", "100,300,20", "0,1000000,100000"})
  void marksOfTheAxisAreRound(long from, long to, long step) {
    assertThat(new TimeWindow(from, to).step()).isEqualTo(step);
  }
}
