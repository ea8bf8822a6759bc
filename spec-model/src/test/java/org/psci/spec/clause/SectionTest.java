// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.psci.spec.clause.MadeUp.Entry.BAD;
import static org.psci.spec.clause.MadeUp.Entry.GOOD;
import static org.psci.spec.clause.MadeUp.Target.NONE;
import static org.psci.spec.clause.MadeUp.Target.OFF;
import static org.psci.spec.clause.MadeUp.Target.ON;
import static org.psci.spec.vocabulary.ReturnCode.ALREADY_ON;
import static org.psci.spec.vocabulary.ReturnCode.DENIED;
import static org.psci.spec.vocabulary.ReturnCode.INTERNAL_FAILURE;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_ADDRESS;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.junit.jupiter.api.Test;
import org.psci.spec.clause.MadeUp.Situation;
import org.psci.spec.rule.Because;

/** States what follows from clauses that stand together. */
class SectionTest {

  @Test
  void whereRefusalsAreDueNothingElseIsPermitted() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(INVALID_PARAMETERS)
                  .when("there is no target", Situation::isNone)
                  .by("CPU_ON-03");
              on.refuses(INVALID_ADDRESS)
                  .when("the entry point is bad", Situation::isBad)
                  .by("CPU_ON-04");
              on.does("the target is ON", MadeUp.STARTS).by("CPU_ON-20");
              on.mayRefuse(INTERNAL_FAILURE).by("CPU_ON-11");
            });
    assertThat(section.permits(OFF, GOOD))
        .containsExactly("SUCCESS* (CPU_ON-20)", "INTERNAL_FAILURE (CPU_ON-11)");
    assertThat(section.permits(NONE, GOOD)).containsExactly("INVALID_PARAMETERS (CPU_ON-03)");
    assertThat(section.permits(NONE, BAD))
        .as("of several reasons each")
        .containsExactly("INVALID_PARAMETERS (CPU_ON-03)", "INVALID_ADDRESS (CPU_ON-04)");
  }

  @Test
  void refusalMayBeAllowedBesideThoseThatAreDue() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(ALREADY_ON).when("the target is ON", Situation::isOn).by("CPU_ON-05");
              on.mayRefuse(DENIED).by("CPU_ON-12").besideRefusals();
              on.mayRefuse(INTERNAL_FAILURE).by("CPU_ON-11");
              on.does("the target is ON", MadeUp.STARTS).by("CPU_ON-20");
            });
    assertThat(section.permits(ON, GOOD))
        .containsExactly("ALREADY_ON (CPU_ON-05)", "DENIED (CPU_ON-12)");
    assertThat(section.permits(OFF, GOOD))
        .containsExactly(
            "DENIED (CPU_ON-12)", "INTERNAL_FAILURE (CPU_ON-11)", "SUCCESS* (CPU_ON-20)");
  }

  @Test
  void firstOfSeveralRefusalsMayFollowAReading() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(INVALID_PARAMETERS)
                  .when("there is no target", Situation::isNone)
                  .by("CPU_ON-03")
                  .amongOthers("AMB-09", "A");
              on.refuses(INVALID_ADDRESS)
                  .when("the entry point is bad", Situation::isBad)
                  .by("CPU_ON-04")
                  .under("AMB-12", "A")
                  .amongOthers("AMB-09", "B");
            });
    assertThat(section.permits(NONE, GOOD)).containsExactly("INVALID_PARAMETERS (CPU_ON-03)");
    assertThat(section.permits(OFF, BAD)).containsExactly("INVALID_ADDRESS (CPU_ON-04, AMB-12 A)");
    assertThat(section.permits(NONE, BAD))
        .containsExactly(
            "INVALID_PARAMETERS (CPU_ON-03, AMB-09 A)", "INVALID_ADDRESS (CPU_ON-04, AMB-09 B)");
  }

  @Test
  void whatGoesUndetectedIsPermittedUnderTheReadingThatItIs() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(INVALID_ADDRESS)
                  .when("the entry point is bad", Situation::isBad)
                  .by("CPU_ON-04")
                  .under("AMB-12", "A")
                  .orUndetected("AMB-12", "B");
              on.refuses(ALREADY_ON).when("the target is ON", Situation::isOn).by("CPU_ON-05");
              on.refuses(INVALID_PARAMETERS)
                  .when("there is no target", Situation::isNone)
                  .by("CPU_ON-03")
                  .orUndetected("AMB-27", "A");
              on.does("the target is ON", MadeUp.STARTS).by("CPU_ON-20");
              on.mayRefuse(INTERNAL_FAILURE).by("CPU_ON-11");
            });
    assertThat(section.permits(OFF, BAD))
        .containsExactly(
            "INVALID_ADDRESS (CPU_ON-04, AMB-12 A)",
            "SUCCESS* (CPU_ON-20, AMB-12 B)",
            "INTERNAL_FAILURE (CPU_ON-11)");
    assertThat(section.permits(ON, BAD))
        .as("another reason is always detected")
        .containsExactly("INVALID_ADDRESS (CPU_ON-04, AMB-12 A)", "ALREADY_ON (CPU_ON-05)");
    assertThat(section.permits(NONE, BAD))
        .as("both readings are needed; the one that is worth a remark is named")
        .containsExactly(
            "INVALID_ADDRESS (CPU_ON-04, AMB-12 A)",
            "INVALID_PARAMETERS (CPU_ON-03)",
            "SUCCESS* (CPU_ON-20, AMB-12 B)",
            "INTERNAL_FAILURE (CPU_ON-11)");
  }

  @Test
  void answersOfAllForms() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.answers(7, "7").when("the target is OFF", Situation::isOff).by("AFF-01");
              on.answersOneOf((platform, before, call) -> new long[] {1L << 40, 3}, "a number")
                  .when("the target is OFF", Situation::isOff)
                  .by("AFF-02");
              on.answersWord((platform, before, call) -> 1L << 40 | 2, "a word")
                  .when("the target is OFF", Situation::isOff)
                  .by("AFF-03");
              on.answers(Answers.NO_ERROR).when("the target is ON", Situation::isOn).by("AFF-04");
              on.answers((platform, before, call) -> call.register(1), "X1")
                  .when("the target is ON", Situation::isOn)
                  .by("AFF-06");
              on.mayAnswer(8, "8").when("the target is ON", Situation::isOn).by("AFF-05");
              on.mayAnswer(Answers.ANY_ERROR)
                  .when("the target is ON", Situation::isOn)
                  .by("AFF-07");
              on.mayRefuse(Answers.ARGUMENT_ERROR)
                  .when("the target is ON", Situation::isOn)
                  .by("AFF-08");
              on.isNotJudged().when("there is no target", Situation::isNone).by("CONV-09");
              on.leaves("the caller is OFF", MadeUp.STOPS)
                  .when("there is no target", Situation::isNone)
                  .by("CPU_OFF-01");
            });
    assertThat(section.permits(OFF, GOOD))
        .containsExactly(
            "7 (AFF-01)", "number 1099511627776 (AFF-02)", "number 3 (AFF-02)", "2 (AFF-03)");
    assertThat(section.permits(ON, GOOD))
        .containsExactly(
            "NO_ERROR (AFF-04)",
            "number 1 (AFF-06)",
            "8 (AFF-05)",
            "ANY_ERROR (AFF-07)",
            "ARGUMENT_ERROR (AFF-08)");
    assertThat(section.permits(NONE, GOOD)).containsExactly("anything", "leaves* (CPU_OFF-01)");
  }

  @Test
  void refusalMayLeaveATraceThatTheTextAllows() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(DENIED, MadeUp.STARTS)
                  .when("the target is ON", Situation::isOn)
                  .by("MODE-02");
              on.mayRefuse(DENIED, MadeUp.STARTS)
                  .when("the target is OFF", Situation::isOff)
                  .by("MODE-03");
            });
    assertThat(section.permits(ON, GOOD)).containsExactly("DENIED* (MODE-02)");
    assertThat(section.permits(OFF, GOOD)).containsExactly("DENIED* (MODE-03)");
    assertThat(section.permits(NONE, GOOD)).isEmpty();
  }

  @Test
  void whatOnlyForbidsPermitsNothing() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.doesNotReturn().by("SYS-01");
              on.means(DENIED, "the firmware does not want it").by("CPU_ON-12");
              on.never(INTERNAL_FAILURE).by("CPU_ON-11");
              on.never(Answers.ANY_ERROR).by("VER-01");
              on.changesNothingWhereRefused().by("CPU_ON-08");
              on.onlyTheseResults().by("CPU_ON-20");
              on.mayRefuse(DENIED).by("CPU_ON-12").under("AMB-15", "B"); // a fault
            });
    assertThat(section.permits(OFF, GOOD)).isEmpty();
  }

  @Test
  void passesOnToTheNextSection() {
    MadeUp first =
        new MadeUp(
            on -> {
              on.refuses(INVALID_PARAMETERS)
                  .when("the entry point is bad", Situation::isBad)
                  .by("CONV-05")
                  .under("AMB-04", "A")
                  .orUndetected("AMB-04", "B");
              on.refuses(DENIED).when("there is no target", Situation::isNone).by("CONV-04");
              on.passesOn("the next section").by("CONV-06");
            });
    MadeUp next =
        new MadeUp(
            on -> {
              on.does("the target is ON", MadeUp.STARTS).by("CPU_ON-20");
              on.refuses(ALREADY_ON).when("the target is ON", Situation::isOn).by("CPU_ON-05");
            });
    Section.Permits both = first.then(next::permit);
    assertThat(MadeUp.words(both, OFF, GOOD)).containsExactly("SUCCESS* (CPU_ON-20)");
    assertThat(MadeUp.words(both, ON, GOOD)).containsExactly("ALREADY_ON (CPU_ON-05)");
    assertThat(MadeUp.words(both, NONE, GOOD)).containsExactly("DENIED (CONV-04)");
    assertThat(MadeUp.words(both, OFF, BAD))
        .as("what goes on although it should not is permitted under that reading")
        .containsExactly(
            "INVALID_PARAMETERS (CONV-05, AMB-04 A)", "SUCCESS* (CPU_ON-20, AMB-04 B)");
    assertThatThrownBy(() -> first.permits(OFF, GOOD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("nobody to pass the call on to: ");
  }

  @Test
  void saysWhetherACallCanOnlyBeRefused() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(INVALID_PARAMETERS)
                  .when("there is no target", Situation::isNone)
                  .by("CPU_ON-03");
              on.refuses(ALREADY_ON).when("the target is ON", Situation::isOn).by("CPU_ON-05");
              on.refuses(INVALID_ADDRESS)
                  .when("the entry point is bad", Situation::isBad)
                  .by("CPU_ON-04")
                  .orUndetected("AMB-12", "B");
              on.does("the target is ON", MadeUp.STARTS).by("CPU_ON-20");
            });
    assertThat(section.onlyRefuses(NONE, GOOD)).isTrue();
    assertThat(section.onlyRefuses(NONE, BAD)).isTrue();
    assertThat(section.onlyRefuses(ON, GOOD)).as("but with another code").isFalse();
    assertThat(section.onlyRefuses(OFF, BAD)).as("it may go on").isFalse();
    assertThat(section.onlyRefuses(OFF, GOOD)).isFalse();
  }

  @Test
  void outcomeHasAllReasonsOfItsClause() {
    Because why = Because.of("CONV-07", "RST2-01").revealing("presence of X", 0, "CONV-07");
    MadeUp section = new MadeUp(on -> on.refuses(DENIED).because(why));
    assertThat(section.clauses().get(0).rule()).hasToString("CONV-07");
    assertThat(section.clauses().get(0).alsoUnder()).hasToString("[RST2-01]");
    assertThat(section.clauses().get(0).because()).isEqualTo(why);
  }

  @Test
  void clauseWithoutARuleIsRefused() {
    assertThatThrownBy(() -> new MadeUp(on -> on.refuses(DENIED)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a clause of MADE_UP has no rule: the call is refused with DENIED");
    assertThatThrownBy(() -> new MadeUp(on -> on.refuses(DENIED).under("AMB-01", "A")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a clause of MADE_UP has no rule: the call is refused with DENIED");
    assertThatThrownBy(() -> new MadeUp(on -> on.refuses(DENIED).by("CPU_ON-99")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no rule CPU_ON-99 in the catalogue");
  }
}
