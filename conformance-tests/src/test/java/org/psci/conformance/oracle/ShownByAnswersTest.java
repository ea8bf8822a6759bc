// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.vocabulary.Version;

/**
 * Proves what answers and entries show beside their place in the order of things: the history with
 * {@code +} shows the rules, the one with {@code -} does not.
 */
class ShownByAnswersTest {
  private static final String CORE_1_ON =
      """
        1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        3     core 1 enters A x0=0xa
      """;

  private final Twins twins = Twins.standard();

  private void shows(String rules, String text) throws ProgramSyntaxException {
    twins.shows(rules, CORE_1_ON + text);
  }

  @Test
  void whatNobodyLookedAtShowsNothing() throws ProgramSyntaxException {
    twins.shows(
        "CONV-12",
        """
        + 1-2   core 0: PSCI_VERSION -> 1.1
        - 1-2   core 0: PSCI_VERSION -> 1.1 changes unread
        """);
    twins.shows(
        "CONV-12",
        """
        + 1-2   core 0: PSCI_VERSION -> 1.1 changes unread-state
        - 1-2   core 0: PSCI_VERSION -> 1.1 changes unread
        """);
    twins.shows(
        "CONV-15",
        """
        + 1-2   core 0: PSCI_VERSION -> 1.1
        - 1-2   core 0: PSCI_VERSION -> 1.1 changes unread-state
        """);
    twins.shows(
        "STBY-02",
        """
        + 1-2   core 0: CPU_SUSPEND power_state=standby entry=A context=0xa -> SUCCESS
        - 1-2   core 0: CPU_SUSPEND power_state=powerdown entry=A context=0xa -> SUCCESS
        - 3-4   core 0: CPU_SUSPEND power_state=standby entry=A context=0xa -> SUCCESS changes unread
        """);
  }

  @Test
  void changeOfStateIsOfASuspensionOrOfACall() throws ProgramSyntaxException {
    assertThat(
            twins.rulesOf(
                "1-2 core 0: CPU_SUSPEND power_state=standby entry=A context=0 -> SUCCESS changes VBAR"))
        .containsExactly("STBY-01", "CONV-15");
    assertThat(
            twins.rulesOf(
                "1-2 core 0: CPU_SUSPEND power_state=powerdown entry=A context=0 -> SUCCESS changes DAIF"))
        .containsExactly("PD-04", "CONV-15");
    assertThat(
            twins.rulesOf("1-2 core 0: SYSTEM_SUSPEND entry=A context=0 -> SUCCESS changes SPSel"))
        .containsExactly("SSUSP-03", "CONV-15");
    assertThat(kind("1-2 core 0: PSCI_VERSION -> 1.1 changes SCTLR"))
        .isEqualTo("CONV-15/core state/of-a-call");
    assertThat(
            kind(
                "1-2 core 0: CPU_SUSPEND power_state=0x7 entry=A context=0 -> INVALID_PARAMETERS changes SCTLR"))
        .isEqualTo("SUSP-09/registers/of-a-refused-suspension");
    assertThat(kind("1-2 core 0: PSCI_VERSION -> 1.1 changes x19"))
        .isEqualTo("CONV-12/registers/of-a-call");
    assertThat(
            kind(
                "1-2 core 0: CPU_SUSPEND power_state=standby entry=A context=0 -> SUCCESS changes x19"))
        .isEqualTo("STBY-01/registers/of-a-standby");
  }

  private String kind(String text) throws ProgramSyntaxException {
    return twins.judge(text).violations().get(0).kind();
  }

  @Test
  void racingStartsOfOneCore() throws ProgramSyntaxException {
    shows(
        "CPU_ON-07",
        """
          4-7   core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
        + 5-6   core 1: CPU_ON core=2 entry=C context=0xc -> ON_PENDING
        - 5-6   core 1: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
        - 8-9   core 1: CPU_ON core=2 entry=C context=0xc -> ON_PENDING
          20    core 2 enters B x0=0xb
        """);
  }

  @Test
  void errorOfAWideCallIsWide() throws ProgramSyntaxException {
    Twins.ofVersion(Version.V1_2)
        .shows(
            "CONV-11",
            """
            + 1-2   core 0: CPU_ON mpidr=0x7 entry=A context=0xa -> INVALID_PARAMETERS
            - 1-2   core 0: CPU_ON32 mpidr=0x7 entry=A context=0xa -> INVALID_PARAMETERS
            - 3-4   core 0: AFFINITY_INFO core=0 level=0 -> ON
            """);
  }

  @Test
  void junkThatDidNotMatter() throws ProgramSyntaxException {
    twins.shows(
        "AFF-12",
        """
        + 1-2   core 0: AFFINITY_INFO core=1 level=0 x2.high=0x7 -> OFF
        - 1-2   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        """);
    assertThat(twins.readingsOf("1-2 core 0: AFFINITY_INFO core=1 level=0 x2.high=0x7 -> OFF"))
        .containsExactly("AMB-38 A");
    assertThat(
            twins.readingsOf(
                "1-2 core 0: AFFINITY_INFO mpidr=0x7 level=0 x2.high=0x7 -> INVALID_PARAMETERS"))
        .doesNotContain("AMB-38 A");
  }

  @Test
  void coreThatWentOffIsOff() throws ProgramSyntaxException {
    shows(
        "CPU_OFF-04",
        """
          4-    core 1: CPU_OFF
        + 8-9   core 0: AFFINITY_INFO core=1 level=0 -> OFF
        - 5-6   core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 8-9   core 0: AFFINITY_INFO core=2 level=0 -> OFF
        """);
  }

  @Test
  void suspendThatIsRefusedHasNoEffect() throws ProgramSyntaxException {
    shows(
        "SUSP-09 SUSP-13",
        """
        + 4-5   core 0: SYSTEM_SUSPEND entry=B context=0xb -> DENIED
        - 4-5   core 0: CPU_ON core=1 entry=B context=0xb -> ALREADY_ON
        """);
  }

  @Test
  void questionAboutASuspendedCore() throws ProgramSyntaxException {
    shows(
        "AFF-02",
        """
          4-9   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        + 5-6   core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 10-11 core 0: AFFINITY_INFO core=1 level=0 -> ON
        """);
    shows(
        "SUSP-12",
        """
          4-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        + 5-6   core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
        - 5-6   core 0: CPU_ON core=1 entry=0x4 context=0xc -> INVALID_ADDRESS
          9     core 1 enters B x0=0xb
        - 10-11 core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
        """);
    shows(
        "AFF-02",
        """
          4-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 5-6   core 0: AFFINITY_INFO core=1 level=0 -> ON
          9     core 1 enters B x0=0xb
        """);
  }

  @Test
  void whatWokeACore() throws ProgramSyntaxException {
    shows(
        "SUSP-10",
        """
          5-8   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        + 6     wake core 1
        - 6     wake core 0
        - 9     wake core 1
        """);
    shows(
        "STBY-04",
        """
          4-5   core 1: PSCI_VERSION -> 1.1
        + 6     wake core 1
          7-10  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 8     wake core 1
        """);
    shows(
        "PD-03",
        """
          4-5   core 1: PSCI_VERSION -> 1.1
        + 6     wake core 1
          7-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        - 8     wake core 1
          9     core 1 enters B x0=0xb
        """);
    shows(
        "DSUSP-04",
        """
          7-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        + 8     wake core 1
          9     core 1 enters B x0=0xb
        """);
    shows(
        "DSUSP-01",
        """
        + 7-    core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb
        - 7-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          9     core 1 enters B x0=0xb
        """);
  }

  @Test
  void wakingWithoutAnEventIsAReadingOfPowerDownAlone() throws ProgramSyntaxException {
    String down = "1-2 core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS";
    assertThat(twins.readingsOf(down)).containsExactly("AMB-29 A");
    assertThat(twins.readingsOf(down.replace("powerdown", "standby"))).isEmpty();
    assertThat(twins.readingsOf("0 wake core 0\n" + down)).isEmpty();
  }

  @Test
  void interruptThatIsPendingStaysSoUntilTheCoreHasComeBackAndCalled()
      throws ProgramSyntaxException {
    shows(
        "STBY-04",
        """
          4-5   core 1: PSCI_VERSION -> 1.1
          6     wake core 1
        + 7-8   core 1: PSCI_VERSION -> 1.1
        - 7-8   core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
          9-10  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        """);
  }

  @Test
  void whatOthersDidMeanwhile() throws ProgramSyntaxException {
    shows(
        "SUSP-01",
        """
        - 4-5   core 0: PSCI_VERSION -> 1.1
          6-9   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        + 7-8   core 0: PSCI_VERSION -> 1.1
        - 7-10  core 0: PSCI_VERSION -> 1.1
        """);
    shows(
        "SUSP-02 COORD-01 COORD-09",
        """
        + 6-9   core 1: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb -> SUCCESS
        - 6-9   core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
          7-8   core 0: PSCI_VERSION -> 1.1
        """);
    shows(
        "SUSP-14",
        """
          6-9   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        + 7-8   core 0: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 10-11 core 0: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        """);
    shows(
        "TOPO-04",
        """
          4-5   core 0: CPU_ON core=2 entry=C context=0xc -> SUCCESS
          6     core 2 enters C x0=0xc
          7-10  core 1: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb -> SUCCESS
        + 8-9   core 2: PSCI_VERSION -> 1.1
        - 8-9   core 0: PSCI_VERSION -> 1.1
        """);
    shows(
        "COORD-01 COORD-09",
        """
        + 4-5   core 0: PSCI_VERSION -> 1.1
        - 4-5   core 0: PSCI_SET_SUSPEND_MODE mode=0 -> SUCCESS
          6-9   core 1: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb -> SUCCESS
          7-8   core 0: PSCI_VERSION -> 1.1
        """);
  }

  @Test
  void failedStartThatChangedNothing() throws ProgramSyntaxException {
    twins.shows(
        "CPU_ON-08",
        """
          1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3-4   core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
        - 3-4   core 0: CPU_ON core=0 entry=B context=0xb -> ALREADY_ON
          5     core 1 enters A x0=0xa
        """);
  }

  @Test
  void registersThatWereReadAtTheStart() throws ProgramSyntaxException {
    twins.shows(
        "INIT-06",
        """
          1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 5     core 1 enters A x0=0xa sctlr=0x0
        - 5     core 1 enters A x0=0xa
        """);
  }

  @Test
  void upperHalfOfANarrowContext() throws ProgramSyntaxException {
    String start =
        """
        1-2   core 0: CPU_ON32 core=1 entry=A context=0xa x3.high=0x77 -> SUCCESS
        5     core 1 enters A x0=""";
    assertThat(twins.readingsOf(start + "0xa")).contains("AMB-07 A");
    assertThat(twins.readingsOf(start + "0x880000000a")).contains("AMB-07 C");
    assertThat(twins.readingsOf(start.replace(" x3.high=0x77", "") + "0x880000000a")).isEmpty();
    assertThat(twins.rulesOf(start + "0x770000000a")).containsExactly("CONV-03");
  }

  @Test
  void junkInANarrowCall() throws ProgramSyntaxException {
    twins.shows(
        "CONV-03",
        """
        + 1-2   core 0: AFFINITY_INFO32 core=1 level=0 x1.high=0x7 -> OFF
        - 1-2   core 0: AFFINITY_INFO32 core=1 level=0 -> OFF
        """);
    assertThat(twins.readingsOf("1-2 core 0: AFFINITY_INFO core=0 level=0 x2.high=0x7 -> ON"))
        .containsExactly("AMB-38 A");
  }

  @Test
  void lowestErrorOfAWideCallIsWideToo() throws ProgramSyntaxException {
    Twins.ofVersion(Version.V1_2)
        .shows(
            "CONV-11",
            """
            + 1-2   core 0: CPU_ON core=1 entry=0x4 context=0xa -> INVALID_ADDRESS
            - 1-2   core 0: CPU_ON32 core=1 entry=0x4 context=0xa -> INVALID_ADDRESS
            """);
  }

  @Test
  void waysInAndBackShowTheirRules() throws ProgramSyntaxException {
    shows(
        "SUSP-13",
        """
        + 4-5   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 4-5   core 1: PSCI_VERSION -> 1.1
        """);
    twins.shows(
        "CPU_ON-02",
        """
          1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
        + 3     core 1 enters A x0=0xa
        """);
    shows(
        "PD-01",
        """
          4-    core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        + 9     core 1 enters B x0=0xb
        """);
    shows(
        "PD-02",
        """
        + 4-5   core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        - 4-5   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        """);
    shows(
        "STBY-01",
        """
        + 4-5   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 4-5   core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        """);
  }
}
