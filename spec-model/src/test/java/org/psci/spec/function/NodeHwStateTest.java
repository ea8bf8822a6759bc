// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** States what NODE_HW_STATE may say of cores, clusters and the system, asked by core 0. */
class NodeHwStateTest {
  private static final int NODE_HW_STATE = PsciFunction.NODE_HW_STATE.smc64();
  private static final State ALL_ON =
      State.COLD_BOOT.with(1, CoreState.ON).with(2, CoreState.ON).with(3, CoreState.ON);
  private static final Asked PLATFORM = Asked.of(Version.V1_1).with(Composite.table()).in(ALL_ON);
  private static final String ANY = "HW_ON HW_STANDBY HW_OFF";

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                      | HW_ON
          2:STBY                  | HW_ON HW_STANDBY
          2:RET                   | HW_ON HW_STANDBY
          2:PD                    | HW_ON HW_STANDBY HW_OFF
          2:DEFAULT               | HW_ON HW_STANDBY HW_OFF
          2:OFF                   | HW_ON HW_STANDBY HW_OFF
          2:FREEZE                | HW_ON HW_STANDBY HW_OFF
          2:POWER_OFF             | HW_ON HW_STANDBY HW_OFF
          2:OFF 2:PENDING         | HW_ON HW_STANDBY HW_OFF
          2:OFF 2:PENDING 2:COMES_UP | HW_ON
          2:PD 2:WAKES            | HW_ON
          """)
  void ofACore(String steps, String results) {
    assertThat(Course.after(PLATFORM, steps).results(NODE_HW_STATE, 0x100, 0, 0))
        .isEqualTo(results);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                      | HW_ON INVALID_PARAMETERS
          2:OFF                   | HW_ON INVALID_PARAMETERS
          2:OFF 3:OFF             | HW_ON HW_STANDBY HW_OFF INVALID_PARAMETERS
          2:PD 3:PD               | HW_ON INVALID_PARAMETERS
          2:PD-RET 3:PD-PD        | HW_ON HW_STANDBY INVALID_PARAMETERS
          2:PD-PD 3:PD-PD         | HW_ON HW_STANDBY HW_OFF INVALID_PARAMETERS
          2:FREEZE 3:PD-PD        | HW_ON HW_STANDBY HW_OFF INVALID_PARAMETERS
          2:OFF 3:OFF 3:PENDING   | HW_ON INVALID_PARAMETERS
          """)
  void ofACluster(String steps, String results) {
    Asked asked = Course.after(PLATFORM, steps);
    assertThat(asked.results(NODE_HW_STATE, 0x100, 1, 0)).isEqualTo(results);
    assertThat(asked.results(NODE_HW_STATE, 0x101, 1, 0)).isEqualTo(results);
  }

  @Test
  void everythingAboveTheCallerIsOn() {
    Asked asked = Course.after(PLATFORM, "1:OFF 2:OFF 3:OFF");
    assertThat(asked.results(NODE_HW_STATE, 0, 0, 0)).isEqualTo("HW_ON");
    assertThat(asked.results(NODE_HW_STATE, 0, 1, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
    assertThat(asked.results(NODE_HW_STATE, 0x101, 2, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
    assertThat(asked.outcomes(NODE_HW_STATE, 0, 0, 0).get(0).rule()).isEqualTo("NHW-04");
  }

  @Test
  void inOsInitiatedModeOnlyOrdersTakeAClusterDown() {
    Asked mode = Course.after(PLATFORM, "0:OSI");
    assertThat(Course.after(mode, "2:PD 3:PD").results(NODE_HW_STATE, 0x100, 1, 0))
        .isEqualTo("HW_ON INVALID_PARAMETERS");
    assertThat(Course.after(mode, "2:PD 3:PD-RET@1").results(NODE_HW_STATE, 0x100, 1, 0))
        .isEqualTo("HW_ON HW_STANDBY INVALID_PARAMETERS");
    assertThat(Course.after(mode, "2:OFF 3:OFF").results(NODE_HW_STATE, 0x100, 1, 0))
        .isEqualTo(ANY + " INVALID_PARAMETERS");
    assertThat(Course.after(mode, "2:PD 3:OFF").results(NODE_HW_STATE, 0x100, 1, 0))
        .isEqualTo("HW_ON INVALID_PARAMETERS");
  }

  @ParameterizedTest
  @CsvSource({
    "0x2, 0",
    "0x200, 1",
    "0x80000000, 0",
    "0x100000000, 0",
    "0, 3",
    "0, 4",
    "0, 0x80000000",
    "0, 0xffffffff",
    "0, 0x1001",
    "0, 0x3000"
  })
  void pairThatNamesNoNodeIsInvalid(String target, String level) {
    List<Asked.Outcome> outcomes =
        PLATFORM.outcomes(NODE_HW_STATE, Long.decode(target), Long.decode(level), 0);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).result()).isEqualTo("INVALID_PARAMETERS");
    assertThat(outcomes.get(0).rule()).isEqualTo("NHW-02");
  }

  @Test
  void levelsMayBeNumberedInEitherWayButCoresAreAlwaysZero() {
    Asked asked = Course.after(PLATFORM, "2:OFF 3:OFF");
    assertThat(asked.readings(NODE_HW_STATE, 0x100, 1, 0))
        .isEqualTo(
            "HW_ON(AMB-51 A) HW_STANDBY(AMB-51 A) HW_OFF(AMB-51 A) INVALID_PARAMETERS(AMB-51 B)");
    assertThat(asked.readings(NODE_HW_STATE, 0x100, 0x1000, 0))
        .isEqualTo("INVALID_PARAMETERS HW_ON(AMB-51 B) HW_STANDBY(AMB-51 B) HW_OFF(AMB-51 B)");
    assertThat(asked.readings(NODE_HW_STATE, 0x100, 0x2000, 0))
        .isEqualTo("INVALID_PARAMETERS HW_ON(AMB-51 B)");
    assertThat(asked.readings(NODE_HW_STATE, 0x100, 0, 0)).isEqualTo(ANY);
  }

  @Test
  void levelIsAWordInEitherWidth() {
    assertThat(PLATFORM.results(NODE_HW_STATE, 0, 0x7_0000_0000L, 0)).isEqualTo("HW_ON");
    assertThat(PLATFORM.results(PsciFunction.NODE_HW_STATE.smc32(), 0x7_0000_0000L, 0, 0))
        .isEqualTo("HW_ON");
  }

  @Test
  void coreWithoutANodeAboveItHasNoneToAskFor() {
    Asked gap = PLATFORM.with(new PowerTree(List.of(List.of(0b0011L))));
    assertThat(gap.results(NODE_HW_STATE, 0, 1, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
    assertThat(gap.results(NODE_HW_STATE, 0x100, 1, 0)).isEqualTo("INVALID_PARAMETERS");
    assertThat(gap.results(NODE_HW_STATE, 0x100, 0, 0)).isEqualTo("HW_ON");
  }

  @Test
  void coreThatTakesNoPartIsThereToo() {
    Asked many = PLATFORM.with(Topology.clusters(32, 2));
    assertThat(many.results(NODE_HW_STATE, 0x1f01, 0, 0)).isEqualTo(ANY);
    assertThat(many.results(NODE_HW_STATE, 0x1f01, 1, 0)).isEqualTo(ANY + " INVALID_PARAMETERS");
    assertThat(Course.after(many, "0:OSI").results(NODE_HW_STATE, 0x1f01, 1, 0))
        .isEqualTo(ANY + " INVALID_PARAMETERS");
    assertThat(many.results(NODE_HW_STATE, 0x1f01, 2, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
  }

  @Test
  void askingChangesNothing() {
    Asked asked = Course.after(PLATFORM, "1:PD-PD 2:FREEZE 3:OFF");
    for (int level = 0; level <= 3; level++) {
      assertThat(asked.outcomes(NODE_HW_STATE, 1, level, 0))
          .allMatch(outcome -> outcome.next().equals(asked.before()));
    }
  }

  @ParameterizedTest(name = "without {0}: level {2} of {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NHW-01/NODE_HW_STATE/the-core-runs              | 0x100 | 0      | ANY_NUMBER
          COORD-05/NODE_HW_STATE/a-core-in-the-node-runs-or-is-being-started | 0x100 | 0 | ''
          COORD-05/NODE_HW_STATE/a-core-in-the-node-runs-or-is-being-started | 0x100 | 1 | NO_ERROR
          NHW-04/NODE_HW_STATE/the-core-is-the-caller     | 0x0   | 0      | ANY_NUMBER
          COORD-05/NODE_HW_STATE/the-node-is-above-the-caller | 0x0 | 1    | NO_ERROR
          NHW-02/NODE_HW_STATE/there-is-no-such-node      | 0x2   | 0      | ANY_ERROR HW_ON does not return HW_STANDBY HW_OFF
          NHW-02/NODE_HW_STATE/invalid-parameters         | 0x100 | 0      | ''
          NHW-01/NODE_HW_STATE/other-results              | 0x100 | 0x1000 | ANY_NUMBER
          """)
  void clauseThatIsNotKeptPermitsMore(String clause, String target, String level, String results) {
    Call call = PLATFORM.call(NODE_HW_STATE, Long.decode(target), Long.decode(level), 0);
    assertThat(LeavingOut.of(clause).permits(PLATFORM, call)).isEqualTo(results);
  }

  @ParameterizedTest(name = "{0}: without {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2:PD 3:PD             | COORD-02/-/the-cores-in-the-node-ask-for-nothing-deeper-than-run | NO_ERROR
          2:PD 3:PD             | COORD-02/nodes/under-platform-coordination | NO_ERROR
          2:PD-RET 3:PD-PD      | COORD-02/nodes/under-platform-coordination | HW_OFF
          2:PD-PD 3:PD-PD       | COORD-02/nodes/under-platform-coordination | ''
          2:OFF 3:PD            | COORD-02/nodes/under-platform-coordination | NO_ERROR
          0:OSI 2:PD 3:PD       | OSI-07/-/in-os-initiated-mode | NO_ERROR
          0:OSI 2:PD 3:PD-RET@1 | OSI-07/-/in-os-initiated-mode | HW_OFF
          0:OSI 2:PD 3:OFF      | CPU_OFF-09/-/some-cores-in-the-node-are-off-and-the-last-order-is-for-nothing-deeper-than-run | NO_ERROR
          """)
  void whatKeepsANodeUpHasClausesOfItsOwn(String steps, String clause, String results) {
    Asked asked = Course.after(PLATFORM, steps);
    Call call = asked.call(NODE_HW_STATE, 0x100, 1, 0);
    LeavingOut broken = LeavingOut.of(clause.replace("/-/", "/NODE_HW_STATE/"));
    assertThat(broken.permits(asked, call)).isEqualTo(results);
  }

  @Test
  void ofAGuessedTreeOnlyTheCoresAndWhatIsAboveTheCallerAreCertain() {
    Asked guess = PLATFORM.with(PowerTree.of(Asked.TOPOLOGY).asGuess());
    assertThat(guess.results(NODE_HW_STATE, 0x100, 0, 0)).isEqualTo("HW_ON");
    assertThat(guess.results(NODE_HW_STATE, 0x100, 1, 0)).isEqualTo(ANY + " INVALID_PARAMETERS");
    assertThat(guess.results(NODE_HW_STATE, 0, 1, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
    assertThat(PLATFORM.results(NODE_HW_STATE, 0x100, 1, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
  }

  @ParameterizedTest
  @CsvSource({"'', COORD-05", "2:OFF, NHW-05"})
  void nodeThatHasToRunIsOnByAnotherRuleThanOneThatMay(String steps, String rule) {
    assertThat(
            Course.after(PLATFORM, steps).outcomes(NODE_HW_STATE, 0x100, 0, 0).stream()
                .limit(1)
                .flatMap(outcome -> outcome.why().stream())
                .map(why -> why.rules().get(1).id()))
        .containsExactly(rule);
  }

  @Test
  void coreThatWakesTakesEverythingAboveItAlong() {
    String down = "0:OSI 1:PD 2:PD 3:PD-PD@1 0:PD-PD-PD@2 ";
    Asked woken = Course.after(PLATFORM, down + "1:WAKES").by(1);
    assertThat(woken.results(NODE_HW_STATE, 0, 1, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
    assertThat(woken.results(NODE_HW_STATE, 0, 2, 0)).isEqualTo("HW_ON INVALID_PARAMETERS");
    assertThat(woken.results(NODE_HW_STATE, 0x100, 1, 0)).isEqualTo(ANY + " INVALID_PARAMETERS");
  }
}
