// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;

/** Rules that a wrong answer breaks because of the calls before it, or in place of another rule. */
class BesideOtherCallsTwinHistoriesTest {
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
  void startedCoreIsOnFromItsFirstInstructionOn() throws ProgramSyntaxException {
    differBy(
        "AFF-01",
        """
        + 5-6  core 1: AFFINITY_INFO core=1 level=0 -> ON
        - 5-6  core 1: AFFINITY_INFO core=1 level=0 -> ON_PENDING
        """);
    differBy(
        "CPU_ON-05",
        """
        + 5-6  core 1: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        - 5-6  core 1: CPU_ON core=1 entry=B context=0xb -> INVALID_PARAMETERS
        """);
  }

  @Test
  void coreThatWasSaidToBeOffIsNotOn() throws ProgramSyntaxException {
    differBy(
        "AFF-01 AFF-10 CPU_ON-05",
        """
          5-   core 1: CPU_OFF
        + 7-8  core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 7-8  core 0: AFFINITY_INFO core=1 level=0 -> OFF
          9-10 core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        """);
  }

  @Test
  void questionAboutACoreWaitsForNobody() throws ProgramSyntaxException {
    differBy(
        "AFF-08 SUSP-01",
        """
          5-   core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 6-   core 0: CPU_OFF
        - 6-   core 0: AFFINITY_INFO core=1 level=0
          99   core 0 silent: return
        """);
  }

  @Test
  void frozenCoreCanBeStartedSometime() throws ProgramSyntaxException {
    differBy(
        "CPU_ON-16",
        """
          5-   core 1: CPU_FREEZE
          6-7  core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        + 8-9  core 0: AFFINITY_INFO core=1 level=0 -> ON
          99   core 1 silent: result
        """);
  }

  @Test
  void contextOfAWideCallIsWide() throws ProgramSyntaxException {
    twins.differBy(
        "CONV-02",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0x1122334455667788 -> SUCCESS
        + 3    core 1 enters A x0=0x1122334455667788
        - 3    core 1 enters A x0=0x55667788
        """);
  }

  @Test
  void machineDoesNotSleepBesideAStart() throws ProgramSyntaxException {
    twins.differBy(
        "SSUSP-09",
        """
          1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3-4  core 0: SYSTEM_SUSPEND entry=B context=0xb -> DENIED
        - 3-   core 0: SYSTEM_SUSPEND entry=B context=0xb
        - 5    core 0 enters B x0=0xb
          6    core 1 enters A x0=0xa
        """);
  }

  @Test
  void flagsAreTheSameForWhoeverAsks() throws ProgramSyntaxException {
    twins
        .knowing("PSCI_FEATURES(CPU_SUSPEND)", 0)
        .differBy(
            "FEAT-07 FEAT-08",
            START
                + """
                + 5-6  core 1: PSCI_FEATURES function=CPU_SUSPEND32 -> 0
                - 5-6  core 1: PSCI_FEATURES function=CPU_SUSPEND32 -> 2
                """);
  }

  @Test
  void versionIsTheSameForWhoeverAsks() throws ProgramSyntaxException {
    differBy(
        "VER-04",
        """
        + 5-6  core 1: PSCI_VERSION -> 1.1
        - 5-6  core 1: PSCI_VERSION -> 1.0
        """);
    differBy(
        "VER-01",
        """
        + 5-6  core 1: PSCI_VERSION -> 1.1
        - 5-6  core 1: PSCI_VERSION -> NOT_SUPPORTED
        """);
  }
}
