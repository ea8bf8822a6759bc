// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.step.CoreStart;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** States what CPU_ON may answer, by version, state of the target and entry point. */
class CpuOnTest {
  private static final int CPU_ON = PsciFunction.CPU_ON.smc64();
  private static final long CONTEXT = 0x1111_2222_3333_4444L;
  private static final long BAD_ENTRY = 4;

  @ParameterizedTest(name = "{0}: {1}, {2} entry point")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V0_2 | OFF        | good | SUCCESS INTERNAL_FAILURE
          V1_0 | OFF        | good | SUCCESS INTERNAL_FAILURE
          V1_1 | OFF        | good | SUCCESS INTERNAL_FAILURE
          V1_2 | OFF        | good | SUCCESS INTERNAL_FAILURE DENIED
          V1_3 | OFF        | good | SUCCESS INTERNAL_FAILURE DENIED
          V1_1 | ON         | good | ALREADY_ON
          V1_1 | ON_PENDING | good | ON_PENDING
          V1_1 | itself     | good | ALREADY_ON
          V1_1 | no core    | good | INVALID_PARAMETERS
          V0_2 | OFF        | bad  | INVALID_PARAMETERS SUCCESS(AMB-12 B) INTERNAL_FAILURE
          V1_0 | OFF        | bad  | INVALID_ADDRESS SUCCESS(AMB-12 B) INTERNAL_FAILURE
          V1_1 | ON         | bad  | INVALID_ADDRESS ALREADY_ON
          V1_1 | ON_PENDING | bad  | INVALID_ADDRESS ON_PENDING
          V1_1 | no core    | bad  | INVALID_PARAMETERS INVALID_ADDRESS
          V1_1 | disabled   | good | INTERNAL_FAILURE INVALID_PARAMETERS DENIED DISABLED
          """)
  void permits(Version version, String target, String entry, String results) {
    Asked asked = Asked.of(version).in(state(target));
    Asked machine = target.equals("disabled") ? asked.withDisabled(1) : asked;
    long address = entry.equals("good") ? Asked.ENTRY : BAD_ENTRY;
    assertThat(machine.results(CPU_ON, targetCpu(target), address, CONTEXT)).isEqualTo(results);
  }

  private static State state(String target) {
    return State.COLD_BOOT.with(1, core(target));
  }

  private static CoreState core(String target) {
    return switch (target) {
      case "ON" -> CoreState.ON;
      case "ON_PENDING" -> CoreState.pendingFrom(0);
      case "SUSPENDED" -> CoreState.IN_POWER_DOWN;
      case "FROZEN" -> CoreState.FROZEN;
      default -> CoreState.OFF;
    };
  }

  private static long targetCpu(String target) {
    return switch (target) {
      case "itself" -> 0;
      case "no core" -> 7;
      default -> 1;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, CPU_ON-20",
    "INTERNAL_FAILURE, CPU_ON-11",
    "DENIED, CPU_ON-12",
    "INVALID_ADDRESS, CPU_ON-04"
  })
  void answersHaveTheirRules(String result, String rule) {
    assertThat(Asked.of(Version.V1_2).outcomes(CPU_ON, 1, BAD_ENTRY, CONTEXT))
        .filteredOn(outcome -> outcome.result().equals(result))
        .extracting(Asked.Outcome::rule)
        .containsExactly(rule);
  }

  @Test
  void successMakesTheTargetPendingOnBehalfOfTheCaller() {
    State twoOn = State.COLD_BOOT.with(3, CoreState.ON);
    List<Asked.Outcome> outcomes =
        Asked.of(Version.V1_1).in(twoOn).by(3).outcomes(CPU_ON, 0x100, Asked.ENTRY, CONTEXT);
    assertThat(outcomes.get(0).result()).isEqualTo("SUCCESS");
    assertThat(outcomes.get(0).next()).isEqualTo(twoOn.with(2, CoreState.pendingFrom(3)));
    assertThat(outcomes.get(0).next())
        .hasToString("0 ON, 2 ON_PENDING (CPU_ON of core 3), 3 ON, all others OFF");
  }

  @Test
  void pendingCoreComesUpByAHiddenStep() {
    State pending = State.COLD_BOOT.with(1, CoreState.pendingFrom(0));
    assertThat(CoreStart.isPossible(pending, 1)).isTrue();
    assertThat(CoreStart.isPossible(pending, 0)).isFalse();
    assertThat(CoreStart.isPossible(pending, 2)).isFalse();
    Platform platform = Asked.of(Version.V1_1).platform();
    assertThat(CoreStart.of(platform, pending, 1)).isEqualTo(State.COLD_BOOT.with(1, CoreState.ON));
  }

  @Test
  void narrowCallHasNarrowArguments() {
    Asked asked = Asked.of(Version.V1_1);
    long junk = 0xffff_ffff_0000_0000L;
    assertThat(
            asked.results(
                PsciFunction.CPU_ON.smc32(), junk | 1, junk | Asked.ENTRY, junk | CONTEXT))
        .isEqualTo("SUCCESS INTERNAL_FAILURE");
    assertThat(asked.results(CPU_ON, junk | 1, Asked.ENTRY, CONTEXT))
        .isEqualTo("INVALID_PARAMETERS");
  }

  @ParameterizedTest(name = "{0}: core {1} {2}, entry point {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_1 | 0x1        | OFF        | 0x40001000 | SUCCESS INTERNAL_FAILURE
          V1_1 | 0x1        | OFF        | 0x4        | INVALID_ADDRESS(AMB-12 A) SUCCESS(AMB-12 B) INTERNAL_FAILURE
          V1_1 | 0x1        | OFF        | 0x6        | INVALID_ADDRESS(AMB-11 A) SUCCESS(AMB-11 C) INTERNAL_FAILURE
          V0_2 | 0x1        | OFF        | 0x6        | INVALID_PARAMETERS(AMB-11 A) SUCCESS(AMB-11 C) INTERNAL_FAILURE
          V1_1 | 0x1        | ON         | 0x6        | INVALID_ADDRESS(AMB-09 B) ALREADY_ON(AMB-09 C)
          V1_1 | 0x1        | ON         | 0x40001000 | ALREADY_ON
          V1_1 | 0x1        | SUSPENDED  | 0x4        | INVALID_ADDRESS(AMB-09 B) ALREADY_ON(AMB-09 C)
          V1_1 | 0x1        | SUSPENDED  | 0x40001000 | ALREADY_ON
          V1_1 | 0x1        | ON_PENDING | 0x4        | INVALID_ADDRESS(AMB-09 B) ON_PENDING(AMB-09 C)
          V1_1 | 0x1        | ON_PENDING | 0x40001000 | ON_PENDING(AMB-13 A)
          V1_1 | 0x7        | OFF        | 0x4        | INVALID_PARAMETERS(AMB-09 A) INVALID_ADDRESS(AMB-09 B)
          V1_1 | 0x7        | OFF        | 0x40001000 | INVALID_PARAMETERS
          V1_1 | 0x80000001 | OFF        | 0x40001000 | INVALID_PARAMETERS(AMB-08 A)
          V1_1 | 0x80000001 | FROZEN     | 0x40001000 | INVALID_PARAMETERS(AMB-08 A)
          V1_1 | 0x80000001 | ON_PENDING | 0x40001000 | INVALID_PARAMETERS(AMB-08 A)
          V1_1 | 0x80000000 | OFF        | 0x40001000 | INVALID_PARAMETERS(AMB-08 A)
          """)
  void answersFollowReadings(
      Version version, String target, String state, String entry, String readings) {
    Asked asked = Asked.of(version).in(State.COLD_BOOT.with(1, core(state)));
    assertThat(asked.readings(CPU_ON, Long.decode(target), Long.decode(entry), CONTEXT))
        .isEqualTo(readings);
  }

  @ParameterizedTest(name = "{0}: core {1} {2}, entry point {3}, without {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_1 | 0x7 | OFF        | 0x40001000 | CPU_ON-03/-/target-cpu-names-no-core | ANY_ERROR SUCCESS does not return
          V1_1 | 0x7 | OFF        | 0x4        | CPU_ON-03/-/target-cpu-names-no-core | ANY_ERROR SUCCESS does not return
          V1_1 | 0x7 | OFF        | 0x4        | CPU_ON-04/-/nothing-can-start-at-the-entry-point-from-1-0-on | ANY_ERROR SUCCESS does not return
          V1_1 | 0x1 | OFF        | 0x4        | CPU_ON-04/-/nothing-can-start-at-the-entry-point-from-1-0-on | ANY_ERROR SUCCESS does not return
          V0_2 | 0x1 | OFF        | 0x4        | CPU_ON-04/-/nothing-can-start-at-the-entry-point-from-1-0-on | ''
          V0_2 | 0x1 | OFF        | 0x4        | CPU_ON-04/-/nothing-can-start-at-the-entry-point-before-1-0 | ANY_ERROR SUCCESS does not return
          V1_1 | 0x1 | OFF        | 0x6        | CPU_ON-04/-/the-entry-point-is-not-aligned-from-1-0-on-amb-11-b | INVALID_PARAMETERS
          V0_2 | 0x1 | OFF        | 0x6        | CPU_ON-04/-/the-entry-point-is-not-aligned-before-1-0-amb-11-b | INVALID_ADDRESS
          V1_1 | 0x1 | ON         | 0x40001000 | CPU_ON-05/-/the-target-is-running | ANY_ERROR SUCCESS does not return SUCCESS*
          V1_1 | 0x1 | SUSPENDED  | 0x40001000 | CPU_ON-05/-/the-target-is-running | ''
          V1_1 | 0x1 | SUSPENDED  | 0x40001000 | CPU_ON-05/-/the-target-is-suspended | ANY_ERROR SUCCESS does not return SUCCESS*
          V1_1 | 0x1 | ON         | 0x40001000 | CPU_ON-05/-/the-target-is-on | ANY_ERROR SUCCESS does not return SUCCESS*
          V1_1 | 0x1 | SUSPENDED  | 0x40001000 | CPU_ON-05/-/the-target-is-on | ANY_ERROR SUCCESS does not return SUCCESS*
          V1_1 | 0x1 | ON_PENDING | 0x40001000 | CPU_ON-06/-/the-target-is-being-started | ANY_ERROR SUCCESS does not return
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-20/-/the-target-is-off-or-frozen-before-1-0 | ABOVE_0
          V1_1 | 0x1 | FROZEN     | 0x40001000 | CPU_ON-16/-/the-target-is-frozen-from-1-0-on | ANY_NUMBER
          V0_2 | 0x1 | FROZEN     | 0x40001000 | CPU_ON-20/-/the-target-is-off-or-frozen-before-1-0 | ABOVE_0
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-12/-/the-target-is-off-or-frozen-before-1-2-amb-15-b | DENIED
          V1_2 | 0x1 | OFF        | 0x40001000 | CPU_ON-12/-/the-target-is-off-or-frozen-before-1-2-amb-15-b | ''
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-03/-/invalid-parameters | INVALID_PARAMETERS
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-04/-/invalid-address | INVALID_ADDRESS
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-05/-/already-on | ALREADY_ON
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-06/-/on-pending | ON_PENDING
          V1_1 | 0x1 | ON         | 0x40001000 | CPU_ON-11/-/internal-failure | ''
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-12/-/denied | DENIED
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-08/-/refused | INTERNAL_FAILURE*
          V1_1 | 0x1 | ON         | 0x40001000 | CPU_ON-08/-/refused | ALREADY_ON*
          V1_1 | 0x1 | OFF        | 0x40001000 | CPU_ON-20/-/other-results | ANY_NUMBER ANY_NUMBER*
          """)
  void clauseThatIsNotKeptPermitsMore(
      Version version, String target, String state, String entry, String clause, String more) {
    Asked asked = Asked.of(version).in(State.COLD_BOOT.with(1, core(state)));
    Call call = asked.call(CPU_ON, Long.decode(target), Long.decode(entry), CONTEXT);
    assertThat(LeavingOut.of(clause.replace("/-/", "/CPU_ON/")).permits(asked, call))
        .isEqualTo(more);
  }

  @Test
  void badEntryOfCoreZeroIsNoLessBad() {
    State onlyOneOn = new State(0).with(1, CoreState.ON);
    assertThat(Asked.of(Version.V1_1).in(onlyOneOn).by(1).readings(CPU_ON, 0, BAD_ENTRY, CONTEXT))
        .isEqualTo("INVALID_ADDRESS(AMB-12 A) SUCCESS(AMB-12 B) INTERNAL_FAILURE");
  }

  @ParameterizedTest
  @CsvSource({"true, SUSP-12", "false, SM-04"})
  void suspendedCoreIsAlreadyOnByARuleOfItsOwn(boolean suspended, String rule) {
    State both = State.COLD_BOOT.with(1, suspended ? CoreState.IN_POWER_DOWN : CoreState.ON);
    assertThat(
            Asked.of(Version.V1_1).in(both).outcomes(CPU_ON, 1, Asked.ENTRY, CONTEXT).stream()
                .flatMap(outcome -> outcome.why().stream())
                .map(why -> why.rules().get(1).id()))
        .containsExactly(rule);
  }

  @Test
  void startOfACoreThatTakesNoPartIsNotFollowed() {
    Asked many = Asked.of(Version.V1_1).with(Topology.clusters(1, State.CORES + 1));
    assertThat(many.outcomes(CPU_ON, State.CORES, Asked.ENTRY, 0))
        .extracting(Asked.Outcome::result, Asked.Outcome::next)
        .containsExactly(
            tuple("SUCCESS", State.COLD_BOOT), tuple("INTERNAL_FAILURE", State.COLD_BOOT));
  }

  @Test
  void bitZeroOfANarrowEntryPointAsksForT32() {
    Asked narrow = Asked.of(Version.V1_1).from(ExecutionState.AARCH32);
    int id = PsciFunction.CPU_ON.smc32();
    assertThat(narrow.results(id, 1, Asked.ENTRY | 1, 0)).isEqualTo("SUCCESS INTERNAL_FAILURE");
    assertThat(narrow.results(id, 1, Asked.ENTRY | 2, 0))
        .isEqualTo("INVALID_ADDRESS SUCCESS(AMB-11 C) INTERNAL_FAILURE");
    assertThat(narrow.call(id, 1, Asked.ENTRY | 1, 0).startsInT32()).isTrue();
    assertThat(narrow.call(id, 1, Asked.ENTRY, 0).startsInT32()).isFalse();
    Asked wide = Asked.of(Version.V1_1);
    assertThat(wide.results(id, 1, Asked.ENTRY | 1, 0))
        .isEqualTo("INVALID_ADDRESS SUCCESS(AMB-11 C) INTERNAL_FAILURE");
    assertThat(wide.call(id, 1, Asked.ENTRY | 1, 0).startsInT32()).isFalse();
  }

  @Test
  void contextComesRightBehindTheEntryPoint() {
    Asked asked = Asked.of(Version.V1_1);
    Call narrow = asked.call(PsciFunction.CPU_ON.smc32(), 1, CONTEXT | 4, CONTEXT);
    assertThat(narrow.contextId()).isEqualTo(CONTEXT & 0xffff_ffffL);
    assertThat(narrow.contextRegister()).isEqualTo(CONTEXT);
    assertThat(narrow.entryRegisterContent()).isEqualTo(CONTEXT | 4);
    Call suspend = asked.call(PsciFunction.CPU_DEFAULT_SUSPEND.smc64(), Asked.ENTRY, CONTEXT, 0);
    assertThat(suspend.contextId()).isEqualTo(CONTEXT);
    assertThat(suspend.entryPoint()).isEqualTo(Asked.ENTRY);
  }

  @Test
  void resultIsTheLowerHalfOfItsRegister() {
    Call call = Asked.of(Version.V1_1).call(CPU_ON, 1, Asked.ENTRY, CONTEXT);
    assertThat(call.resultIs(-4, -4)).isTrue();
    assertThat(call.resultIs(-4, 0xffff_fffcL)).isTrue();
    assertThat(call.resultIs(-4, 0)).isFalse();
  }
}
