// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;

/**
 * Proves that a wrong answer is laid to the rules that what came before it brings into play: the
 * deviation of {@code -} names them, that of {@code +} does not.
 */
class AttributionTest {
  private static final String CORE_1_ON =
      """
        1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        3     core 1 enters A x0=0xa
      """;

  private final Twins twins = Twins.standard();

  private void names(String rules, String text) throws ProgramSyntaxException {
    names(twins, rules, text);
  }

  private static void names(Twins machine, String rules, String text)
      throws ProgramSyntaxException {
    assertThat(machine.rulesOf(Twins.twin(text, '-'))).contains(rules.split(" ", -1));
    assertThat(machine.rulesOf(Twins.twin(text, '+'))).doesNotContain(rules.split(" ", -1));
  }

  @Test
  void startThatContradictsTheLastAnswer() throws ProgramSyntaxException {
    names(
        "AFF-10",
        CORE_1_ON
            + """
        - 4-5   core 0: AFFINITY_INFO core=1 level=0 -> ON
        + 4-5   core 0: AFFINITY_INFO core=0 level=0 -> ON
          6-7   core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
          8     core 1 enters B x0=0xb
        """);
    names(
        "AFF-10",
        """
        - 4-5   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        + 4-5   core 0: AFFINITY_INFO core=1 level=1 -> ON
          6-7   core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        """);
    names(
        "AFF-10",
        """
          4-5   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 6-7   core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
        + 6-7   core 0: CPU_ON core=1 entry=B context=0xb -> INVALID_PARAMETERS
        """);
    names(
        "AFF-10",
        CORE_1_ON
            + """
          4-5   core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 6-7   core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
        + 6-7   core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
        """);
  }

  @Test
  void coreThatHasComeInIsOn() throws ProgramSyntaxException {
    String start = "  1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS\n";
    names(
        "SM-03",
        start
            + """
        - 3     core 1 enters A x0=0xa
        + 3-4   core 0: AFFINITY_INFO core=1 level=0 -> ON
          5-6   core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING
        + 7     core 1 enters A x0=0xa
        """);
    names(
        "SM-03",
        CORE_1_ON
            + """
        - 5-6   core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
        + 5-6   core 0: CPU_ON core=1 entry=B context=0xb -> DENIED
        """);
    names(
        "SM-03",
        CORE_1_ON
            + """
        - 5-6   core 1: AFFINITY_INFO core=1 level=0 -> OFF
        + 5-6   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        """);
  }

  @Test
  void startThatNamesNoCore() throws ProgramSyntaxException {
    names(
        "CPU_ON-03",
        """
        - 1-4   core 0: CPU_ON mpidr=0x1000001 entry=A context=0xa -> SUCCESS
        + 1-4   core 0: CPU_ON mpidr=0x1000001 entry=B context=0xa -> INVALID_PARAMETERS
          3     core 1 enters A x0=0xa
        """);
  }

  @Test
  void coresAreOffAfterABoot() throws ProgramSyntaxException {
    Twins first = twins.first();
    names(
        first,
        "SM-07 SM-01",
        """
        - 1-2   core 0: AFFINITY_INFO core=1 level=0 -> ON
        + 1-2   core 0: AFFINITY_INFO core=0 level=0 -> OFF
        """);
    names(
        first,
        "SM-07",
        """
        - 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> ALREADY_ON
        + 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> INVALID_PARAMETERS
        """);
    names(
        first,
        "SM-07",
        """
        + 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        - 1-2   core 0: CPU_ON core=2 entry=A context=0xa -> SUCCESS
        + 3     core 1 enters A x0=0xa
        - 3     core 2 enters A x0=0xa
          4-5   core 0: CPU_ON core=1 entry=A context=0xa -> ON_PENDING
        """);
    assertThat(first.rulesOf("1-2 core 0: CPU_ON core=1 entry=A context=0xa -> ALREADY_ON"))
        .doesNotContain("SM-01");
    assertThat(twins.rulesOf("1-2 core 0: AFFINITY_INFO core=1 level=0 -> ON"))
        .doesNotContain("SM-07", "SM-01");
  }

  @Test
  void systemSuspendLeavesOthersOff() throws ProgramSyntaxException {
    names(
        "SSUSP-06",
        """
        - 1-2   core 0: SYSTEM_SUSPEND entry=A context=0xa -> SUCCESS
        + 1-2   core 0: SYSTEM_SUSPEND entry=0x4 context=0xa -> INVALID_ADDRESS
          3-4   core 0: AFFINITY_INFO core=1 level=0 -> ON
        """);
  }

  @Test
  void trustedOsKeepsItsCore() throws ProgramSyntaxException {
    Twins resident = twins.withTrustedOsOn(1);
    String off =
        CORE_1_ON
            + """
          4-    core 1: CPU_OFF
        - 6-7   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        + 6-7   core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING
        """;
    assertThat(resident.rulesOf(Twins.twin(off, '-'))).contains("CPU_OFF-11");
    assertThat(resident.rulesOf(Twins.twin(off, '+'))).doesNotContain("CPU_OFF-11");
  }

  @Test
  void modeThatWasNotChanged() throws ProgramSyntaxException {
    names(
        twins.withOrders(),
        "MODE-04",
        CORE_1_ON
            + """
          4-5   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> DENIED
        + 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
          8-9   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        """);
  }

  @Test
  void answerToAnotherCallerOrAboutTheOtherWidth() throws ProgramSyntaxException {
    Twins known = twins.knowing("presence of SYSTEM_SUSPEND", 1);
    names(
        known,
        "FEAT-08",
        CORE_1_ON
            + """
        - 4-5   core 1: PSCI_FEATURES function=SYSTEM_SUSPEND -> NOT_SUPPORTED
        + 4-5   core 0: PSCI_FEATURES function=SYSTEM_SUSPEND32 -> NOT_SUPPORTED
        """);
    names(
        known,
        "FEAT-08",
        """
        - 4-5   core 0: PSCI_FEATURES function=SYSTEM_SUSPEND -> NOT_SUPPORTED
        + 4-5   core 0: PSCI_FEATURES function=SYSTEM_SUSPEND32 -> NOT_SUPPORTED
        """);
  }

  @Test
  void sleepOfTheMachineBesideAStart() throws ProgramSyntaxException {
    names(
        "SSUSP-09",
        """
        - 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3     core 1 enters A x0=0xa
          4-    core 0: SYSTEM_SUSPEND entry=B context=0xb
        - 8     core 1 enters A x0=0xa
          9     core 0 enters B x0=0xb
        """);
  }

  @Test
  void contextOfWhichHalfArrives() throws ProgramSyntaxException {
    names(
        "CONV-02",
        """
          1-2   core 0: CPU_ON core=1 entry=A context=0x1111222233334444 -> SUCCESS
        - 3     core 1 enters A x0=0x33334444
        + 3     core 1 enters A x0=0x33334445
        """);
    names(
        "CONV-02",
        """
        - 1-2   core 0: CPU_ON core=1 entry=A context=0x1111222233334444 -> SUCCESS
        + 1-2   core 0: CPU_ON32 core=1 entry=A context=0x33334445 -> SUCCESS
          3     core 1 enters A x0=0x33334444
        """);
  }

  @Test
  void nodeThatIsTooDeepBesideRefusalsAndCoresThatAreOff() throws ProgramSyntaxException {
    Twins orders = twins.withOrders();
    names(
        orders,
        "OSI-08",
        CORE_1_ON
            + """
          4-5   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
        - 6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=B context=0xb -> DENIED
        + 6-7   core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
          8-9   core 0: NODE_HW_STATE core=1 level=1 -> HW_OFF
        - 10-11 core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        """);
    names(
        orders,
        "CPU_OFF-08",
        """
          1-2   core 0: CPU_ON core=2 entry=A context=0xa -> SUCCESS
          3     core 2 enters A x0=0xa
        + 4-5   core 0: CPU_ON core=3 entry=C context=0xc -> SUCCESS
        + 6     core 3 enters C x0=0xc
        + 7-    core 3: CPU_SUSPEND power_state=powerdown entry=A context=0xa
          8-    core 2: CPU_SUSPEND power_state=powerdown entry=A context=0xa
          10-11 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        """);
    assertThat(orders.rulesOf(CORE_1_ON + "4-5 core 0: NODE_HW_STATE core=1 level=1 -> HW_OFF"))
        .contains("TOPO-03")
        .doesNotContain("OSI-08", "CPU_OFF-08");
  }

  @Test
  void countThatGoesBackWhileNothingSlept() throws ProgramSyntaxException {
    names(
        "STAT-10",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 7
        - 3-4   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 6
        + 3-4   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 8
        """);
    names(
        "STAT-10",
        """
          1-2   core 0: PSCI_STAT_COUNT32 core=0 power_state=powerdown -> 7
        - 3-4   core 0: PSCI_STAT_COUNT32 core=0 power_state=powerdown -> 6
        + 3-4   core 0: PSCI_STAT_COUNT32 core=0 power_state=powerdown -> 8
        """);
  }

  @Test
  void silencesHaveTheirOwnRules() throws ProgramSyntaxException {
    names(
        "AFF-08",
        """
        - 1-    core 0: AFFINITY_INFO core=1 level=0
        + 1-    core 0: PSCI_VERSION
          99    core 0 silent: return
        """);
    names(
        "CPU_ON-16",
        CORE_1_ON
            + """
        - 4-    core 1: CPU_FREEZE
        + 4-    core 1: CPU_OFF
          6-7   core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
          99    core 1 silent: result
        """);
    Judgement asked =
        twins.judge(
            (CORE_1_ON
                    + """
                      4-    core 1: CPU_FREEZE
                      6-7   core 0: AFFINITY_INFO core=1 level=0 -> ON
                      99    core 1 silent: result
                    """)
                .indent(-2));
    assertThat(asked.violations()).isEmpty();
  }
}
