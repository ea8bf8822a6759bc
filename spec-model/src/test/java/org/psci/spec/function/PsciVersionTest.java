// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what PSCI_VERSION answers: always the same. */
class PsciVersionTest {
  private static final int PSCI_VERSION = PsciFunction.PSCI_VERSION.smc32();

  @ParameterizedTest
  @EnumSource(Version.class)
  void answersTheVersionOnEveryCore(Version version) {
    State allOn = State.COLD_BOOT.with(1, CoreState.ON).with(2, CoreState.ON).with(3, CoreState.ON);
    for (int core = 0; core < 4; core++) {
      assertThat(Asked.of(version).in(allOn).by(core).results(PSCI_VERSION, 0, 0, 0))
          .isEqualTo(Integer.toString(version.encoded()));
    }
  }

  @Test
  void argumentsDoNotMatter() {
    assertThat(Asked.of(Version.V1_1).results(PSCI_VERSION, -1, -1, -1))
        .isEqualTo(Integer.toString(0x1_0001));
  }

  @ParameterizedTest
  @CsvSource({
    "VER-04/PSCI_VERSION, PUBLISHED_VERSION",
    "VER-01/PSCI_VERSION/any-error, ANY_ERROR",
    "VER-02/PSCI_VERSION/other-results, ANY_NUMBER"
  })
  void clauseThatIsNotKeptPermitsMore(String clause, String results) {
    Asked asked = Asked.of(Version.V1_1);
    assertThat(LeavingOut.of(clause).permits(asked, asked.call(PSCI_VERSION, 0, 0, 0)))
        .isEqualTo(results);
  }
}
