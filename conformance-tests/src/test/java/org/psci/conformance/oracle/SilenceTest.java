// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.rule.Rule;

/** States of what does not come whether it had to, and by which rules. */
class SilenceTest {
  private static final String CORE_1_ON =
      """
      1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
      3     core 1 enters A x0=0xa
      """;

  private final Twins twins = Twins.standard();

  /**
   * The rules that the silence breaks, sorted; "lawful" if it is, "open" if there is no verdict.
   */
  private String silence(String text) throws ProgramSyntaxException {
    Judgement judgement = twins.judge(text);
    if (judgement.violations().isEmpty()) {
      return judgement.undecided().isEmpty() ? "lawful" : "open";
    }
    Violation violation = judgement.violations().get(0);
    assertThat(violation.isSilence()).isTrue();
    return String.join(" ", violation.rules().stream().map(Rule::id).sorted().toList());
  }

  private String afterStart(String text) throws ProgramSyntaxException {
    return silence(CORE_1_ON + text);
  }

  @Test
  void entryThatDoesNotCome() throws ProgramSyntaxException {
    assertThat(
            silence(
                """
                1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
                99  core 1 silent: entry
                """))
        .isEqualTo("CPU_ON-02");
    assertThat(
            silence(
                """
                1-2 core 0: CPU_ON32 core=1 entry=A context=0xa x3.high=0x7 -> SUCCESS
                99  core 1 silent: entry
                """))
        .as("what is above the context id does not lead astray")
        .isEqualTo("CPU_ON-02");
    assertThat(
            silence(
                """
                1-2 core 0: CPU_ON32 core=1 entry=A context=0xa x2.high=0x7 -> SUCCESS
                99  core 1 silent: entry
                """))
        .isEqualTo("CONV-03");
    assertThat(
            silence(
                """
                1-2 core 0: CPU_ON core=1 entry=0x4 context=0xa -> SUCCESS
                99  core 1 silent: entry
                """))
        .as("where it went nobody can see")
        .isEqualTo("lawful");
    assertThat(
            silence(
                """
                1-  core 0: CPU_ON core=1 entry=A context=0xa
                99  core 1 silent: entry
                """))
        .as("the call may not have taken effect")
        .isEqualTo("lawful");
  }

  @ParameterizedTest
  @CsvSource({
    "PSCI_VERSION, SM-06",
    "CPU_ON core=2 entry=B context=0xb, CPU_ON-01",
    "CPU_ON core=0 entry=B context=0xb, CPU_ON-05",
    "CPU_OFF, lawful",
    "SYSTEM_OFF, SYS-02 SYS-03",
    "SYSTEM_RESET, SYS-02 SYS-04",
    "SYSTEM_RESET2 type=0 cookie=0, RST2-08"
  })
  void returnThatDoesNotCome(String call, String rules) throws ProgramSyntaxException {
    assertThat(afterStart("4- core 1: " + call + "\n99 core 1 silent: return")).isEqualTo(rules);
  }

  @Test
  void coreThatStandsStillBesideOthers() throws ProgramSyntaxException {
    assertThat(
            afterStart(
                """
                4-  core 0: CPU_SUSPEND power_state=powerdown entry=B context=0xb
                6-  core 1: PSCI_VERSION
                99  core 1 silent: return
                """))
        .isEqualTo("SM-06 SUSP-01");
    assertThat(
            afterStart(
                """
                4-  core 0: CPU_OFF
                6-  core 1: PSCI_VERSION
                99  core 1 silent: return
                """))
        .isEqualTo("CPU_OFF-05 SM-06");
    assertThat(afterStart("4- core 0: CPU_OFF\n99 core 1 silent: progress"))
        .isEqualTo("CPU_OFF-05");
    assertThat(afterStart("4- core 1: CPU_OFF\n99 core 1 silent: progress"))
        .as("nobody else has left")
        .isEqualTo("open");
    assertThat(afterStart("99 core 1 silent: progress")).isEqualTo("open");
  }

  @ParameterizedTest
  @CsvSource({
    "CPU_SUSPEND power_state=powerdown entry=B context=0xb, SUSP-10",
    "CPU_SUSPEND power_state=standby entry=B context=0xb, SUSP-10",
    "CPU_SUSPEND power_state=standby entry=0x13 context=0xb, SUSP-10",
    "CPU_SUSPEND power_state=powerdown entry=0x13 context=0xb, lawful",
    "CPU_DEFAULT_SUSPEND entry=B context=0xb, DSUSP-04 SUSP-10",
    "CPU_SUSPEND power_state=0x7 entry=B context=0xb, SUSP-03"
  })
  void wakeUpThatDoesNotCome(String call, String rules) throws ProgramSyntaxException {
    String text = "4- core 1: " + call + "\n8 wake core 1\n99 core 1 silent: wake-up";
    assertThat(afterStart(text)).isEqualTo(rules);
    if (rules.contains("SUSP-10")) {
      assertThat(afterStart(text.replace("wake core 1", "wake core 0"))).isEqualTo("lawful");
    }
  }

  @Test
  void interruptThatWasPendingAlready() throws ProgramSyntaxException {
    String pending =
        """
        4-5 core 1: PSCI_VERSION -> 1.1
        6   wake core 1
        7-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        99  core 1 silent: wake-up
        """;
    assertThat(afterStart(pending)).isEqualTo("SUSP-10");
    assertThat(afterStart(pending.replace("powerdown", "standby"))).isEqualTo("STBY-04 SUSP-10");
    assertThat(
            silence(
                """
                4-  core 0: SYSTEM_SUSPEND entry=B context=0xb
                6   wake core 0
                99  core 0 silent: wake-up
                """))
        .isEqualTo("SSUSP-03 SUSP-10");
  }

  @Test
  void coreThatIsNeverSeenOff() throws ProgramSyntaxException {
    String on =
        """
        4-  core 1: CPU_OFF
        6-7 core 0: AFFINITY_INFO core=1 level=0 -> ON
        99  core 1 silent: result
        """;
    assertThat(afterStart(on)).isEqualTo("CPU_OFF-03");
    assertThat(
            afterStart(
                on.replace(
                    "AFFINITY_INFO core=1 level=0 -> ON",
                    "CPU_ON core=1 entry=B context=0xb -> ALREADY_ON")))
        .isEqualTo("CPU_OFF-03");
    assertThat(afterStart(on.replace("CPU_OFF", "CPU_FREEZE"))).isEqualTo("lawful");
    assertThat(afterStart(on.replace("core=1 level=0 -> ON", "core=0 level=0 -> ON")))
        .isEqualTo("lawful");
    assertThat(afterStart(on.replace("-> ON", "-> OFF"))).isEqualTo("lawful");
    assertThat(
            afterStart("4-5 core 0: AFFINITY_INFO core=1 level=0 -> ON\n99 core 1 silent: result"))
        .isEqualTo("lawful");
    assertThat(
            afterStart(
                "4-5 core 0: CPU_SUSPEND power_state=standby entry=B context=0 -> SUCCESS\n"
                    + on.replace("4- ", "5- ")))
        .isEqualTo("CPU_OFF-03 SUSP-01");
  }

  @Test
  void powerControllerThatDoesNotSeeALossOfContext() throws ProgramSyntaxException {
    String blind =
        """
        4-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        6-7 core 0: NODE_HW_STATE core=1 level=0 -> HW_ON
        98  core 1 silent: result
        99  core 1 enters B x0=0xb
        """;
    assertThat(afterStart(blind)).isEqualTo("NHW-01");
    assertThat(afterStart(blind.replace("HW_ON", "HW_STANDBY"))).isEqualTo("lawful");
    assertThat(afterStart(blind.replace("level=0 -> HW_ON", "level=1 -> HW_ON")))
        .isEqualTo("lawful");
    assertThat(afterStart(blind.replaceAll("99 .*\n", ""))).isEqualTo("lawful");
    assertThat(afterStart(blind.replace("98  core", "3   core"))).isNotEqualTo("NHW-01");
  }

  @Test
  void lastCoreThatGoesLeavesTheMachineStandingOrOff() throws ProgramSyntaxException {
    assertThat(twins.readingsOf("1- core 0: CPU_OFF\nno core left")).contains("AMB-16 A");
    assertThat(twins.readingsOf("1- core 0: CPU_OFF\n9 machine POWERED_OFF")).contains("AMB-16 B");
    assertThat(twins.readingsOf("1- core 0: CPU_OFF")).doesNotContain("AMB-16 A", "AMB-16 B");
    assertThat(twins.readingsOf(CORE_1_ON + "5- core 0: CPU_OFF\nno core left"))
        .doesNotContain("AMB-16 A");
  }

  private Violation end(String text) throws ProgramSyntaxException {
    List<Violation> violations = twins.judge(CORE_1_ON + text).violations();
    assertThat(violations).hasSize(1);
    assertThat(violations.get(0).isSilence()).isFalse();
    return violations.get(0);
  }

  @Test
  void machineThatEndsOtherwise() throws ProgramSyntaxException {
    Violation reset = end("4- core 1: SYSTEM_OFF\n9 machine RESET");
    assertThat(reset.rules()).extracting(Rule::id).containsExactly("SYS-03");
    assertThat(reset.permitted()).contains("the machine is powered off [SYS-03]");
    assertThat(reset.kind()).isEqualTo("SYS-03/SYSTEM_OFF");
    Violation unasked = end("9 machine POWERED_OFF");
    assertThat(unasked.rules()).extracting(Rule::id).containsExactly("SM-02");
    assertThat(unasked.permitted()).containsExactly("the machine goes on");
    assertThat(unasked.subject()).isEqualTo("SM-02/machine/by-itself");
    Violation during = end("4- core 1: PSCI_VERSION\n9 machine RESET");
    assertThat(during.rules()).extracting(Rule::id).containsExactly("SM-02");
    Violation waked = end("4 wake core 1\n9 machine POWERED_OFF");
    assertThat(waked.rules()).extracting(Rule::id).containsExactly("SM-02");
    assertThat(twins.judge(CORE_1_ON + "4 wake core 1\n9 machine RESET").isExplained()).isTrue();
    assertThat(
            twins.judge(CORE_1_ON + "4- core 1: CALL id=0x86000000\n9 machine RESET").violations())
        .isEmpty();
  }

  @Test
  void machineThatEndsAsItWasAskedTo() throws ProgramSyntaxException {
    for (String end :
        List.of(
            "SYSTEM_OFF\n9 machine POWERED_OFF",
            "SYSTEM_RESET\n9 machine RESET",
            "SYSTEM_RESET2 type=0 cookie=0\n9 machine RESET")) {
      assertThat(twins.judge(CORE_1_ON + "4- core 1: " + end).violations()).as(end).isEmpty();
    }
  }
}
