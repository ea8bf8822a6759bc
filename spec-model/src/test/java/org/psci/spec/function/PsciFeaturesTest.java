// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** States what PSCI_FEATURES may answer about each kind of id, and what the answer gives away. */
class PsciFeaturesTest {
  private static final int PSCI_FEATURES = PsciFunction.PSCI_FEATURES.smc32();

  @ParameterizedTest(name = "{0}: {1} ({2})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V0_2 | 0x84000000 | everything before 1.0       | NOT_SUPPORTED
          V1_0 | 0x84000000 | PSCI_VERSION                | SUCCESS
          V1_0 | 0xc4000000 | PSCI_VERSION has no SMC64   | NOT_SUPPORTED
          V1_0 | 0x8400000a | PSCI_FEATURES               | SUCCESS
          V1_0 | 0xc4000003 | CPU_ON                      | SUCCESS
          V1_0 | 0x84000003 | CPU_ON, SMC32               | SUCCESS
          V1_0 | 0xc4000001 | CPU_SUSPEND has flags       | SUCCESS 1 2 3
          V1_0 | 0xc400000e | SYSTEM_SUSPEND, optional    | SUCCESS NOT_SUPPORTED
          V1_0 | 0xc4000012 | SYSTEM_RESET2 came with 1.1 | NOT_SUPPORTED SUCCESS
          V1_1 | 0xc4000012 | SYSTEM_RESET2, optional     | SUCCESS NOT_SUPPORTED
          V1_2 | 0xc4000015 | SYSTEM_OFF2 came with 1.3   | NOT_SUPPORTED
          V1_3 | 0xc4000015 | SYSTEM_OFF2 has a flag      | 1 NOT_SUPPORTED
          V1_3 | 0x8400001f | not allocated               | NOT_SUPPORTED
          V1_3 | 0x80000000 | SMCCC_VERSION               | SUCCESS NOT_SUPPORTED
          V1_3 | 0x12345678 | no PSCI id                  | NOT_SUPPORTED
          """)
  void permits(Version version, String id, String remark, String results) {
    assertThat(remark).isNotBlank();
    assertThat(Asked.of(version).results(PSCI_FEATURES, Long.decode(id), 0, 0)).isEqualTo(results);
  }

  @Test
  void whatIsKnownToWorkShouldBeReported() {
    Platform known =
        Asked.of(Version.V1_1).platform().withConstants(Map.of("presence of SMCCC_VERSION", 1L));
    Call call = Asked.of(Version.V1_1).call(PSCI_FEATURES, 0x8000_0000L, 0, 0);
    List<String> needed = new ArrayList<>();
    new Specification(known).permit(State.COLD_BOOT, call, new Readings(needed));
    assertThat(needed).containsExactly("AMB-40 A", "AMB-40 B");
  }

  /** The readings that outcomes need. */
  private record Readings(List<String> needed) implements Outcomes {
    @Override
    public void returns(int value, State next, Because why) {
      why.reading().ifPresent(reading -> needed.add(reading.toString()));
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      returns((int) value, next, why);
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      returns(0, next, why);
    }

    @Override
    public void leaves(State next, Because why) {
      returns(0, next, why);
    }

    @Override
    public void returnsAnything(State next) {
      needed.add("none");
    }
  }

  @Test
  void idIsAWordWhateverStandsAboveIt() {
    assertThat(Asked.of(Version.V1_1).results(PSCI_FEATURES, 0x7_8400_0000L, 0, 0))
        .isEqualTo("SUCCESS");
  }

  @Test
  void narrowCallerMayBeToldThatWideFormsAreNotForIt() {
    Asked narrow = Asked.of(Version.V1_1).from(ExecutionState.AARCH32);
    assertThat(narrow.results(PSCI_FEATURES, 0xc400_0003L, 0, 0))
        .isEqualTo("SUCCESS NOT_SUPPORTED");
    assertThat(narrow.results(PSCI_FEATURES, 0x8400_0003L, 0, 0)).isEqualTo("SUCCESS");
  }

  @Test
  void presenceIsAConstant() {
    assertThat(Asked.of(Version.V1_1).outcomes(PSCI_FEATURES, 0xc400_000eL, 0, 0))
        .extracting(outcome -> outcome.result() + " tells " + outcome.facts())
        .containsExactly(
            "SUCCESS tells [presence of SYSTEM_SUSPEND = 1]",
            "NOT_SUPPORTED tells [presence of SYSTEM_SUSPEND = 0]");
  }

  @Test
  void osInitiatedModeComesWithTheCallThatChoosesIt() {
    assertThat(Asked.of(Version.V1_1).outcomes(PSCI_FEATURES, 0xc400_0001L, 0, 0))
        .extracting(outcome -> outcome.result() + " tells " + outcome.facts())
        .containsExactly(
            "SUCCESS tells [PSCI_FEATURES(CPU_SUSPEND) = 0]",
            "1 tells [PSCI_FEATURES(CPU_SUSPEND) = 1, presence of PSCI_SET_SUSPEND_MODE = 1]",
            "2 tells [PSCI_FEATURES(CPU_SUSPEND) = 2]",
            "3 tells [PSCI_FEATURES(CPU_SUSPEND) = 3, presence of PSCI_SET_SUSPEND_MODE = 1]");
  }

  @ParameterizedTest
  @CsvSource({
    "0x84000010, presence of PSCI_STAT_* = 1, presence of PSCI_STAT_RESIDENCY = 1",
    "0x84000011, presence of PSCI_STAT_* = 1, presence of PSCI_STAT_COUNT = 1",
    "0x84000013, presence of MEM_PROTECT = 1, presence of MEM_PROTECT* = 1",
    "0x84000014, presence of MEM_PROTECT* = 1, presence of MEM_PROTECT_CHECK_RANGE = 1"
  })
  void statisticsAndMemoryProtectionComeInPairs(String id, String fact, String another) {
    assertThat(Asked.of(Version.V1_1).outcomes(PSCI_FEATURES, Long.decode(id), 0, 0).get(0).facts())
        .containsExactly(fact, another);
  }

  @ParameterizedTest
  @CsvSource({
    "0x95c1ba5d, NOT_SUPPORTED",
    "0x95c1ba5e, NOT_SUPPORTED(AMB-53 A)",
    "0x95c1ba61, NOT_SUPPORTED(AMB-53 A)",
    "0x95c1ba62, NOT_SUPPORTED"
  })
  void idsOf01AreFourOpenPoints(String id, String readings) {
    assertThat(Asked.of(Version.V1_1).readings(PSCI_FEATURES, Long.decode(id), 0, 0))
        .isEqualTo(readings);
  }

  @ParameterizedTest
  @CsvSource({
    "V1_3, 0x8400001f, FEAT-02 CONV-10",
    "V1_3, 0xc4000000, FEAT-02 CONV-10",
    "V1_3, 0x12345678, FEAT-11 FEAT-02",
    "V1_3, 0x84000020, FEAT-11 FEAT-02",
    "V1_0, 0xc4000012, FEAT-02 CONV-10",
    "V1_2, 0xc4000015, OFF2-07 FEAT-02"
  })
  void absenceHasItsRules(Version version, String id, String rules) {
    assertThat(
            Asked.of(version).outcomes(PSCI_FEATURES, Long.decode(id), 0, 0).stream()
                .filter(outcome -> outcome.result().equals("NOT_SUPPORTED"))
                .flatMap(outcome -> outcome.why().stream())
                .flatMap(why -> why.rules().stream())
                .map(Object::toString))
        .containsExactly(rules.split(" "));
  }

  @Test
  void whatNarrowCallersAreToldOfWideFormsIsAnOpenPoint() {
    Asked narrow = Asked.of(Version.V1_1).from(ExecutionState.AARCH32);
    assertThat(narrow.readings(PSCI_FEATURES, 0xc400_0003L, 0, 0))
        .isEqualTo("SUCCESS(AMB-39 A) NOT_SUPPORTED(AMB-39 B)");
    assertThat(narrow.readings(PSCI_FEATURES, 0x8400_0003L, 0, 0)).isEqualTo("SUCCESS");
  }

  @ParameterizedTest(name = "without {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FEAT-04/PSCI_FEATURES/cpu-on-is-asked-for                    | 0xc4000003 | NO_ERROR
          FEAT-04/PSCI_FEATURES/cpu-off-is-asked-for                   | 0xc4000003 | ''
          FEAT-03/PSCI_FEATURES/not-supported-cpu-on-is-asked-for      | 0xc4000003 | NOT_SUPPORTED
          FEAT-04/PSCI_FEATURES/cpu-suspend-is-asked-for-and-has-flags-2 | 0xc4000001 | NO_ERROR
          FEAT-04/PSCI_FEATURES/system-reset2-is-asked-for-and-is-there | 0xc4000012 | NO_ERROR
          FEAT-02/PSCI_FEATURES/system-reset2-is-asked-for-and-is-absent | 0xc4000012 | ANY_ERROR
          FEAT-11/PSCI_FEATURES/the-id-is-one-of-psci-0-1-amb-53-b     | 0x95c1ba5e | SUCCESS
          FEAT-11/PSCI_FEATURES/the-id-is-not-one-of-psci              | 0x12345678 | ANY_ERROR SUCCESS does not return 1 2 3
          FEAT-02/PSCI_FEATURES/other-results                          | 0x80000000 | ANY_NUMBER
          """)
  void clauseThatIsNotKeptPermitsMore(String clause, String id, String results) {
    Asked asked = Asked.of(Version.V1_1);
    Call call = asked.call(PSCI_FEATURES, Long.decode(id), 0, 0);
    assertThat(LeavingOut.of(clause).permits(asked, call)).isEqualTo(results);
  }

  @Test
  void presenceIsTheSameConstantWhoeverTellsIt() {
    Because told = Presence.reveal(PsciFunction.MIGRATE, true, Because.of("FEAT-02"));
    assertThat(told.facts().get(0).subject()).isEqualTo("presence of MIGRATE");
    assertThat(told.facts().get(0).value()).isEqualTo(1);
    assertThat(Presence.reveal(PsciFunction.MIGRATE, false, Because.of("FEAT-02")).facts())
        .extracting(fact -> fact.value())
        .containsExactly(0L);
    assertThat(UnknownFunction.reportedSmccc(Because.of("FEAT-05")).facts())
        .extracting(fact -> fact.subject() + " = " + fact.value())
        .containsExactly("presence of SMCCC_VERSION = 1");
  }
}
