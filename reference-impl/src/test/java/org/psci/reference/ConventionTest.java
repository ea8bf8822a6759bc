// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.spec.vocabulary.PsciFunction.AFFINITY_INFO;
import static org.psci.spec.vocabulary.PsciFunction.CPU_OFF;
import static org.psci.spec.vocabulary.PsciFunction.CPU_ON;
import static org.psci.spec.vocabulary.PsciFunction.CPU_SUSPEND;
import static org.psci.spec.vocabulary.PsciFunction.PSCI_FEATURES;
import static org.psci.spec.vocabulary.PsciFunction.PSCI_SET_SUSPEND_MODE;
import static org.psci.spec.vocabulary.PsciFunction.SYSTEM_OFF2;
import static org.psci.spec.vocabulary.PsciFunction.SYSTEM_RESET2;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/**
 * Proves the calling convention in both Execution states, and what can be asked about functions.
 */
class ConventionTest {
  private static final int ABSENT = 0x77;
  private final Configuration complete = Configuration.complete(Version.V1_3);
  private final Configuration narrow = complete.with(ExecutionState.AARCH32);

  private static long features(Rig rig, int id) {
    return rig.call(0, PSCI_FEATURES, id & 0xffff_ffffL);
  }

  @Test
  void upperHalfOfASmallResultIsAnything() {
    long[] expected = {-2, 0xffff_fffeL, 0x5a5a_5a5a_ffff_fffeL};
    for (UpperHalf upperHalf : UpperHalf.values()) {
      Rig rig = new Rig(complete.with(upperHalf));
      assertThat(rig.callId(0, AFFINITY_INFO.smc32(), ABSENT, 0))
          .isEqualTo(expected[upperHalf.ordinal()]);
      assertThat(rig.callId(0, AFFINITY_INFO.smc64(), ABSENT, 0)).isEqualTo(-2);
    }
    Rig buggy = Rig.complete(Bug.RET_ZERO_EXTENDED_MINUS1);
    assertThat(buggy.callId(0, AFFINITY_INFO.smc64(), ABSENT, 0)).isEqualTo(0xffff_fffeL);
  }

  @Test
  void narrowCallerHasNoWideFunctions() {
    Rig rig = new Rig(narrow);
    assertThat(rig.callId(0, CPU_ON.smc64(), 1, Rig.ENTRY, 0)).isEqualTo(0xffff_ffffL);
    assertThat(rig.call(0, AFFINITY_INFO, 1, 0)).isEqualTo(1);
    Rig wrong = new Rig(narrow.with(Set.of(Bug.SMC64_FROM_AARCH32_WRONG_CODE)));
    assertThat(wrong.callId(0, CPU_ON.smc64(), 1, Rig.ENTRY, 0)).isEqualTo(0xffff_fffeL);
    Rig resets = new Rig(narrow.with(Set.of(Bug.SYSRESET2_SMC64_FROM_AARCH32)));
    resets.callId(0, SYSTEM_RESET2.smc64(), 0, 0);
    assertThat(resets.ends).containsExactly(PowerEvent.RESET);
  }

  @Test
  void firstVersionWantsTheCallersWidth() {
    Configuration old = Configuration.complete(Version.V0_2);
    assertThat(new Rig(old).callId(0, CPU_ON.smc32(), 1, Rig.ENTRY, 0)).isEqualTo(-2);
    assertThat(
            new Rig(old.without(Choice.KEEPS_WIDTH_RULE))
                .callId(0, CPU_ON.smc32(), 1, Rig.ENTRY, 0))
        .isZero();
    Configuration oldNarrow = old.with(ExecutionState.AARCH32);
    assertThat((int) new Rig(oldNarrow).callId(0, CPU_ON.smc64(), 1, Rig.ENTRY, 0)).isEqualTo(-2);
    assertThat(
            (int)
                new Rig(oldNarrow.without(Choice.KEEPS_WIDTH_RULE))
                    .callId(0, CPU_ON.smc64(), 1, Rig.ENTRY, 0))
        .isEqualTo(-1);
  }

  @Test
  void bitZeroOfANarrowEntrySelectsT32() {
    Rig rig = new Rig(narrow);
    rig.call(0, CPU_ON, 1, Rig.ENTRY + 3, 7);
    assertThat(rig.lastEntry().address()).isEqualTo(Rig.ENTRY + 2);
    assertThat(rig.lastEntry().state().t32()).isTrue();
    assertThat(rig.lastEntry().state().daif()).isEqualTo(7);
    rig.call(0, CPU_ON, 2, Rig.ENTRY, 7);
    assertThat(rig.lastEntry().state().t32()).isFalse();
    assertThat((int) rig.call(0, CPU_ON, rig.mpidr(3), Rig.ENTRY + 2, 7)).isEqualTo(-9);
    Rig buggy = new Rig(narrow.with(Set.of(Bug.CPUON_THUMB_IGNORED)));
    buggy.call(0, CPU_ON, 1, Rig.ENTRY + 1, 7);
    assertThat(buggy.lastEntry().state().t32()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(PsciFunction.class)
  void functionThatIsAbsentIsNotSupported(PsciFunction function) {
    Set<PsciFunction> absent =
        switch (function) {
          case PSCI_STAT_COUNT, PSCI_STAT_RESIDENCY ->
              Set.of(PsciFunction.PSCI_STAT_COUNT, PsciFunction.PSCI_STAT_RESIDENCY);
          case MEM_PROTECT, MEM_PROTECT_CHECK_RANGE ->
              Set.of(PsciFunction.MEM_PROTECT, PsciFunction.MEM_PROTECT_CHECK_RANGE);
          default -> Set.of(function);
        };
    Rig present = new Rig(complete);
    boolean isThere = function != PsciFunction.MIGRATE;
    assertThat(features(present, function.smc32()) >= 0).isEqualTo(isThere);
    if (function.hasSmc64()) {
      assertThat(features(present, function.smc64()))
          .isEqualTo(features(present, function.smc32()));
    }
    if (!function.isMandatory()) {
      Rig rig = new Rig(complete.without(Choice.OS_INITIATED).withAbsent(absent));
      assertThat(features(rig, function.smc32())).isEqualTo(-1);
      assertThat(rig.call(0, function, 0, 0)).isEqualTo(-1);
    }
  }

  @Test
  void flagsTellModeAndFormat() {
    Rig rig = new Rig(complete);
    assertThat(features(rig, CPU_SUSPEND.smc64())).isEqualTo(1);
    assertThat(features(rig, SYSTEM_OFF2.smc32())).isEqualTo(1);
    Configuration extended = complete.with(PowerStateFormat.EXTENDED_STATE_ID);
    assertThat(features(new Rig(extended), CPU_SUSPEND.smc64())).isEqualTo(3);
    assertThat(features(new Rig(Configuration.standard()), CPU_SUSPEND.smc64())).isZero();
    Rig format = Rig.complete(Bug.FEATURES_FORMAT_BIT_INCONSISTENT);
    assertThat(features(format, CPU_SUSPEND.smc64())).isEqualTo(3);
    Rig mode = Rig.complete(Bug.FEATURES_OSI_BIT_INCONSISTENT);
    assertThat(features(mode, CPU_SUSPEND.smc64())).isEqualTo(1);
    assertThat(mode.call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(-1);
  }

  @Test
  void smcccVersionIsReportedWhereItIs() {
    Rig rig = new Rig(complete);
    assertThat(features(rig, PsciFunction.SMCCC_VERSION)).isZero();
    assertThat(rig.callId(0, PsciFunction.SMCCC_VERSION)).isEqualTo(0x1_0001);
    Rig without = new Rig(complete.without(Choice.HAS_SMCCC_VERSION, Choice.REPORTS_SMCCC_VERSION));
    assertThat(features(without, PsciFunction.SMCCC_VERSION)).isEqualTo(-1);
    assertThat(without.callId(0, PsciFunction.SMCCC_VERSION)).isEqualTo(-1);
    Rig silent = new Rig(complete.without(Choice.REPORTS_SMCCC_VERSION));
    assertThat(features(silent, PsciFunction.SMCCC_VERSION)).isEqualTo(-1);
    assertThat(silent.callId(0, PsciFunction.SMCCC_VERSION)).isEqualTo(0x1_0001);
  }

  @Test
  void narrowCallerMayHearOfWideFunctions() {
    assertThat((int) features(new Rig(narrow), CPU_ON.smc64())).isEqualTo(-1);
    Rig open = new Rig(narrow.with(Choice.REPORTS_SMC64_TO_AARCH32));
    assertThat(features(open, CPU_ON.smc64())).isZero();
  }

  @Test
  void wideFormsOfNarrowFunctionsDoNotExist() {
    int alias = CPU_OFF.smc32() | 0x4000_0000;
    assertThat(new Rig(complete).callId(0, alias)).isEqualTo(-1);
    assertThat(features(new Rig(complete), alias)).isEqualTo(-1);
    assertThat(features(Rig.complete(Bug.FEATURES_IGNORES_CC_BIT), alias)).isZero();
    assertThat(Rig.complete(Bug.FID_SMC64_ALIAS_OF_32ONLY).callId(0, alias))
        .isEqualTo(Rig.NO_RETURN);
  }
}
