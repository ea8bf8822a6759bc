// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.clause.Clause;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what counts in the registers of a call, and what becomes of one that is read wrong. */
class DecodingTest {
  private static final long JUNK = 0x7_0000_0000L;

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

  @ParameterizedTest(name = "{0} {1}: X{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AFFINITY_INFO       | SMC64 | 0 | CONV-03/function id
          AFFINITY_INFO       | SMC64 | 1 | CONV-02/SMC64 arguments
          AFFINITY_INFO       | SMC64 | 2 | AFF-12/level of AFFINITY_INFO
          AFFINITY_INFO       | SMC64 | 3 | ''
          AFFINITY_INFO       | SMC32 | 0 | CONV-03/function id
          AFFINITY_INFO       | SMC32 | 1 | CONV-03/SMC32 arguments
          AFFINITY_INFO       | SMC32 | 2 | CONV-03/SMC32 arguments, AFF-12/level of AFFINITY_INFO
          PSCI_FEATURES       | SMC32 | 0 | CONV-03/function id
          PSCI_FEATURES       | SMC32 | 1 | CONV-03/SMC32 arguments, FEAT-12/function of PSCI_FEATURES
          SYSTEM_RESET2       | SMC64 | 1 | RST2-09/type of SYSTEM_RESET2
          SYSTEM_RESET2       | SMC64 | 2 | CONV-02/SMC64 arguments
          SYSTEM_RESET2       | SMC32 | 2 | CONV-03/SMC32 arguments
          SYSTEM_OFF2         | SMC64 | 1 | CONV-02/type of SYSTEM_OFF2
          SYSTEM_OFF2         | SMC32 | 2 | CONV-03/SMC32 arguments, CONV-03/cookie of SYSTEM_OFF2
          CPU_SUSPEND         | SMC64 | 1 | CONV-02/power_state of CPU_SUSPEND
          CPU_ON              | SMC64 | 1 | CONV-02/SMC64 arguments, CPU_ON-03/target_cpu
          CPU_ON              | SMC64 | 2 | CONV-02/SMC64 arguments, CPU_ON-03/target_cpu
          CPU_ON              | SMC32 | 2 | CONV-03/SMC32 arguments, CPU_ON-03/target_cpu
          MIGRATE             | SMC64 | 1 | CONV-02/SMC64 arguments
          NODE_HW_STATE       | SMC64 | 1 | CONV-02/SMC64 arguments
          NODE_HW_STATE       | SMC64 | 2 | CONV-02/level of NODE_HW_STATE
          PSCI_STAT_RESIDENCY | SMC64 | 2 | CONV-02/power_state of PSCI_STAT_RESIDENCY
          PSCI_STAT_COUNT     | SMC64 | 2 | CONV-02/power_state of PSCI_STAT_COUNT
          """)
  void whatStandsAboveTheBitsThatCountTouchesClauses(
      PsciFunction function, CallWidth width, int register, String clauses) {
    assertThat(Decoding.clauses(withJunkIn(register, function.id(width))))
        .extracting(Clause::id)
        .containsExactly(clauses.isEmpty() ? new String[0] : clauses.split(", "));
  }

  @Test
  void registersAreReadRight() {
    Call call =
        new Call(
            0,
            JUNK | (PsciFunction.CPU_ON.smc32() & 0xffff_ffffL),
            1,
            JUNK | Asked.ENTRY,
            0,
            ExecutionState.AARCH64);
    assertThat(call.functionId()).isEqualTo(PsciFunction.CPU_ON.smc32());
    assertThat(call.wide(2)).isEqualTo(Asked.ENTRY);
  }

  @ParameterizedTest(name = "{0} {1}: X{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PSCI_FEATURES       | SMC32 | 1 | AMB-38 A
          SYSTEM_OFF2         | SMC32 | 2 | AMB-36 A
          SYSTEM_OFF2         | SMC64 | 1 | AMB-37 A
          SYSTEM_RESET2       | SMC64 | 1 | AMB-38 A
          CPU_SUSPEND         | SMC64 | 1 | AMB-38 A
          AFFINITY_INFO       | SMC64 | 2 | AMB-38 A
          NODE_HW_STATE       | SMC64 | 2 | AMB-38 A
          PSCI_STAT_COUNT     | SMC64 | 2 | AMB-38 A
          PSCI_STAT_RESIDENCY | SMC64 | 2 | AMB-38 A
          AFFINITY_INFO       | SMC32 | 2 | ''
          AFFINITY_INFO       | SMC64 | 0 | ''
          SYSTEM_OFF2         | SMC32 | 1 | ''
          SYSTEM_RESET2       | SMC32 | 1 | ''
          CPU_ON              | SMC32 | 1 | ''
          """)
  void junkThatDoesNotMatterIsAnOpenPoint(
      PsciFunction function, CallWidth width, int register, String reading) {
    assertThat(Decoding.heeded(withJunkIn(register, function.id(width))))
        .extracting(why -> why.reading().orElseThrow().toString())
        .containsExactly(reading.isEmpty() ? new String[0] : new String[] {reading});
  }

  /** A call without arguments, but with something in the upper half of a register. */
  private static Call withJunkIn(int register, int id) {
    return new Call(
        0,
        (id & 0xffff_ffffL) | (register == 0 ? JUNK : 0),
        register == 1 ? JUNK : 0,
        register == 2 ? JUNK : 0,
        register == 3 ? JUNK : 0,
        ExecutionState.AARCH64);
  }

  @Test
  void unknownIdHasNoParametersToHaveJunkIn() {
    assertThat(Decoding.heeded(withJunkIn(1, 0x8400_001f))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}({2}, {3}, {4}) without {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AARCH64 | 0x7c4000003 | 0x1         | 0x40001000 | 0x0 | CONV-03/function id | NOT_SUPPORTED
          AARCH64 | 0xc4000003 | 0x1         | 0x40001000 | 0x0 | CONV-03/function id | ''
          AARCH64 | 0x84000003 | 0x700000001 | 0x40001000 | 0x0 | CONV-03/SMC32 arguments | INVALID_PARAMETERS
          AARCH64 | 0xc4000003 | 0x700000001 | 0x40001000 | 0x0 | CONV-02/SMC64 arguments | SUCCESS* INTERNAL_FAILURE DENIED
          AARCH64 | 0xc4000003 | 0x80000001  | 0x40001000 | 0x0 | CPU_ON-03/reserved bits of the MPIDR of CPU_ON | SUCCESS* INTERNAL_FAILURE DENIED
          AARCH64 | 0xc4000003 | 0x80000000  | 0x40001000 | 0x0 | CPU_ON-03/reserved bits of the MPIDR of CPU_ON | ALREADY_ON
          AARCH64 | 0xc4000003 | 0x2         | 0x40001000 | 0x0 | CPU_ON-03/target_cpu | SUCCESS* INTERNAL_FAILURE DENIED
          AARCH64 | 0xc4000003 | 0x100       | 0x40001000 | 0x0 | CPU_ON-03/target_cpu | INVALID_PARAMETERS
          AARCH32 | 0x84000003 | 0x1         | 0x40001001 | 0x0 | INIT-08/bit 0 of an entry point | INVALID_ADDRESS INVALID_PARAMETERS
          AARCH64 | 0xc4000004 | 0x80000101  | 0x0        | 0x0 | AFF-06/reserved bits of the MPIDR of AFFINITY_INFO | OFF
          AARCH64 | 0xc4000004 | 0x101       | 0x700000000 | 0x0 | AFF-12/level of AFFINITY_INFO | INVALID_PARAMETERS AFFINITY_STATE
          AARCH64 | 0xc400000d | 0x80000000  | 0x0        | 0x0 | NHW-02/reserved bits of the MPIDR of NODE_HW_STATE | HW_ON
          AARCH64 | 0xc400000d | 0x0         | 0x700000000 | 0x0 | CONV-02/level of NODE_HW_STATE | INVALID_PARAMETERS
          AARCH64 | 0x8400000a | 0x7c4000003 | 0x0        | 0x0 | FEAT-12/function of PSCI_FEATURES | NOT_SUPPORTED
          AARCH64 | 0xc4000012 | 0x700000000 | 0x0        | 0x0 | RST2-09/type of SYSTEM_RESET2 | INVALID_PARAMETERS
          AARCH64 | 0xc4000015 | 0x700000001 | 0x0        | 0x0 | CONV-02/type of SYSTEM_OFF2 | INVALID_PARAMETERS
          AARCH64 | 0x84000015 | 0x1         | 0x700000000 | 0x0 | CONV-03/cookie of SYSTEM_OFF2 | INVALID_PARAMETERS
          AARCH64 | 0xc4000001 | 0x700000001 | 0x40001000 | 0x0 | CONV-02/power_state of CPU_SUSPEND | INVALID_PARAMETERS*
          AARCH64 | 0xc4000010 | 0x0         | 0x700000001 | 0x0 | CONV-02/power_state of PSCI_STAT_RESIDENCY | 0x0
          AARCH64 | 0xc4000011 | 0x0         | 0x700000001 | 0x0 | CONV-02/power_state of PSCI_STAT_COUNT | 0x0
          """)
  void registerThatIsTakenForWhatItIsMakesAnotherCall(
      ExecutionState caller,
      String id,
      String x1,
      String x2,
      String x3,
      String clause,
      String more) {
    Asked asked = Asked.of(Version.V1_3).with(Composite.table()).from(caller);
    Call call =
        new Call(0, Long.decode(id), Long.decode(x1), Long.decode(x2), Long.decode(x3), caller);
    assertThat(LeavingOut.of(clause).permits(asked, call)).isEqualTo(more);
  }
}
