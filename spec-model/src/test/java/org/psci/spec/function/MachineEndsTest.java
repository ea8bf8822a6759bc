// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.clause.Answers;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what SYSTEM_RESET2 and SYSTEM_OFF2 may do, by type and cookie. */
class MachineEndsTest {
  private static final int RESET2 = PsciFunction.SYSTEM_RESET2.smc64();
  private static final int OFF2 = PsciFunction.SYSTEM_OFF2.smc64();
  private static final State TWO_ON = State.COLD_BOOT.with(1, CoreState.ON);

  @ParameterizedTest(name = "type {0}, cookie {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x0         | 0x0  | does not return
          0x0         | 0x1  | does not return
          0x0         | -1   | does not return
          0x1         | 0x0  | INVALID_PARAMETERS
          0x7fffffff  | 0x0  | INVALID_PARAMETERS
          0x100000000 | 0x0  | does not return
          0x80000000  | 0x0  | VENDOR_ERROR does not return(AMB-33 C) does not return(AMB-33 C)
          0xffffffff  | 0x0  | VENDOR_ERROR does not return(AMB-33 C) does not return(AMB-33 C)
          """)
  void systemReset2(String type, String cookie, String results) {
    assertThat(Asked.of(Version.V1_1).results(RESET2, Long.decode(type), Long.decode(cookie), 0))
        .isEqualTo(results);
  }

  @Test
  void vendorTypeThatIsNotSupportedIsAFaultWithAName() {
    Asked asked = Asked.of(Version.V1_1);
    LeavingOut followed =
        LeavingOut.of(
            "RST2-07/SYSTEM_RESET2/the-type-is-one-of-a-vendor-that-the-platform-lacks-amb-33-b");
    assertThat(followed.permits(asked, asked.call(RESET2, 0x8000_0000L, 0, 0)))
        .isEqualTo("NOT_SUPPORTED");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, false",
    "-2, true",
    "-3, true",
    "-9, true",
    "-10, false",
    "-256, false",
    "-257, true",
    "0, false",
    "1, false"
  })
  void vendorErrors(int value, boolean isOne) {
    assertThat(Answers.VENDOR_ERROR.contains(value)).isEqualTo(isOne);
    assertThat(Answers.ANY_NUMBER.contains(value)).isTrue();
  }

  @ParameterizedTest(name = "type {0}, cookie {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x1         | 0x0         | does not return
          0x0         | 0x0         | does not return INVALID_PARAMETERS(AMB-35 B)
          0x2         | 0x0         | INVALID_PARAMETERS
          0x80000000  | 0x0         | INVALID_PARAMETERS
          0x80000001  | 0x0         | INVALID_PARAMETERS
          0x1         | 0x1         | INVALID_PARAMETERS
          0x1         | 0x100000000 | INVALID_PARAMETERS
          0x0         | 0x1         | INVALID_PARAMETERS
          0x100000001 | 0x0         | does not return
          """)
  void systemOff2(String type, String cookie, String results) {
    assertThat(Asked.of(Version.V1_3).results(OFF2, Long.decode(type), Long.decode(cookie), 0))
        .isEqualTo(results);
  }

  @Test
  void narrowCookieHasThirtyTwoBits() {
    Asked asked = Asked.of(Version.V1_3);
    assertThat(asked.results(PsciFunction.SYSTEM_OFF2.smc32(), 1, 1L << 32, 0))
        .isEqualTo("does not return");
  }

  @ParameterizedTest
  @CsvSource({
    "SYSTEM_OFF, 0, POWERS_OFF",
    "SYSTEM_RESET, 0, RESETS",
    "SYSTEM_RESET2, 0, RESETS",
    "SYSTEM_OFF2, 1, HIBERNATES"
  })
  void anyCoreEndsTheMachineAlone(PsciFunction function, long type, String end) {
    Asked asked = Asked.of(Version.V1_3).in(TWO_ON).by(1);
    int id = function.hasSmc64() ? function.smc64() : function.smc32();
    CoreState ended =
        switch (end) {
          case "POWERS_OFF" -> CoreState.POWERS_OFF;
          case "RESETS" -> CoreState.RESETS;
          default -> CoreState.HIBERNATES;
        };
    List<Asked.Outcome> outcomes = asked.outcomes(id, type, 0, 0);
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.get(0).next()).isEqualTo(TWO_ON.with(1, ended));
    assertThat(ended.isOn()).isTrue();
    assertThat(ended.isRunning()).isFalse();
    assertThat(WakeUp.isPossible(outcomes.get(0).next(), 1)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void systemOff2IsUnknownBeforeItsVersion(Version version) {
    boolean isThere = version.isAtLeast(Version.V1_3);
    assertThat(Asked.of(version).results(OFF2, 1, 0, 0))
        .isEqualTo(isThere ? "does not return" : "NOT_SUPPORTED");
    assertThat(Asked.of(version).results(PsciFunction.SYSTEM_OFF2.smc32(), 2, 0, 0))
        .isEqualTo(isThere ? "INVALID_PARAMETERS" : "NOT_SUPPORTED");
  }

  @ParameterizedTest(name = "without {0}: type {1}, cookie {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RST2-08/SYSTEM_RESET2/the-type-is-0                       | 0 | 0 | does not return ANY_NUMBER
          RST2-08/SYSTEM_RESET2/the-type-is-0                       | 0 | 1 | ''
          RST2-03/SYSTEM_RESET2/the-type-is-0-and-the-cookie-is-not | 0 | 1 | does not return ANY_NUMBER
          RST2-03/SYSTEM_RESET2/the-type-is-0-and-the-cookie-is-not | 0 | 0 | ''
          RST2-02/SYSTEM_RESET2/invalid-parameters                  | 0 | 0 | ''
          RST2-02/SYSTEM_RESET2/refused                             | 0 | 0 | ''
          RST2-02/SYSTEM_RESET2/refused                             | 1 | 0 | INVALID_PARAMETERS*
          """)
  void brokenClausesOfSystemReset2(String clause, long type, long cookie, String more) {
    Asked asked = Asked.of(Version.V1_1);
    assertThat(LeavingOut.of(clause).permits(asked, asked.call(RESET2, type, cookie, 0)))
        .isEqualTo(more);
  }

  @Test
  void reservedTypeThatResetsBreaksItsClause() {
    Asked asked = Asked.of(Version.V1_1);
    LeavingOut broken = LeavingOut.of("RST2-02/SYSTEM_RESET2/the-type-is-reserved");
    assertThat(broken.permits(asked, asked.call(RESET2, 1, 0, 0)))
        .isEqualTo("ANY_ERROR SUCCESS does not return does not return* VENDOR_ERROR");
  }

  @ParameterizedTest(name = "without {0}: type {1}, cookie {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OFF2-06/SYSTEM_OFF2/the-type-is-1-and-the-boot-core-calls | 1 | 0 | does not return ANY_NUMBER
          OFF2-05/SYSTEM_OFF2/the-type-is-1-and-another-core-calls | 1 | 0 | ''
          OFF2-06/SYSTEM_OFF2/the-type-is-1-and-the-boot-core-calls | 0 | 0 | ''
          OFF2-03/SYSTEM_OFF2/the-type-is-0         | 0 | 0 | does not return NO_ERROR
          OFF2-06/SYSTEM_OFF2/whatever-is-asked-for | 1 | 0 | does not return ANY_NUMBER
          OFF2-06/SYSTEM_OFF2/whatever-is-asked-for | 0 | 0 | does not return NO_ERROR
          OFF2-03/SYSTEM_OFF2/invalid-parameters    | 1 | 0 | ''
          OFF2-04/SYSTEM_OFF2/the-cookie-is-not-0   | 1 | 0 | ''
          OFF2-04/SYSTEM_OFF2/the-cookie-is-not-0   | 1 | 1 | ANY_ERROR SUCCESS does not return does not return*
          """)
  void brokenClausesOfSystemOff2(String clause, long type, long cookie, String more) {
    Asked asked = Asked.of(Version.V1_3);
    assertThat(LeavingOut.of(clause).permits(asked, asked.call(OFF2, type, cookie, 0)))
        .isEqualTo(more);
  }

  @Test
  void hibernationByAnotherCoreIsARuleOfItsOwn() {
    Asked asked = Asked.of(Version.V1_3).in(State.COLD_BOOT.with(1, CoreState.ON)).by(1);
    Call call = asked.call(OFF2, 1, 0, 0);
    LeavingOut broken = LeavingOut.of("OFF2-05/SYSTEM_OFF2/the-type-is-1-and-another-core-calls");
    assertThat(broken.permits(asked, call)).isEqualTo("does not return ANY_NUMBER");
    assertThat(asked.outcomes(OFF2, 1, 0, 0))
        .extracting(Asked.Outcome::rule)
        .containsExactly("OFF2-05");
  }

  @ParameterizedTest
  @CsvSource({"-10, true", "-9, false", "-1, false", "0, true", "1, true"})
  void numberWithoutASignMustNotBeACode(int value, boolean isOne) {
    assertThat(Answers.NO_CODE.contains(value)).isEqualTo(isOne);
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void whatIsNoErrorIsNotNegative(int value, boolean isOne) {
    assertThat(Answers.NO_ERROR.contains(value)).isEqualTo(isOne);
    assertThat(Answers.NO_ERROR.description()).isEqualTo("a number that is no error");
  }

  @Test
  void thatItComesBackIsAnotherFaultThanThatTheMachineGoesOn() {
    Asked asked = Asked.of(Version.V1_1);
    Call off = asked.call(PsciFunction.SYSTEM_OFF.smc32(), 0, 0, 0);
    assertThat(LeavingOut.of("SYS-01/SYSTEM_OFF").permits(asked, off)).isEqualTo("ANY_NUMBER");
    assertThat(LeavingOut.of("SYS-03/SYSTEM_OFF").permits(asked, off)).isEqualTo("does not return");
    Call reset = asked.call(PsciFunction.SYSTEM_RESET.smc32(), 0, 0, 0);
    assertThat(LeavingOut.of("SYS-01/SYSTEM_RESET").permits(asked, reset)).isEqualTo("ANY_NUMBER");
    assertThat(LeavingOut.of("SYS-04/SYSTEM_RESET").permits(asked, reset))
        .isEqualTo("does not return");
  }
}
