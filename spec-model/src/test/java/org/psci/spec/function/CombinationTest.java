// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/** States what coverage tells apart: the function, the mode, whom it met, and what came of it. */
class CombinationTest {
  private static final int CPU_ON = PsciFunction.CPU_ON.smc64();

  /** Core 0 and 1 run, core 2 is as the test wants it, core 3 is OFF. */
  private static State with(CoreState core2) {
    return State.COLD_BOOT.with(1, CoreState.ON).with(2, core2);
  }

  private static String seen(State before, Call call, boolean returned, long result) {
    Platform platform = Asked.of(Version.V1_1).platform();
    return Combination.describe(Combination.of(platform, before, call, returned, result));
  }

  private static Call call(int id, long x1) {
    return Asked.of(Version.V1_1).call(id, x1, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "ON, 0x7, no such core",
    "ON, 0x0, itself",
    "ON, 0x1, running core",
    "ON, 0x101, off core",
    "ON, 0x100, running core",
    "PENDING, 0x100, pending core",
    "SUSPENDED, 0x100, suspended core",
    "FROZEN, 0x100, frozen core"
  })
  void coreThatACallNames(String core2, String target, String partner) {
    CoreState core =
        switch (core2) {
          case "PENDING" -> CoreState.pendingFrom(0);
          case "SUSPENDED" -> CoreState.IN_POWER_DOWN;
          case "FROZEN" -> CoreState.FROZEN;
          default -> CoreState.ON;
        };
    assertThat(seen(with(core), call(CPU_ON, Long.decode(target)), true, -4))
        .isEqualTo("CPU_ON, " + partner + ": ALREADY_ON");
  }

  @Test
  void callThatNamesNoneIsAloneOrNot() {
    Call off = call(PsciFunction.CPU_OFF.smc32(), 0);
    assertThat(seen(State.COLD_BOOT, off, false, 0))
        .isEqualTo("CPU_OFF, alone: does not return at once");
    assertThat(seen(State.COLD_BOOT.with(3, CoreState.FROZEN), off, false, 0))
        .isEqualTo("CPU_OFF, beside others: does not return at once");
  }

  @Test
  void modeIsToldApart() {
    Call on = call(CPU_ON, 1);
    assertThat(seen(State.COLD_BOOT.with(SuspendMode.OS_INITIATED), on, true, 0))
        .isEqualTo("CPU_ON in OS-initiated mode, off core: SUCCESS");
    assertThat(seen(State.COLD_BOOT, on, true, 0)).isEqualTo("CPU_ON, off core: SUCCESS");
  }

  @ParameterizedTest
  @CsvSource({
    "PSCI_VERSION, true, 0x10001, alone: a value above 0",
    "CPU_SUSPEND, true, 0, alone: does not return at once",
    "CPU_SUSPEND, true, -2, alone: INVALID_PARAMETERS",
    "PSCI_STAT_COUNT, true, -2, itself: any number",
    "MIGRATE_INFO_UP_CPU, true, 0x100, alone: a number",
    "PSCI_SET_SUSPEND_MODE, true, 0, alone: SUCCESS"
  })
  void whatCameOfIt(PsciFunction function, boolean returned, String result, String seen) {
    int id = function.hasSmc64() ? function.smc64() : function.smc32();
    assertThat(seen(State.COLD_BOOT, call(id, 0), returned, Long.decode(result)))
        .isEqualTo(function + ", " + seen);
  }

  @Test
  void whatIsNoCodeOrNoFunctionIsNoCombination() {
    Platform platform = Asked.of(Version.V1_1).platform();
    assertThat(Combination.of(platform, State.COLD_BOOT, call(CPU_ON, 1), true, -77))
        .isEqualTo(Combination.NONE);
    assertThat(Combination.of(platform, State.COLD_BOOT, call(0x8400_001f, 1), true, -1))
        .isEqualTo(Combination.NONE);
  }

  @Test
  void countThatIsNotThereReturnsACode() {
    Platform without = Asked.of(Version.V1_1).without(PsciFunction.PSCI_STAT_COUNT).platform();
    Call count = call(PsciFunction.PSCI_STAT_COUNT.smc64(), 0);
    assertThat(Combination.describe(Combination.of(without, State.COLD_BOOT, count, true, -1)))
        .isEqualTo("PSCI_STAT_COUNT, itself: NOT_SUPPORTED");
  }

  private static Set<String> possible(Platform platform, int id, long x1) {
    Set<String> words = new TreeSet<>();
    Combination.of(
        new Specification(platform),
        State.COLD_BOOT,
        Asked.of(Version.V1_1).call(id, x1, Asked.ENTRY, 0),
        (combination, next) ->
            words.add(
                combination == Combination.NONE ? "none" : Combination.describe(combination)));
    return words;
  }

  @ParameterizedTest
  @CsvSource({
    "CPU_ON, 1, 'CPU_ON, off core: INTERNAL_FAILURE; CPU_ON, off core: SUCCESS'",
    "CPU_OFF, 0, 'CPU_OFF, alone: does not return at once'",
    "PSCI_STAT_COUNT, 0, 'PSCI_STAT_COUNT, itself: any number'",
    "PSCI_STAT_COUNT, 7, 'PSCI_STAT_COUNT, no such core: any number'",
    "SYSTEM_RESET2, 2147483648, 'SYSTEM_RESET2, alone: any number; SYSTEM_RESET2, alone: does not return at once'",
    "MIGRATE_INFO_UP_CPU, 0, none"
  })
  void whatACallMayMeet(PsciFunction function, long x1, String all) {
    int id = function.hasSmc64() ? function.smc64() : function.smc32();
    assertThat(String.join("; ", possible(Asked.of(Version.V1_1).platform(), id, x1)))
        .isEqualTo(all);
  }

  @Test
  void whereTheTrustedOsIsIsANumber() {
    Asked onCore1 = Asked.of(Version.V1_1).withTrustedOsOn(1);
    int id = PsciFunction.MIGRATE_INFO_UP_CPU.smc64();
    Set<String> words = new TreeSet<>();
    Combination.of(
        new Specification(onCore1.platform()),
        onCore1.before(),
        onCore1.call(id, 0, 0, 0),
        (combination, next) -> words.add(Combination.describe(combination)));
    assertThat(words).containsExactly("MIGRATE_INFO_UP_CPU, alone: a number");
  }

  @Test
  void callOfNoFunctionMeetsNothing() {
    assertThat(possible(Asked.of(Version.V1_1).platform(), 0x8400_001f, 0)).isEmpty();
  }

  @Test
  void whatContradictsAConstantIsNotPossible() {
    int features = PsciFunction.PSCI_FEATURES.smc32();
    long systemSuspend = PsciFunction.SYSTEM_SUSPEND.smc64();
    Platform open = Asked.of(Version.V1_1).platform();
    Platform there = open.withConstants(Map.of("presence of SYSTEM_SUSPEND", 1L));
    Platform unrelated = open.withConstants(Map.of("presence of MIGRATE", 1L));
    assertThat(possible(open, features, systemSuspend))
        .containsExactly("PSCI_FEATURES, alone: NOT_SUPPORTED", "PSCI_FEATURES, alone: SUCCESS");
    assertThat(possible(there, features, systemSuspend))
        .containsExactly("PSCI_FEATURES, alone: SUCCESS");
    assertThat(possible(unrelated, features, systemSuspend)).hasSize(2);
  }
}
