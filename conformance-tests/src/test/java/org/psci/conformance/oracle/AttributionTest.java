// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;

/**
 * States to which rules a wrong answer is laid because of what came before it: those of {@code -},
 * where without it, or after something else, it is laid to others: those of {@code +}.
 */
class AttributionTest {
  private static final String CORE_1_ON =
      """
        1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        3     core 1 enters A x0=0xa
      """;

  private final Twins twins = Twins.standard();

  /**
   * @param rules of which the deviation of {@code -} breaks one, as far as the history can tell
   * @param otherwise of which that of {@code +} does
   */
  private void names(String rules, String otherwise, String text) throws ProgramSyntaxException {
    names(twins, rules, otherwise, text);
  }

  private static void names(Twins machine, String rules, String otherwise, String text)
      throws ProgramSyntaxException {
    machine.breaks(rules, Twins.twin(text, '-'));
    machine.breaks(otherwise, Twins.twin(text, '+'));
  }

  @Test
  void startThatContradictsTheLastAnswer() throws ProgramSyntaxException {
    twins.breaks(
        "AFF-10 CPU_ON-05",
        """
        4-5 core 0: AFFINITY_INFO core=1 level=0 -> OFF
        6-7 core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        """);
    names(
        "CPU_ON-06",
        "CPU_ON-03",
        """
          4-5   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 6-7   core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
        + 6-7   core 0: CPU_ON core=1 entry=B context=0xb -> INVALID_PARAMETERS
        """);
  }

  @Test
  void coreThatHasComeInIsOn() throws ProgramSyntaxException {
    String on = CORE_1_ON.indent(-2);
    twins.breaks("AFF-01", on + "5-6 core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING");
    twins.breaks("AFF-01", on + "5-6 core 1: AFFINITY_INFO core=1 level=0 -> OFF");
    twins.breaks("CPU_ON-05", on + "5-6 core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING");
  }

  @Test
  void startThatNamesNoCore() throws ProgramSyntaxException {
    names(
        "CPU_ON-03",
        "SM-02",
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
        "CPU_ON-05",
        "CPU_ON-03",
        """
        - 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> ALREADY_ON
        + 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> INVALID_PARAMETERS
        """);
    names(
        first,
        "CPU_ON-06",
        "CPU_ON-05",
        """
        + 1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        - 1-2   core 0: CPU_ON core=2 entry=A context=0xa -> SUCCESS
        + 3     core 1 enters A x0=0xa
        - 3     core 2 enters A x0=0xa
          4-5   core 0: CPU_ON core=1 entry=A context=0xa -> ON_PENDING
        """);
    first.breaks("AFF-01", "1-2 core 0: AFFINITY_INFO core=1 level=0 -> ON");
    twins.breaks("AFF-01", "1-2 core 0: AFFINITY_INFO core=1 level=0 -> ON");
  }

  @Test
  void systemSuspendLeavesOthersOff() throws ProgramSyntaxException {
    twins.breaks(
        "AFF-01",
        """
        1-2 core 0: SYSTEM_SUSPEND entry=A context=0xa -> SUCCESS
        3-4 core 0: AFFINITY_INFO core=1 level=0 -> ON
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
    names(resident, "AFF-01 CPU_OFF-11", "AFF-01", off);
  }

  @Test
  void modeThatWasNotChanged() throws ProgramSyntaxException {
    names(
        twins.withOrders(),
        "MODE-04 SUSP-13",
        "SUSP-13",
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
        "CONV-07 FEAT-08",
        "CONV-07",
        CORE_1_ON
            + """
        - 4-5   core 1: PSCI_FEATURES function=SYSTEM_SUSPEND -> NOT_SUPPORTED
        + 4-5   core 0: PSCI_FEATURES function=SYSTEM_SUSPEND32 -> NOT_SUPPORTED
        """);
    names(
        known,
        "CONV-07 FEAT-08",
        "CONV-07",
        """
        - 4-5   core 0: PSCI_FEATURES function=SYSTEM_SUSPEND -> NOT_SUPPORTED
        + 4-5   core 0: PSCI_FEATURES function=SYSTEM_SUSPEND32 -> NOT_SUPPORTED
        """);
  }

  @Test
  void sleepOfTheMachineBesideAStart() throws ProgramSyntaxException {
    names(
        "SSUSP-01 SSUSP-09",
        "SSUSP-01",
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
        "CPU_ON-13",
        """
          1-2   core 0: CPU_ON core=1 entry=A context=0x1111222233334444 -> SUCCESS
        - 3     core 1 enters A x0=0x33334444
        + 3     core 1 enters A x0=0x33334445
        """);
    names(
        "CONV-02",
        "CPU_ON-13",
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
        "COORD-05 OSI-08",
        "COORD-05",
        CORE_1_ON
            + """
          4-5   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
        - 6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=B context=0xb -> DENIED
        + 6-7   core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
          8-9   core 0: NODE_HW_STATE core=1 level=1 -> HW_OFF
        - 10-11 core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        """);
    orders.breaks("COORD-05", CORE_1_ON + "4-5 core 0: NODE_HW_STATE core=1 level=1 -> HW_OFF");
  }

  @Test
  void countThatGoesBackWhileNothingSlept() throws ProgramSyntaxException {
    names(
        "STAT-10",
        "STAT-02",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 7
        - 3-4   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 6
        + 3-4   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 8
        """);
    names(
        "STAT-10",
        "STAT-02",
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
        "SM-06",
        """
        - 1-    core 0: AFFINITY_INFO core=1 level=0
        + 1-    core 0: PSCI_VERSION
          99    core 0 silent: return
        """);
    names(
        "CPU_ON-16",
        "CPU_OFF-03",
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
