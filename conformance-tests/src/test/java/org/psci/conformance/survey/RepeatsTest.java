// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.silence;

import org.junit.jupiter.api.Test;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.testing.HandMadeRun;

/** Proves that nothing is believed too early, and nothing repeated for ever. */
class RepeatsTest {
  private final Repeats repeats = new Repeats();

  private static ProgramRun silent(String kind) {
    return HandMadeRun.of("random 1").shows(silence(kind, "CPU_ON-02")).recorded();
  }

  private static ProgramRun undecided() {
    return HandMadeRun.of("random 1").undecided("it died").recorded();
  }

  @Test
  void silencesAndWhatCannotBeJudgedAreRepeated() {
    assertThat(repeats.isWorthIt(silent("gone"))).isTrue();
    assertThat(repeats.isWorthIt(undecided())).isTrue();
  }

  @Test
  void nothingElseIs() {
    ProgramRun odd = HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")).recorded();
    assertThat(repeats.isWorthIt(odd)).isFalse();
    assertThat(repeats.isWorthIt(HandMadeRun.of("random 1").recorded())).isFalse();
    ProgramRun patient =
        HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")).patient().recorded();
    assertThat(repeats.isWorthIt(patient)).isFalse();
  }

  @Test
  void silenceThatIsConfirmedIsBelievedFromThenOn() {
    repeats.note(
        HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")).patient().recorded());
    assertThat(repeats.isWorthIt(silent("gone"))).isFalse();
    assertThat(repeats.isWorthIt(silent("lost"))).isTrue();
  }

  @Test
  void silenceThatIsNeverConfirmedIsNotRepeatedForEver() {
    for (int time = 0; time < 3; time++) {
      assertThat(repeats.isWorthIt(silent("gone"))).isTrue();
      repeats.note(
          HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")).repeated().recorded());
      repeats.note(HandMadeRun.of("random 1").patient().recorded());
    }
    assertThat(repeats.isWorthIt(silent("gone"))).isFalse();
    assertThat(repeats.isWorthIt(silent("lost"))).isTrue();
  }

  @Test
  void targetThatNeverGivesAVerdictIsNotRepeatedForEver() {
    for (int time = 0; time < 12; time++) {
      assertThat(repeats.isWorthIt(undecided())).isTrue();
      repeats.note(HandMadeRun.of("random 1").undecided("it died").repeated().recorded());
    }
    assertThat(repeats.isWorthIt(undecided())).isFalse();
  }
}
