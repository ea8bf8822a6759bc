// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
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

  @Test
  void answersToAWrongWidthIn02AreOpenPoints() {
    Asked wide = Asked.of(Version.V0_2);
    assertThat(wide.readings(PsciFunction.AFFINITY_INFO.smc32(), 0, 0, 0))
        .isEqualTo("INVALID_PARAMETERS(AMB-04 A) ON(AMB-04 B)");
    assertThat(
            wide.from(ExecutionState.AARCH32).readings(PsciFunction.AFFINITY_INFO.smc64(), 0, 0, 0))
        .isEqualTo("INVALID_PARAMETERS(AMB-03 A) NOT_SUPPORTED(AMB-03 B)");
  }

  @ParameterizedTest(name = "{0} from {1}: X1 = {2}, X2 = {3}, X3 = {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CPU_ON        | SMC64 | 0x10000000000 | 0x10000000000 | 0x10000000000 | 0
          CPU_ON        | SMC32 | 0x10000000000 | 0             | 0             | 2
          CPU_ON        | SMC32 | 0             | 0x10000000000 | 0             | 4
          CPU_ON        | SMC32 | 0             | 0             | 0x10000000000 | 8
          AFFINITY_INFO | SMC64 | 0x10000000000 | 0x10000000000 | 0x10000000000 | 4
          """)
  void junkOfEachRegisterIsSeen(
      PsciFunction function, CallWidth width, String x1, String x2, String x3, int registers) {
    Call call =
        Asked.of(Version.V1_1)
            .call(function.id(width), Long.decode(x1), Long.decode(x2), Long.decode(x3));
    assertThat(Specification.junkRegisters(call)).isEqualTo(registers);
  }

  @ParameterizedTest(name = "{0} {1}: X{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AFFINITY_INFO | SMC64 | 2 | AFF-12
          AFFINITY_INFO | SMC64 | 0 | CONV-03
          AFFINITY_INFO | SMC32 | 2 | AFF-12 CONV-03
          AFFINITY_INFO | SMC32 | 1 | CONV-03
          PSCI_FEATURES | SMC32 | 1 | FEAT-12 CONV-03
          PSCI_FEATURES | SMC32 | 0 | CONV-03
          SYSTEM_RESET2 | SMC64 | 1 | RST2-09
          SYSTEM_RESET2 | SMC32 | 2 | CONV-03
          CPU_SUSPEND   | SMC64 | 1 | ''
          CPU_ON        | SMC32 | 1 | CONV-03
          """)
  void junkBreaksTheRuleOfItsParameter(
      PsciFunction function, CallWidth width, int register, String rules) {
    Call call = withJunkIn(register, function.id(width));
    assertThat(Specification.junkRules(call))
        .extracting(Object::toString)
        .containsExactly(rules.isEmpty() ? new String[0] : rules.split(" "));
    List<String> broken =
        new Specification(Asked.of(Version.V1_1).platform())
            .brokenBy(call, 0, List.of()).stream().map(Object::toString).toList();
    assertThat(broken).containsAll(List.of(rules.isEmpty() ? new String[0] : rules.split(" ")));
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
    assertThat(
            Specification.harmlessJunk(withJunkIn(register, function.id(width)))
                .flatMap(Because::reading)
                .map(Object::toString)
                .orElse(""))
        .isEqualTo(reading);
  }

  /** A call without arguments, but with something in the upper half of a register; -1 for none. */
  private static Call withJunkIn(int register, int id) {
    long junk = 0x7_0000_0000L;
    return new Call(
        0,
        (id & 0xffff_ffffL) | (register == 0 ? junk : 0),
        register == 1 ? junk : 0,
        register == 2 ? junk : 0,
        register == 3 ? junk : 0,
        ExecutionState.AARCH64);
  }

  @Test
  void unknownIdHasNoParametersToHaveJunkIn() {
    assertThat(Specification.harmlessJunk(withJunkIn(1, 0x8400_001f))).isEmpty();
  }

  @ParameterizedTest(name = "{1} {2} from {3} in {0} without {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V1_1 | CPU_ON  | SMC64 | AARCH32 | CONV-04/width/an-aarch32-caller-uses-an-smc64-id-from-1-0-on | 100 ANY_ERROR 0
          V1_1 | CPU_ON  | SMC32 | AARCH32 | CONV-04/width/an-aarch32-caller-uses-an-smc64-id-from-1-0-on |
          V1_1 | MIGRATE | SMC64 | AARCH32 | CONV-04/width/an-aarch32-caller-uses-the-smc64-id-of-migrate-from-1-0-on | ANY_ERROR 0 100
          V0_2 | CPU_ON  | SMC64 | AARCH32 | CONV-05/width/an-aarch32-caller-uses-an-smc64-id-in-0-2 | ANY_ERROR 0 100
          V0_2 | CPU_ON  | SMC32 | AARCH64 | CONV-05/width/an-aarch64-caller-uses-an-smc32-id-in-0-2 | ANY_ERROR 0
          V0_2 | CPU_ON  | SMC64 | AARCH64 | CONV-05/width/an-aarch64-caller-uses-an-smc32-id-in-0-2 |
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
    assertThat(
            String.join(" ", LeavingOut.of(new CallingConvention(), clause).permits(asked, call)))
        .isEqualTo(more == null ? "" : more);
  }
}
