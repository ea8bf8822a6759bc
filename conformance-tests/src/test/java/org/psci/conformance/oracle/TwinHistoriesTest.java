// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that the oracle tells lawful histories of starts and stops from unlawful ones that differ
 * in one event. {@code +} marks the lawful event, {@code -} the one that must be found.
 */
class TwinHistoriesTest {
  private final Twins twins = Twins.standard();

  @Test
  void oneOfTwoRacingCallersWins() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-07",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
          4-7  core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
        + 5-6  core 1: CPU_ON core=2 entry=C context=0xc -> ON_PENDING
        - 5-6  core 1: CPU_ON core=2 entry=C context=0xc -> SUCCESS
          8    core 2 enters B x0=0xb
        """);
  }

  @Test
  void successIsGivenOnceWithoutARaceToo() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-06",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3-4  core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        - 3-4  core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
          5    core 1 enters A x0=0xa
        """);
  }

  @Test
  void coreIsOnUntilItsCpuOffIsProcessed() throws ProgramSyntaxException {
    twins.differBy(
        "AFF-01 AFF-10 CPU_ON-05",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
          4-   core 1: CPU_OFF
        + 5-6  core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 5-6  core 0: AFFINITY_INFO core=1 level=0 -> OFF
          7-8  core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        """);
  }

  @Test
  void startedCoreCanBeOnBeforeItIsSeenToEnter() throws ProgramSyntaxException {
    twins.differBy(
        "AFF-01",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3-4  core 0: AFFINITY_INFO core=1 level=0 -> ON
        + 5-6  core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 5-6  core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING
          7    core 1 enters A x0=0xa
        """);
  }

  @Test
  void startedCoreIsNeverOff() throws ProgramSyntaxException {
    twins.differBy(
        "AFF-01",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3-4  core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING
        - 3-4  core 0: AFFINITY_INFO core=1 level=0 -> OFF
          5    core 1 enters A x0=0xa
        """);
  }

  @Test
  void entryAndContextAreOfOneCall() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-07",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
          4-7  core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
          5-6  core 1: CPU_ON core=2 entry=C context=0xc -> ON_PENDING
        + 8    core 2 enters B x0=0xb
        - 8    core 2 enters B x0=0xc
        """);
  }

  @Test
  void refusedCallMovesNoEntryPoint() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-08",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3-4  core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
        + 5    core 1 enters A x0=0xa
        - 5    core 1 enters B x0=0xb
        """);
  }

  @Test
  void contextArrivesWhole() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-02",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0x1111222233334444 -> SUCCESS
        + 3    core 1 enters A x0=0x1111222233334444
        - 3    core 1 enters A x0=0x33334444
        """);
  }

  @Test
  void coreStartsWhereItWasSent() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-02",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3    core 1 enters A x0=0xa
        - 3    core 1 enters A+4 x0=0xa
        """);
  }

  @Test
  void narrowCallHandsOverThirtyTwoBits() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-03",
        """
          1-2  core 0: CPU_ON32 core=1 entry=A context=0xa x3.high=0x77 -> SUCCESS
        + 3    core 1 enters A x0=0xa
        - 3    core 1 enters A x0=0x770000000a
        """);
  }

  @Test
  void coreThatWasNamedStarts() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-02",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3    core 1 enters A x0=0xa
        - 3    core 2 enters A x0=0xa
        """);
  }

  @Test
  void nobodyStartsUnasked() throws ProgramSyntaxException {
    assertThat(twins.rulesOf("1 core 2 enters B x0=0xb")).contains("SM-02");
  }

  @Test
  void coreThatWentOffComesBackByCpuOnAlone() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-15",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
          4-   core 1: CPU_OFF
          5-6  core 0: AFFINITY_INFO core=1 level=0 -> OFF
        + 7-8  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          9    core 1 enters A x0=0xa
        """);
  }

  @Test
  void runningCoreIsLeftAlone() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-08",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
          4-5  core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        + 6-7  core 1: PSCI_VERSION -> 1.1
        - 6    core 1 enters B x0=0xb
        """);
  }

  @Test
  void cpuOffDoesNotReturn() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_OFF-02",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
        + 4-   core 1: CPU_OFF
        - 4-5  core 1: CPU_OFF -> DENIED
        """);
  }

  @Test
  void coreThatIsOffMakesNoCalls() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_OFF-04",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
          4-   core 1: CPU_OFF
          5-6  core 0: AFFINITY_INFO core=1 level=0 -> OFF
        + 7-8  core 0: PSCI_VERSION -> 1.1
        - 7-8  core 2: PSCI_VERSION -> 1.1
        """);
  }

  @Test
  void callsThatTouchInTimeOverlap() throws ProgramSyntaxException {
    twins.differBy(
        "AFF-01",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3    core 1 enters A x0=0xa
        + 4-6  core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
        - 4-5  core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
          6-8  core 1: AFFINITY_INFO core=2 level=0 -> OFF
          9    core 2 enters B x0=0xb
        """);
  }

  @Test
  void observersAgreeOnOneOrder() throws ProgramSyntaxException {
    twins.differBy(
        "AFF-01",
        """
          1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
          3     core 1 enters A x0=0xa
          4-5   core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
          6     core 2 enters B x0=0xb
          10-20 core 0: CPU_ON core=3 entry=C context=0xc -> SUCCESS
          11-12 core 1: AFFINITY_INFO core=3 level=0 -> ON_PENDING
        + 13-14 core 2: AFFINITY_INFO core=3 level=0 -> ON_PENDING
        - 13-14 core 2: AFFINITY_INFO core=3 level=0 -> OFF
          21    core 3 enters C x0=0xc
        """);
  }

  @Test
  void groupIsPendingWhileOneOfItStarts() throws ProgramSyntaxException {
    twins.differBy(
        "AFF-03",
        """
          1-2  core 0: CPU_ON core=2 entry=A context=0xa -> SUCCESS
        + 3-4  core 0: AFFINITY_INFO core=3 level=1 -> ON_PENDING
        - 3-4  core 0: AFFINITY_INFO core=3 level=1 -> OFF
          5    core 2 enters A x0=0xa
        """);
  }

  @Test
  void absentCoreIsInvalid() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-03",
        """
        + 1-2  core 0: CPU_ON mpidr=0x7 entry=A context=0xa -> INVALID_PARAMETERS
        - 1-2  core 0: CPU_ON mpidr=0x7 entry=A context=0xa -> NOT_PRESENT
        """);
  }

  @Test
  void badEntryHasACodeOfItsOwnFromOneOnwards() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_ON-04",
        """
        + 1-2  core 0: CPU_ON core=1 entry=0x4 context=0xa -> INVALID_ADDRESS
        - 1-2  core 0: CPU_ON core=1 entry=0x4 context=0xa -> INVALID_PARAMETERS
        """);
  }

  @Test
  void badEntryIsAnInvalidParameterBefore() throws ProgramSyntaxException {
    Twins.ofVersion(Version.V0_2)
        .differBy(
            "CPU_ON-04",
            """
            + 1-2  core 0: CPU_ON core=1 entry=0x4 context=0xa -> INVALID_PARAMETERS
            - 1-2  core 0: CPU_ON core=1 entry=0x4 context=0xa -> INVALID_ADDRESS
            """);
  }

  @Test
  void coreComesInBeforeItMakesCalls() throws ProgramSyntaxException {
    twins.differBy(
        "CPU_OFF-04",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3    core 1 enters A x0=0xa
          4-5  core 1: PSCI_VERSION -> 1.1
        """);
  }

  @Test
  void callThatNeverReturnedMayHaveHadItsEffect() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-   core 0: CPU_ON core=1 entry=A context=0xa
            2    core 1 enters A x0=0xa
            3    core 0 silent: return
            """);
    assertThat(judgement.violations()).allMatch(Violation::isSilence);
  }

  @Test
  void coreThatCameInWrongWasOnBeforeAllTheSame() throws ProgramSyntaxException {
    Judgement judgement =
        twins.judge(
            """
            1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3-4  core 0: AFFINITY_INFO core=1 level=0 -> ON
            5    core 1 enters A x0=0xb
            """);
    assertThat(judgement.violations())
        .singleElement()
        .satisfies(violation -> assertThat(violation.rules().get(0)).hasToString("CPU_ON-13"));
  }
}
