// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/** States when PSCI_SET_SUSPEND_MODE may change who coordinates. Core 0 calls; all cores run. */
class SetSuspendModeTest {
  private static final int SET_MODE = PsciFunction.PSCI_SET_SUSPEND_MODE.smc32();
  private static final State ALL_ON =
      State.COLD_BOOT.with(1, CoreState.ON).with(2, CoreState.ON).with(3, CoreState.ON);
  private static final Asked PLATFORM = Asked.of(Version.V1_1).with(Composite.table()).in(ALL_ON);

  private static final String OF_THE_MOMENT =
      "MODE-02/-/os-initiated-mode-is-asked-for-after-a-cpu-suspend-amb-18-c";
  private static final String WHILE_STARTING =
      "MODE-03/-/platform-coordination-is-asked-for-while-another-core-is-being-started-amb-19-b";

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                       | SUCCESS DENIED(AMB-18 B)
          1:OFF 2:OFF 3:OFF        | SUCCESS DENIED(AMB-18 B)
          3:DEFAULT                | SUCCESS DENIED(AMB-18 B)
          3:DEFAULT 3:WAKES        | SUCCESS DENIED(AMB-18 B)
          3:OFF 3:PENDING          | SUCCESS DENIED
          3:FREEZE                 | SUCCESS DENIED
          3:PD                     | DENIED
          3:STBY                   | DENIED
          3:PD 3:WAKES             | DENIED
          3:PD 3:WAKES 3:OFF       | DENIED
          3:PD 3:WAKES 3:DEFAULT   | DENIED
          """)
  void intoOsInitiatedMode(String steps, String results) {
    assertThat(Course.after(PLATFORM, steps).results(SET_MODE, 1, 0, 0)).isEqualTo(results);
  }

  @Test
  void suspendThatWasRefusedMayOrMayNotCount() {
    State refused =
        PLATFORM
            .outcomes(PsciFunction.CPU_SUSPEND.smc64(), 0x8000_0000L, Asked.ENTRY, 0)
            .get(0)
            .next();
    assertThat(refused.hasSuspended()).isEqualTo(State.Certainty.MAYBE);
    assertThat(PLATFORM.in(refused).results(SET_MODE, 1, 0, 0)).isEqualTo("SUCCESS DENIED");
  }

  @Test
  void testOfTheMomentAloneIsAFaultWithAName() {
    assertThat(without(OF_THE_MOMENT, Course.after(PLATFORM, "3:PD 3:WAKES"), 1))
        .isEqualTo("SUCCESS*");
    assertThat(without(OF_THE_MOMENT, Course.after(PLATFORM, "3:PD"), 1)).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:OFF 2:OFF 3:OFF              | SUCCESS
          1:OFF 2:OFF                    | DENIED
          1:OFF 2:OFF 3:PD               | DENIED
          1:OFF 2:OFF 3:DEFAULT          | DENIED
          1:OFF 2:OFF 3:OFF 3:PENDING    | DENIED
          1:OFF 2:OFF 3:FREEZE           | SUCCESS DENIED
          0:PD 0:WAKES 1:OFF 2:OFF 3:OFF | SUCCESS
          """)
  void backToPlatformCoordination(String steps, String results) {
    assertThat(Course.after(PLATFORM, "0:OSI " + steps).results(SET_MODE, 0, 0, 0))
        .isEqualTo(results);
  }

  @Test
  void changeWhileACoreIsStartingIsAFaultWithAName() {
    Asked asked = Course.after(PLATFORM, "0:OSI 1:OFF 2:OFF 3:OFF 3:PENDING");
    assertThat(without(WHILE_STARTING, asked, 0)).isEqualTo("SUCCESS*");
    assertThat(without(WHILE_STARTING, Course.after(asked, "3:COMES_UP"), 0)).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}: MODE({1})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:OFF 2:OFF 3:OFF       | 0 | SUCCESS
          1:OFF 2:OFF 3:OFF 0:OSI | 1 | SUCCESS
          1:OFF 2:OFF             | 0 | SUCCESS DENIED(AMB-17 B)
          0:OSI 1:OFF 2:OFF       | 1 | SUCCESS DENIED(AMB-17 B)
          1:PD                    | 0 | SUCCESS SUCCESS(AMB-17 C) DENIED(AMB-17 B)
          """)
  void modeThatIsSetAlready(String steps, int mode, String results) {
    assertThat(Course.after(PLATFORM, steps).results(SET_MODE, mode, 0, 0)).isEqualTo(results);
  }

  @Test
  void settingTheSameModeMayForgetWhoSlept() {
    Asked asked = Course.after(PLATFORM, "3:PD 3:WAKES");
    assertThat(asked.outcomes(SET_MODE, 0, 0, 0))
        .filteredOn(outcome -> outcome.result().equals("SUCCESS"))
        .extracting(outcome -> outcome.next().hasSuspended())
        .containsExactly(State.Certainty.YES, State.Certainty.NO);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 0x8000_0000L, 0xffff_ffffL})
  void otherModesDoNotExist(long mode) {
    List<Asked.Outcome> outcomes = PLATFORM.outcomes(SET_MODE, mode, 0, 0);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).result()).isEqualTo("INVALID_PARAMETERS");
    assertThat(outcomes.get(0).rule()).isEqualTo("MODE-01");
    assertThat(outcomes.get(0).next()).isEqualTo(ALL_ON);
  }

  @Test
  void modeIsAWord() {
    assertThat(PLATFORM.results(SET_MODE, 0x7_0000_0001L, 0, 0))
        .isEqualTo("SUCCESS DENIED(AMB-18 B)");
  }

  @Test
  void changeStartsAnew() {
    State changed = Course.after(PLATFORM, "0:OSI").before();
    assertThat(changed.mode()).isEqualTo(SuspendMode.OS_INITIATED);
    Asked slept = Course.after(PLATFORM, "0:OSI 1:OFF 2:OFF 3:OFF 0:PD 0:WAKES 0:PC");
    assertThat(slept.before()).isEqualTo(State.COLD_BOOT);
    assertThat(Course.after(slept, "0:OSI").before().hasSuspended()).isEqualTo(State.Certainty.NO);
  }

  @Test
  void deniedChangeChangesNothing() {
    Asked asked = Course.after(PLATFORM, "3:PD");
    assertThat(asked.outcomes(SET_MODE, 1, 0, 0))
        .extracting(Asked.Outcome::next)
        .containsExactly(asked.before());
  }

  @Test
  void modeSurvivesSystemSuspend() {
    Asked asked = Course.after(PLATFORM, "0:OSI 1:OFF 2:OFF 3:OFF 0:SYSTEM 0:WAKES");
    assertThat(asked.before().mode()).isEqualTo(SuspendMode.OS_INITIATED);
    assertThat(asked.results(SET_MODE, 0, 0, 0)).isEqualTo("SUCCESS");
  }

  @Test
  void withoutTheCallTheModesDoNotMatter() {
    Asked asked = PLATFORM.without(PsciFunction.PSCI_SET_SUSPEND_MODE);
    assertThat(asked.results(SET_MODE, 0, 0, 0)).isEqualTo("NOT_SUPPORTED");
    assertThat(Course.after(asked, "3:PD").before().hasSuspended()).isEqualTo(State.Certainty.NO);
  }

  @ParameterizedTest(name = "{0}; {1}: MODE({2})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MODE-02/-/os-initiated-mode-is-asked-for-while-a-core-is-suspended | 3:PD | 1 | ANY_ERROR SUCCESS does not return SUCCESS*
          MODE-02/-/os-initiated-mode-is-asked-for-after-a-cpu-suspend | 3:PD 3:WAKES | 1 | ANY_ERROR SUCCESS does not return SUCCESS*
          MODE-02/-/os-initiated-mode-is-asked-for-after-a-cpu-suspend | 3:PD | 1 | ''
          MODE-03/-/platform-coordination-is-asked-for-while-another-core-is-on | 0:OSI | 0 | ANY_ERROR SUCCESS does not return SUCCESS*
          MODE-02/-/denied-os-initiated-mode-is-asked-for | 0:OSI 1:OFF 2:OFF 3:OFF | 0 | ''
          MODE-03/-/denied-platform-coordination-is-asked-for | 0:OSI 1:OFF 2:OFF 3:OFF | 0 | ''
          MODE-04/-/refused | 3:PD | 1 | DENIED*
          MODE-01/-/there-is-no-such-mode | '' | 2 | ANY_ERROR SUCCESS does not return SUCCESS*
          """)
  void clauseThatIsLeftOutAlonePermitsMore(String clause, String steps, long mode, String more) {
    assertThat(without(clause, Course.after(PLATFORM, steps), mode)).isEqualTo(more);
  }

  private static String without(String clause, Asked asked, long mode) {
    String id = clause.replace("/-/", "/PSCI_SET_SUSPEND_MODE/");
    return LeavingOut.of(id).permits(asked, asked.call(SET_MODE, mode, 0, 0));
  }

  @ParameterizedTest(name = "[{index}] {0}: MODE({1})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:OFF 2:OFF 3:OFF    | 0 | SUCCESS
          1:OFF 2:OFF 3:FREEZE | 0 | SUCCESS DENIED(AMB-17 B)
          1:OFF 2:OFF          | 0 | SUCCESS(AMB-17 A) DENIED(AMB-17 B)
          0:OSI 1:OFF 2:OFF    | 1 | SUCCESS(AMB-17 A) DENIED(AMB-17 B)
          """)
  void onlyWhereAChangeWouldBeRefusedDoesSuccessTellAReading(
      String steps, int mode, String readings) {
    assertThat(Course.after(PLATFORM, steps).readings(SET_MODE, mode, 0, 0)).isEqualTo(readings);
  }

  @Test
  void changeWhileOthersRunHasNoReading() {
    assertThat(Course.after(PLATFORM, "0:OSI 1:OFF 2:OFF").readings(SET_MODE, 0, 0, 0))
        .isEqualTo("DENIED");
  }
}
