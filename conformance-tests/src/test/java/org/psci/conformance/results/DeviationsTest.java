// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.explainedBy;
import static org.psci.conformance.testing.HandMadeRun.nothing;
import static org.psci.conformance.testing.HandMadeRun.shown;
import static org.psci.conformance.testing.HandMadeRun.silence;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.conformance.record.Look.Result;
import org.psci.conformance.record.Scores;
import org.psci.conformance.testing.HandMadeRun;
import org.psci.spec.rule.Reading;

/**
 * Proves what becomes of what programs have shown: a finding if it was seen for certain, whatever
 * looking into it gave; else a doubt, with the reason; and never nothing.
 */
class DeviationsTest {
  private static final String CONTEXT = "CPU_ON-13/start/context-id";

  private final Deviations all =
      new Deviations(Set.of("VER-01", "VER-02", "CPU_ON-02", "CONV-03", "INIT-10"), rule -> 0);

  private void add(HandMadeRun... runs) {
    for (HandMadeRun run : runs) {
      all.add(run.recorded());
    }
  }

  private List<String> findings() {
    return all.summary().findings().stream().map(f -> f.cause().id()).toList();
  }

  private Deviations.Finding only() {
    assertThat(all.summary().findings()).hasSize(1);
    return all.summary().findings().get(0);
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
    assertThat(findings()).containsExactly("VER-01/odd");
    assertThat(only().remark()).isEqualTo("nobody has looked into it");
    for (Result result : List.of(Result.NOT_AGAIN, Result.BEHIND)) {
      all.add(nothing("VER-01/odd", result));
      assertThat(findings()).containsExactly("VER-01/odd");
      assertThat(only().shown()).isZero();
      assertThat(only().runs()).isEqualTo(3);
      assertThat(all.summary().violated()).containsExactly("VER-01");
    }
    assertThat(doubts()).isEmpty();
    assertThat(open()).isEmpty();
  }

  @Test
  void whatALookShowsOfAnotherCauseTakesNothingAwayThatIsCertain() {
    add(
        HandMadeRun.of("random 1").shows(explainedBy(List.of("VER-01/a"), "one")),
        HandMadeRun.of("random 2").shows(explainedBy(List.of("VER-01/a", "VER-02/b"), "two")));
    all.add(shown("VER-01/a", explainedBy(List.of("VER-02/b"), "three")));
    assertThat(findings()).containsExactlyInAnyOrder("VER-01/a", "VER-02/b");
    assertThat(all.summary().covered())
        .containsOnly(Map.entry("VER-01/a", "VER-01/a"), Map.entry("VER-02/b", "VER-02/b"));
  }

  @Test
  void whatALookShowsIsPutDownToTheCauseThatItLookedInto() {
    add(
        HandMadeRun.of("random 1").shows(explainedBy(List.of("VER-01/a"), "one")),
        HandMadeRun.of("random 2").shows(explainedBy(List.of("VER-02/b"), "two")));
    all.add(shown("VER-02/b", explainedBy(List.of("VER-01/a", "VER-02/b"), "three")));
    assertThat(findings()).containsExactlyInAnyOrder("VER-01/a", "VER-02/b");
  }

  @Test
  void whatIsShownInTheEndHasToBeAboutTheSelectedRules() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01", "AFF-01")));
    all.add(shown("VER-01/odd", deviation("odd", "AFF-01")));
    assertThat(findings()).isEmpty();
    assertThat(doubts())
        .containsExactly(
            "what shows again breaks nothing that the run is about, and it may be a case of that");
    assertThat(all.named()).containsExactlyInAnyOrder("VER-01", "AFF-01");
  }

  @Test
  void whatALookHasShownIsAFindingWithItsProgram() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")).afterDeviation());
    assertThat(open()).containsExactly("VER-01/odd");
    all.add(shown("VER-01/odd", deviation("odd", "VER-02")));
    assertThat(open()).isEmpty();
    assertThat(findings()).containsExactly("VER-02/odd");
    assertThat(only().shown()).isEqualTo(3);
    assertThat(all.summary().violated()).containsExactly("VER-02");
    assertThat(all.summary().covered())
        .isEqualTo(Map.of("VER-01/odd", "VER-02/odd", "VER-02/odd", "VER-02/odd"));
    assertThat(all.named()).containsExactlyInAnyOrder("VER-01", "VER-02");
  }

  @Test
  void whatIsSeenBehindAnotherOnlyIsInDoubt() {
    add(HandMadeRun.of("random 1").shows(deviation("first", "VER-01"), deviation("odd", "VER-02")));
    all.add(shown("VER-01/first", deviation("first", "VER-01")));
    all.add(nothing("VER-02/odd", Result.BEHIND));
    assertThat(findings()).containsExactly("VER-01/first");
    assertThat(doubts())
        .containsExactly(
            "it was seen only behind another deviation, and may be a consequence of it");
    assertThat(all.named()).containsExactlyInAnyOrder("VER-01", "VER-02");
  }

  @Test
  void whatWentWrongOnASpoiltMachineAndNotAgainIsInDoubt() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-02")).afterDeviation());
    all.add(nothing("VER-02/odd", Result.NOT_AGAIN));
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
    all.add(nothing("CPU_ON-02/gone", Result.CAME));
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
    all.add(nothing("CPU_ON-02/gone", Result.CAME)); // once it came, and once it did not
    assertThat(all.late()).isEmpty();
    assertThat(all.named()).containsExactly("CPU_ON-02");
    assertThat(findings()).containsExactly("CPU_ON-02/gone");
  }

  @Test
  void silenceThatALookConfirmsIsAFinding() {
    add(HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")));
    all.add(shown("CPU_ON-02/gone", silence("gone", "CPU_ON-02")));
    assertThat(all.isConfirmed(silence("gone", "CPU_ON-02"))).isTrue();
    assertThat(findings()).containsExactly("CPU_ON-02/gone");
  }

  @Test
  void silenceIsNotConfirmedByWhatElseTheSameCauseExplains() {
    add(HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")));
    add(HandMadeRun.of("random 2").shows(deviation("gone", "CPU_ON-02")));
    all.add(shown("CPU_ON-02/gone", deviation("gone", "CPU_ON-02")));
    assertThat(findings()).containsExactly("CPU_ON-02/gone");
    assertThat(all.isConfirmed(silence("gone", "CPU_ON-02"))).isFalse();
  }

  @Test
  void lookThatShowsWhatIsThereAlreadyAddsNoFinding() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")));
    add(
        HandMadeRun.of("random 2")
            .shows(deviation("before", "VER-02"), deviation("else", "CONV-03")));
    all.add(shown("VER-01/odd", deviation("odd", "VER-01")));
    assertThat(all.groupOf(deviation("odd", "VER-01"))).isEqualTo("VER-01/odd");
    all.add(shown("CONV-03/else", deviation("odd", "VER-01")));
    assertThat(findings()).containsExactly("VER-01/odd", "VER-02/before");
    assertThat(all.summary().covered()).containsEntry("CONV-03/else", "VER-01/odd");
    assertThat(doubts()).isEmpty();
    assertThat(all.named()).contains("VER-01", "CONV-03"); // in doubt, therefore
  }

  @Test
  void whatTheRunIsNotAboutIsNamedAndNoMore() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "AFF-01")));
    assertThat(open()).isEmpty();
    assertThat(findings()).isEmpty();
    assertThat(doubts()).isEmpty();
    assertThat(all.isWanted(deviation("odd", "AFF-01"))).isFalse();
    assertThat(all.named()).containsExactly("AFF-01");
  }

  @Test
  void clauseThatAlsoStandsUnderASelectedRuleIsWantedAndPutsThatInDoubtOnly() {
    add(HandMadeRun.of("random 1").shows(explainedBy(List.of(CONTEXT), "x0 is zero")));
    assertThat(findings()).containsExactly(CONTEXT);
    assertThat(only().cause().alsoUnder()).containsExactly("INIT-10");
    assertThat(only().cause().sentence())
        .isEqualTo("a started core finds the context id of its CPU_ON in X0 or R0");
    assertThat(all.summary().violated()).containsExactly("CPU_ON-13");
    assertThat(all.named()).containsExactly("CPU_ON-13");
    assertThat(all.beside()).containsExactly("INIT-10");
  }

  @Test
  void clauseOfARuleThatIsNotJudgedIsLeftOut() {
    add(HandMadeRun.of("random 1").shows(explainedBy(List.of(CONTEXT), "x0 is zero")));
    all.leaveOut(List.of("INIT-10"));
    assertThat(findings()).containsExactly(CONTEXT);
    all.leaveOut(List.of("CPU_ON-13"));
    assertThat(findings()).isEmpty();
    assertThat(doubts()).isEmpty();
    assertThat(all.isWanted(deviation("start/context-id", "CPU_ON-13"))).isFalse();
  }

  @Test
  void causeThatExplainsMostIsTheFindingAndTheRestAreItsSymptoms() {
    add(
        HandMadeRun.of("random 1").shows(deviation("two", "VER-02", "VER-01")),
        HandMadeRun.of("random 2")
            .shows(explainedBy(List.of("VER-01/two", "CONV-03/two"), "more of it", "and this")),
        HandMadeRun.of("random 3").shows(deviation("two", "VER-02", "VER-01")));
    assertThat(findings()).containsExactly("VER-01/two");
    assertThat(only().rules()).containsExactly("VER-01");
    assertThat(only().seen()).isEqualTo(3);
    assertThat(only().deviation().observed()).isEqualTo("saw two");
    assertThat(only().symptoms()).isEqualTo(new Symptoms(List.of("more of it", "and this"), 0));
    assertThat(all.summary().violated()).containsExactly("VER-01");
    assertThat(all.named()).containsExactlyInAnyOrder("VER-01", "VER-02", "CONV-03");
  }

  @Test
  void whatGoesWithAnotherCauseThanTheChosenOneIsNoSymptomOfIt() {
    add(
        HandMadeRun.of("random 1").shows(deviation("two", "VER-01")),
        HandMadeRun.of("random 2")
            .shows(explainedBy(List.of("CONV-03/two", "VER-01/two"), "more of it", "not this")));
    assertThat(only().symptoms()).isEqualTo(new Symptoms(List.of("more of it"), 0));
  }

  @Test
  void manySymptomsAreCounted() {
    add(HandMadeRun.of("random 0").shows(deviation("odd", "VER-01")));
    for (int number = 0; number < 30; number++) {
      String seen = "answer " + number;
      add(HandMadeRun.of("random 1").shows(explainedBy(List.of("VER-01/odd"), seen)));
      add(HandMadeRun.of("random 2").shows(explainedBy(List.of("VER-01/odd"), seen)));
    }
    assertThat(only().symptoms().first()).hasSize(20).startsWith("answer 0", "answer 1");
    assertThat(only().symptoms().more()).isEqualTo(10);
  }

  @Test
  void readingThatOnlyOneProgramSpeaksForIsNotFollowed() {
    String known = "AFF-06/AFFINITY_INFO/lowest-affinity-level-is-above-3-amb-26-b";
    add(
        HandMadeRun.of("random 1").shows(explainedBy(List.of(known, "VER-01/odd"), "it said ON")),
        HandMadeRun.of("random 2").shows(deviation("odd", "VER-01")),
        HandMadeRun.of("random 3").shows(deviation("odd", "VER-01", "VER-02")));
    assertThat(findings()).containsExactly("VER-01/odd");
    assertThat(all.faults(all.summary())).isEmpty();
  }

  @Test
  void whereNothingCanTellItIsOneOfSeveralRules() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01", "VER-02")));
    assertThat(only().rules()).containsExactly("VER-01", "VER-02");
    assertThat(all.summary().violated()).containsExactly("VER-01");
    all.add(shown("VER-01/odd", deviation("odd", "VER-01", "CONV-03")));
    assertThat(only().rules()).containsExactly("VER-01"); // the look could tell
    assertThat(all.named()).containsExactlyInAnyOrder("VER-01", "VER-02", "CONV-03");
  }

  @Test
  void oneOfSeveralRulesIsEnoughToBeWanted() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "AFF-01", "VER-02")));
    assertThat(open()).containsExactly("AFF-01/odd");
    assertThat(only().rules()).containsExactly("AFF-01", "VER-02");
  }

  @Test
  void readingThatIsAFaultIsFollowed() {
    String known = "AFF-06/AFFINITY_INFO/lowest-affinity-level-is-above-3-amb-26-b";
    Deviations about = new Deviations(Set.of("AFF-06"), rule -> 0);
    about.add(
        HandMadeRun.of("random 1").shows(explainedBy(List.of(known), "it said ON")).recorded());
    assertThat(about.faults(about.summary()))
        .isEqualTo(Map.of("AMB-26 B", new Scores.Followed(1, "random 1", HandMadeRun.PROGRAM)));
    assertThat(about.summary().findings().get(0).cause().fault())
        .map(Reading::toString)
        .contains("AMB-26 B");
    assertThat(about.summary().findings().get(0).cause().sentence())
        .isEqualTo(
            "AFFINITY_INFO: if lowest_affinity_level is above 3, the call returns ON, OFF or ON_PENDING");
  }
}
