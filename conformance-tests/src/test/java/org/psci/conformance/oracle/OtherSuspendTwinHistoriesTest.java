// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Twin histories with SYSTEM_SUSPEND, CPU_DEFAULT_SUSPEND and CPU_FREEZE, with a trusted OS that
 * moves, with memory protection, and with the newer ends of the machine.
 */
class OtherSuspendTwinHistoriesTest {
  private static final String START =
      """
        1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        3    core 1 enters A x0=0xa
      """;

  private final Twins twins = Twins.standard();

  private void differBy(String rules, String text) throws ProgramSyntaxException {
    twins.differBy(rules, START + text);
  }

  @Test
  void systemSuspendNeedsAllOthersOff() throws ProgramSyntaxException {
    differBy(
        "SSUSP-01",
        """
        + 5-6 core 0: SYSTEM_SUSPEND entry=B context=0xb -> DENIED
        - 5-6 core 0: SYSTEM_SUSPEND entry=B context=0xb -> SUCCESS
        """);
    differBy(
        "SSUSP-01",
        """
        + 5-6 core 0: SYSTEM_SUSPEND entry=B context=0xb -> DENIED
        - 5-  core 0: SYSTEM_SUSPEND entry=B context=0xb
        - 8   core 0 enters B x0=0xb
        """);
    differBy(
        "SSUSP-01",
        """
        + 5-6 core 0: SYSTEM_SUSPEND entry=B context=0xb -> ALREADY_ON
        - 5-6 core 0: SYSTEM_SUSPEND entry=B context=0xb -> INVALID_PARAMETERS
        """);
  }

  @Test
  void systemSuspendIsNotRefusedToTheOnlyCore() throws ProgramSyntaxException {
    twins.differBy(
        "SSUSP-03",
        """
        + 5-  core 0: SYSTEM_SUSPEND entry=B context=0xb
        + 8   core 0 enters B x0=0xb
        - 5-6 core 0: SYSTEM_SUSPEND entry=B context=0xb -> DENIED
        """);
  }

  @Test
  void systemSuspendComesBackByItsOwnRequest() throws ProgramSyntaxException {
    twins.differBy(
        "SSUSP-03",
        """
          5-  core 0: SYSTEM_SUSPEND entry=B context=0xb
        + 8   core 0 enters B x0=0xb
        - 8   core 0 enters C x0=0xb
        """);
    twins.differBy(
        "PD-05",
        """
          5-  core 0: SYSTEM_SUSPEND entry=B context=0xb
        + 8   core 0 enters B x0=0xb
        - 8   core 0 enters B x0=0xc
        """);
    twins.differBy(
        "PD-04",
        """
          5-6 core 0: SYSTEM_SUSPEND entry=B context=0xb -> SUCCESS
        - 8   core 0 enters B x0=0xb
        """);
  }

  @Test
  void systemSuspendWakesOthersByCpuOnOnly() throws ProgramSyntaxException {
    differBy(
        "CPU_ON-15",
        """
          4-  core 1: CPU_OFF
          5-6 core 0: AFFINITY_INFO core=1 level=0 -> OFF
          7-  core 0: SYSTEM_SUSPEND entry=B context=0xb
          9   core 0 enters B x0=0xb
        + 10-11 core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 10  core 1 enters A x0=0xa
        """);
  }

  @Test
  void racingStartAndSystemSuspendAreInSomeOrder() throws ProgramSyntaxException {
    for (String result : List.of("DENIED", "SUCCESS")) {
      Judgement race =
          twins.judge(
              """
              1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
              3    core 1 enters A x0=0xa
              4-   core 1: CPU_OFF
              5-9  core 0: SYSTEM_SUSPEND entry=B context=0xb -> RESULT
              """
                  .replace("RESULT", result));
      assertThat(race.isExplained()).as(result).isTrue();
    }
  }

  @Test
  void defaultSuspendComesBackEitherWay() throws ProgramSyntaxException {
    differBy(
        "PD-05",
        """
          5-  core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 8   core 1 enters B x0=0xb
        - 8   core 1 enters B x0=0xa
        """);
    differBy(
        "DSUSP-01",
        """
        + 5-6 core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb -> SUCCESS
        - 5-6 core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb -> DENIED
        """);
    differBy(
        "PD-04",
        """
          5-6 core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb -> SUCCESS
        - 8   core 1 enters B x0=0xb
        """);
  }

  @Test
  void defaultSuspendedCoreIsOn() throws ProgramSyntaxException {
    differBy(
        "AFF-01 AFF-02",
        """
          5-  core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 6-7 core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 6-7 core 0: AFFINITY_INFO core=1 level=0 -> OFF
          8   core 1 enters B x0=0xb
        """);
    differBy(
        "CPU_ON-05",
        """
          5-  core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 6-7 core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
        - 6-7 core 0: CPU_ON core=1 entry=C context=0xc -> SUCCESS
        + 8   core 1 enters B x0=0xb
        - 8   core 1 enters C x0=0xc
        """);
  }

  @Test
  void defaultSuspendWakesByAnInterrupt() throws ProgramSyntaxException {
    differBy(
        "DSUSP-04 SUSP-10",
        """
          5-  core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
          6   wake core 1
        + 8   core 1 enters B x0=0xb
        - 99  core 1 silent: wake-up
        """);
  }

  @Test
  void frozenCoreDoesNotComeInByItself() throws ProgramSyntaxException {
    differBy(
        "FRZ-01",
        """
          5-    core 1: CPU_FREEZE
          6     wake core 1
        + 7-8   core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
          9     core 1 enters B x0=0xb
        """);
    differBy(
        "FRZ-01",
        """
          5-    core 1: CPU_FREEZE
          6     wake core 1
        - 9     core 1 enters A x0=0xa
        """);
  }

  @Test
  void frozenCoreMaySleepForEver() throws ProgramSyntaxException {
    Judgement frozen =
        twins.judge(
            """
            1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3    core 1 enters A x0=0xa
            5-   core 1: CPU_FREEZE
            6    wake core 1
            99   core 1 silent: wake-up
            """);
    assertThat(frozen.isExplained()).isTrue();
  }

  @Test
  void freezeDoesNotReturn() throws ProgramSyntaxException {
    differBy(
        "FRZ-03",
        """
        + 5-  core 1: CPU_FREEZE
        - 5-6 core 1: CPU_FREEZE -> SUCCESS
        """);
    differBy(
        "FRZ-03",
        """
        + 5-  core 1: CPU_FREEZE
        - 5-6 core 1: CPU_FREEZE -> DENIED
        """);
  }

  @Test
  void frozenCoreIsStartedAnew() throws ProgramSyntaxException {
    differBy(
        "CPU_ON-02",
        """
          5-    core 1: CPU_FREEZE
          7-8   core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
        + 9     core 1 enters B x0=0xb
        - 9     core 1 enters A x0=0xb
        """);
  }

  @Test
  void frozenCoreShowsAsOnOrOffButNotAsPending() throws ProgramSyntaxException {
    for (String shown : List.of("ON", "OFF")) {
      Judgement judgement =
          twins.judge(
              """
              1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
              3    core 1 enters A x0=0xa
              5-   core 1: CPU_FREEZE
              6-7  core 0: AFFINITY_INFO core=1 level=0 -> SHOWN
              """
                  .replace("SHOWN", shown));
      assertThat(judgement.isExplained()).as(shown).isTrue();
    }
    differBy(
        "AFF-01",
        """
          5-   core 1: CPU_FREEZE
        + 6-7  core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 6-7  core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING
        """);
  }

  @Test
  void trustedOsMovesBeforeItsCoreGoesOff() throws ProgramSyntaxException {
    Twins resident = twins.withTrustedOsOn(1);
    resident.differBy(
        "AFF-01 CPU_OFF-11",
        START
            + """
        + 4-5 core 1: MIGRATE core=0 -> SUCCESS
          6-  core 1: CPU_OFF
          8-9 core 0: AFFINITY_INFO core=1 level=0 -> OFF
        """);
    resident.differBy(
        "MIG-06",
        START
            + """
        + 4-5 core 1: MIGRATE core=0 -> INTERNAL_FAILURE
        - 4-5 core 1: MIGRATE core=0 -> SUCCESS
          6-7 core 1: CPU_OFF -> DENIED
        """);
    resident.differBy(
        "MIG-06 MIG-07",
        START
            + """
          4-5 core 1: MIGRATE core=0 -> SUCCESS
        + 6-7 core 0: MIGRATE_INFO_UP_CPU -> 0x0
        - 6-7 core 0: MIGRATE_INFO_UP_CPU -> 0x1
        """);
    resident.differBy(
        "MIG-03",
        START
            + """
        + 4-5 core 0: MIGRATE core=1 -> NOT_PRESENT
        - 4-5 core 0: MIGRATE core=1 -> SUCCESS
        """);
    resident.differBy(
        "FRZ-03",
        START
            + """
        + 4-5 core 1: CPU_FREEZE -> DENIED
        - 4-5 core 1: CPU_FREEZE -> SUCCESS
        """);
  }

  @Test
  void wholeMpidrOfTheTrustedOsCounts() throws ProgramSyntaxException {
    Topology wide = new Topology(List.of(Mpidr.of(0, 0, 0, 0), Mpidr.of(1, 0, 0, 0)));
    Twins resident = twins.on("2x1", wide).withTrustedOsOn(1);
    resident.differBy(
        "MIG-07",
        """
        + 4-5 core 0: MIGRATE_INFO_UP_CPU -> 0x100000000
        - 4-5 core 0: MIGRATE_INFO_UP_CPU -> 0x0
        """);
    resident.differBy(
        "MIG-07",
        """
        + 4-5 core 0: MIGRATE_INFO_UP_CPU -> 0x100000000
        - 4-5 core 0: MIGRATE_INFO_UP_CPU -> 0x300000000
        """);
  }

  @Test
  void memoryProtectionTellsWhatWasBefore() throws ProgramSyntaxException {
    twins.differBy(
        "MEM-01",
        """
          1-2 core 0: MEM_PROTECT enable=1 -> 0x0
        + 3-4 core 0: MEM_PROTECT enable=0 -> 0x1
        - 3-4 core 0: MEM_PROTECT enable=0 -> 0x0
        """);
    twins
        .first()
        .differBy(
            "MEM-01 MEM-02",
            """
            + 1-2 core 0: MEM_PROTECT enable=1 -> 0x0
            - 1-2 core 0: MEM_PROTECT enable=1 -> 0x1
            """);
  }

  @Test
  void racingCallsOfMemoryProtectionAreInSomeOrder() throws ProgramSyntaxException {
    differBy(
        "MEM-01",
        """
          5-6   core 0: MEM_PROTECT enable=0 -> 0x0
          8-12  core 0: MEM_PROTECT enable=1 -> 0x0
        + 9-11  core 1: MEM_PROTECT enable=1 -> 0x1
        - 9-11  core 1: MEM_PROTECT enable=1 -> 0x0
        """);
    differBy(
        "MEM-01",
        """
          5-6   core 0: MEM_PROTECT enable=1 -> 0x0
          8-12  core 0: MEM_PROTECT enable=0 -> 0x1
        + 9-11  core 1: MEM_PROTECT enable=0 -> 0x0
        - 9-11  core 1: MEM_PROTECT enable=0 -> 0x1
        """);
  }

  @Test
  void systemOff2IsSeenByTheHostForWhatItIs() throws ProgramSyntaxException {
    Twins newest = Twins.ofVersion(Version.V1_3);
    newest.differBy(
        "OFF2-06",
        """
          5-  core 0: SYSTEM_OFF2 type=1 cookie=0
        + 8   machine HIBERNATED
        - 8   machine POWERED_OFF
        """);
    newest.differBy(
        "OFF2-06",
        """
        + 5-  core 0: SYSTEM_OFF2 type=1 cookie=0
        + 8   machine HIBERNATED
        - 5-6 core 0: SYSTEM_OFF2 type=1 cookie=0 -> SUCCESS
        """);
    newest.differBy(
        "OFF2-04",
        """
        + 5-6 core 0: SYSTEM_OFF2 type=1 cookie=1 -> INVALID_PARAMETERS
        - 5-  core 0: SYSTEM_OFF2 type=1 cookie=1
        - 8   machine HIBERNATED
        """);
    newest.differBy(
        "SYS-03",
        """
          5-  core 0: SYSTEM_OFF
        + 8   machine POWERED_OFF
        - 8   machine HIBERNATED
        """);
  }

  @Test
  void systemReset2ResetsOrRefuses() throws ProgramSyntaxException {
    differBy(
        "RST2-03",
        """
          5-  core 1: SYSTEM_RESET2 type=0 cookie=7
        + 8   machine RESET
        - 8   machine POWERED_OFF
        """);
    differBy(
        "RST2-02",
        """
        + 5-6 core 1: SYSTEM_RESET2 type=1 cookie=0 -> INVALID_PARAMETERS
        - 5-  core 1: SYSTEM_RESET2 type=1 cookie=0
        - 8   machine RESET
        """);
    differBy(
        "RST2-07",
        """
        + 5-6 core 1: SYSTEM_RESET2 type=0x80000000 cookie=0 -> INVALID_PARAMETERS
        - 5-6 core 1: SYSTEM_RESET2 type=0x80000000 cookie=0 -> NOT_SUPPORTED
        """);
  }

  @Test
  void instructionSetIsThatOfTheEntryPoint() throws ProgramSyntaxException {
    Twins narrow = twins.from(ExecutionState.AARCH32);
    narrow.differBy(
        "INIT-08",
        """
          1-2 core 0: CPU_ON32 core=1 entry=A context=0xa -> SUCCESS
        + 3   core 1 enters A x0=0xa t32=0
        - 3   core 1 enters A x0=0xa t32=1
        """);
    narrow.differBy(
        "INIT-08",
        """
        + 1-2 core 0: CPU_ON32 core=1 entry=A+1 context=0xa -> SUCCESS
        - 1-2 core 0: CPU_ON32 core=1 entry=A context=0xa -> SUCCESS
          3   core 1 enters A x0=0xa t32=1
        """);
  }
}
