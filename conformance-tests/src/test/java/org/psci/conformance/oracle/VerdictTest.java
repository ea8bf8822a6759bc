// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.history.History;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.function.Combination;
import org.psci.spec.model.Platform;

/** States when there is a verdict, and what of the model a history has shown. */
class VerdictTest {
  private final Twins twins = Twins.standard();

  @ParameterizedTest
  @EnumSource(
      value = History.Ending.class,
      names = {"DIED", "GARBLED", "PARKED", "NO_CORE_LEFT"})
  void runThatBrokeOffHasNone(History.Ending ending) throws ProgramSyntaxException {
    History seen = twins.history("1-2 core 0: PSCI_VERSION -> 1.1");
    History ended = new History(seen.program(), seen.events(), ending, "what became of it");
    boolean brokeOff = ending == History.Ending.DIED || ending == History.Ending.GARBLED;
    assertThat(twins.judge(ended).undecided())
        .isEqualTo(brokeOff ? Optional.of("what became of it") : Optional.empty());
    assertThat(twins.judge(ended).isExplained()).isNotEqualTo(brokeOff);
  }

  @Test
  void combinationsAreThoseOfAllCalls() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3   core 1 enters A x0=0xa
            4-5 core 1: CPU_SUSPEND power_state=standby entry=A context=0 -> SUCCESS
            6-  core 1: CPU_OFF
            7-8 core 0: AFFINITY_INFO core=1 level=0 -> OFF
            """);
    assertThat(judgement.combinations().stream().mapToObj(Combination::describe))
        .containsExactlyInAnyOrder(
            "CPU_ON, off core: SUCCESS",
            "CPU_SUSPEND, beside others: does not return at once",
            "CPU_OFF, beside others: does not return at once",
            "AFFINITY_INFO, off core: a value above 0");
  }

  @Test
  void callThatCameBeforeTheRaceWasWonShowsItself() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3   core 1 enters A x0=0xa
            4-9 core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
            5-8 core 1: AFFINITY_INFO core=2 level=0 -> OFF
            10  core 2 enters B x0=0xb
            """);
    assertThat(judgement.isExplained()).isTrue();
    assertThat(judgement.combinations().stream().mapToObj(Combination::describe))
        .contains("AFFINITY_INFO, off core: a value above 0");
  }

  @Test
  void searchThatBecomesTooLargeIsGivenUp() throws ProgramSyntaxException {
    History history =
        twins.history(
            """
            1-9 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            2-8 core 0: PSCI_VERSION -> 1.1
            """);
    Platform platform = twins.specification().platform();
    Timeline timeline = new Timeline(history, platform.topology(), LeftOut.NOTHING);
    PastCalls calls =
        new PastCalls(history, new Lanes(history, platform), twins.specification(), true);
    Promise promise = new Promise(calls, LeftOut.NOTHING);
    Explorer hasty = new Explorer(twins.specification(), timeline, promise, false, 0);
    Frontier start = new Frontier();
    start.add(platform.coldBoot(), 0);
    timeline.points().stream().filter(p -> !p.isEnd()).forEach(p -> hasty.begin(p.item()));
    assertThat(hasty.isExhausted()).isFalse();
    hasty.without(null, start);
    assertThat(hasty.isExhausted()).isTrue();
  }

  @Test
  void wrongAnswerToAQuestionIsNoCauseOfWhatFollows() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2 core 0: AFFINITY_INFO core=1 level=0 -> ON
            3-4 core 0: PSCI_VERSION -> 1.0
            """);
    assertThat(judgement.violations()).hasSize(2).allMatch(judgement::isOriginal);
    assertThat(judgement.diverts()).isFalse();
  }

  @Test
  void whatFollowsAStartThatNobodyPermittedMayBeAConsequence() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2 core 0: CPU_ON core=0 entry=A context=0xa -> SUCCESS
            3-4 core 0: PSCI_VERSION -> 1.0
            """);
    assertThat(judgement.violations()).hasSizeGreaterThan(1);
    assertThat(judgement.violations().get(0)).matches(Violation::diverts);
    assertThat(judgement.violations().subList(1, judgement.violations().size()))
        .noneMatch(judgement::isOriginal);
    assertThat(judgement.diverts()).isTrue();
  }

  @Test
  void whatFollowsAWrongAnswerToMoreThanAQuestionMayBeAConsequence() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2 core 0: CPU_ON mpidr=0x1000001 entry=A context=0xa -> SUCCESS
            3-4 core 0: AFFINITY_INFO core=2 level=0 -> ON_PENDING
            """);
    assertThat(judgement.violations()).hasSize(2);
    assertThat(judgement.isOriginal(judgement.violations().get(1))).isFalse();
  }

  @Test
  void oracleAloneLooksForNoCause() throws ProgramSyntaxException {
    History history = twins.history("1-2 core 0: PSCI_VERSION -> 1.0");
    Violation raw = new Oracle(twins.specification()).judge(history).violations().get(0);
    assertThatThrownBy(raw::cause)
        .hasMessageStartingWith("nobody has looked for the cause: core 0");
    assertThat(twins.judge(history).violations().get(0).cause().rule()).hasToString("VER-04");
  }
}
