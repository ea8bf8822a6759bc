// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States which width of a call which caller may use, and what counts in its registers. */
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

  @ParameterizedTest(name = "{0}: X{1}")
  @CsvSource({
    "0x84000003, 0, 32",
    "0x84000003, 1, 32",
    "0x84000003, 3, 32",
    "0xc4000003, 0, 32",
    "0xc4000003, 1, 64",
    "0xc4000003, 3, 64",
    "0xc4000004, 1, 64",
    "0xc4000004, 2, 32",
    "0xc4000004, 3, 64",
    "0x84000000, 1, 64",
    "0x8400000a, 1, 32"
  })
  void bitsThatCount(String id, int register, int bits) {
    Call call = Asked.of(Version.V1_1).call(Integer.parseUnsignedInt(id.substring(2), 16), 0, 0, 0);
    assertThat(PsciFunction.significantBits(call.functionId(), register)).isEqualTo(bits);
  }

  @Test
  void junkIsWhatStandsAboveThem() {
    long junk = 0x1_0000_0000L;
    Call call =
        new Call(
            0,
            junk | (PsciFunction.CPU_ON.smc32() & 0xffff_ffffL),
            1,
            junk | Asked.ENTRY,
            0,
            ExecutionState.AARCH64);
    assertThat(Specification.junkRegisters(call)).isEqualTo(0b0101);
    assertThat(Specification.junkRules(call))
        .extracting(Object::toString)
        .containsExactly("CONV-03");
    assertThat(call.functionId()).isEqualTo(PsciFunction.CPU_ON.smc32());
    assertThat(call.wide(2)).isEqualTo(Asked.ENTRY);
  }
}
