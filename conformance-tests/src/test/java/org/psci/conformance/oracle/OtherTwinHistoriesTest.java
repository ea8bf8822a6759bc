// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.Version;

/**
 * Proves the same of everything that is not a start or a stop: conventions, constants, the state of
 * cores that come in, silence and sudden ends. {@code +} marks what is lawful, {@code -} what is
 * not.
 */
class OtherTwinHistoriesTest {
  private final Twins twins = Twins.standard();

  // ---- the calling convention

  @Test
  void unallocatedIdIsNotSupported() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-09",
        """
        + 1-2  core 0: CALL id=0x8400001f -> NOT_SUPPORTED
        - 1-2  core 0: CALL id=0x8400001f -> SUCCESS
        """);
  }

  @Test
  void narrowFunctionHasNoWideForm() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-10",
        """
        + 1-2  core 0: CALL id=0xc4000000 -> NOT_SUPPORTED
        - 1-2  core 0: CALL id=0xc4000000 -> 1.1
        """);
  }

  @Test
  void idsOfOtherServicesAreNotJudged() throws ProgramSyntaxException {
    assertThat(twins.judge("1-2 core 0: CALL id=0x80000000 -> 0x10001").isExplained()).isTrue();
    assertThat(twins.judge("1-2 core 0: CALL id=0x80000000 -> 77").isExplained()).isTrue();
  }

  @Test
  void junkAboveTheFunctionIdDoesNotCount() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-03",
        """
        + 1-2  core 0: PSCI_VERSION x0.high=0x1 -> 1.1
        - 1-2  core 0: PSCI_VERSION x0.high=0x1 -> NOT_SUPPORTED
        """);
  }

  @Test
  void callKeepsRegisters() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-12",
        """
        + 1-2  core 0: PSCI_VERSION -> 1.1 changes x8
        - 1-2  core 0: PSCI_VERSION -> 1.1 changes x19
        """);
  }

  @Test
  void callKeepsMoreRegistersUnderSmccc11() throws ProgramSyntaxException {
    assertThat(twins.withSmccc11().rulesOf("1-2 core 0: PSCI_VERSION -> 1.1 changes x8"))
        .containsExactly("CONV-12");
  }

  @Test
  void callKeepsTheStateOfTheCore() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-15",
        """
        + 1-2  core 0: PSCI_VERSION -> 1.1
        - 1-2  core 0: PSCI_VERSION -> 1.1 changes DAIF
        """);
  }

  @Test
  void errorOfAWideCallHasSixtyFourBitsFromOneTwoOn() throws ProgramSyntaxException {
    Twins.ofVersion(Version.V1_2)
        .differBy(
            "CONV-11",
            """
            + 1-2  core 0: AFFINITY_INFO mpidr=0x77 level=0 -> 0xfffffffffffffffe
            - 1-2  core 0: AFFINITY_INFO mpidr=0x77 level=0 -> 0xfffffffe
            """);
    assertThat(
            twins.judge("1-2 core 0: AFFINITY_INFO mpidr=0x77 level=0 -> 0xfffffffe").isExplained())
        .as("in 1.1")
        .isTrue();
  }

  // ---- constants

  @Test
  void versionIsTheOneThatItIs() throws ProgramSyntaxException {
    twins.differBy(
        "VER-04",
        """
        + 1-2  core 0: PSCI_VERSION -> 1.1
        - 1-2  core 0: PSCI_VERSION -> 1.2
        """);
  }

  @Test
  void flagsOfCpuSuspendNeverChange() throws ProgramSyntaxException {
    twins
        .knowing("PSCI_FEATURES(CPU_SUSPEND)", 0)
        .differBy(
            "FEAT-07 FEAT-08",
            """
            + 1-2  core 0: PSCI_FEATURES function=CPU_SUSPEND -> 0
            - 1-2  core 0: PSCI_FEATURES function=CPU_SUSPEND -> 2
            """);
  }

  @Test
  void functionIsThereOrNot() throws ProgramSyntaxException {
    twins
        .knowing("presence of MIGRATE_INFO_TYPE", 1)
        .differBy(
            "CONV-07",
            """
            + 1-2  core 0: MIGRATE_INFO_TYPE -> 2
            - 1-2  core 0: MIGRATE_INFO_TYPE -> NOT_SUPPORTED
            """);
  }

  // ---- the state of a core that comes in

  private static String start(String lawful, String unlawful) {
    return start("", lawful, unlawful);
  }

  private static String start(String dirt, String lawful, String unlawful) {
    return """
      1-2  core 0: CPU_ON core=1 entry=A context=0xa%s -> SUCCESS
    + 3    core 1 enters A x0=0xa %s
    - 3    core 1 enters A x0=0xa %s
    """
        .formatted(dirt, lawful, unlawful);
  }

  @Test
  void coreStartsAtTheLevelOfItsCaller() throws ProgramSyntaxException {
    twins.differBy("INIT-01", start("el=1", "el=2"));
  }

  @Test
  void coreStartsWithItsOwnStackPointer() throws ProgramSyntaxException {
    twins.differBy("INIT-02", start("spsel=1", "spsel=0"));
  }

  @Test
  void coreStartsWithEverythingMasked() throws ProgramSyntaxException {
    twins.differBy("INIT-05", start("daif=0xf", "daif=0xb"));
  }

  @Test
  void coreStartsWithMmuAndCachesOff() throws ProgramSyntaxException {
    twins.differBy("INIT-06", start("sctlr=0x30d00800", "sctlr=0x30d00801"));
    twins.differBy("INIT-06", start("sctlr=0x30d00800", "sctlr=0x30d00804"));
    twins.differBy("INIT-06", start("sctlr=0x30d00800", "sctlr=0x30d01800"));
  }

  @Test
  void coreStartsWithTheEndiannessOfItsCaller() throws ProgramSyntaxException {
    twins.differBy("INIT-04", start("sctlr=0x30d00800", "sctlr=0x32d00800"));
    twins.differBy("INIT-04", start(" dirty=be", "sctlr=0x32d00800", "sctlr=0x30d00800"));
  }

  @Test
  void coreStartsWithTheFrequencyOfTheCounter() throws ProgramSyntaxException {
    twins.differBy("INIT-09", start("cntfrq=62500000", "cntfrq=0"));
  }

  @Test
  void coreKeepsItsMpidr() throws ProgramSyntaxException {
    twins.differBy("AFF-01", start("mpidr=0x80000001", "mpidr=0x80000002"));
  }

  // ---- silence and sudden ends

  @Test
  void acceptedStartHappens() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-02",
        """
        + 1-2  core 0: CPU_ON core=1 entry=0x4 context=0xa -> SUCCESS
        - 1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 silent: entry
        """);
  }

  @Test
  void callReturns() throws ProgramSyntaxException {
    twins.differBy(
        "SM-06",
        """
        + 1-   core 0: CPU_OFF
        - 1-   core 0: PSCI_VERSION
          3    core 0 silent: return
        """);
  }

  @Test
  void cpuOffTakesEffectSometime() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_OFF-03",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
        + 4-5  core 1: PSCI_VERSION -> 1.1
        - 4-   core 1: CPU_OFF
          6-7  core 0: AFFINITY_INFO core=1 level=0 -> ON
          8    core 1 silent: result
        """);
  }

  @Test
  void silenceIsMarked() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3    core 1 silent: entry
            """);
    assertThat(judgement.violations()).singleElement().matches(Violation::isSilence);
  }

  @Test
  void machineGoesOnWhileSomebodyRuns() throws ProgramSyntaxException {
    twins.differBy(
        "SM-02",
        """
        + 1-   core 0: CPU_OFF
        - 1-2  core 0: PSCI_VERSION -> 1.1
          3    machine RESET
        """);
  }

  @Test
  void interruptToACoreThatIsOffMayResetTheMachine() throws ProgramSyntaxException {
    twins.differBy(
        "SM-02",
        """
          1-2  core 0: PSCI_VERSION -> 1.1
        + 3    wake core 1
          4    machine RESET
        """);
    assertThat(
            twins.rulesOf(
                """
                1    wake core 1
                2    machine POWERED_OFF
                """))
        .contains("SM-02");
  }

  @Test
  void coreThatFallsSilentBesideACpuOffWasTakenAlong() throws ProgramSyntaxException {
    twins.differBy(
        "AFF-08 CPU_OFF-05",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
          4-   core 1: CPU_OFF
        + 5-6  core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 5-   core 0: AFFINITY_INFO core=1 level=0
        - 7    core 0 silent: return
        """);
  }

  @Test
  void callThatResetsTheMachineIsNamed() throws ProgramSyntaxException {
    Violation reset =
        twins.first(
            """
            1-   core 0: CPU_ON core=0 entry=A context=0xa
            2    machine RESET
            """);
    assertThat(reset.kind()).isEqualTo("SM-02/CPU_ON/ends-no-machine");
    assertThat(reset.permitted()).containsExactly("returns ALREADY_ON [CPU_ON-05, SM-04]");
  }

  // ---- after the first deviation

  @Test
  void deviationsAreToldInOrderAndDoNotHideOthers() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2  core 0: PSCI_VERSION -> 1.2
            3-4  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            5    core 1 enters A x0=0xb
            6-7  core 1: CPU_OFF -> DENIED
            """);
    assertThat(judgement.violations())
        .extracting(violation -> violation.rules().get(0))
        .extracting(Rule::id)
        .containsExactly("VER-04", "CPU_ON-13", "CPU_OFF-02");
  }

  @Test
  void violationSaysWhatWasSeenAndWhatWasPermitted() throws ProgramSyntaxException {
    Violation violation =
        twins
            .judge(
                """
                1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
                3-4  core 0: CPU_ON core=1 entry=B context=0xb -> DENIED
                """)
            .violations()
            .get(0);
    assertThat(violation.seen())
        .isEqualTo("core 0: CPU_ON(0x1, 0x40001010, 0xb) returned DENIED (-3)");
    assertThat(violation.permitted())
        .containsExactlyInAnyOrder(
            "returns ON_PENDING [CPU_ON-06, SM-04]", "returns ALREADY_ON [CPU_ON-05, SM-04]");
  }

  @Test
  void callThatTookEffectStillHasToReturn() throws ProgramSyntaxException {
    assertThat(
            twins.rulesOf(
                """
                1-   core 0: CPU_ON core=1 entry=A context=0xa
                2    core 1 enters A x0=0xa
                3    core 0 silent: return
                """))
        .contains("CPU_ON-01");
  }
}
