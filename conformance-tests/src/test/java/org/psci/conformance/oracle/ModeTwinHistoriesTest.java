// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;

/**
 * Twin histories with OS-initiated mode: when it may be chosen, and which orders are carried out.
 */
class ModeTwinHistoriesTest {
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

  private void differBy(String rules, String text) throws ProgramSyntaxException {
    twins.differBy(rules, CORE_1_ON + MODE + text);
  }

  @Test
  void modeChangesWhileNobodyHasSlept() throws ProgramSyntaxException {
    twins.differBy(
        "MODE-02 NHW-01",
        CORE_1_ON
            + """
          4-    core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
          6-7   core 0: NODE_HW_STATE core=1 level=0 -> HW_STANDBY
        + 8-9   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> DENIED
        - 8-9   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
        """);
    twins.differBy(
        "MODE-02",
        CORE_1_ON
            + """
          4-5   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        + 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> DENIED
        - 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
        """);
  }

  @Test
  void defaultSuspendDoesNotCount() throws ProgramSyntaxException {
    Judgement accepted =
        twins.judge(
            """
            1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3     core 1 enters A x0=0xa
            4-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
            6-7   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
            8     core 1 enters B x0=0xb
            """);
    assertThat(accepted.isExplained()).isTrue();
  }

  @Test
  void suspendThatRacesWithTheChangeComesBeforeOrAfterIt() throws ProgramSyntaxException {
    for (String result : new String[] {"SUCCESS", "DENIED"}) {
      Judgement race =
          twins.judge(
              """
              1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
              3     core 1 enters A x0=0xa
              4-9   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
              5-8   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> RESULT
              """
                  .replace("RESULT", result));
      assertThat(race.isExplained()).as(result).isTrue();
    }
  }

  @Test
  void wayBackNeedsAllOthersOff() throws ProgramSyntaxException {
    differBy(
        "MODE-02 MODE-03",
        """
        + 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> DENIED
        - 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
        """);
    differBy(
        "AFF-01 AFF-10 MODE-03",
        """
          6-    core 1: CPU_OFF
          8-9   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        + 10-11 core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
        - 10-11 core 0: PSCI_SET_SUSPEND_MODE mode=0 -> DENIED
        """);
  }

  @Test
  void thereAreTwoModes() throws ProgramSyntaxException {
    differBy(
        "MODE-01",
        """
        + 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=2 -> INVALID_PARAMETERS
        - 6-7   core 0: PSCI_SET_SUSPEND_MODE mode=2 -> SUCCESS
        """);
  }

  @Test
  void refusedChangeChangesNothing() throws ProgramSyntaxException {
    twins.differBy(
        "MODE-04 SUSP-13",
        CORE_1_ON
            + """
          4-5   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
          6-7   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> DENIED
        + 8-    core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd
        + 10    core 0 enters D x0=0xd
        - 8-9   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        """);
  }

  @Test
  void orderIsRefusedWhileASiblingRuns() throws ProgramSyntaxException {
    differBy(
        "MODE-02 OSI-04",
        """
        + 6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        - 6-    core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd
        - 8     core 0 enters D x0=0xd
        """);
    differBy(
        "MODE-02 OSI-04",
        """
        + 6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        - 6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> SUCCESS
        """);
    differBy(
        "OSI-04",
        """
        + 6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        - 6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> INVALID_PARAMETERS
        """);
  }

  @Test
  void orderIsRefusedWhileASiblingSleepsLessDeep() throws ProgramSyntaxException {
    differBy(
        "MODE-02 OSI-04 OSI-05",
        """
          6-    core 1: CPU_SUSPEND power_state=retention,last@0 entry=E context=0xe
        + 8-9   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> INVALID_PARAMETERS
        - 8-    core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd
        - 10    core 0 enters D x0=0xd
        """);
  }

  @Test
  void orderOfTheLastCoreIsObeyed() throws ProgramSyntaxException {
    differBy(
        "NHW-01 OSI-01",
        """
          6-    core 1: CPU_SUSPEND power_state=powerdown,last@0 entry=E context=0xe
          7-8   core 0: NODE_HW_STATE core=1 level=0 -> HW_OFF
        + 9-    core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd
        + 11    core 0 enters D x0=0xd
        - 9-10  core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        """);
  }

  @Test
  void requestOfTheCoreAloneIsNeverDenied() throws ProgramSyntaxException {
    differBy(
        "OSI-13",
        """
        + 6-    core 0: CPU_SUSPEND power_state=powerdown,last@0 entry=D context=0xd
        + 8     core 0 enters D x0=0xd
        - 6-7   core 0: CPU_SUSPEND power_state=powerdown,last@0 entry=D context=0xd -> DENIED
        """);
  }

  @Test
  void claimIsCheckedThoughTheNodeRunsOn() throws ProgramSyntaxException {
    differBy(
        "OSI-03",
        """
        + 6-7   core 0: CPU_SUSPEND power_state=powerdown,last@1 entry=D context=0xd -> DENIED
        - 6-    core 0: CPU_SUSPEND power_state=powerdown,last@1 entry=D context=0xd
        - 8     core 0 enters D x0=0xd
        """);
  }

  @Test
  void inARaceEitherOrderMayBeRefusedOrBoth() throws ProgramSyntaxException {
    String[][] races = {{"DENIED", "DENIED"}, {"DENIED", "SUCCESS"}, {"SUCCESS", "DENIED"}};
    for (String[] results : races) {
      Judgement race = race("powerdown-powerdown,last@1", "powerdown,last@0", results);
      boolean coreAloneIsDenied = results[1].equals("DENIED");
      assertThat(race.isExplained()).as(String.join(" ", results)).isEqualTo(!coreAloneIsDenied);
    }
    assertThat(race("powerdown-powerdown,last@1", "powerdown,last@0", "SUCCESS", "SUCCESS"))
        .matches(Judgement::isExplained);
    assertThat(race("powerdown-powerdown,last@1", "powerdown-powerdown,last@1", "DENIED", "DENIED"))
        .matches(Judgement::isExplained);
  }

  @Test
  void ofTwoThatRaceForTheClusterNoneWinsWhileTheOtherRuns() throws ProgramSyntaxException {
    differBy(
        "OSI-04",
        """
          6-9   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        + 7-8   core 1: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=E context=0xe -> DENIED
        - 7-8   core 1: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=E context=0xe -> SUCCESS
        """);
  }

  private Judgement race(String one, String other, String... results)
      throws ProgramSyntaxException {
    return twins.judge(
        (CORE_1_ON + MODE).indent(-2)
            + ("6-20  core 0: CPU_SUSPEND power_state=" + one + " entry=D context=0xd -> ")
            + results[0]
            + ("\n7-21  core 1: CPU_SUSPEND power_state=" + other + " entry=E context=0xe -> ")
            + results[1]
            + "\n");
  }

  @Test
  void refusedOrderLeavesNoVote() throws ProgramSyntaxException {
    differBy(
        "OSI-04",
        """
          6-7   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=D context=0xd -> DENIED
        + 8-9   core 1: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=E context=0xe -> DENIED
        - 8-9   core 1: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=E context=0xe -> SUCCESS
        """);
  }

  @Test
  void clusterThatRunsKeepsTheSystemUp() throws ProgramSyntaxException {
    differBy(
        "MODE-02 OSI-04 OSI-05",
        OTHERS_ON
            + """
          12-   core 2: CPU_SUSPEND power_state=powerdown,last@0 entry=E context=0xe
          13-   core 3: CPU_SUSPEND power_state=powerdown,last@0 entry=F context=0xf
          14-   core 1: CPU_SUSPEND power_state=powerdown,last@0 entry=G context=0x1
        + 18-19 core 0: CPU_SUSPEND power_state=powerdown-powerdown-powerdown,last@2 entry=D context=0xd -> INVALID_PARAMETERS
        - 18-   core 0: CPU_SUSPEND power_state=powerdown-powerdown-powerdown,last@2 entry=D context=0xd
        - 20    core 0 enters D x0=0xd
        """);
  }

  @Test
  void coreThatGoesOffDoesNotMakeASleeperTheLast() throws ProgramSyntaxException {
    differBy(
        "CPU_OFF-09",
        OTHERS_ON
            + """
          12-   core 2: CPU_SUSPEND power_state=powerdown,last@0 entry=E context=0xe
          13-14 core 0: NODE_HW_STATE core=2 level=0 -> HW_OFF
          15-   core 3: CPU_OFF
          16-17 core 0: AFFINITY_INFO core=3 level=0 -> OFF
        + 18-19 core 0: NODE_HW_STATE core=2 level=1 -> HW_ON
        - 18-19 core 0: NODE_HW_STATE core=2 level=1 -> HW_OFF
        """);
  }
}
