// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.vocabulary.ExecutionState;

/** Proves what answers of PSCI_STAT_* have to be beside each other, and what they show. */
class LedgerTest {
  private static final String CORE_1_ON =
      """
        1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        3     core 1 enters A x0=0xa
      """;

  /** Core 0 is in power-down three times. */
  private static final String SLEEP =
      """
        10-11 core 0: CPU_SUSPEND power_state=powerdown entry=A context=0xa -> SUCCESS
        12-13 core 0: CPU_SUSPEND power_state=powerdown entry=A context=0xa -> SUCCESS
        14-15 core 0: CPU_SUSPEND power_state=powerdown entry=A context=0xa -> SUCCESS
      """;

  private final Twins twins = Twins.standard().first();

  @Test
  void countsBeginAtZero() throws ProgramSyntaxException {
    twins.differBy(
        "STAT-02 STAT-05",
        """
        + 1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        - 1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 1
        """);
    twins.differBy(
        "STAT-02 STAT-05",
        """
        + 1-2   core 0: PSCI_STAT_RESIDENCY core=0 power_state=powerdown -> 0
        - 1-2   core 0: PSCI_STAT_RESIDENCY core=0 power_state=powerdown -> 700
        """);
    assertThat(
            Twins.standard()
                .judge("1-2 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 7")
                .isExplained())
        .as("where others have run before")
        .isTrue();
  }

  @Test
  void coreThatIsOffMayBeCounted() throws ProgramSyntaxException {
    twins.differBy(
        "STAT-02 STAT-05",
        """
        + 1-2   core 0: PSCI_STAT_COUNT core=1 power_state=powerdown -> 1
        - 1-2   core 0: PSCI_STAT_COUNT core=1 power_state=powerdown -> 2
        """);
  }

  @Test
  void nothingIsCountedThatWasNotAskedFor() throws ProgramSyntaxException {
    twins.differBy(
        "STAT-02",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
          3-4   core 0: CPU_SUSPEND power_state=standby entry=A context=0xa -> SUCCESS
        + 5-6   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        - 5-6   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 1
        """);
    twins.differBy(
        "STAT-02 STAT-05",
        """
          3-4   core 0: CPU_SUSPEND power_state=0x7 entry=A context=0xa -> INVALID_PARAMETERS
        + 5-6   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        - 5-6   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 1
        """);
  }

  @Test
  void eachSleepCountsOnceAtMost() throws ProgramSyntaxException {
    twins.differBy(
        "STAT-02",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        """
            + SLEEP
            + """
        + 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 3
        - 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 4
        """);
  }

  @Test
  void residencyHasNoBoundWhereThereWasASleep() throws ProgramSyntaxException {
    assertThat(
            twins
                .judge(
                    SLEEP
                        + "20-21 core 0: PSCI_STAT_RESIDENCY core=0 power_state=powerdown -> 70000")
                .isExplained())
        .isTrue();
  }

  @Test
  void countsDoNotGoBackInEitherWidth() throws ProgramSyntaxException {
    Twins others = Twins.standard();
    others.differBy(
        "STAT-10",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 7
        """
            + SLEEP
            + """
        + 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 8
        - 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 6
        """);
    others.differBy(
        "STAT-10",
        """
          1-2   core 0: PSCI_STAT_COUNT32 core=0 power_state=powerdown -> 7
        """
            + SLEEP
            + """
        + 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 8
        - 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 6
        """);
    others.differBy(
        "STAT-02",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 7
        """
            + SLEEP
            + """
        + 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 10
        - 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 11
        """);
  }

  @Test
  void narrowCountsWrapAround() throws ProgramSyntaxException {
    String wraps =
        """
          1-2   core 0: PSCI_STAT_COUNT32 core=0 power_state=powerdown -> 0xffffffff
        """
            + SLEEP
            + """
        + 20-21 core 0: PSCI_STAT_COUNT32 core=0 power_state=powerdown -> 1
        - 20-21 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0x100000003
        """;
    Twins.standard().differBy("STAT-02", wraps);
  }

  @Test
  void clusterIsNotDownWhileASiblingRuns() throws ProgramSyntaxException {
    twins.differBy(
        "STAT-02",
        CORE_1_ON
            + """
          4-5   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 0
          6-7   core 0: CPU_SUSPEND power_state=powerdown@1 entry=A context=0xa -> SUCCESS
        + 8-9   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 0
        - 8-9   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 1
        """);
    assertThat(
            twins
                .judge(
                    """
                    6-7   core 0: CPU_SUSPEND power_state=powerdown@1 entry=A context=0xa -> SUCCESS
                    8-9   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 1
                    """)
                .isExplained())
        .as("where the sibling is OFF")
        .isTrue();
    twins.differBy(
        "STAT-02",
        CORE_1_ON
            + """
          4-5   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 0
          6-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          8-9   core 0: CPU_SUSPEND power_state=powerdown@1 entry=A context=0xa -> SUCCESS
        + 10-11 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 0
        - 10-11 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 1
        """);
  }

  @Test
  void nodeThatCannotHaveBeenDownShowsCoordination() throws ProgramSyntaxException {
    twins.shows(
        "PD-09 COORD-02",
        CORE_1_ON
            + """
        + 4-5   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 0
        - 4-5   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
          6-7   core 0: CPU_SUSPEND power_state=powerdown@1 entry=A context=0xa -> SUCCESS
        + 8-9   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown@1 -> 0
        - 8-9   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        """);
    twins.shows(
        "STAT-05",
        """
        + 1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        - 1-2   core 0: PSCI_STAT_COUNT core=7 power_state=powerdown -> 0
        """
            .replace("core=7", "mpidr=0x7"));
  }

  @Test
  void lossOfContextMustHaveBeenCounted() throws ProgramSyntaxException {
    twins.differBy(
        "STAT-04",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
          3-    core 0: CPU_SUSPEND power_state=powerdown entry=A context=0xa
          5     core 0 enters A x0=0xa
        + 6-7   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 1
        - 6-7   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        """);
    twins.shows(
        "STAT-04",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        + 3-    core 0: CPU_SUSPEND power_state=powerdown entry=A context=0xa
        + 5     core 0 enters A x0=0xa
        + 6-7   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 1
        - 3-4   core 0: CPU_SUSPEND power_state=powerdown entry=A context=0xa -> SUCCESS
        - 6-7   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 0
        """);
  }

  @Test
  void standbyThatWasSeenMustHaveBeenCounted() throws ProgramSyntaxException {
    twins.differBy(
        "STAT-04",
        CORE_1_ON
            + """
          4-5   core 0: PSCI_STAT_COUNT core=1 power_state=standby -> 0
          6-11  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
          7-8   core 0: NODE_HW_STATE core=1 level=0 -> HW_STANDBY
        + 12-13 core 0: PSCI_STAT_COUNT core=1 power_state=standby -> 1
        - 12-13 core 0: PSCI_STAT_COUNT core=1 power_state=standby -> 0
        """);
    for (String seen :
        new String[] {
          "7-8 core 0: NODE_HW_STATE core=1 level=0 -> HW_ON",
          "7-8 core 0: NODE_HW_STATE core=2 level=0 -> HW_STANDBY",
          "7-12 core 0: NODE_HW_STATE core=1 level=0 -> HW_STANDBY"
        }) {
      assertThat(
              twins
                  .judge(
                      CORE_1_ON
                          + """
                          4-5   core 0: PSCI_STAT_COUNT core=1 power_state=standby -> 0
                          6-11  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
                          """
                          + seen
                          + "\n13-14 core 0: PSCI_STAT_COUNT core=1 power_state=standby -> 0\n")
                  .violations())
          .as(seen)
          .isEmpty();
    }
  }

  @Test
  void whatCpuOffCountsAsIsAReading() throws ProgramSyntaxException {
    String off =
        CORE_1_ON
            + """
            4-5   core 0: PSCI_STAT_COUNT core=1 power_state=powerdown -> 1
            6-    core 1: CPU_OFF
            8-9   core 0: AFFINITY_INFO core=1 level=0 -> OFF
            10-11 core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
            12    core 1 enters B x0=0xb
            14-15 core 0: PSCI_STAT_COUNT core=1 power_state=powerdown ->\040""";
    assertThat(twins.readingsOf(off + "2")).contains("AMB-50 A").doesNotContain("AMB-50 B");
    assertThat(twins.readingsOf(off + "1")).contains("AMB-50 B").doesNotContain("AMB-50 A");
    assertThat(twins.readingsOf(off.replace("powerdown", "standby").replace("> 1", "> 0") + "0"))
        .doesNotContain("AMB-50 A", "AMB-50 B");
  }

  @Test
  void lastLevelDoesNotCount() throws ProgramSyntaxException {
    Twins orders = Twins.standard().withOrders();
    orders.differBy(
        "STAT-03",
        """
          1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> 5
        + 3-4   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown,last@1 -> 5
        - 3-4   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown,last@1 -> 6
        """);
    orders.shows(
        "STAT-03",
        """
        + 1-2   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown,last@0 -> 5
        - 1-2   core 0: PSCI_STAT_COUNT core=1 power_state=powerdown,last@0 -> 5
          3-4   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown,last@1 -> 5
        """);
  }

  @Test
  void narrowCallerOfTheWideIdGetsAnErrorThatCountsNothing() throws ProgramSyntaxException {
    Twins narrow = Twins.standard().from(ExecutionState.AARCH32).first();
    assertThat(
            narrow
                .judge("1-2 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown -> NOT_SUPPORTED")
                .isExplained())
        .isTrue();
  }

  @Test
  void inOsInitiatedModeTheOrderOfTheLastCoreTakesTheClusterDown() throws ProgramSyntaxException {
    Twins.standard()
        .withOrders()
        .first()
        .differBy(
            "STAT-02 STAT-05",
            CORE_1_ON
                + """
            + 4-5   core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
            - 4-5   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
              6-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
              8-9   core 0: CPU_SUSPEND power_state=powerdown-powerdown,last@1 entry=A context=0xa -> SUCCESS
              12-13 core 0: PSCI_STAT_COUNT core=0 power_state=powerdown-powerdown,last@1 -> 1
            """);
  }

  @Test
  void onlyTheOnlyStateOfItsKindMustHaveBeenCounted() throws ProgramSyntaxException {
    Twins orders = Twins.standard().withOrders().first();
    orders.differBy(
        "STAT-04",
        """
          3-    core 0: CPU_SUSPEND power_state=powerdown,last@0 entry=A context=0xa
          5     core 0 enters A x0=0xa
        + 6-7   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown,last@0 -> 1
        - 6-7   core 0: PSCI_STAT_COUNT core=0 power_state=powerdown,last@0 -> 0
        """);
    assertThat(
            orders
                .judge(
                    CORE_1_ON
                        + """
                        6-11  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
                        7-8   core 0: NODE_HW_STATE core=1 level=0 -> HW_STANDBY
                        12-13 core 0: PSCI_STAT_COUNT core=1 power_state=standby -> 0
                        """)
                .violations())
        .as("it may have been in retention instead")
        .isEmpty();
  }

  @Test
  void stateThatIsNotPublishedIsNotCounted() throws ProgramSyntaxException {
    assertThat(twins.judge("1-2 core 0: PSCI_STAT_COUNT core=0 power_state=0x7 -> 0").isExplained())
        .isTrue();
    assertThat(twins.shownBy("1-2 core 0: PSCI_STAT_COUNT core=0 power_state=0x7 -> 0"))
        .doesNotContain("STAT-05");
  }
}
