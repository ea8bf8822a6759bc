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
    LeavingOut followed = LeavingOut.of(clauseOf(function, "-amb-42-b"));
    assertThat(followed.permits(asked, asked.call(function.smc32(), 0, 0, 0)))
        .isEqualTo("ARGUMENT_ERROR");
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

  @ParameterizedTest(name = "{0}({1}) without the clause that it is absent{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MIGRATE                 | 0x0        | ''                            | ANY_ERROR SUCCESS does not return
          MIGRATE_INFO_UP_CPU     | 0x0        | ''                            | ANY_ERROR SUCCESS does not return anything
          CPU_FREEZE              | 0x0        | ''                            | ANY_ERROR SUCCESS does not return does not return*
          CPU_DEFAULT_SUSPEND     | 0x40001000 | ''                            | ANY_ERROR SUCCESS does not return does not return*
          NODE_HW_STATE           | 0x0        | ''                            | ANY_ERROR HW_ON does not return
          NODE_HW_STATE           | 0x2        | -and-its-arguments-are-wrong | ANY_ERROR HW_ON does not return INVALID_PARAMETERS
          SYSTEM_SUSPEND          | 0x40001000 | ''                            | ANY_ERROR SUCCESS does not return does not return*
          PSCI_SET_SUSPEND_MODE   | 0x1        | ''                            | ANY_ERROR SUCCESS does not return SUCCESS* DENIED
          PSCI_SET_SUSPEND_MODE   | 0x2        | -and-its-arguments-are-wrong | ANY_ERROR SUCCESS does not return INVALID_PARAMETERS
          PSCI_STAT_RESIDENCY     | 0x0        | ''                            | ANY_ERROR SUCCESS does not return ANY_NUMBER
          PSCI_STAT_COUNT         | 0x0        | ''                            | ANY_ERROR SUCCESS does not return ANY_NUMBER
          SYSTEM_RESET2           | 0x0        | ''                            | ANY_ERROR SUCCESS does not return does not return*
          SYSTEM_RESET2           | 0x1        | -and-its-arguments-are-wrong | ANY_ERROR SUCCESS does not return INVALID_PARAMETERS
          MEM_PROTECT             | 0x1        | ''                            | ANY_ERROR 0 does not return 0*
          MEM_PROTECT_CHECK_RANGE | 0x0        | ''                            | ANY_ERROR SUCCESS does not return DENIED
          SYSTEM_OFF2             | 0x1        | ''                            | ANY_ERROR SUCCESS does not return does not return*
          SYSTEM_OFF2             | 0x2        | -and-its-arguments-are-wrong | ANY_ERROR SUCCESS does not return INVALID_PARAMETERS
          """)
  void functionThatIsServedAllTheSameBreaksItsClause(
      PsciFunction function, String argument, String arguments, String more) {
    LeavingOut broken = LeavingOut.of(clauseOf(function, arguments));
    Asked there = Asked.of(Version.V1_3);
    Asked asked = there.without(function);
    Call call = asked.call(function.smc32(), Long.decode(argument), 0, 0);
    assertThat(broken.permits(asked, call)).isEqualTo(more);
    assertThat(broken.permits(there, call)).isEmpty();
  }

  private static String clauseOf(PsciFunction function, String situation) {
    String words = function.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "CONV-07/presence/" + words + "-is-absent" + situation;
  }

  @Test
  void systemOff2HasARuleOfItsOwnForVersionsThatLackIt() {
    Asked early = Asked.of(Version.V1_2);
    Call call = early.call(PsciFunction.SYSTEM_OFF2.smc32(), 0, 0, 0);
    assertThat(early.outcomes(call)).extracting(Asked.Outcome::rule).containsExactly("OFF2-07");
    assertThat(
            LeavingOut.of("OFF2-07/presence/it-is-too-early-for-system-off2").permits(early, call))
        .isEqualTo("ANY_ERROR SUCCESS does not return does not return* INVALID_PARAMETERS");
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
        .isEqualTo("NOT_SUPPORTED INVALID_PARAMETERS");
    assertThat(asked.from(ExecutionState.AARCH32).results(PsciFunction.MIGRATE.smc64(), 0, 0, 0))
        .isEqualTo("NOT_SUPPORTED INVALID_PARAMETERS NOT_SUPPORTED(AMB-03 B)");
  }
}
