// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/** States what follows from the constants of a machine. */
class PlatformTest {
  private static final Asked ASKED = Asked.of(Version.V1_1).with(Composite.table());

  @Test
  void wideCallsPreserveMoreRegistersFromSmccc11On() {
    Platform wide = ASKED.platform();
    assertThat(wide.preservedRegisters()).as("X18 to X30, SP").isEqualTo(0xfffc_0000L);
    assertThat(withSmccc11(wide).preservedRegisters()).as("X4 to SP").isEqualTo(0xffff_fff0L);
    Platform narrow = ASKED.from(ExecutionState.AARCH32).platform();
    assertThat(narrow.preservedRegisters()).as("R4 to R14").isEqualTo(0x7ff0);
  }

  private static Platform withSmccc11(Platform platform) {
    return new Platform(
        platform.version(),
        platform.versionAnswer(),
        platform.topology(),
        platform.powerTree(),
        platform.executionState(),
        platform.exceptionLevel(),
        platform.entries(),
        platform.absent(),
        platform.trustedOs(),
        platform.disabledCores(),
        platform.constants(),
        platform.powerStates(),
        platform.memory(),
        true);
  }

  @Test
  void onlyCpuSuspendSaysHowDeep() {
    Call standby = ASKED.call(PsciFunction.CPU_SUSPEND.smc64(), Composite.value("RET-RET"), 0, 0);
    Call down = ASKED.call(PsciFunction.CPU_SUSPEND.smc64(), Composite.value("PD"), 0, 0);
    Call other = ASKED.call(PsciFunction.SYSTEM_SUSPEND.smc64(), Composite.value("RET-RET"), 0, 0);
    Platform platform = ASKED.platform();
    assertThat(platform.stateType(standby)).isEqualTo(StateType.STANDBY);
    assertThat(platform.stateType(down)).isEqualTo(StateType.POWER_DOWN);
    assertThat(platform.stateType(other)).isEqualTo(StateType.POWER_DOWN);
    assertThat(platform.powerLevel(standby)).isEqualTo(1);
    assertThat(platform.powerLevel(down)).isZero();
    assertThat(platform.powerLevel(other)).isZero();
  }

  @Test
  void whatIsKnownLaterChangesNothingElse() {
    Platform platform = ASKED.withDisabled(1).platform();
    Platform less = platform.without(Set.of(PsciFunction.MIGRATE));
    assertThat(less.absent()).containsExactly(PsciFunction.MIGRATE);
    assertThat(less.without(Set.of())).isEqualTo(platform);
    Platform more = platform.withConstants(Map.of("the answer", 42L));
    assertThat(more.constants()).containsExactly(Map.entry("the answer", 42L));
    assertThat(more.withConstants(Map.of())).isEqualTo(platform);
  }
}
