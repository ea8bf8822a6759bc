// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.explainedBy;
import static org.psci.conformance.testing.HandMadeRun.idle;
import static org.psci.conformance.testing.HandMadeRun.silence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.conformance.testing.HandMadeRun;

/** Proves which cause deviations are put down to, and what is known of it. */
class GroupsTest {
  private final Map<String, Long> kept = new HashMap<>();
  private final Groups groups = new Groups(rule -> kept.getOrDefault(rule, 0L));

  private void add(HandMadeRun... runs) {
    for (HandMadeRun run : runs) {
      groups.add(run.recorded());
    }
  }

  private List<String> ids() {
    return groups.all().stream().map(Group::id).toList();
  }

  private List<String> alike(String cause) {
    return groups.alike(cause, Optional.empty());
  }

  @Test
  void deviationsOfOneCauseAreAGroupAndNameAllRulesThatEachMayBreak() {
    add(
        HandMadeRun.of("random 1").shows(deviation("odd", "VER-01"), deviation("odd", "VER-01")),
        HandMadeRun.of("random 2").shows(deviation("odd", "VER-01", "VER-02")),
        HandMadeRun.of("random 3").shows(deviation("else", "AFF-01")));
    assertThat(ids()).containsExactly("VER-01/odd", "AFF-01/else");
    Group odd = groups.all().get(0);
    assertThat(odd.rules()).containsExactly("VER-01", "VER-02");
    assertThat(odd.programs()).isEqualTo(2);
    assertThat(odd.seen()).containsExactly("saw odd");
  }

  @Test
  void causeGoesThatAnotherOneOfItsRuleExplains() {
    add(
        HandMadeRun.of("random 1").shows(explainedBy(List.of("VER-01/a", "VER-01/all"), "one")),
        HandMadeRun.of("random 2")
            .shows(explainedBy(List.of("VER-01/a", "VER-02/b", "VER-01/all"), "two")),
        HandMadeRun.of("random 3")
            .shows(explainedBy(List.of("VER-01/all", "VER-02/b", "AFF-01/c"), "three")));
    assertThat(ids()).containsExactly("VER-01/all");
  }

  @Test
  void causeOfAnotherRuleStaysThoughAWiderOneExplainsIt() {
    add(
        HandMadeRun.of("random 1").shows(explainedBy(List.of("VER-01/a", "VER-02/all"), "one")),
        HandMadeRun.of("random 2")
            .shows(explainedBy(List.of("VER-01/a", "VER-02/all", "AFF-01/c"), "two")),
        HandMadeRun.of("random 3").shows(explainedBy(List.of("VER-01/a"), "three")),
        HandMadeRun.of("random 4").shows(explainedBy(List.of("VER-02/all"), "four")));
    assertThat(ids()).containsExactly("VER-01/a", "VER-02/all");
  }

  @Test
  void whatIsSeenBehindAnotherIsNotCertain() {
    add(HandMadeRun.of("random 1").shows(deviation("first", "VER-01"), deviation("odd", "VER-02")));
    add(HandMadeRun.of("random 2").shows(deviation("late", "VER-03")).afterDeviation());
    assertThat(groups.all()).extracting(Group::isCertain).containsExactly(true, false, false);
    add(HandMadeRun.of("random 3").shows(deviation("odd", "VER-02")));
    assertThat(groups.all()).extracting(Group::isCertain).containsExactly(true, true, false);
  }

  @Test
  void whatIsSeenBehindOneThatChangesNothingIsCertain() {
    add(HandMadeRun.of("random 1").shows(idle("mask", "INIT-05"), deviation("odd", "VER-02")));
    assertThat(groups.all()).extracting(Group::isCertain).containsExactly(true, true);
  }

  @Test
  void silenceIsCertainOnlyWithPatience() {
    add(HandMadeRun.of("random 1").shows(silence("gone", "CPU_ON-02")));
    assertThat(groups.all().get(0).isCertain()).isFalse();
    assertThat(groups.all().get(0).isOnlyImpatience()).isTrue();
    add(HandMadeRun.of("random 2").shows(silence("gone", "CPU_ON-02")).patient());
    assertThat(groups.all().get(0).isCertain()).isTrue();
    assertThat(groups.all().get(0).isOnlyImpatience()).isFalse();
  }

  @Test
  void bestProgramIsOneThatNothingElseCanHaveSpoilt() {
    add(
        HandMadeRun.of("random 1").shows(deviation("first", "VER-01"), deviation("odd", "VER-02")),
        HandMadeRun.of("random 2").shows(deviation("odd", "VER-02")).afterDeviation(),
        HandMadeRun.of("random 3").shows(deviation("odd", "VER-02")));
    Group odd = groups.all().get(1);
    assertThat(odd.best().run().source()).isEqualTo("random 3");
  }

  @Test
  void bestProgramHasNoRaceAndFewOtherCauses() {
    add(
        HandMadeRun.of("scenario race").shows(deviation("odd", "VER-02")).way("a"),
        HandMadeRun.of("random 1").shows(deviation("odd", "VER-02", "VER-01")),
        HandMadeRun.of("random 2").shows(deviation("odd", "VER-02")),
        HandMadeRun.of("random 3").shows(deviation("odd", "VER-02", "VER-01", "VER-03")));
    assertThat(ids()).containsExactly("VER-02/odd");
    assertThat(groups.all().get(0).candidates())
        .extracting(candidate -> candidate.run().source())
        .containsExactly("random 2", "random 1", "random 3", "scenario race");
  }

  @Test
  void causeThatExplainsMostIsChosenThoughItIsTheFirstOfNone() {
    add(
        HandMadeRun.of("random 1").shows(deviation("odd", "VER-01", "VER-03")),
        HandMadeRun.of("random 2").shows(deviation("odd", "VER-02", "VER-03")));
    assertThat(ids()).containsExactly("VER-03/odd");
    assertThat(groups.of(deviation("odd", "VER-01", "VER-03"))).isEqualTo("VER-03/odd");
    assertThat(alike("VER-03/odd")).containsExactly("VER-03/odd");
  }

  @Test
  void ofCausesThatExplainAsMuchTheOneIsChosenWhoseRuleIsNeverKept() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01", "VER-02")));
    kept.put("VER-01", 7L);
    kept.put("VER-02", 0L);
    groups.hasChanged();
    assertThat(ids()).containsExactly("VER-02/odd");
    assertThat(alike("VER-02/odd")).containsExactly("VER-02/odd");
  }

  @Test
  void ofCausesThatExplainAsMuchTheOneThatPermitsLeastIsChosen() {
    String view = "SM-03/all functions/a-core-has-come-in";
    String narrow = "CPU_ON-13/start/context-id";
    kept.put("CPU_ON-13", 7L);
    add(HandMadeRun.of("random 1").shows(explainedBy(List.of(view, narrow), "odd")));
    assertThat(ids()).containsExactly(narrow);
    assertThat(alike(narrow)).containsExactly(narrow);
  }

  @Test
  void causesAreAlikeIfNothingThatIsCertainTellsThemApart() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01", "VER-02", "VER-03")));
    add(HandMadeRun.of("random 2").shows(deviation("odd", "VER-01", "VER-02")));
    add(HandMadeRun.of("random 3").shows(deviation("odd", "VER-01")).afterDeviation());
    assertThat(ids()).containsExactly("VER-01/odd");
    assertThat(alike("VER-01/odd")).containsExactly("VER-01/odd", "VER-02/odd");
    assertThat(groups.alike("VER-01/odd", Optional.of(deviation("odd", "VER-03", "VER-01"))))
        .containsExactly("VER-01/odd");
    assertThat(groups.alike("VER-01/odd", Optional.of(deviation("odd", "AFF-01"))))
        .containsExactly("VER-01/odd", "VER-02/odd");
  }

  @Test
  void whatWasSeenFirstGoesBeforeWhatMayBeAConsequence() {
    add(
        HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")),
        HandMadeRun.of("random 2").shows(deviation("odd", "VER-02", "VER-01")).afterDeviation(),
        HandMadeRun.of("random 3").shows(deviation("odd", "VER-02", "VER-03")).afterDeviation());
    assertThat(ids()).containsExactly("VER-01/odd", "VER-02/odd");
    assertThat(groups.of(deviation("odd", "VER-02", "VER-01"))).isEqualTo("VER-01/odd");
  }

  @Test
  void whatOnlyALookHasShownIsPutDownToACauseThatIsThereIfOneExplainsIt() {
    add(HandMadeRun.of("random 1").shows(deviation("odd", "VER-01")));
    assertThat(groups.of(deviation("odd", "VER-03", "VER-01"))).isEqualTo("VER-01/odd");
    assertThat(groups.of(deviation("odd", "VER-03", "VER-02"))).isEqualTo("VER-03/odd");
  }
}
