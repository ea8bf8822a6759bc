// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States which width of a call which caller may use. */
class CallingConventionTest {

  @ParameterizedTest(name = "{0}: {1} in {2} from {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V0_2 | AFFINITY_INFO | SMC64 | AARCH64 | ON
          V0_2 | AFFINITY_INFO | SMC32 | AARCH32 | ON
          V0_2 | AFFINITY_INFO | SMC32 | AARCH64 | INVALID_PARAMETERS ON(AMB-04 B)
          V0_2 | AFFINITY_INFO | SMC64 | AARCH32 | INVALID_PARAMETERS NOT_SUPPORTED(AMB-03 B)
          V0_2 | PSCI_VERSION  | SMC32 | AARCH64 | 2
          V0_2 | CPU_OFF       | SMC32 | AARCH64 | does not return
          V1_0 | AFFINITY_INFO | SMC64 | AARCH64 | ON
          V1_0 | AFFINITY_INFO | SMC32 | AARCH64 | ON
          V1_0 | AFFINITY_INFO | SMC32 | AARCH32 | ON
          V1_0 | AFFINITY_INFO | SMC64 | AARCH32 | NOT_SUPPORTED
          V1_3 | CPU_ON        | SMC64 | AARCH32 | NOT_SUPPORTED
          """)
  void permits(
      Version version,
      PsciFunction function,
      CallWidth width,
      ExecutionState caller,
      String results) {
    assertThat(Asked.of(version).from(caller).results(function.id(width), 0, 0, 0))
        .isEqualTo(results);
  }

  @Test
  void servedAllTheSameHasItsEffect() {
    assertThat(
            Asked.of(Version.V0_2).outcomes(PsciFunction.CPU_ON.smc32(), 1, Asked.ENTRY, 0).stream()
                .filter(outcome -> outcome.result().equals("SUCCESS"))
                .map(Asked.Outcome::next))
        .containsExactly(State.COLD_BOOT.with(1, CoreState.pendingFrom(0)));
  }

  @Test
  void answersToAWrongWidthIn02AreOpenPoints() {
    Asked wide = Asked.of(Version.V0_2);
    assertThat(wide.readings(PsciFunction.AFFINITY_INFO.smc32(), 0, 0, 0))
        .isEqualTo("INVALID_PARAMETERS(AMB-04 A) ON(AMB-04 B)");
    assertThat(
            wide.from(ExecutionState.AARCH32).readings(PsciFunction.AFFINITY_INFO.smc64(), 0, 0, 0))
        .isEqualTo("INVALID_PARAMETERS(AMB-03 A) NOT_SUPPORTED(AMB-03 B)");
  }

  @ParameterizedTest(name = "{1} {2} from {3} in {0} without {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_1 | CPU_ON  | SMC64 | AARCH32 | CONV-04/width/an-aarch32-caller-uses-an-smc64-id-from-1-0-on | INVALID_ADDRESS ALREADY_ON ANY_ERROR SUCCESS does not return
          V1_1 | CPU_ON  | SMC32 | AARCH32 | CONV-04/width/an-aarch32-caller-uses-an-smc64-id-from-1-0-on | ''
          V1_1 | MIGRATE | SMC64 | AARCH32 | CONV-04/width/an-aarch32-caller-uses-the-smc64-id-of-migrate-from-1-0-on | ANY_ERROR SUCCESS does not return
          V0_2 | CPU_ON  | SMC64 | AARCH32 | CONV-05/width/an-aarch32-caller-uses-an-smc64-id-in-0-2 | ANY_ERROR SUCCESS does not return ALREADY_ON
          V0_2 | CPU_ON  | SMC32 | AARCH64 | CONV-05/width/an-aarch64-caller-uses-an-smc32-id-in-0-2 | ANY_ERROR SUCCESS does not return
          V0_2 | CPU_ON  | SMC64 | AARCH64 | CONV-05/width/an-aarch64-caller-uses-an-smc32-id-in-0-2 | ''
          """)
  void widthThatIsNotRefusedBreaksItsClause(
      Version version,
      PsciFunction function,
      CallWidth width,
      ExecutionState caller,
      String clause,
      String more) {
    Asked asked = Asked.of(version).from(caller);
    Call call = asked.call(function.id(width), 0, 0, 0);
    assertThat(LeavingOut.of(clause).permits(asked, call)).isEqualTo(more);
  }
}
