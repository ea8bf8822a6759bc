// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what CPU_OFF may do: take its caller away, or be denied by a trusted OS. */
class CpuOffTest {
  private static final int CPU_OFF = PsciFunction.CPU_OFF.smc32();
  private static final State TWO_ON = State.COLD_BOOT.with(2, CoreState.ON);

  @ParameterizedTest
  @EnumSource(Version.class)
  void takesTheCallerAwayAndNobodyElse(Version version) {
    List<Asked.Outcome> outcomes = Asked.of(version).in(TWO_ON).by(2).outcomes(CPU_OFF, 0, 0, 0);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).result()).isEqualTo("does not return");
    assertThat(outcomes.get(0).rule()).isEqualTo("CPU_OFF-01");
    assertThat(outcomes.get(0).next()).isEqualTo(State.COLD_BOOT);
  }

  @Test
  void lastCoreMayGoToo() {
    assertThat(Asked.of(Version.V1_1).outcomes(CPU_OFF, 0, 0, 0).get(0).next())
        .hasToString("all cores OFF");
  }

  @Test
  void isDeniedWhereATrustedOsIsResident() {
    Asked asked = Asked.of(Version.V1_1).in(TWO_ON).withTrustedOsOn(2);
    List<Asked.Outcome> there = asked.by(2).outcomes(CPU_OFF, 0, 0, 0);
    assertThat(there).hasSize(1);
    assertThat(there.get(0).result()).isEqualTo("DENIED");
    assertThat(there.get(0).rule()).isEqualTo("CPU_OFF-11");
    assertThat(there.get(0).next()).isEqualTo(asked.before());
    assertThat(asked.by(0).results(CPU_OFF, 0, 0, 0)).isEqualTo("does not return");
  }

  @Test
  void refusalToTheLastCoreIsAFaultWithAName() {
    String fault = "CPU_OFF-02/CPU_OFF/all-other-cores-are-off-amb-16-c";
    assertThat(without(fault, Asked.of(Version.V1_1))).isEqualTo("DENIED");
    assertThat(without(fault, Asked.of(Version.V1_1).in(TWO_ON))).isEmpty();
  }

  @Test
  void clausesCanBeLeftOutAlone() {
    String resident = "CPU_OFF-11/CPU_OFF/a-uniprocessor-trusted-os-is-resident-on-the-caller";
    Asked here = Asked.of(Version.V1_1).in(TWO_ON).withTrustedOsOn(0);
    assertThat(without(resident, here))
        .isEqualTo("ANY_ERROR SUCCESS does not return does not return*");
    Asked elsewhere = here.by(2);
    assertThat(without(resident, elsewhere)).isEmpty();
    assertThat(without("CPU_OFF-02/CPU_OFF/denied", elsewhere)).isEmpty();
  }

  private static String without(String clause, Asked asked) {
    return LeavingOut.of(clause).permits(asked, asked.call(CPU_OFF, 0, 0, 0));
  }
}
