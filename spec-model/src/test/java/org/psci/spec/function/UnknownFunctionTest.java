// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what a call may do whose id names no function, or a function that is not there. */
class UnknownFunctionTest {

  @ParameterizedTest(name = "{0}: {1} ({2})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V0_2 | 0x84000016 | not allocated            | NOT_SUPPORTED | CONV-09
          V1_3 | 0x84000016 | not allocated            | NOT_SUPPORTED | CONV-09
          V1_3 | 0x8400001f | the last PSCI id         | NOT_SUPPORTED | CONV-09
          V1_3 | 0xc400001f | the last in SMC64        | NOT_SUPPORTED | CONV-09
          V1_1 | 0xc4000000 | PSCI_VERSION in SMC64    | NOT_SUPPORTED | CONV-10
          V1_1 | 0xc4000002 | CPU_OFF in SMC64         | NOT_SUPPORTED | CONV-10
          V1_1 | 0xc4000009 | SYSTEM_RESET in SMC64    | NOT_SUPPORTED | CONV-10
          V1_1 | 0x84000020 | of another service       | anything      | ''
          V1_1 | 0x80000000 | SMCCC_VERSION            | NO_ERROR NOT_SUPPORTED anything | FEAT-05
          V1_1 | 0x86000000 | of a vendor              | anything      | ''
          """)
  void permits(Version version, String id, String remark, String results, String rule) {
    assertThat(remark).isNotBlank();
    Asked asked = Asked.of(version);
    int functionId = Integer.parseUnsignedInt(id.substring(2), 16);
    assertThat(asked.results(functionId, 1, 2, 3)).isEqualTo(results);
    assertThat(asked.outcomes(functionId, 1, 2, 3).get(0).rule()).isEqualTo(rule);
    assertThat(asked.outcomes(functionId, 1, 2, 3).get(0).next()).isEqualTo(State.COLD_BOOT);
  }

  @ParameterizedTest
  @CsvSource({
    "CONV-09, the-function-number-is-not-allocated, 0x84000016",
    "CONV-10, the-id-is-the-smc64-form-of-an-smc32-only-function, 0xc4000002"
  })
  void errorOrNumberComesOnlyWhereAClauseIsNotKept(String rule, String situation, String id) {
    Asked asked = Asked.of(Version.V1_1);
    Call call = asked.call(Integer.parseUnsignedInt(id.substring(2), 16), 0, 0, 0);
    String words = rule + "/unknown-function/";
    assertThat(LeavingOut.of(words + situation).permits(asked, call))
        .isEqualTo("ANY_ERROR SUCCESS does not return");
    assertThat(LeavingOut.of(words + "other-results-" + situation).permits(asked, call))
        .isEqualTo("ANY_NUMBER");
  }

  @Test
  void functionThatIsSaidToBeAbsentIsNotSupported() {
    int id = PsciFunction.SYSTEM_SUSPEND.smc64();
    Asked asked = Asked.of(Version.V1_1);
    assertThat(asked.without(PsciFunction.SYSTEM_SUSPEND).results(id, 0, 0, 0))
        .isEqualTo("NOT_SUPPORTED");
    assertThat(asked.without(PsciFunction.SYSTEM_SUSPEND).outcomes(id, 0, 0, 0).get(0).facts())
        .containsExactly("presence of SYSTEM_SUSPEND = 0");
    assertThat(asked.results(id, 0, Asked.ENTRY, 0)).isNotEqualTo("NOT_SUPPORTED");
  }
}
