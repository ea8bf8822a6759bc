// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.testing.HandMadeRun;

/** Proves that what goes wrong seldom is kept in full, and what always does fills no disk. */
class KeepingTest {
  private final Keeping keeping = new Keeping();

  private void keep(String source, int times) {
    for (int time = 0; time < times; time++) {
      keeping.note(HandMadeRun.of(source).shows(deviation("odd", "VER-01")).recorded());
    }
  }

  private boolean isKept(String source) {
    return keeping.isWorthKeeping(source, List.of(deviation("odd", "VER-01")), null);
  }

  @Test
  void whatIsExplainedIsNotKept() {
    assertThat(keeping.isWorthKeeping("random 1", List.of(), null)).isFalse();
    assertThat(keeping.isWorthKeeping("scenario a", List.of(), null)).isFalse();
  }

  @Test
  void firstOnesOfAKindAreKept() {
    keep("random 1", 7);
    assertThat(isKept("random 2")).isTrue();
    keep("random 1", 1);
    assertThat(isKept("random 2")).isFalse();
    assertThat(
            keeping.isWorthKeeping(
                "random 2", List.of(deviation("odd", "VER-01"), deviation("new", "VER-01")), null))
        .isTrue();
    assertThat(
            keeping.isWorthKeeping("random 2", List.of(deviation("odd", "VER-01", "VER-02")), null))
        .isTrue();
    assertThat(keeping.isWorthKeeping("random 2", List.of(), "it died")).isTrue();
  }

  @Test
  void firstOneOfAScenarioIsKeptHoweverManyThereAreElsewhere() {
    keep("random 1", 20);
    assertThat(isKept("scenario a")).isTrue();
    keep("scenario a", 1);
    assertThat(isKept("scenario a")).isFalse();
    assertThat(isKept("scenario b")).isTrue();
  }
}
