// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

class CpuSuspendTest {
  private static final int SUSPEND = PsciFunction.CPU_SUSPEND.smc64();
  private static final int STANDBY = 0x1;
  private static final int POWER_DOWN = 0x0101_0022;
  private static final int RESERVED_BIT = 0x8000_0000;
  private static final long NO_ENTRY = 0x13;
  private static final PowerStates TABLE =
      new PowerStates(
          PowerStateFormat.ORIGINAL,
          Optional.of(
              List.of(
                  new PowerState(STANDBY, StateType.STANDBY, 0),
                  new PowerState(POWER_DOWN, StateType.POWER_DOWN, 1))));

  private final Asked asked = Asked.of(Version.V1_1).with(TABLE);

  @Test
  void takesTheCallerAndNobodyElseAway() {
    State both = State.COLD_BOOT.with(1, CoreState.ON);
    List<Asked.Outcome> outcomes =
        asked.in(both).outcomes(SUSPEND, POWER_DOWN, Asked.ENTRY, 0x1234);
    assertThat(outcomes).hasSize(1);
    List<LocalState> path = List.of(LocalState.POWER_DOWN, LocalState.POWER_DOWN);
    assertThat(outcomes.get(0).next())
        .isEqualTo(both.with(0, CoreState.suspended(path)).withSuspended(State.Certainty.YES));
  }

  @Test
  void refusesWhatTheTableDoesNotList() {
    assertThat(asked.results(SUSPEND, 0x2, Asked.ENTRY, 0)).isEqualTo("INVALID_PARAMETERS");
    assertThat(asked.results(SUSPEND, STANDBY | 1 << 16, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS");
    assertThat(asked.results(SUSPEND, STANDBY | RESERVED_BIT, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS");
  }

  @Test
  void withoutATableOnlyReservedBitsAreCertain() {
    Asked unpublished = Asked.of(Version.V1_1);
    assertThat(unpublished.results(SUSPEND, 0, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS does not return");
    assertThat(unpublished.results(SUSPEND, RESERVED_BIT, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS");
  }

  @Test
  void aStandbyDoesNotLookAtTheEntryPoint() {
    assertThat(asked.results(SUSPEND, STANDBY, NO_ENTRY, 0)).isEqualTo("does not return");
  }

  @Test
  void aPowerDownMayRefuseABadEntryPoint() {
    assertThat(asked.results(SUSPEND, POWER_DOWN, NO_ENTRY, 0))
        .isEqualTo("INVALID_ADDRESS does not return(AMB-10 B)");
    assertThat(Asked.of(Version.V0_2).with(TABLE).results(SUSPEND, POWER_DOWN, NO_ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS does not return(AMB-10 B)");
  }

  @Test
  void onlyTheLowerHalfOfThePowerStateCounts() {
    assertThat(asked.results(SUSPEND, 0xdead_0000_0000_0000L | STANDBY, 0, 0))
        .isEqualTo("does not return");
  }

  @Test
  void aSuspendedCoreIsOnAndMakesNoCalls() {
    State state = State.COLD_BOOT.with(1, CoreState.IN_POWER_DOWN);
    Asked asleep = asked.in(state);
    long core1 = Asked.TOPOLOGY.mpidr(1).value();
    assertThat(asleep.results(PsciFunction.AFFINITY_INFO.smc64(), core1, 0, 0)).isEqualTo("ON");
    assertThat(asleep.outcomes(PsciFunction.AFFINITY_INFO.smc64(), core1, 0, 0).get(0).rule())
        .isEqualTo("AFF-02");
    assertThat(asleep.results(PsciFunction.CPU_ON.smc64(), core1, Asked.ENTRY, 0))
        .isEqualTo("ALREADY_ON");
    assertThat(asleep.by(1).results(PsciFunction.PSCI_VERSION.smc32(), 0, 0, 0)).isEmpty();
  }

  @Test
  void aWakeUpBringsItBackOneWayOrTheOther() {
    State standby = State.COLD_BOOT.with(1, CoreState.IN_STANDBY);
    State powerDown = State.COLD_BOOT.with(1, CoreState.IN_POWER_DOWN);
    assertThat(standby.core(1).mayReenter()).isFalse();
    assertThat(powerDown.core(1).mayReenter()).isTrue();
    assertThat(WakeUp.isPossible(standby, 1)).isTrue();
    assertThat(WakeUp.isPossible(standby, 0)).isFalse();
    assertThat(WakeUp.of(asked.platform(), powerDown, 1).core(1)).isEqualTo(CoreState.ON);
    assertThat(WakeUp.returns(powerDown.core(1)).rules().get(0).id()).isEqualTo("PD-02");
    assertThat(WakeUp.returns(standby.core(1)).rules().get(0).id()).isEqualTo("STBY-01");
  }

  @Test
  void theMachineEndsByOneCall() {
    assertThat(asked.outcomes(PsciFunction.SYSTEM_OFF.smc32(), 0, 0, 0).get(0).next().core(0))
        .isEqualTo(CoreState.POWERS_OFF);
    assertThat(asked.outcomes(PsciFunction.SYSTEM_RESET.smc32(), 0, 0, 0).get(0).next().core(0))
        .isEqualTo(CoreState.RESETS);
    assertThat(asked.results(PsciFunction.SYSTEM_OFF.smc32(), 0, 0, 0))
        .isEqualTo("does not return");
  }

  @Test
  void aTableThatDoesNotFitItsFormatIsRefused() {
    PowerState extended = new PowerState(0x4000_0002, StateType.POWER_DOWN, 0);
    assertThatThrownBy(
            () -> new PowerStates(PowerStateFormat.ORIGINAL, Optional.of(List.of(extended))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reserved bits");
    PowerState mistyped = new PowerState(STANDBY, StateType.POWER_DOWN, 0);
    assertThatThrownBy(
            () -> new PowerStates(PowerStateFormat.ORIGINAL, Optional.of(List.of(mistyped))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no powerdown");
    PowerState wrongLevel = new PowerState(POWER_DOWN, StateType.POWER_DOWN, 0);
    assertThatThrownBy(
            () -> new PowerStates(PowerStateFormat.ORIGINAL, Optional.of(List.of(wrongLevel))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("asks for power level 1");
    PowerState twice = new PowerState(STANDBY, StateType.STANDBY, 0);
    assertThatThrownBy(
            () -> new PowerStates(PowerStateFormat.ORIGINAL, Optional.of(List.of(twice, twice))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void typeThatDoesNotFitTheStateIdIsAFaultWithAName() {
    String fault = "SUSP-03/CPU_SUSPEND/the-statetype-is-not-the-published-one-amb-44-b";
    long typedAsPowerDown = STANDBY | 1 << 16;
    long typedAsStandby = POWER_DOWN & ~(1 << 16);
    assertThat(asked.readings(SUSPEND, typedAsPowerDown, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS(AMB-44 A)");
    assertThat(without(fault, asked, typedAsPowerDown, Asked.ENTRY)).isEqualTo("does not return*");
    assertThat(without(fault, asked, typedAsStandby, Asked.ENTRY)).isEqualTo("does not return*");
    assertThat(without(fault, asked, 0x2, Asked.ENTRY)).isEmpty();
  }

  @Test
  void zeroIsAnOpenPointOnlyWhereNothingIsPublished() {
    Asked unpublished = Asked.of(Version.V1_1);
    assertThat(unpublished.readings(SUSPEND, 0, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS(AMB-45 B) does not return(AMB-45 A)");
    assertThat(unpublished.readings(SUSPEND, STANDBY, Asked.ENTRY, 0))
        .isEqualTo("INVALID_PARAMETERS does not return");
    PowerStates zero =
        new PowerStates(
            PowerStateFormat.ORIGINAL,
            Optional.of(List.of(new PowerState(0, StateType.STANDBY, 0))));
    assertThat(Asked.of(Version.V1_1).with(zero).readings(SUSPEND, 0, Asked.ENTRY, 0))
        .isEqualTo("does not return");
  }

  @ParameterizedTest(name = "{0} with {1} entry point, without {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x2       | good | SUSP-03/-/power-state-is-not-among-the-published-values       | does not return* ANY_ERROR SUCCESS does not return
          0x1       | good | SUSP-03/-/invalid-parameters-no-published-standby-has-a-bad-entry-point | ''
          0x1010022 | bad  | SUSP-08/-/the-entry-point-of-a-power-down-is-bad-from-1-0-on  | ANY_ERROR SUCCESS does not return
          0x1       | bad  | SUSP-07/-/a-standby-is-asked-for-under-platform-coordination-with-a-bad-entry-point | does not return NO_DENIAL
          0x1       | bad  | SUSP-03/-/invalid-parameters-no-published-standby-has-a-bad-entry-point | ''
          0x1       | bad  | SUSP-07/-/invalid-parameters-a-published-standby-has-a-bad-entry-point                                 | ''
          0x1       | bad  | SUSP-07/-/invalid-address-a-standby-is-asked-for                                    | ''
          0x1       | bad  | SUSP-08/-/invalid-address-a-power-down-is-asked-for                                    | ''
          0x1010022 | good | SUSP-08/-/invalid-address-a-power-down-is-asked-for                                    | ''
          0x1       | good | SUSP-13/-/denied-the-mode-is-platform-coordinated                                             | DENIED
          0x1       | good | VER-02/-/not-supported                                        | NOT_SUPPORTED
          """)
  void clauseThatIsLeftOutAlonePermitsMore(
      String powerState, String entry, String clause, String more) {
    long address = entry.equals("good") ? Asked.ENTRY : NO_ENTRY;
    assertThat(without(clause, asked, Long.decode(powerState), address)).isEqualTo(more);
  }

  private static String without(String clause, Asked asked, long state, long entry) {
    Call call = asked.call(SUSPEND, state, entry, 0);
    return LeavingOut.of(clause.replace("/-/", "/CPU_SUSPEND/")).permits(asked, call);
  }

  @Test
  void suspendedCoreSaysHowDeepItMayGo() {
    List<LocalState> path = List.of(LocalState.POWER_DOWN, LocalState.RETENTION);
    assertThat(CoreState.suspended(path)).hasToString("ON (suspended, powerdown-retention)");
    assertThat(CoreState.IN_STANDBY).hasToString("ON (suspended, standby)");
  }
}
