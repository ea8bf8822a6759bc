// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import static org.assertj.core.api.Assertions.assertThat;
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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.spec.clause.MadeUp.Situation;

/** States what an implementation may do that does not keep one clause, by the kind of clause. */
class LeftOutTest {

  private static void starts(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS).when("there is no target", Situation::isNone).by("CPU_ON-03");
    on.refuses(ALREADY_ON).when("the target is ON", Situation::isOn).by("CPU_ON-05");
    on.refuses(INVALID_ADDRESS).when("the entry point is bad", Situation::isBad).by("CPU_ON-04");
    on.does("the target is ON", MadeUp.STARTS)
        .when("the target is OFF", Situation::isOff)
        .by("CPU_ON-20", "CPU_ON-01");
    on.mayRefuse(INTERNAL_FAILURE).when("the target is OFF", Situation::isOff).by("CPU_ON-11");
    on.mayRefuse(DENIED) // a fault
        .when("the target is ON", Situation::isOn)
        .by("CPU_ON-12")
        .under("AMB-15", "B");
    on.means(DENIED, "the firmware does not want it").by("CPU_ON-12");
    on.changesNothingWhereRefused().by("CPU_ON-08");
    on.onlyTheseResults().when("the target is not ON", s -> !s.isOn()).by("CPU_ON-02");
  }

  private static final MadeUp STARTS = new MadeUp(LeftOutTest::starts);

  @Test
  void withoutADutyTheCallGoesOnOrFailsOtherwise() {
    String clause = "CPU_ON-05/MADE_UP/the-target-is-on";
    assertThat(STARTS.without(clause, ON, GOOD))
        .containsExactly(
            "ANY_ERROR (CPU_ON-05)",
            "SUCCESS (CPU_ON-05)",
            "leaves (CPU_ON-05)",
            "SUCCESS* (CPU_ON-05)");
    assertThat(STARTS.without(clause, ON, BAD))
        .as("the other reason stays")
        .containsExactly(
            "INVALID_ADDRESS (CPU_ON-04)",
            "ANY_ERROR (CPU_ON-05)",
            "SUCCESS (CPU_ON-05)",
            "leaves (CPU_ON-05)",
            "SUCCESS* (CPU_ON-05)");
    assertThat(STARTS.without(clause, NONE, GOOD))
        .as("it speaks of other situations")
        .isEqualTo(STARTS.permits(NONE, GOOD));
  }

  @Test
  void withoutADutyTheCallMayBePassedOn() {
    MadeUp first =
        new MadeUp(
            on -> {
              on.refuses(DENIED).when("the target is ON", Situation::isOn).by("CONV-04");
              on.passesOn("the next section")
                  .when("the target is not ON", s -> !s.isOn())
                  .by("CONV-06");
            });
    Section.Permits both =
        first.without(LeftOut.of(first.clause("CONV-04/MADE_UP/the-target-is-on")), STARTS::permit);
    assertThat(MadeUp.words(both, ON, GOOD))
        .containsExactly(
            "ANY_ERROR (CONV-04)",
            "SUCCESS (CONV-04)",
            "leaves (CONV-04)",
            "ALREADY_ON (CPU_ON-05)");
  }

  @Test
  void withoutAnEffectTheCallAnswersSomethingElse() {
    assertThat(STARTS.without("CPU_ON-20/MADE_UP/the-target-is-off", OFF, GOOD))
        .as("SUCCESS that does nothing, but no error: the call may be refused")
        .containsExactly(
            "SUCCESS* (CPU_ON-20)", "INTERNAL_FAILURE (CPU_ON-11)", "NO_ERROR (CPU_ON-20)");
    MadeUp asks =
        new MadeUp(on -> on.answers(0, "ON").by("AFF-01").otherwise(Answers.AFFINITY_STATE));
    assertThat(asks.without("AFF-01/MADE_UP", OFF, GOOD))
        .containsExactly("SUCCESS (AFF-01)", "AFFINITY_STATE (AFF-01)");
  }

  @Test
  void withoutTheEffectOfOneThatLeavesItComesBackOrDoesNothing() {
    MadeUp stops = new MadeUp(on -> on.leaves("the caller is OFF", MadeUp.STOPS).by("CPU_OFF-01"));
    assertThat(stops.without("CPU_OFF-01/MADE_UP", OFF, GOOD))
        .containsExactly("leaves* (CPU_OFF-01)", "leaves (CPU_OFF-01)", "ANY_NUMBER (CPU_OFF-01)");
  }

  @Test
  void thatItDoesNotComeBackMayBeAClauseOfItsOwn() {
    MadeUp ends =
        new MadeUp(
            on -> {
              on.leaves("the machine powers off", MadeUp.STOPS).by("SYS-03");
              on.doesNotReturn().by("SYS-01");
            });
    assertThat(ends.permits(OFF, GOOD)).containsExactly("leaves* (SYS-03)");
    assertThat(ends.without("SYS-03/MADE_UP", OFF, GOOD))
        .containsExactly("leaves* (SYS-03)", "leaves (SYS-03)");
    assertThat(ends.without("SYS-01/MADE_UP", OFF, GOOD))
        .containsExactly("leaves* (SYS-03)", "ANY_NUMBER (SYS-01)");
  }

  @Test
  void withoutItsMeaningACodeComesWhereTheCallMayBeRefused() {
    String clause = "CPU_ON-12/MADE_UP/denied";
    assertThat(STARTS.without(clause, OFF, GOOD))
        .containsExactly(
            "SUCCESS* (CPU_ON-20)", "INTERNAL_FAILURE (CPU_ON-11)", "DENIED (CPU_ON-12)");
    assertThat(STARTS.without(clause, NONE, GOOD))
        .as("a refusal is due, and a wrong code is a matter of that one")
        .isEqualTo(STARTS.permits(NONE, GOOD));
    MadeUp mustSucceed =
        new MadeUp(
            on -> {
              on.does("the target is ON", MadeUp.STARTS).by("CPU_ON-20");
              on.means(DENIED, "the target is not allowed").by("CPU_ON-12");
            });
    assertThat(mustSucceed.without(clause, OFF, GOOD))
        .as("no refusal is allowed, and any error is a matter of what the call does")
        .isEqualTo(mustSucceed.permits(OFF, GOOD));
    assertThat(mustSucceed.without("CPU_ON-20/MADE_UP", OFF, GOOD))
        .containsExactly("SUCCESS* (CPU_ON-20)", "ANY_NUMBER (CPU_ON-20)");
    MadeUp never =
        new MadeUp(
            on ->
                on.never(Answers.ANY_ERROR).when("the target is ON", Situation::isOn).by("VER-01"));
    assertThat(never.without("VER-01/MADE_UP/any-error-the-target-is-on", ON, GOOD))
        .containsExactly("ANY_ERROR (VER-01)");
    assertThat(never.without("VER-01/MADE_UP/any-error-the-target-is-on", OFF, GOOD)).isEmpty();
  }

  @Test
  void knownFaultIsLeftOutByBeingFollowed() {
    String clause = "CPU_ON-12/MADE_UP/the-target-is-on-amb-15-b";
    assertThat(STARTS.clause(clause).kind()).isEqualTo(Clause.Kind.KNOWN_FAULT);
    assertThat(STARTS.permits(ON, GOOD)).containsExactly("ALREADY_ON (CPU_ON-05)");
    assertThat(STARTS.without(clause, ON, GOOD))
        .containsExactly("ALREADY_ON (CPU_ON-05)", "DENIED (CPU_ON-12, AMB-15 B)");
    assertThat(STARTS.without(clause, OFF, GOOD)).isEqualTo(STARTS.permits(OFF, GOOD));
  }

  @Test
  void refusedCallThatLeavesATraceDoesWhatItWouldHaveDone() {
    String clause = "CPU_ON-08/MADE_UP/refused";
    assertThat(STARTS.without(clause, NONE, GOOD))
        .containsExactly("INVALID_PARAMETERS (CPU_ON-03)", "INVALID_PARAMETERS* (CPU_ON-08)");
    assertThat(STARTS.without(clause, OFF, GOOD))
        .as("what succeeds leaves no other trace")
        .containsExactly(
            "SUCCESS* (CPU_ON-20)",
            "INTERNAL_FAILURE (CPU_ON-11)",
            "INTERNAL_FAILURE* (CPU_ON-08)");
  }

  @Test
  void traceOfARefusedCallMayBeAnother() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(DENIED).when("the target is ON", Situation::isOn).by("MODE-02");
              on.changesNothingWhereRefused(MadeUp.STOPS).by("MODE-04");
            });
    assertThat(section.without("MODE-04/MADE_UP/refused", ON, GOOD))
        .containsExactly("DENIED (MODE-02)", "DENIED* (MODE-04)");
  }

  @Test
  void callThatAsksDisturbsSomethingWhateverItAnswers() {
    MadeUp section =
        new MadeUp(
            on -> {
              on.answers(1, "1").by("AFF-01");
              on.mayRefuse(DENIED).by("AFF-05");
              on.changesNothing(MadeUp.STARTS).by("AFF-10");
            });
    assertThat(section.without("AFF-10/MADE_UP/asked", OFF, GOOD))
        .containsExactly("1 (AFF-01)", "DENIED (AFF-05)", "1* (AFF-10)", "DENIED* (AFF-10)");
  }

  @Test
  void withoutTheFrameAnyResultComes() {
    String clause = "CPU_ON-02/MADE_UP/other-results-the-target-is-not-on";
    assertThat(STARTS.without(clause, NONE, GOOD))
        .containsExactly(
            "INVALID_PARAMETERS (CPU_ON-03)", "ANY_NUMBER (CPU_ON-02)", "ANY_NUMBER* (CPU_ON-02)");
    assertThat(STARTS.without(clause, ON, GOOD)).isEqualTo(STARTS.permits(ON, GOOD));
  }

  @Test
  void permissionCannotBeBroken() {
    String clause = "CPU_ON-11/MADE_UP/the-target-is-off-internal-failure";
    assertThat(STARTS.clause(clause).kind()).isEqualTo(Clause.Kind.PERMISSION);
    assertThat(STARTS.without(clause, OFF, GOOD)).isEqualTo(STARTS.permits(OFF, GOOD));
  }

  @Test
  void severalClausesCanBeLeftOutAtOnce() {
    LeftOut two =
        LeftOut.of(
            List.of(
                STARTS.clause("CPU_ON-05/MADE_UP/the-target-is-on"),
                STARTS.clause("CPU_ON-04/MADE_UP/the-entry-point-is-bad")));
    assertThat(MadeUp.words(STARTS.without(two), ON, BAD))
        .containsExactly(
            "ANY_ERROR (CPU_ON-05)",
            "SUCCESS (CPU_ON-05)",
            "leaves (CPU_ON-05)",
            "SUCCESS* (CPU_ON-05)",
            "ANY_ERROR (CPU_ON-04)",
            "SUCCESS (CPU_ON-04)",
            "leaves (CPU_ON-04)",
            "SUCCESS* (CPU_ON-04)");
    assertThat(two.has(STARTS.clause("CPU_ON-05/MADE_UP/the-target-is-on"))).isTrue();
    assertThat(two.has(STARTS.clause("CPU_ON-08/MADE_UP/refused"))).isFalse();
    assertThat(two.isEmpty()).isFalse();
    assertThat(LeftOut.NOTHING.isEmpty()).isTrue();
  }

  @Test
  void withoutAWiderClauseAllOfItsNarrowerOnesAreLeftOut() {
    Clause wider =
        Clause.wider("MADE_UP", "not off", "a target that is not OFF is refused", "CPU_ON-02");
    MadeUp section =
        new MadeUp(
            on -> {
              on.refuses(DENIED)
                  .when("the target is ON", Situation::isOn)
                  .by("CPU_ON-05")
                  .within(wider);
              on.refuses(DENIED)
                  .when("there is no target", Situation::isNone)
                  .by("CPU_ON-03")
                  .within(wider);
              on.refuses(DENIED).when("the target is OFF", Situation::isOff).by("CPU_ON-12");
            });
    assertThat(section.clauses())
        .as("it comes behind the narrow ones")
        .extracting(Clause::id)
        .containsExactly(
            "CPU_ON-05/MADE_UP/the-target-is-on",
            "CPU_ON-03/MADE_UP/there-is-no-target",
            "CPU_ON-12/MADE_UP/the-target-is-off",
            "CPU_ON-02/MADE_UP/not-off");
    Section.Permits without = section.without(LeftOut.of(wider));
    assertThat(MadeUp.words(without, ON, GOOD))
        .containsExactly("ANY_ERROR (CPU_ON-05)", "SUCCESS (CPU_ON-05)", "leaves (CPU_ON-05)");
    assertThat(MadeUp.words(without, NONE, GOOD))
        .containsExactly("ANY_ERROR (CPU_ON-03)", "SUCCESS (CPU_ON-03)", "leaves (CPU_ON-03)");
    assertThat(MadeUp.words(without, OFF, GOOD)).containsExactly("DENIED (CPU_ON-12)");
  }

  @Test
  void clauseOfAnotherSectionMakesNoDifference() {
    MadeUp other = new MadeUp(on -> on.refuses(DENIED).by("CONV-04"));
    LeftOut elsewhere = LeftOut.of(other.clauses());
    assertThat(MadeUp.words(STARTS.without(elsewhere), OFF, GOOD))
        .isEqualTo(STARTS.permits(OFF, GOOD));
  }
}
