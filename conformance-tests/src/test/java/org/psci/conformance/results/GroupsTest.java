// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.idle;
import static org.psci.conformance.testing.HandMadeRun.junk;
import static org.psci.conformance.testing.HandMadeRun.silence;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.testing.HandMadeRun;

/** Proves which deviations are of one kind, and what is known of a kind. */
class GroupsTest {
  private static final int X0 = 1;
  private static final int X1 = 2;
  private static final int X2 = 4;

  private final Groups groups = new Groups();

  private void add(HandMadeRun... runs) {
    for (HandMadeRun run : runs) {
      groups.add(run.recorded());
    }
  }

  private List<String> ids() {
    return groups.all().stream().map(Group::id).toList();
  }

  @Test
  void deviationsOfOneKindAreAGroupAndNameAllTheirRules() {
    add(
        HandMadeRun.of("random 1").shows(deviation("odd", "VER-01"), deviation("odd", "VER-01")),
        HandMadeRun.of("random 2").shows(deviation("odd", "VER-02")),
        HandMadeRun.of("random 3").shows(deviation("else", "AFF-01")));
    assertThat(ids()).containsExactly("odd", "else");
    Group odd = groups.all().get(0);
    assertThat(odd.rules()).containsExactly("VER-01", "VER-02");
    assertThat(odd.programs()).isEqualTo(2);
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
  void junkAboveOneRegisterIsAGroupHoweverItGoesWrong() {
    add(
        HandMadeRun.of("random 1").shows(junk("odd", X1, "CONV-03")),
        HandMadeRun.of("random 2").shows(junk("else", X1, "CPU_ON-03")),
        HandMadeRun.of("random 3").shows(junk("odd", X0, "CONV-03")));
    assertThat(ids()).containsExactly("junk above x1 of CPU_ON", "junk above the function id");
    assertThat(groups.all().get(0).rules()).containsExactly("CONV-03", "CPU_ON-03");
  }

  @Test
  void junkAboveTwoRegistersBelongsToTheOneThatMattersAlone() {
    add(HandMadeRun.of("random 1").shows(junk("odd", X1 | X2, "CONV-03")));
    assertThat(ids()).containsExactly("junk above x1 of CPU_ON");
    add(HandMadeRun.of("random 2").shows(junk("odd", X2, "CONV-02")));
    assertThat(ids()).containsExactly("junk above x2 of CPU_ON");
    Group merged = groups.all().get(0);
    assertThat(merged.programs()).isEqualTo(2);
    assertThat(merged.rules()).containsExactlyInAnyOrder("CONV-02", "CONV-03");
    assertThat(groups.of(junk("odd", X1 | X2, "CONV-03"))).isEqualTo(merged.id());
  }

  @Test
  void sameWrongAnswerWhereMoreWouldHaveBeenRightIsACaseOfTheOther() {
    String fewer = "CPU_ON returned DENIED: CPU_ON-06";
    String more = "CPU_ON returned DENIED: CPU_ON-05, CPU_ON-06";
    add(
        HandMadeRun.of("random 1").shows(deviation(more, "CPU_ON-05")),
        HandMadeRun.of("random 2").shows(deviation(fewer, "CPU_ON-06")),
        HandMadeRun.of("random 3").shows(deviation("CPU_ON returned DENIED: AFF-01", "AFF-01")),
        HandMadeRun.of("random 4").shows(deviation("CPU_ON returned 7: CPU_ON-06", "CPU_ON-06")));
    assertThat(ids())
        .containsExactly(fewer, "CPU_ON returned DENIED: AFF-01", "CPU_ON returned 7: CPU_ON-06");
    assertThat(groups.all().get(0).rules()).containsExactlyInAnyOrder("CPU_ON-05", "CPU_ON-06");
  }
}
