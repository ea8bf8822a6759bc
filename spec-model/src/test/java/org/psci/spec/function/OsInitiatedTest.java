// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/**
 * States what OS-initiated mode makes of a CPU_SUSPEND of core 0: orders are carried out as they
 * stand, or refused. Cores 0 and 1 are one cluster, 2 and 3 the other; all run at first.
 */
class OsInitiatedTest {
  private static final int SUSPEND = PsciFunction.CPU_SUSPEND.smc64();
  private static final State ALL_ON =
      State.COLD_BOOT.with(1, CoreState.ON).with(2, CoreState.ON).with(3, CoreState.ON);
  private static final Asked PLATFORM = Asked.of(Version.V1_1).with(Composite.table()).in(ALL_ON);
  private static final Asked MODE = Course.after(PLATFORM, "0:OSI");
  private static final String GOES = "does not return";

  private static String results(String steps, String request) {
    return Course.after(MODE, steps).results(SUSPEND, Composite.value(request), Asked.ENTRY, 0);
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | PD          | does not return
          ''                          | PD@0        | does not return
          ''                          | STBY@0      | does not return
          1:PD                        | PD@0        | does not return
          ''                          | PD-PD@1     | DENIED
          ''                          | PD-PD       | DENIED
          2:OFF 3:OFF                 | PD-RET@1    | DENIED
          1:PD                        | PD-PD@1     | does not return
          1:PD                        | PD-PD       | does not return
          1:OFF                       | PD-PD@1     | does not return
          1:PD                        | PD-RET@1    | does not return
          1:RET                       | PD-RET@1    | does not return
          1:RET                       | PD-PD@1     | INVALID_PARAMETERS DENIED(AMB-20 B)
          1:STBY                      | RET-RET@1   | INVALID_PARAMETERS DENIED(AMB-20 B)
          1:PD                        | PD-PD@2     | DENIED
          1:PD                        | PD-PD-PD@2  | DENIED
          1:PD 2:PD 3:OFF             | PD-PD-PD@2  | INVALID_PARAMETERS DENIED
          1:PD 2:PD 3:PD-PD@1         | PD-PD-PD@2  | does not return
          1:PD 2:PD 3:PD-RET@1        | PD-PD-PD@2  | INVALID_PARAMETERS DENIED(AMB-20 B)
          1:PD 2:PD 3:PD-RET@1        | PD-PD-RET@2 | does not return
          1:PD 2:PD 3:PD-RET@1        | PD-PD@2     | does not return
          1:PD 2:OFF 3:OFF            | PD-PD-PD@2  | does not return
          1:OFF 2:OFF 3:OFF           | PD-PD-PD@2  | does not return
          1:PD 2:OFF 3:OFF 3:PENDING  | PD-PD@1     | does not return
          """)
  void permits(String steps, String request, String results) {
    assertThat(results(steps, request)).isEqualTo(results);
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                  | PD@1      | DENIED INVALID_PARAMETERS
          1:PD                | PD@1      | does not return
          1:PD                | PD@2      | DENIED INVALID_PARAMETERS
          1:PD                | PD-PD@2   | DENIED
          1:PD 2:OFF 3:OFF    | PD@2      | does not return
          1:RET 2:OFF 3:OFF   | PD@2      | does not return
          """)
  void claimIsCheckedEvenIfTheNodeIsToRunOn(String steps, String request, String results) {
    assertThat(results(steps, request)).isEqualTo(results);
  }

  @Test
  void uncheckedClaimIsAFaultWithAName() {
    String unchecked =
        "OSI-03/-/another-core-runs-up-to-the-level-of-the-claim-and-no-state-of-a-node-is-ordered";
    assertThat(MODE.readings(SUSPEND, Composite.value("PD@1"), Asked.ENTRY, 0))
        .isEqualTo("DENIED(AMB-21 A) INVALID_PARAMETERS(AMB-21 A)");
    assertThat(without(unchecked + "-amb-21-b", "", "PD@1")).isEqualTo("does not return*");
    assertThat(without(unchecked + "-amb-21-b", "", "PD-PD@1")).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''            | PD-PD@1    | OSI-04/-/another-core-runs-below-a-node-for-which-a-state-is-ordered | does not return* ANY_ERROR SUCCESS does not return
          1:PD          | PD-PD@2    | OSI-04/-/another-core-runs-below-a-node-for-which-a-state-is-ordered | ''
          1:PD          | PD-PD@2    | OSI-03/-/another-core-runs-up-to-the-level-of-the-claim-below-no-node-with-an-order | does not return* ANY_ERROR SUCCESS does not return
          1:RET         | PD-PD@1    | OSI-05/-/only-a-shallower-sleep-below-stands-against-the-order | does not return* ANY_ERROR SUCCESS does not return
          1:PD 2:PD 3:OFF | PD-PD-PD@2 | OSI-05/-/a-node-below-is-in-run                            | does not return* ANY_ERROR SUCCESS does not return
          ''            | PD@0       | OSI-13/-/the-core-alone-is-to-sleep-in-os-initiated-mode       | does not return ANY_NUMBER
          1:PD          | PD-PD@1    | OSI-01/-/the-order-claims-something-above-the-core             | does not return ANY_NUMBER
          1:RET         | PD-PD@1    | OSI-08/-/refused                                               | INVALID_PARAMETERS* DENIED*
          1:PD          | PD-PD@1    | SUSP-13/-/denied-the-mode-is-platform-coordinated                                               | ''
          """)
  void clauseThatIsLeftOutAlonePermitsMore(
      String steps, String request, String clause, String more) {
    assertThat(without(clause, steps, request)).isEqualTo(more);
  }

  private static String without(String clause, String steps, String request) {
    Asked asked = Course.after(MODE, steps);
    Call call = asked.call(SUSPEND, Composite.value(request), Asked.ENTRY, 0);
    return LeavingOut.of(clause.replace("/-/", "/CPU_SUSPEND/")).permits(asked, call);
  }

  @Test
  void claimBelowTheTruthIsLawfulAndOrdersNothingAboveIt() {
    Asked asked = Course.after(MODE, "1:PD 2:OFF 3:OFF");
    assertThat(results("1:PD 2:OFF 3:OFF", "PD@0")).isEqualTo(GOES);
    assertThat(Course.after(asked, "0:PD@0").before().machine())
        .isEqualTo(Course.after(asked, "0:PD@1").before().machine());
  }

  @Test
  void stateAboveTheClaimMayBeTakenForAClaimOrRefused() {
    assertThat(results("1:PD", "PD-PD@0")).isEqualTo("INVALID_PARAMETERS does not return");
    assertThat(results("", "PD-PD@0")).isEqualTo("INVALID_PARAMETERS DENIED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:FREEZE", "1:DEFAULT"})
  void whatFrozenAndDefaultSuspendedCoresCountAsIsOpen(String steps) {
    assertThat(results(steps, "PD-PD@1")).isEqualTo("INVALID_PARAMETERS DENIED does not return");
    assertThat(results(steps, "PD@0")).isEqualTo(GOES);
    assertThat(results("1:PD 2:OFF " + steps.replace('1', '3'), "PD-PD-PD@2"))
        .isEqualTo("INVALID_PARAMETERS DENIED does not return");
  }

  @Test
  void coreThatIsBeingStartedCountsAsRunningOrNot() {
    assertThat(results("1:OFF 1:PENDING", "PD-PD@1")).isEqualTo("DENIED does not return(AMB-22 B)");
    assertThat(results("1:OFF 1:PENDING 1:COMES_UP", "PD-PD@1")).isEqualTo("DENIED");
    assertThat(results("1:OFF 1:PENDING", "PD@0")).isEqualTo(GOES);
    assertThat(
            Course.after(MODE, "1:OFF 1:PENDING")
                .readings(SUSPEND, Composite.value("PD-PD@1"), Asked.ENTRY, 0))
        .isEqualTo("DENIED(AMB-22 A) does not return(AMB-22 B)");
  }

  @Test
  void coreThatGoesOffDoesNotMakeASleeperTheLast() {
    Asked asked = Course.after(MODE, "2:PD 3:OFF 1:PD");
    assertThat(asked.results(SUSPEND, Composite.value("PD-PD-RET@2"), Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS DENIED");
    assertThat(results("3:OFF 2:PD-PD@1 1:PD", "PD-PD-RET@2")).isEqualTo(GOES);
  }

  @Test
  void coreThatWakesCountsAsRunningAgainAndLaterOrdersCount() {
    assertThat(results("1:PD 1:WAKES", "PD-PD@1")).isEqualTo("DENIED");
    assertThat(results("1:RET 1:WAKES 1:PD", "PD-PD@1")).isEqualTo(GOES);
    assertThat(results("2:PD 3:PD-PD@1 2:WAKES 1:PD", "PD-PD-PD@2")).isEqualTo("DENIED");
    assertThat(results("2:PD 3:PD-PD@1 2:WAKES 2:PD 1:PD", "PD-PD-PD@2"))
        .isEqualTo("INVALID_PARAMETERS DENIED");
    assertThat(results("2:PD 3:PD-PD@1 2:WAKES 2:PD-PD@1 1:PD", "PD-PD-PD@2")).isEqualTo(GOES);
  }

  @ParameterizedTest
  @CsvSource({"'', PD-PD@1", "1:RET, PD-PD@1", "'', PD@1", "1:OFF 1:PENDING, PD-PD@1"})
  void refusedOrderLeavesNoTrace(String steps, String request) {
    Asked asked = Course.after(MODE, steps);
    List<Asked.Outcome> refusals =
        asked.outcomes(SUSPEND, Composite.value(request), Asked.ENTRY, 0).stream()
            .filter(outcome -> !outcome.result().equals(GOES))
            .toList();
    assertThat(refusals).isNotEmpty().allMatch(outcome -> outcome.next().equals(asked.before()));
  }

  @Test
  void ofTwoThatWouldBothBeLastNoneIsAcceptedWhileTheOtherRuns() {
    int request = Composite.value("PD-PD@1");
    assertThat(MODE.results(SUSPEND, request, Asked.ENTRY, 0)).isEqualTo("DENIED");
    assertThat(MODE.by(1).results(SUSPEND, request, Asked.ENTRY, 0)).isEqualTo("DENIED");
    assertThat(Course.after(MODE, "1:PD").results(SUSPEND, request, Asked.ENTRY, 0))
        .isEqualTo(GOES);
  }

  @Test
  void suspendedCoreIsStillOn() {
    Asked asked = Course.after(MODE, "1:PD 0:PD-PD@1").by(2);
    assertThat(asked.results(PsciFunction.AFFINITY_INFO.smc64(), 1, 0, 0))
        .isEqualTo(AffinityState.ON.name());
    assertThat(asked.results(PsciFunction.CPU_ON.smc64(), 1, Asked.ENTRY, 0))
        .isEqualTo("ALREADY_ON");
  }

  @ParameterizedTest
  @CsvSource({
    "'', PD-PD@1, DENIED, OSI-04",
    "'', PD@1, DENIED, OSI-03",
    "1:RET, PD-PD@1, INVALID_PARAMETERS, OSI-05",
    "1:PD, PD-PD@1, does not return, OSI-01",
    "'', PD@0, does not return, OSI-13"
  })
  void outcomesHaveTheirRules(String steps, String request, String result, String rule) {
    assertThat(
            Course.after(MODE, steps).outcomes(SUSPEND, Composite.value(request), Asked.ENTRY, 0))
        .filteredOn(outcome -> outcome.result().equals(result))
        .extracting(Asked.Outcome::rule)
        .containsExactly(rule);
  }

  @Test
  void whereNobodySaysWhatIsClaimedOrOfWhomAnythingMayBeRight() {
    Asked unpublished = MODE.with(PowerStates.UNPUBLISHED);
    assertThat(unpublished.results(SUSPEND, 0x0001_0000, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS DENIED INVALID_PARAMETERS does not return");
    Asked guess = MODE.with(PowerTree.of(Asked.TOPOLOGY).asGuess());
    assertThat(guess.results(SUSPEND, Composite.value("PD-PD@1"), Asked.ENTRY, 0))
        .isEqualTo("DENIED INVALID_PARAMETERS does not return");
    assertThat(guess.results(SUSPEND, Composite.value("PD@0"), Asked.ENTRY, 0)).isEqualTo(GOES);
  }

  @Test
  void underPlatformCoordinationNobodyIsRefused() {
    for (String request : List.of("PD-PD", "PD-PD@1", "PD-PD-PD@2", "PD@1", "PD-PD@0")) {
      assertThat(PLATFORM.results(SUSPEND, Composite.value(request), Asked.ENTRY, 0))
          .as(request)
          .isEqualTo(GOES);
    }
  }

  @Test
  void badArgumentsAreRefusedAsInTheOtherMode() {
    assertThat(MODE.results(SUSPEND, 0x8000_0000L, Asked.ENTRY, 0)).isEqualTo("INVALID_PARAMETERS");
    assertThat(MODE.results(SUSPEND, Composite.value("PD-PD@1"), 4, 0))
        .isEqualTo("INVALID_ADDRESS DENIED");
  }

  @Test
  void errorBecauseOfAShallowSleeperIsAnOpenPoint() {
    assertThat(
            Course.after(MODE, "1:RET")
                .readings(SUSPEND, Composite.value("PD-PD@1"), Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS(AMB-20 A) DENIED(AMB-20 B)");
  }

  @Test
  void sleeperOfAnotherClusterStandsAgainstNothing() {
    assertThat(results("1:PD 2:STBY 3:STBY", "PD-PD@1")).isEqualTo(GOES);
  }
}
