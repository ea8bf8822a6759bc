// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what MIGRATE_INFO_TYPE may answer: one of three types, or that it is not there. */
class MigrateInfoTypeTest {
  private static final int MIGRATE_INFO_TYPE = PsciFunction.MIGRATE_INFO_TYPE.smc32();

  @ParameterizedTest
  @EnumSource(Version.class)
  void permits(Version version) {
    assertThat(Asked.of(version).results(MIGRATE_INFO_TYPE, 0, 0, 0))
        .isEqualTo("SUCCESS 1 2 NOT_SUPPORTED");
  }

  @Test
  void answerIsAConstant() {
    assertThat(Asked.of(Version.V1_1).outcomes(MIGRATE_INFO_TYPE, 0, 0, 0))
        .extracting(outcome -> outcome.result() + " tells " + outcome.facts())
        .containsExactly(
            "SUCCESS tells [MIGRATE_INFO_TYPE = 0, presence of MIGRATE_INFO_TYPE = 1]",
            "1 tells [MIGRATE_INFO_TYPE = 1, presence of MIGRATE_INFO_TYPE = 1]",
            "2 tells [MIGRATE_INFO_TYPE = 2, presence of MIGRATE_INFO_TYPE = 1]",
            "NOT_SUPPORTED tells [MIGRATE_INFO_TYPE = -1, presence of MIGRATE_INFO_TYPE = 0]");
  }

  @ParameterizedTest
  @CsvSource({"V0_2, AMB-52", "V1_0, AMB-41"})
  void howTheLackOfATrustedOsShowsIsOpen(Version version, String open) {
    assertThat(Asked.of(version).readings(MIGRATE_INFO_TYPE, 0, 0, 0))
        .isEqualTo("SUCCESS 1 2(" + open + " A) NOT_SUPPORTED(" + open + " B)");
  }

  @Test
  void otherAnswerBreaksItsRule() {
    Asked asked = Asked.of(Version.V1_1);
    Call call = asked.call(MIGRATE_INFO_TYPE, 0, 0, 0);
    LeavingOut broken = LeavingOut.of("MIG-02/MIGRATE_INFO_TYPE/other-results");
    assertThat(broken.permits(asked, call)).isEqualTo("ANY_NUMBER");
  }
}
