// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.vocabulary.Version;

/**
 * Proves which rules a right answer shows to be kept: the history with {@code +} shows them, the
 * one with {@code -} is as lawful, but shows nothing of the kind.
 */
class EvidenceTest {
  private static final String CORE_1_ON =
      """
        1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        3     core 1 enters A x0=0xa
      """;
  private static final String MODE = "  4-5   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS\n";

  /** Cores 2 and 3, which are the other cluster, run too. */
  private static final String OTHERS_ON =
      """
        6-7   core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
        8     core 2 enters B x0=0xb
        9-10  core 0: CPU_ON core=3 entry=C context=0xc -> SUCCESS
        11    core 3 enters C x0=0xc
      """;

  private final Twins twins = Twins.standard().withOrders().first();

  private void shows(String rules, String text) throws ProgramSyntaxException {
    twins.shows(rules, CORE_1_ON + text);
  }

  @Test
  void startThatFindsACoreLeaving() throws ProgramSyntaxException {
    shows(
        "CPU_ON-09",
        """
          5-6   core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 7-8   core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
          9-    core 1: CPU_OFF
        + 10-11 core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        """);
  }

  @Test
  void before12NobodyIsDenied() throws ProgramSyntaxException {
    assertThat(Twins.ofVersion(Version.V1_1).shownBy(CORE_1_ON)).contains("CPU_ON-12");
    assertThat(Twins.ofVersion(Version.V1_2).shownBy(CORE_1_ON)).doesNotContain("CPU_ON-12");
  }

  @Test
  void questionThatRacesWithAChangeOfItsCore() throws ProgramSyntaxException {
    shows(
        "SM-06",
        """
        - 4-5   core 0: AFFINITY_INFO core=1 level=0 -> ON
        + 4-7   core 0: AFFINITY_INFO core=1 level=0 -> ON
          6-    core 1: CPU_OFF
        """);
    shows(
        "SM-06",
        """
          4-9   core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
        + 5-6   core 1: AFFINITY_INFO core=2 level=0 -> OFF
        - 5-6   core 1: AFFINITY_INFO core=3 level=0 -> OFF
          10    core 2 enters B x0=0xb
        """);
  }

  @Test
  void interruptThatDoesNotWakeACoreThatIsOff() throws ProgramSyntaxException {
    shows(
        "CPU_OFF-06",
        """
          4-    core 1: CPU_OFF
        + 6     wake core 1
        - 6     wake core 0
          8-9   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 10    wake core 1
        """);
    shows(
        "CPU_OFF-06",
        """
          4     wake core 1
          5     wake core 2
        + 6-    core 1: CPU_OFF
        + 8-9   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 8-9   core 0: AFFINITY_INFO core=2 level=0 -> OFF
        """);
  }

  @Test
  void coresAreStillOffAfterSystemSuspend() throws ProgramSyntaxException {
    twins.shows(
        "SSUSP-06",
        """
        + 1-2   core 0: SYSTEM_SUSPEND entry=A context=0xa -> SUCCESS
        - 1-2   core 0: SYSTEM_SUSPEND entry=0x4 context=0xa -> INVALID_ADDRESS
          3-4   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 5-6   core 0: SYSTEM_SUSPEND entry=A context=0xa -> SUCCESS
        """);
    twins.shows(
        "SSUSP-06",
        """
        + 1-    core 0: SYSTEM_SUSPEND entry=A context=0xa
        + 2     core 0 enters A x0=0xa
          3-4   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        """);
  }

  @Test
  void defaultSuspendedCoreIsOn() throws ProgramSyntaxException {
    shows(
        "DSUSP-04",
        """
        - 4-5   core 0: AFFINITY_INFO core=1 level=0 -> ON
          6-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 7-8   core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 7-8   core 0: AFFINITY_INFO core=0 level=0 -> ON
          9     core 1 enters B x0=0xb
        - 10-11 core 0: AFFINITY_INFO core=1 level=0 -> ON
        """);
  }

  @Test
  void defaultSuspendDoesNotStandInTheWayOfTheMode() throws ProgramSyntaxException {
    shows(
        "DSUSP-03",
        """
          4-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
          6     core 1 enters B x0=0xb
        + 8-9   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
        - 8-9   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
        """);
    shows(
        "DSUSP-03",
        """
        - 4-5   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
          6-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
          8     core 1 enters B x0=0xb
        + 9-10  core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
        """);
    shows(
        "DSUSP-03",
        """
        + 4-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 6     core 1 enters B x0=0xb
        - 6-7   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 8-9   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> DENIED
        + 8-9   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
        """);
  }

  @Test
  void twoThatWouldBothBeLastRace() throws ProgramSyntaxException {
    shows(
        "OSI-09",
        MODE
            + """
          6-9   core 1: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=B context=0xb -> DENIED
        + 7-8   core 0: CPU_SUSPEND power_state=standby entry=C context=0xc -> SUCCESS
        - 10-11 core 0: CPU_SUSPEND power_state=standby entry=C context=0xc -> SUCCESS
        """);
    shows(
        "OSI-09",
        MODE
            + """
        + 6-9   core 1: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=B context=0xb -> DENIED
        - 6-9   core 1: CPU_SUSPEND power_state=0x7777 entry=B context=0xb -> INVALID_PARAMETERS
          7-8   core 0: CPU_SUSPEND power_state=standby entry=C context=0xc -> SUCCESS
        """);
  }

  @Test
  void orderThatIsCarriedOut() throws ProgramSyntaxException {
    shows(
        "OSI-01 OSI-07 OSI-06",
        MODE
            + """
          6-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        + 8-9   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=C context=0xc -> SUCCESS
        - 8-9   core 0: CPU_SUSPEND power_state=powerdown entry=C context=0xc -> SUCCESS
          10    core 1 enters B x0=0xb
        """);
    shows(
        "OSI-10",
        MODE
            + """
        + 6-    core 1: CPU_OFF
        - 6-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          7-8   core 0: AFFINITY_INFO core=2 level=0 -> OFF
          9-    core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=C context=0xc
          11    core 0 enters C x0=0xc
        """);
    shows(
        "OSI-13",
        """
        - 4-5   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
        + 4-5   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
          6-7   core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        """);
  }

  @Test
  void modeIsThatOfTheLastChangeThatWasAccepted() throws ProgramSyntaxException {
    shows(
        "OSI-13",
        MODE
            + """
        + 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> DENIED
        - 6-    core 1: CPU_OFF
        - 8-9   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 10-11 core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
          12-13 core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        """);
  }

  @Test
  void startBesideANeighbourThatLeavesTheirNode() throws ProgramSyntaxException {
    shows(
        "TOPO-05",
        """
          6-7   core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
          8     core 2 enters B x0=0xb
          9-12  core 0: CPU_ON core=3 entry=C context=0xc -> SUCCESS
        + 10-11 core 2: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa -> SUCCESS
        - 10-11 core 2: CPU_SUSPEND power_state=powerdown entry=A context=0xa -> SUCCESS
        - 11-12 core 1: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa -> SUCCESS
          14    core 3 enters C x0=0xc
        """);
  }

  @Test
  void clusterOfWhichAllAreOff() throws ProgramSyntaxException {
    shows(
        "CPU_OFF-07 COORD-03 TOPO-03",
        """
        + 4-5   core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        - 4-5   core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
        """);
    shows(
        "CPU_OFF-07 COORD-03 TOPO-03",
        """
        + 4-5   core 0: NODE_HW_STATE core=2 level=1 -> HW_STANDBY
        - 4-5   core 0: NODE_HW_STATE core=2 level=0 -> HW_STANDBY
        """);
    shows(
        "CPU_OFF-07 COORD-03",
        """
        + 4-5   core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        - 4-5   core 0: NODE_HW_STATE core=1 level=1 -> HW_ON
        """);
  }

  @Test
  void clusterOfWhichAllSleep() throws ProgramSyntaxException {
    shows(
        "COORD-02 PD-09 COORD-06 TOPO-03",
        OTHERS_ON
            + """
          12-   core 2: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          13-   core 3: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
        + 15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        - 15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
          17    core 2 enters A x0=0xa
          18    core 3 enters A x0=0xa
        """);
    shows(
        "COORD-02 PD-09",
        OTHERS_ON
            + """
        + 12-   core 2: CPU_SUSPEND power_state=powerdown entry=A context=0xa
        - 12-   core 2: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          13-   core 3: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
          17    core 2 enters A x0=0xa
          18    core 3 enters A x0=0xa
        """);
    shows(
        "COORD-03 CPU_OFF-08",
        OTHERS_ON
            + """
        + 12-   core 2: CPU_OFF
        - 12-   core 2: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          13-   core 3: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
          18    core 3 enters A x0=0xa
        """);
    shows(
        "COORD-06",
        OTHERS_ON
            + """
        - 12-   core 2: CPU_OFF
        + 12-   core 2: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          13-   core 3: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
          18    core 3 enters A x0=0xa
        """);
  }

  @Test
  void clusterThatObeysItsLastOrder() throws ProgramSyntaxException {
    shows(
        "OSI-07 TOPO-03",
        MODE
            + OTHERS_ON
            + """
          12-   core 2: CPU_SUSPEND power_state=powerdown entry=A context=0xa
          14-15 core 0: PSCI_VERSION -> 1.1
          16-   core 3: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=A context=0xa
        + 18-19 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        - 18-19 core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
        """);
    shows(
        "CPU_OFF-09 OSI-10",
        MODE
            + OTHERS_ON
            + """
          12-   core 2: CPU_SUSPEND power_state=powerdown entry=A context=0xa
        + 16-   core 3: CPU_OFF
        - 16-   core 3: CPU_SUSPEND power_state=powerdown entry=A context=0xa
          18-19 core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
        """);
  }

  @Test
  void whatIsBelowANodeThatIsOffIsOffToo() throws ProgramSyntaxException {
    shows(
        "COORD-04",
        """
        + 4-5   core 0: NODE_HW_STATE core=2 level=0 -> HW_OFF
        - 4-5   core 0: NODE_HW_STATE core=2 level=0 -> HW_STANDBY
        - 6-7   core 0: NODE_HW_STATE core=3 level=0 -> HW_OFF
          8-9   core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        """);
    shows(
        "COORD-04",
        """
          4-5   core 0: NODE_HW_STATE core=2 level=0 -> HW_OFF
        + 8-9   core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        - 8-9   core 0: NODE_HW_STATE core=2 level=1 -> HW_STANDBY
        """);
    shows(
        "COORD-04",
        """
        - 4-5   core 0: NODE_HW_STATE core=2 level=0 -> HW_OFF
        """
            + OTHERS_ON
            + """
          12-   core 2: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
          13-   core 3: CPU_SUSPEND power_state=powerdown-powerdown entry=A context=0xa
        + 14-15 core 0: NODE_HW_STATE core=2 level=0 -> HW_OFF
          16-17 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        """);
  }

  @Test
  void nodeThatIsTooDeepBreaksTheRuleOfItsReason() throws ProgramSyntaxException {
    twins.differBy(
        "COORD-05",
        CORE_1_ON
            + """
        + 4-5   core 0: NODE_HW_STATE core=1 level=1 -> HW_ON
        - 4-5   core 0: NODE_HW_STATE core=1 level=1 -> HW_OFF
        """);
    String asleep =
        """
          12-   core 2: CPU_SUSPEND power_state=powerdown entry=A context=0xa
          13-   core 3: CPU_SUSPEND power_state=powerdown entry=A context=0xa
        + 15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
        - 15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        """;
    twins.differBy("COORD-02 COORD-05", CORE_1_ON + OTHERS_ON + asleep);
    twins.differBy("COORD-05 OSI-07", CORE_1_ON + MODE + OTHERS_ON + asleep);
    twins.differBy(
        "COORD-05 CPU_OFF-09",
        CORE_1_ON
            + MODE
            + OTHERS_ON
            + """
          12-   core 2: CPU_SUSPEND power_state=powerdown entry=A context=0xa
          13-   core 3: CPU_OFF
        + 15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
        - 15-16 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        """);
  }

  @Test
  void lastCoreItselfIsNoneOfTheOthers() throws ProgramSyntaxException {
    shows(
        "OSI-10",
        MODE
            + """
        + 6-    core 0: CPU_OFF
        - 6-    core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          7-8   core 1: AFFINITY_INFO core=2 level=0 -> OFF
          9-    core 1: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=C context=0xc
          11    core 1 enters C x0=0xc
        """);
  }
}
