// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.junk;
import static org.psci.conformance.testing.HandMadeRun.nothing;
import static org.psci.conformance.testing.HandMadeRun.shown;
import static org.psci.conformance.testing.HandMadeRun.silence;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.record.Look.Result;
import org.psci.conformance.testing.HandMadeRun;

/**
 * Proves what becomes of what programs have shown: a finding if it was seen for certain, whatever
 * looking into it gave; else a doubt, with the reason; and never nothing.
 */
class DeviationsTest {
  private static final int X0 = 1;
  private static final int X1 = 2;

  private final Deviations all = new Deviations(Set.of("VER-01", "VER-02", "CPU_ON-02", "CONV-03"));

  private void add(HandMadeRun... runs) {
    for (HandMadeRun run : runs) {
      all.add(run.recorded());
    }
  }

  private List<String> findings() {
    return all.summary().findings().stream().map(f -> f.deviation().kind()).toList();
  }

  private List<String> doubts() {
    return all.summary().doubts().stream().map(Deviations.Doubt::why).toList();
  }

  private List<String> open() {
    return all.open().stream().map(Group::id).toList();
  }

  @Test
  void whatWasSeenForCertainIsAFindingThoughItDoesNotShowAgain() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")));
    assertThat(findings()).containsExactly("odd");
    assertThat(all.summary().findings().get(0).remark()).isEqualTo("nobody has looked into it");
    for (Result result : List.of(Result.NOT_AGAIN, Result.BEHIND)) {
      all.add(nothing("odd", result));
      assertThat(findings()).containsExactly("odd");
      Deviations.Finding finding = all.summary().findings().get(0);
      assertThat(finding.shown()).isZero();
      assertThat(finding.runs()).isEqualTo(3);
      assertThat(all.summary().violated()).containsExactly("VER-01");
    }
    assertThat(doubts()).isEmpty();
    assertThat(open()).isEmpty();
  }

  @Test
  void whatIsShownInTheEndHasToBeAboutTheSelectedRules() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01", "AFF-01")));
    all.add(shown("odd", deviation("odd", "AFF-01")));
    assertThat(findings()).isEmpty();
    assertThat(all.named()).contains("VER-01");
  }

  @Test
  void whatALookHasShownIsAFindingWithItsProgram() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")).afterDeviation());
    assertThat(open()).containsExactly("odd");
    all.add(shown("odd", deviation("odd", "VER-02")));
    assertThat(open()).isEmpty();
    assertThat(findings()).containsExactly("odd");
    assertThat(all.summary().findings().get(0).shown()).isEqualTo(3);
    assertThat(all.summary().violated()).containsExactly("VER-02");
    assertThat(all.named()).containsExactlyInAnyOrder("VER-01", "VER-02");
  }

  @Test
  void whatIsSeenBehindAnotherOnlyIsInDoubt() {
    add(HandMadeRun.of("random 1").shows(deviation("first", "VER-01"), deviation("odd", "VER-02")));
    all.add(shown("first", deviation("first", "VER-01")));
    all.add(nothing("odd", Result.BEHIND));
    assertThat(findings()).containsExactly("first");
    assertThat(doubts())
        .containsExactly(
            "it was seen only behind another deviation, and may be a consequence of it");
    assertThat(all.named()).contains("VER-02");
  }

  @Test
  void whatWentWrongOnASpoiltMachineAndNotAgainIsInDoubt() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-02")).afterDeviation());
    all.add(nothing("odd", Result.NOT_AGAIN));
    assertThat(findings()).isEmpty();
    assertThat(doubts())
        .containsExactly(
            "something had deviated before on the same machine, and alone it did not show again");
  }

  @Test
  void silenceIsInDoubtUntilItIsKnownToBeImpatience() {
    add(HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")).repeated());
    add(HandMadeRun.of("random 1").patient());
    assertThat(findings()).isEmpty();
    assertThat(doubts())
        .containsExactly("it did not come in time, and nobody has looked whether it comes later");
    assertThat(all.named()).containsExactly("CPU_ON-02");
    all.add(nothing("gone", Result.CAME));
    assertThat(doubts()).isEmpty();
    assertThat(all.named()).isEmpty();
    assertThat(all.late()).extracting(Deviations.Late::programs).containsExactly(1L);
    assertThat(all.isConfirmed(silence("gone", "CPU_ON-02"))).isFalse();
  }

  @Test
  void silenceThatPatienceConfirmsIsAFinding() {
    add(HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")).repeated());
    add(HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")).patient());
    assertThat(all.isConfirmed(silence("gone", "CPU_ON-02"))).isTrue();
    all.add(nothing("gone", Result.CAME)); // once it came, and once it did not
    assertThat(all.late()).isEmpty();
    assertThat(all.named()).containsExactly("CPU_ON-02");
    assertThat(findings()).containsExactly("gone");
  }

  @Test
  void silenceThatALookConfirmsIsAFinding() {
    add(HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")));
    all.add(shown("gone", silence("gone", "CPU_ON-02")));
    assertThat(all.isConfirmed(silence("gone", "CPU_ON-02"))).isTrue();
    assertThat(findings()).containsExactly("gone");
  }

  @Test
  void lookThatShowsWhatIsThereAlreadyAddsNoFinding() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")));
    add(HandMadeRun.of("random 2").shows(junk("else", X1, "CONV-03")));
    all.add(shown("odd", deviation("odd", "VER-01")));
    assertThat(all.groupOf(deviation("odd", "VER-01"))).isEqualTo("odd");
    all.add(shown("junk above x1 of CPU_ON", deviation("odd", "VER-01")));
    assertThat(findings()).containsExactly("odd");
    assertThat(doubts()).isEmpty();
    assertThat(all.named()).contains("CONV-03"); // in doubt, in the roll of the rules
  }

  @Test
  void junkThatIsNotNeededAddsNoFindingAndIsNamed() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")));
    add(HandMadeRun.of("random 2").shows(junk("odd", X0, "VER-01", "CONV-03")));
    all.add(shown("odd", deviation("odd", "VER-01")));
    all.add(nothing("junk above the function id", Result.NOT_AGAIN));
    assertThat(findings()).containsExactly("odd");
    assertThat(all.named()).contains("CONV-03");
  }

  @Test
  void junkAboveTwoRegistersIsCoveredByALookIntoTheOneThatMatters() {
    add(HandMadeRun.of("random 1").shows(junk("odd", X0 | X1, "CONV-03")));
    add(HandMadeRun.of("random 2").shows(junk("odd", X1, "CONV-03")));
    assertThat(open()).containsExactly("junk above x1 of CPU_ON");
    all.add(shown("junk above x1 of CPU_ON", junk("odd", X1, "CONV-03")));
    assertThat(open()).isEmpty();
    assertThat(findings()).containsExactly("odd");
  }

  @Test
  void whatTheRunIsNotAboutIsNamedAndNoMore() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "AFF-01")));
    assertThat(open()).isEmpty();
    assertThat(findings()).isEmpty();
    assertThat(doubts()).isEmpty();
    assertThat(all.named()).containsExactly("AFF-01");
  }
}
