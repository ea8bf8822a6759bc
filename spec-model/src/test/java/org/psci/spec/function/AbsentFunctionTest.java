// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.spec.clause.Answers;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what a call of an optional function may do that is not there, or perhaps not there. */
class AbsentFunctionTest {
  private static final long BAD_ENTRY = 4;

  static Stream<PsciFunction> optionalFunctions() {
    return Arrays.stream(PsciFunction.values())
        .filter(function -> !function.isMandatory())
        .filter(function -> function != PsciFunction.MIGRATE_INFO_TYPE);
  }

  @ParameterizedTest
  @MethodSource("optionalFunctions")
  void isNotSupportedWhateverItsArguments(PsciFunction function) {
    Asked asked = Asked.of(Version.V1_3).without(function);
    for (CallWidth width : CallWidth.values()) {
      for (long argument : new long[] {0, 1, BAD_ENTRY, Asked.ENTRY, 0x8000_0000L, -1}) {
        List<Asked.Outcome> outcomes = asked.outcomes(function.id(width), argument, argument, 0);
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).result()).isEqualTo("NOT_SUPPORTED");
        assertThat(outcomes.get(0).rule()).isEqualTo("CONV-07");
        assertThat(outcomes.get(0).next()).isEqualTo(State.COLD_BOOT);
        assertThat(outcomes.get(0).facts()).containsExactly("presence of " + function + " = 0");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optionalFunctions")
  void errorInItsArgumentsIsAFaultWithAName(PsciFunction function) {
    Asked asked = Asked.of(Version.V1_3).without(function);
    String words = function.name().toLowerCase(Locale.ROOT).replace('_', '-');
    LeavingOut followed =
        LeavingOut.of(implemented(false), "CONV-07/presence/" + words + "-is-absent-amb-42-b");
    assertThat(followed.permits(asked, asked.call(function.smc32(), 0, 0, 0)))
        .containsExactly("ARGUMENT_ERROR");
  }

  private static Implemented implemented(boolean argumentsAreWrong) {
    return new Implemented((platform, before, call) -> argumentsAreWrong);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, false",
    "-2, true",
    "-3, true",
    "-4, false",
    "-8, false",
    "-9, true",
    "0, false"
  })
  void errorsInArguments(int value, boolean isOne) {
    assertThat(Answers.ARGUMENT_ERROR.contains(value)).isEqualTo(isOne);
  }

  @ParameterizedTest
  @MethodSource("optionalFunctions")
  void functionThatIsServedAllTheSameBreaksItsClause(PsciFunction function) {
    Asked asked = Asked.of(Version.V1_3).without(function);
    String words = function.name().toLowerCase(Locale.ROOT).replace('_', '-');
    LeavingOut broken =
        LeavingOut.of(implemented(false), "CONV-07/presence/" + words + "-is-absent");
    assertThat(broken.permits(asked, asked.call(function.smc32(), 0, 0, 0)))
        .containsExactly("ANY_ERROR", "0", "100");
    Asked there = Asked.of(Version.V1_3);
    assertThat(broken.permits(there, there.call(function.smc32(), 0, 0, 0))).isEmpty();
    LeavingOut withWrongArguments =
        LeavingOut.of(
            implemented(true),
            "CONV-07/presence/" + words + "-is-absent-and-its-arguments-are-wrong");
    assertThat(withWrongArguments.permits(asked, asked.call(function.smc32(), 0, 0, 0)))
        .containsExactly("ANY_ERROR", "0", "100");
  }

  @Test
  void systemOff2HasARuleOfItsOwnForVersionsThatLackIt() {
    Asked early = Asked.of(Version.V1_2);
    Call call = early.call(PsciFunction.SYSTEM_OFF2.smc32(), 0, 0, 0);
    assertThat(early.outcomes(call)).extracting(Asked.Outcome::rule).containsExactly("OFF2-07");
    assertThat(
            LeavingOut.of(implemented(false), "OFF2-07/presence/it-is-too-early-for-system-off2")
                .permits(early, call))
        .containsExactly("ANY_ERROR", "0", "100");
  }

  @Test
  void argumentsThatWouldBeWrongShowThatTheyWereNotLookedAt() {
    Asked asked = Asked.of(Version.V1_3).without(PsciFunction.SYSTEM_RESET2);
    assertThat(asked.readings(PsciFunction.SYSTEM_RESET2.smc64(), 1, 0, 0))
        .isEqualTo("NOT_SUPPORTED(AMB-42 A)");
    assertThat(asked.readings(PsciFunction.SYSTEM_RESET2.smc64(), 0, 0, 0))
        .isEqualTo("NOT_SUPPORTED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CPU_FREEZE          | NOT_SUPPORTED does not return
          CPU_DEFAULT_SUSPEND | NOT_SUPPORTED INVALID_PARAMETERS does not return
          NODE_HW_STATE       | NOT_SUPPORTED HW_ON
          SYSTEM_RESET2       | NOT_SUPPORTED does not return
          MEM_PROTECT         | NOT_SUPPORTED 0
          PSCI_STAT_COUNT     | NOT_SUPPORTED ANY_NUMBER
          """)
  void before10NobodySaysWhetherItIsThere(PsciFunction function, String results) {
    Asked asked = Asked.of(Version.V0_2);
    assertThat(asked.results(function.id(CallWidth.SMC64), 0, 0, 0)).isEqualTo(results);
  }

  @Test
  void widthOfAnAbsentFunctionMayBeWrongBefore10() {
    Asked asked = Asked.of(Version.V0_2).without(PsciFunction.MIGRATE);
    assertThat(asked.results(PsciFunction.MIGRATE.smc64(), 0, 0, 0)).isEqualTo("NOT_SUPPORTED");
    assertThat(asked.results(PsciFunction.MIGRATE.smc32(), 0, 0, 0))
        .startsWith("NOT_SUPPORTED INVALID_PARAMETERS");
    assertThat(asked.from(ExecutionState.AARCH32).results(PsciFunction.MIGRATE.smc64(), 0, 0, 0))
        .startsWith("NOT_SUPPORTED INVALID_PARAMETERS");
  }
}
