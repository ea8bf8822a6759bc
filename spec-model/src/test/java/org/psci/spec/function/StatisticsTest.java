// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what PSCI_STAT_RESIDENCY and PSCI_STAT_COUNT may answer: a number, or 0 for nothing. */
class StatisticsTest {
  private static final Asked PLATFORM = Asked.of(Version.V1_1).with(Composite.table());

  private static String results(Asked asked, PsciFunction function, long target, long state) {
    return asked.results(function.smc64(), target, state, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = PsciFunction.class,
      names = {"PSCI_STAT_RESIDENCY", "PSCI_STAT_COUNT"})
  void numberOrNothing(PsciFunction function) {
    long down = Composite.value("PD-PD");
    assertThat(results(PLATFORM, function, 0, down)).isEqualTo("ANY_NUMBER");
    assertThat(results(PLATFORM, function, 0x101, Composite.value("PD-PD@1")))
        .isEqualTo("ANY_NUMBER");
    assertThat(results(PLATFORM, function, 2, down)).isEqualTo("0x0");
    assertThat(results(PLATFORM, function, 0x8000_0000L, down)).isEqualTo("0x0");
    assertThat(results(PLATFORM, function, 0, 0x8000_0000L)).isEqualTo("0x0");
    assertThat(results(PLATFORM, function, 0, 0x0100_0777L)).isEqualTo("0x0 NO_CODE");
    assertThat(results(PLATFORM, function, 0, 0x7_0000_0000L | down)).isEqualTo("ANY_NUMBER");
    assertThat(results(Asked.of(Version.V1_1), function, 0, 0x1)).isEqualTo("ANY_NUMBER");
    assertThat(PLATFORM.outcomes(function.smc64(), 0, down, 0).get(0).rule()).isEqualTo("STAT-02");
    assertThat(PLATFORM.outcomes(function.smc64(), 2, down, 0).get(0).rule()).isEqualTo("STAT-01");
  }

  @ParameterizedTest
  @CsvSource({
    "PSCI_STAT_RESIDENCY, target-cpu-names-no-core, 0x2, 0x0",
    "PSCI_STAT_COUNT, target-cpu-names-no-core, 0x2, 0x0",
    "PSCI_STAT_COUNT, reserved-bits-of-power-state-are-set, 0x0, 0x80000000",
    "PSCI_STAT_COUNT, power-state-is-none-that-the-platform-publishes, 0x0, 0x1000777"
  })
  void errorComesOnlyWhereAClauseIsNotKept(
      PsciFunction function, String situation, String target, String state) {
    Call call = PLATFORM.call(function.smc64(), Long.decode(target), Long.decode(state), 0);
    assertThat(LeavingOut.of("STAT-01/PSCI_STAT/" + situation).permits(PLATFORM, call))
        .isEqualTo("ANY_NUMBER");
  }
}
