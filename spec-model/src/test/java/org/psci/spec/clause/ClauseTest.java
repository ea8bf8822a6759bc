// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.spec.vocabulary.ReturnCode.ALREADY_ON;
import static org.psci.spec.vocabulary.ReturnCode.DENIED;

import org.junit.jupiter.api.Test;
import org.psci.spec.clause.MadeUp.Situation;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;

/** States how clauses are called, and how they read. */
class ClauseTest {

  @Test
  void idIsMadeOfRuleSubjectAndSituation() {
    Because why = Because.of("CPU_ON-05", "SM-04");
    Clause clause = new Clause(Clause.Kind.DUTY, "CPU_ON", "It's ON, or (so)!", why, "x");
    assertThat(clause).hasToString("CPU_ON-05/CPU_ON/it-s-on-or-so");
    assertThat(clause.rule()).hasToString("CPU_ON-05");
    assertThat(clause.alsoUnder()).hasToString("[SM-04]");
    assertThat(clause.reading()).isEmpty();
    assertThat(new Clause(Clause.Kind.DUTY, "CPU_ON", "", why, "x").id())
        .isEqualTo("CPU_ON-05/CPU_ON");
  }

  @Test
  void clausesWithTheSameIdAreTheSame() {
    Clause one = new Clause(Clause.Kind.DUTY, "CPU_ON", "a", Because.of("CPU_ON-05"), "x");
    Clause same = new Clause(Clause.Kind.FRAME, "CPU_ON", "a", Because.of("CPU_ON-05"), "y");
    Clause other = new Clause(Clause.Kind.DUTY, "CPU_ON", "b", Because.of("CPU_ON-05"), "x");
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat(LeftOut.of(one).has(same)).isTrue();
    assertThat(LeftOut.of(one).has(other)).isFalse();
  }

  @Test
  void eachClauseOfASectionIsASentence() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(ALREADY_ON).when("the target is ON", Situation::isOn).by("CPU_ON-05");
              on.mayRefuse(DENIED).when("the target is OFF", Situation::isOff).by("CPU_ON-12");
              on.mayRefuse(Answers.ARGUMENT_ERROR).by("CONV-07").under("AMB-42", "B");
              on.does("the target is ON", MadeUp.STARTS).by("CPU_ON-20");
              on.answers(2, "HW_STANDBY").by("NHW-01");
              on.answers(Answers.NO_ERROR).by("FEAT-04");
              on.mayAnswer(2, "HW_STANDBY").by("NHW-02");
              on.mayAnswer(Answers.NO_CODE).by("STAT-08");
              on.leaves("the caller is OFF", MadeUp.STOPS).by("CPU_OFF-01");
              on.doesNotReturn().by("SYS-01");
              on.passesOn("the next section").by("CONV-06");
              on.isNotJudged().by("CONV-09");
              on.means(DENIED, "a trusted OS is there").by("CPU_OFF-02");
              on.never(DENIED).when("the target is ON", Situation::isOn).by("AFF-11");
              on.changesNothing(MadeUp.STARTS).by("AFF-10");
              on.changesNothingWhereRefused().by("CPU_ON-08");
              on.onlyTheseResults().by("CPU_ON-02");
            });
    assertThat(section.clauses())
        .extracting(c -> c.kind() + " " + c.id() + ": " + c.sentence())
        .containsExactly(
            """
            DUTY CPU_ON-05/MADE_UP/the-target-is-on: if the target is ON, the call is refused with ALREADY_ON
            PERMISSION CPU_ON-12/MADE_UP/the-target-is-off-denied: if the target is OFF, the call may be refused with DENIED
            KNOWN_FAULT CONV-07/MADE_UP/amb-42-b: the call may be refused with an error in the arguments
            EFFECT CPU_ON-20/MADE_UP: the call returns SUCCESS, and the target is ON
            EFFECT NHW-01/MADE_UP: the call returns HW_STANDBY
            EFFECT FEAT-04/MADE_UP: the call returns a number that is no error
            PERMISSION NHW-02/MADE_UP: the call may return HW_STANDBY
            PERMISSION STAT-08/MADE_UP: the call may return a number that is no error code
            EFFECT CPU_OFF-01/MADE_UP: the call does not return, and the caller is OFF
            EFFECT SYS-01/MADE_UP: the call does not return
            PERMISSION CONV-06/MADE_UP: the next section decides
            PERMISSION CONV-09/MADE_UP: the call may return anything
            MEANING CPU_OFF-02/MADE_UP/denied: DENIED says that a trusted OS is there
            MEANING AFF-11/MADE_UP/denied-the-target-is-on: if the target is ON, the call never returns DENIED
            NO_TRACE AFF-10/MADE_UP/asked: the call changes nothing
            NO_TRACE CPU_ON-08/MADE_UP/refused: a call that is refused changes nothing
            FRAME CPU_ON-02/MADE_UP/other-results: the call has no other results
            """
                .lines()
                .toArray(String[]::new));
  }

  @Test
  void readingIsThatOfItsOutcome() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.mayRefuse(DENIED).by("MODE-02").under("AMB-18", "B");
              on.refuses(DENIED).by("CPU_ON-04").amongOthers("AMB-09", "B");
            });
    assertThat(section.clauses().get(0).reading()).map(Reading::toString).contains("AMB-18 B");
    assertThat(section.clauses().get(1).reading()).isEmpty();
  }
}
