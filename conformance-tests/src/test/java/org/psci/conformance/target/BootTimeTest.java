// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slow machine is not a dead one. */
class BootTimeTest {
  /** How long each try might have waited. */
  private final List<Duration> waits = new ArrayList<>();

  private final List<String> told = new ArrayList<>();
  private final BootTime bootTime = BootTime.of(Duration.ofSeconds(10)).telling(told::add);

  /** A machine whose first starts are lost. */
  private String startedAfter(int lost, Duration longest) throws TargetException {
    waits.add(longest);
    if (waits.size() <= lost) {
      throw new StartLostException("not up within " + longest.toSeconds() + " s");
    }
    return "up";
  }

  @Test
  void aStartThatSucceedsIsTheOnlyOne() throws TargetException {
    assertThat(bootTime.<String>start(longest -> startedAfter(0, longest))).isEqualTo("up");
    assertThat(waits).containsExactly(Duration.ofSeconds(10));
    assertThat(told).isEmpty();
  }

  @Test
  void lostStartsAreTriedAgainWithMoreTime() throws TargetException {
    assertThat(bootTime.<String>start(longest -> startedAfter(2, longest))).isEqualTo("up");
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
    assertThat(told)
        .containsExactly(
            "not up within 10 s; trying again, for up to 20 s",
            "not up within 20 s; trying again, for up to 40 s");
  }

  @Test
  void threeLostStartsAreEnough() {
    assertThatThrownBy(() -> bootTime.<String>start(longest -> startedAfter(3, longest)))
        .isInstanceOf(StartLostException.class)
        .hasMessageStartingWith("not up within 40 s (the last of 3 tries; --boot-time ");
    assertThat(waits).hasSize(3);
  }

  @Test
  void whatNoWaitingHelpsIsTriedOnce() {
    assertThatThrownBy(
            () ->
                bootTime.<String>start(
                    longest -> {
                      waits.add(longest);
                      throw new TargetException("there is no such machine");
                    }))
        .isExactlyInstanceOf(TargetException.class)
        .hasMessage("there is no such machine");
    assertThat(waits).hasSize(1);
  }

  @Test
  void oneTryIsOne() {
    BootTime once = BootTime.once(Duration.ofSeconds(1));
    assertThatThrownBy(() -> once.<String>start(longest -> startedAfter(1, longest)))
        .hasMessage("not up within 1 s");
    assertThat(waits).hasSize(1);
  }

  @Test
  void noTimeIsNoBootTime() {
    assertThatThrownBy(() -> BootTime.of(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
