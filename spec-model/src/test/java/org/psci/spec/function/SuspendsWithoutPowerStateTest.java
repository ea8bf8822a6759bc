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
import org.psci.spec.step.CoreStart;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what SYSTEM_SUSPEND, CPU_DEFAULT_SUSPEND and CPU_FREEZE may do. Core 0 calls. */
class SuspendsWithoutPowerStateTest {
  private static final int SYSTEM_SUSPEND = PsciFunction.SYSTEM_SUSPEND.smc64();
  private static final int DEFAULT_SUSPEND = PsciFunction.CPU_DEFAULT_SUSPEND.smc64();
  private static final int FREEZE = PsciFunction.CPU_FREEZE.smc32();
  private static final int AFFINITY_INFO = PsciFunction.AFFINITY_INFO.smc64();
  private static final int CPU_ON = PsciFunction.CPU_ON.smc64();
  private static final long BAD_ENTRY = 4;
  private static final State ALL_ON =
      State.COLD_BOOT.with(1, CoreState.ON).with(2, CoreState.ON).with(3, CoreState.ON);
  private static final Asked PLATFORM = Asked.of(Version.V1_1).with(Composite.table()).in(ALL_ON);
  private static final Asked ALONE = Course.after(PLATFORM, "1:OFF 2:OFF 3:OFF");

  @ParameterizedTest(name = "[{index}] {0}, {1} entry point")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1:OFF 2:OFF 3:OFF           | good | does not return
          1:OFF 2:OFF 3:OFF           | bad  | INVALID_ADDRESS does not return
          1:OFF 2:OFF                 | good | DENIED ALREADY_ON(AMB-01 B)
          1:OFF 2:OFF                 | bad  | INVALID_ADDRESS DENIED ALREADY_ON(AMB-01 B)
          1:OFF 2:OFF 3:PD-PD-PD      | good | DENIED ALREADY_ON(AMB-01 B)
          1:OFF 2:OFF 3:DEFAULT       | good | DENIED ALREADY_ON(AMB-01 B)
          1:OFF 2:OFF 3:OFF 3:PENDING | good | DENIED ALREADY_ON(AMB-01 B)
          1:OFF 2:OFF 3:FREEZE        | good | DENIED ALREADY_ON(AMB-01 B) does not return
          1:OFF 2:PD 3:FREEZE         | good | DENIED ALREADY_ON(AMB-01 B)
          """)
  void systemSuspend(String steps, String entry, String results) {
    long address = entry.equals("good") ? Asked.ENTRY : BAD_ENTRY;
    assertThat(Course.after(PLATFORM, steps).results(SYSTEM_SUSPEND, address, 0, 0))
        .isEqualTo(results);
  }

  @Test
  void systemSuspendTakesTheCallerAway() {
    List<Asked.Outcome> outcomes = ALONE.outcomes(SYSTEM_SUSPEND, Asked.ENTRY, 0, 0);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).rule()).isEqualTo("SSUSP-03");
    assertThat(outcomes.get(0).next())
        .isEqualTo(ALONE.before().with(0, CoreState.IN_SYSTEM_SUSPEND))
        .hasToString("0 ON (in SYSTEM_SUSPEND), all others OFF");
  }

  @Test
  void refusedSystemSuspendChangesNothing() {
    assertThat(PLATFORM.outcomes(SYSTEM_SUSPEND, BAD_ENTRY, 0, 0))
        .hasSize(3)
        .allMatch(outcome -> outcome.next().equals(ALL_ON));
  }

  @Test
  void systemSuspendEndsAtItsEntryPointOrReturns() {
    State asleep = Course.after(ALONE, "0:SYSTEM").before();
    assertThat(WakeUp.isPossible(asleep, 0)).isTrue();
    assertThat(asleep.core(0).mayReenter()).isTrue();
    assertThat(WakeUp.reenters(asleep.core(0)).rules().get(0).id()).isEqualTo("SSUSP-03");
    assertThat(WakeUp.returns(asleep.core(0)).rules().get(0).id()).isEqualTo("SSUSP-05");
    assertThat(WakeUp.of(PLATFORM.platform(), asleep, 0)).isEqualTo(ALONE.before());
  }

  @Test
  void inVersionsBeforeErrorsOfAddressesHaveAnotherCode() {
    assertThat(Asked.of(Version.V0_2).results(SYSTEM_SUSPEND, BAD_ENTRY, 0, 0))
        .isEqualTo("NOT_SUPPORTED INVALID_PARAMETERS does not return");
  }

  @Test
  void defaultSuspendTakesTheCallerAwayWhateverOthersDo() {
    for (String steps : List.of("1:OFF", "1:PD-PD 2:OFF", "3:FREEZE", "0:OSI", "0:OSI 1:PD")) {
      Asked asked = Course.after(PLATFORM, steps);
      assertThat(asked.results(DEFAULT_SUSPEND, Asked.ENTRY, 0, 0)).isEqualTo("does not return");
      assertThat(asked.results(DEFAULT_SUSPEND, BAD_ENTRY, 0, 0))
          .isEqualTo("INVALID_ADDRESS does not return");
    }
    Asked.Outcome outcome = PLATFORM.outcomes(DEFAULT_SUSPEND, Asked.ENTRY, 0, 0).get(0);
    assertThat(outcome.rule()).isEqualTo("DSUSP-01");
    assertThat(outcome.next()).isEqualTo(ALL_ON.with(0, CoreState.IN_DEFAULT_SUSPEND));
  }

  @Test
  void defaultSuspendedCoreIsOnAndComesBackEitherWay() {
    Asked asked = Course.after(PLATFORM, "1:DEFAULT");
    assertThat(asked.results(AFFINITY_INFO, 1, 0, 0)).isEqualTo("ON");
    assertThat(asked.results(CPU_ON, 1, Asked.ENTRY, 0)).isEqualTo("ALREADY_ON");
    CoreState core = asked.before().core(1);
    assertThat(core.isSuspended()).isTrue();
    assertThat(core.mayReenter()).isTrue();
    assertThat(WakeUp.reenters(core).rules().get(0).id()).isEqualTo("DSUSP-02");
    assertThat(WakeUp.returns(core).rules().get(0).id()).isEqualTo("DSUSP-02");
    assertThat(WakeUp.of(asked.platform(), asked.before(), 1)).isEqualTo(ALL_ON);
  }

  @Test
  void freezeTakesTheCallerAway() {
    List<Asked.Outcome> outcomes = PLATFORM.outcomes(FREEZE, 0, 0, 0);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).result()).isEqualTo("does not return");
    assertThat(outcomes.get(0).rule()).isEqualTo("FRZ-03");
    assertThat(outcomes.get(0).next())
        .isEqualTo(ALL_ON.with(0, CoreState.FROZEN))
        .hasToString("0 frozen, 1 ON, 2 ON, 3 ON, all others OFF");
  }

  @Test
  void freezeIsDeniedWhereATrustedOsIsResident() {
    Asked asked = PLATFORM.withTrustedOsOn(0);
    assertThat(asked.results(FREEZE, 0, 0, 0)).isEqualTo("DENIED");
    assertThat(asked.by(1).results(FREEZE, 0, 0, 0)).isEqualTo("does not return");
  }

  @Test
  void frozenCoreIsNotWokenButStarted() {
    Asked asked = Course.after(PLATFORM, "1:FREEZE");
    assertThat(WakeUp.isPossible(asked.before(), 1)).isFalse();
    assertThat(CoreStart.isPossible(asked.before(), 1)).isFalse();
    assertThat(asked.results(CPU_ON, 1, Asked.ENTRY, 0)).isEqualTo("SUCCESS INTERNAL_FAILURE");
    Asked.Outcome started = asked.outcomes(CPU_ON, 1, Asked.ENTRY, 0).get(0);
    assertThat(started.rule()).isEqualTo("CPU_ON-16");
    assertThat(started.next().core(1)).isEqualTo(CoreState.pendingFrom(0));
    assertThat(asked.by(1).results(FREEZE, 0, 0, 0)).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}, level {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3:FREEZE             | 0 | ON(AMB-14 A) OFF(AMB-14 B)
          2:OFF 3:FREEZE       | 1 | OFF(AMB-14 B) ON(AMB-14 A) INVALID_PARAMETERS
          2:FREEZE 3:FREEZE    | 1 | OFF(AMB-14 B) ON(AMB-14 A) INVALID_PARAMETERS
          3:FREEZE             | 1 | ON INVALID_PARAMETERS
          """)
  void frozenCoreShowsAsOnOrOff(String steps, int level, String results) {
    assertThat(Course.after(PLATFORM, steps).readings(AFFINITY_INFO, 0x101, level, 0))
        .isEqualTo(results);
  }

  @Test
  void clausesOfASystemSuspendCanBeLeftOutAlone() {
    Asked started = Course.after(ALONE, "3:PENDING");
    String starting = "SSUSP-09/SYSTEM_SUSPEND/another-core-is-being-started-and-none-is-on";
    assertThat(withoutOfSystem(starting, started))
        .isEqualTo("ANY_ERROR SUCCESS does not return does not return*");
    assertThat(withoutOfSystem(starting, PLATFORM)).isEmpty();
    assertThat(withoutOfSystem("SSUSP-01/SYSTEM_SUSPEND/another-core-is-on", PLATFORM))
        .isEqualTo("ANY_ERROR SUCCESS does not return does not return*");
    assertThat(withoutOfSystem("SSUSP-01/SYSTEM_SUSPEND/denied", ALONE)).isEmpty();
    assertThat(withoutOfSystem("SSUSP-02/SYSTEM_SUSPEND/invalid-address", ALONE)).isEmpty();
  }

  private static String withoutOfSystem(String clause, Asked asked) {
    Call call = asked.call(SYSTEM_SUSPEND, Asked.ENTRY, 0, 0);
    return LeavingOut.of(clause).permits(asked, call);
  }

  @Test
  void otherClausesCanBeLeftOutAlone() {
    Call suspend = PLATFORM.call(DEFAULT_SUSPEND, Asked.ENTRY, 0, 0);
    String address = "DSUSP-02/CPU_DEFAULT_SUSPEND/invalid-address";
    assertThat(LeavingOut.of(address).permits(PLATFORM, suspend)).isEmpty();
    Call freeze = PLATFORM.call(FREEZE, 0, 0, 0);
    String frozen = "FRZ-03/CPU_FREEZE/no-such-trusted-os-is-resident-on-the-caller";
    assertThat(LeavingOut.of(frozen).permits(PLATFORM, freeze))
        .isEqualTo("does not return ANY_NUMBER");
  }

  @ParameterizedTest
  @CsvSource({"1:OFF 2:OFF, SSUSP-01 SSUSP-09", "1:OFF 2:OFF 3:FREEZE, SSUSP-01"})
  void onlyCoresThatAreOnRefuseASystemSuspendByTheirOwnRule(String steps, String rules) {
    assertThat(
            Course.after(PLATFORM, steps).outcomes(SYSTEM_SUSPEND, Asked.ENTRY, 0, 0).stream()
                .filter(outcome -> outcome.result().equals("DENIED"))
                .flatMap(outcome -> outcome.why().stream())
                .flatMap(why -> why.rules().stream())
                .map(Object::toString))
        .containsExactly(rules.split(" "));
  }
}
