// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that a fault is laid to the one rule that it breaks, although others would forbid as well
 * what was seen of it.
 */
class OneRuleTest {
  private static final String CORE_3_ON =
      """
      1-2  core 0: CPU_ON core=3 entry=C context=0x33 -> SUCCESS
      3    core 3 enters C x0=0x33
      """;

  private final Twins twins = Twins.standard();

  @Test
  void instructionSetInTheAddress() throws ProgramSyntaxException {
    String start = "1-2 core 0: CPU_ON32 core=2 entry=B+1 context=0x5 -> SUCCESS\n";
    Twins narrow = twins.from(ExecutionState.AARCH32);
    narrow.breaks("INIT-08", start + "4 core 2 enters B+1 x0=0x5 t32=1");
    narrow.breaks("INIT-08", start + "4 core 2 enters B x0=0x5 t32=0");
    assertThat(narrow.judge(start + "4 core 2 enters B x0=0x5 t32=1").isExplained()).isTrue();
  }

  @Test
  void modeThatDoesNotExistIsAccepted() throws ProgramSyntaxException {
    Twins first = twins.withOrders().first();
    String accepted = "4-5 core 0: PSCI_SET_SUSPEND_MODE mode=2 -> SUCCESS\n";
    first.breaks("MODE-01", accepted);
    Judgement obeyed =
        first.judge(
            CORE_3_ON
                + accepted
                + """
                6-7 core 3: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0 -> SUCCESS
                8-9 core 0: CPU_SUSPEND power_state=powerdown-powerdown-powerdown,last@2 entry=D context=0 -> DENIED
                """);
    assertThat(obeyed.violations())
        .as("what the mode that was set refuses is a symptom")
        .singleElement()
        .satisfies(violation -> assertThat(violation.rules()).hasToString("[MODE-01]"));
  }

  @Test
  void badEntryPointOfSystemSuspend() throws ProgramSyntaxException {
    for (String code : new String[] {"INVALID_PARAMETERS", "INTERNAL_FAILURE"}) {
      twins.breaks("SSUSP-02", "1-2 core 0: SYSTEM_SUSPEND entry=0x22 context=0x1 -> " + code);
    }
    twins.breaks("SSUSP-03", "1-2 core 0: SYSTEM_SUSPEND entry=B context=0x1 -> 77");
  }

  @Test
  void junkThatMatters() throws ProgramSyntaxException {
    twins.breaks(
        "CONV-03", "1-2 core 0: NODE_HW_STATE32 core=0 level=0 x1.high=0x4 -> INVALID_PARAMETERS");
    twins.breaks(
        "CONV-03", "1-2 core 0: NODE_HW_STATE32 core=0 level=0 x2.high=0x4 -> INVALID_PARAMETERS");
    twins.breaks("CONV-03", "1-2 core 0: PSCI_VERSION x0.high=0x5a -> NOT_SUPPORTED");
    twins.breaks(
        "CONV-03",
        "1-2 core 0: CPU_ON32 core=1 entry=B context=0x5 x1.high=0x9 -> INVALID_PARAMETERS");
    twins.breaks( // whose index is not its MPIDR
        "CONV-03 CPU_ON-03",
        "1-2 core 0: CPU_ON32 core=2 entry=B context=0x5 x1.high=0x9 -> INVALID_PARAMETERS");
    twins.breaks(
        "CONV-03",
        """
        1-2 core 0: CPU_ON32 core=2 entry=B context=0x5 x2.high=0x9 -> SUCCESS
        99  core 2 silent: entry
        """);
  }

  @Test
  void badEntryPointOfCpuOn() throws ProgramSyntaxException {
    for (Version version : new Version[] {Version.V1_0, Version.V1_1, Version.V1_3}) {
      Twins of = Twins.ofVersion(version);
      for (String entry : new String[] {"0x22", "0x40"}) {
        of.breaks(
            "CPU_ON-04",
            "1-2 core 0: CPU_ON core=1 entry=" + entry + " context=0x5 -> INVALID_PARAMETERS");
      }
    }
  }

  @Test
  void failedCpuOnThatIsUsed() throws ProgramSyntaxException {
    String again = "4-5 core 0: CPU_ON core=3 entry=D context=0x44 -> ALREADY_ON\n";
    twins.breaks("CPU_ON-08", CORE_3_ON + again + "9 core 3 enters D x0=0x44");
    twins.breaks(
        "CPU_ON-08",
        CORE_3_ON
            + again
            + """
            6-   core 3: CPU_OFF
            8-9  core 0: AFFINITY_INFO core=3 level=0 -> OFF
            10-11 core 0: CPU_ON core=3 entry=E context=0x55 -> SUCCESS
            12   core 3 enters D x0=0x55
            """);
    for (String entry : new String[] {"D x0=0x44", "D x0=0x33", "C x0=0x44"}) {
      twins.breaks(
          "CPU_ON-08",
          """
          1-2  core 0: CPU_ON core=3 entry=C context=0x33 -> SUCCESS
          3-4  core 0: CPU_ON core=3 entry=D context=0x44 -> ON_PENDING
          5    core 3 enters\040"""
              + entry);
    }
    twins.breaks(
        "CPU_ON-08",
        CORE_3_ON
            + """
            4-   core 3: CPU_SUSPEND power_state=standby entry=E context=0x55
            6-7  core 0: CPU_ON core=3 entry=D context=0x44 -> ALREADY_ON
            9    core 3 enters D x0=0x44
            """);
  }

  @Test
  void typeOfSystemOff2ThatDoesNotExist() throws ProgramSyntaxException {
    Twins newest = Twins.ofVersion(Version.V1_3);
    for (String end : new String[] {"HIBERNATED", "POWERED_OFF"}) {
      newest.breaks("OFF2-04", "1- core 0: SYSTEM_OFF2 type=6 cookie=0\n9 machine " + end);
    }
    newest.breaks("OFF2-04", "1-2 core 0: SYSTEM_OFF2 type=6 cookie=0 -> SUCCESS");
  }

  @Test
  void cpuOffThatTakesTheMachineAlong() throws ProgramSyntaxException {
    for (int core : new int[] {0, 3}) {
      twins.breaks(
          "CPU_OFF-05", CORE_3_ON + "4- core " + core + ": CPU_OFF\n9 machine POWERED_OFF");
    }
  }

  @Test
  void startOfNobodyThatHangs() throws ProgramSyntaxException {
    String hangs = "4- core 0: CPU_ON mpidr=0x6 entry=B context=0x5\n99 core 0 silent: return";
    twins.breaks("CPU_ON-03", hangs);
    twins.breaks("CPU_ON-03", CORE_3_ON + hangs);
    twins.breaks("CPU_ON-01", CORE_3_ON + hangs.replace("mpidr=0x6", "core=2"));
  }

  @Test
  void flagThatMeansNothing() throws ProgramSyntaxException {
    for (String function : new String[] {"CPU_ON", "CPU_ON32", "CPU_OFF", "AFFINITY_INFO"}) {
      twins.breaks("FEAT-04", "1-2 core 0: PSCI_FEATURES function=" + function + " -> 1");
    }
  }

  @Test
  void startThatGoesAstray() throws ProgramSyntaxException {
    twins.breaks("CPU_ON-02", CORE_3_ON + "5 core 3 enters C x0=0x33");
    twins.breaks(
        "CPU_ON-02",
        """
        1-2  core 0: CPU_ON core=3 entry=C context=0x33 -> SUCCESS
        3    core 2 enters C x0=0x33
        """);
    twins.breaks(
        "CPU_ON-02",
        """
        1-2  core 0: CPU_ON core=3 entry=C context=0x33 -> SUCCESS
        3-4  core 0: AFFINITY_INFO core=3 level=0 -> OFF
        99   core 3 silent: entry
        """);
  }
}
