// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.Version;

/** States how deviations read: their rules, their clause, what was permitted, and the reading. */
class DeviationTest {
  private static final String CORE_1_ON =
      """
      1-2   core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
      3     core 1 enters A x0=0xa
      """;

  private final Twins twins = Twins.standard();

  private Violation first(String text) throws ProgramSyntaxException {
    return twins.judge(text).violations().get(0);
  }

  private Violation afterStart(String text) throws ProgramSyntaxException {
    return first(CORE_1_ON + text);
  }

  private static List<String> rules(Violation violation) {
    return violation.rules().stream().map(Rule::id).toList();
  }

  @Test
  void answerThatFollowsAForbiddenReadingNamesIt() throws ProgramSyntaxException {
    Violation refused = first("1-2 core 0: AFFINITY_INFO mpidr=0x7 level=0 -> OFF");
    assertThat(refused.reading()).map(Object::toString).contains("AMB-27 B");
    assertThat(refused.permitted()).containsExactly("returns INVALID_PARAMETERS [AFF-06]");
    assertThat(refused.kind())
        .isEqualTo("AFF-06/AFFINITY_INFO/target-affinity-names-nothing-amb-27-b");
    assertThat(refused.subject()).isEqualTo("AFFINITY_INFO");
    assertThat(refused.isSilence()).isFalse();
    assertThat(first("1-2 core 0: PSCI_VERSION -> 1.0").reading()).isEmpty();
    Violation left = first("1-2 core 0: CPU_OFF -> DENIED");
    assertThat(left.reading()).map(Object::toString).contains("AMB-16 C");
    Violation typed =
        first("1-2 core 0: CPU_SUSPEND power_state=0x10001 entry=A context=0 -> SUCCESS");
    assertThat(typed.reading()).map(Object::toString).contains("AMB-44 B");
    assertThat(first("1-2 core 0: CPU_ON core=0 entry=0x6 context=0 -> NOT_SUPPORTED").reading())
        .isEmpty();
  }

  @Test
  void junkIsTheCauseWhereItExplainsTheAnswer() throws ProgramSyntaxException {
    Violation junk = first("1-2 core 0: AFFINITY_INFO core=1 level=0 x2.high=0x7 -> ON");
    assertThat(rules(junk)).as("a level above 3 that is answered").containsExactly("AFF-12");
    Violation misread =
        first("1-2 core 0: AFFINITY_INFO core=1 level=0 x2.high=0x7 -> INVALID_PARAMETERS");
    assertThat(rules(misread)).containsExactly("AFF-12");
    assertThat(misread.reading()).map(Object::toString).contains("AMB-38 B");
    Violation pending =
        first(
            """
            1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3-4 core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
            5   core 1 enters A x0=0xa
            """);
    assertThat(rules(pending)).containsExactly("CPU_ON-06");
  }

  @Test
  void numbersThatMeanNothingBreakWhatTheCallShouldDo() throws ProgramSyntaxException {
    for (String odd : List.of("77", "DISABLED")) {
      assertThat(
              rules(
                  first("1-2 core 0: CPU_SUSPEND power_state=standby entry=A context=0 -> " + odd)))
          .as(odd)
          .containsExactly("STBY-01");
      assertThat(rules(first("1-2 core 0: CPU_ON core=1 entry=A context=0 -> " + odd)))
          .as(odd)
          .containsExactly("CPU_ON-20");
    }
  }

  @Test
  void callOfACoreThatDoesNotRun() throws ProgramSyntaxException {
    Violation off = first("1-2 core 2: CPU_OFF -> DENIED");
    assertThat(rules(off)).containsExactly("CPU_OFF-04");
    assertThat(off.permitted()).containsExactly("no call: the core is not running");
    assertThat(rules(first("1-2 core 2: PSCI_VERSION -> 1.1"))).containsExactly("CPU_OFF-04");
  }

  @Test
  void answerAfterAFailedStartMayShowItsTraces() throws ProgramSyntaxException {
    String failed = "1-2 core 0: CPU_ON core=1 entry=0x4 context=0xa -> INVALID_ADDRESS\n";
    assertThat(rules(first(failed + "3-4 core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING")))
        .containsExactlyInAnyOrder("CPU_ON-08", "AFF-01");
    assertThat(rules(first(failed + "3-4 core 0: AFFINITY_INFO core=2 level=0 -> ON_PENDING")))
        .containsExactly("AFF-01");
    assertThat(rules(first("1-2 core 0: AFFINITY_INFO core=1 level=0 -> ON_PENDING")))
        .containsExactly("AFF-01");
    assertThat(rules(first(failed + "3-4 core 0: PSCI_VERSION -> 1.0"))).containsExactly("VER-04");
  }

  @Test
  void bothWinnersOfARaceBreakItsRule() throws ProgramSyntaxException {
    assertThat(
            rules(
                afterStart(
                    """
                    4-7 core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
                    5-8 core 1: CPU_ON core=2 entry=C context=0xc -> SUCCESS
                    9   core 2 enters B x0=0xb
                    """)))
        .containsExactly("CPU_ON-07");
    assertThat(
            rules(
                afterStart(
                    """
                    4-5 core 0: CPU_ON core=2 entry=B context=0xb -> SUCCESS
                    6-7 core 1: CPU_ON core=2 entry=C context=0xc -> SUCCESS
                    9   core 2 enters B x0=0xb
                    """)))
        .containsExactly("CPU_ON-06");
  }

  @Test
  void suspendedCoreThatIsDenied() throws ProgramSyntaxException {
    String asleep = "4- core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb\n";
    for (String answer : List.of("OFF", "ON_PENDING")) {
      assertThat(
              rules(afterStart(asleep + "6-7 core 0: AFFINITY_INFO core=1 level=0 -> " + answer)))
          .as("it may not have been suspended yet")
          .containsExactlyInAnyOrder("AFF-01", "AFF-02");
    }
    for (String answer : List.of("SUCCESS", "ON_PENDING")) {
      assertThat(
              rules(
                  afterStart(
                      asleep + "6-7 core 0: CPU_ON core=1 entry=C context=0xc -> " + answer)))
          .containsExactly("CPU_ON-05");
    }
    assertThat(
            rules(afterStart(asleep + "6-7 core 0: CPU_ON core=1 entry=C context=0xc -> DENIED")))
        .containsExactly("CPU_ON-05");
  }

  @Test
  void constantThatChanges() throws ProgramSyntaxException {
    Violation moved =
        Twins.standard()
            .knowing("presence of SYSTEM_SUSPEND", 1)
            .judge("1-2 core 0: PSCI_FEATURES function=SYSTEM_SUSPEND -> NOT_SUPPORTED")
            .violations()
            .get(0);
    assertThat(moved.kind()).isEqualTo("FEAT-08/constant whoever asks/presence-of-system-suspend");
    assertThat(moved.seen()).endsWith("which means that presence of SYSTEM_SUSPEND is 0 (no)");
    assertThat(moved.permitted())
        .containsExactly("presence of SYSTEM_SUSPEND stays 1, as another answer said [CONV-07]");
    assertThat(
            Twins.standard()
                .knowing("presence of SYSTEM_SUSPEND", 1)
                .shownBy("1-2 core 0: PSCI_FEATURES function=SYSTEM_SUSPEND -> SUCCESS"))
        .contains("CONV-07");
  }

  @Test
  void errorThatIsNotWide() throws ProgramSyntaxException {
    Violation narrow =
        Twins.ofVersion(Version.V1_2)
            .judge("1-2 core 0: AFFINITY_INFO mpidr=0x77 level=0 -> 0xfffffffe")
            .violations()
            .get(0);
    assertThat(narrow.kind()).isEqualTo("CONV-11/errors/of-smc64-calls");
    assertThat(narrow.permitted())
        .containsExactly("x0 = 0xfffffffffffffffe, the code in 64 bits [CONV-11]");
  }

  @Test
  void coreThatComesInAlthoughItShouldNot() throws ProgramSyntaxException {
    Violation off = first("1 core 2 enters B x0=0xb");
    assertThat(rules(off)).containsExactly("SM-02");
    assertThat(off.permitted()).containsExactly("the core stays OFF [SM-02]");
    assertThat(off.kind()).isEqualTo("SM-02/entry/of-a-core-that-is-off");
    Violation left = afterStart("4- core 1: CPU_OFF\n9 core 1 enters A x0=0xa");
    assertThat(rules(left)).containsExactly("CPU_ON-15");
    Violation running = afterStart("9 core 1 enters B x0=0xb");
    assertThat(rules(running)).containsExactly("SM-02");
    assertThat(running.permitted()).containsExactly("the core runs on, undisturbed [SM-02]");
    Violation frozen = afterStart("4- core 1: CPU_FREEZE\n9 core 1 enters A x0=0xa");
    assertThat(rules(frozen)).containsExactly("FRZ-01");
    assertThat(frozen.permitted())
        .containsExactly("the core stays as it is until a CPU_ON [FRZ-01]");
    Violation standby =
        afterStart(
            "4- core 1: CPU_SUSPEND power_state=standby entry=B context=0xb\n9 core 1 enters B x0=0xb");
    assertThat(rules(standby)).containsExactly("STBY-01");
    assertThat(standby.permitted())
        .containsExactly("the core returns from its call with SUCCESS [STBY-01]");
  }

  @Test
  void coreThatComesInByACallThatIsOver() throws ProgramSyntaxException {
    Violation back =
        afterStart(
            """
            4-5 core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
            9   core 1 enters B x0=0xb
            """);
    assertThat(rules(back)).containsExactly("PD-04");
    assertThat(back.permitted()).containsExactly("the core runs on, undisturbed [SM-02]");
    Violation refused =
        afterStart(
            """
            4-5 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0xb -> INVALID_PARAMETERS
            9   core 1 enters B x0=0xb
            """);
    assertThat(rules(refused)).containsExactly("SUSP-09");
    assertThat(refused.permitted()).containsExactly("the core runs on, undisturbed [SM-02]");
    Violation system =
        first(
            """
            4-5 core 0: SYSTEM_SUSPEND entry=0x13 context=0xb -> INVALID_ADDRESS
            9   core 0 enters A x0=0xb
            """);
    assertThat(rules(system))
        .as("not where that call said")
        .containsExactlyInAnyOrder("SSUSP-02", "SM-02");
    Violation other =
        afterStart(
            """
            4-5 core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
            9   core 1 enters C x0=0xc
            """);
    assertThat(rules(other)).containsExactly("SM-02");
  }

  @Test
  void startThatComesInWrong() throws ProgramSyntaxException {
    String start = "1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS\n";
    Violation context = first(start + "3 core 1 enters A x0=0xb");
    assertThat(rules(context)).containsExactly("CPU_ON-13");
    assertThat(context.permitted())
        .containsExactly(
            "core 1 enters at 0x40001000 with x0 = 0xa, as the CPU_ON of core 0 said"
                + " [CPU_ON-02, CPU_ON-13]");
    assertThat(rules(first(start + "3 core 1 enters B x0=0xa"))).containsExactly("CPU_ON-02");
    Violation narrow =
        first(
            """
            1-2 core 0: CPU_ON32 core=1 entry=A context=0xa x2.high=0x77 -> SUCCESS
            3   core 1 enters 0x7740001000 x0=0xa
            """);
    assertThat(rules(narrow)).containsExactly("CONV-03");
    Violation failed =
        first(
            start
                + """
                3-4 core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
                5   core 1 enters B x0=0xb
                """);
    assertThat(rules(failed)).containsExactly("CPU_ON-08");
    Violation mixed =
        first(
            start
                + """
                3-4 core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
                5   core 1 enters A x0=0xb
                """);
    assertThat(rules(mixed)).containsExactly("CPU_ON-08");
    Violation elsewhere =
        first(
            start
                + """
                3-4 core 0: CPU_ON core=1 entry=B context=0xb -> ON_PENDING
                5   core 1 enters C x0=0xc
                """);
    assertThat(rules(elsewhere)).containsExactly("CPU_ON-02");
  }

  @Test
  void wakeUpThatComesInWrong() throws ProgramSyntaxException {
    String asleep = "4- core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb\n";
    Violation context = afterStart(asleep + "9 core 1 enters B x0=0xc");
    assertThat(rules(context)).containsExactly("PD-05");
    assertThat(context.permitted())
        .containsExactly(
            "core 1 enters at 0x40001010 with x0 = 0xb, as its own call said, or returns from it"
                + " with SUCCESS [PD-01, PD-05]");
    assertThat(rules(afterStart(asleep + "9 core 1 enters C x0=0xb"))).containsExactly("PD-01");
    String suspend = "1- core 0: SYSTEM_SUSPEND entry=B context=0xb\n";
    assertThat(rules(first(suspend + "9 core 0 enters C x0=0xb"))).containsExactly("SSUSP-03");
    assertThat(
            rules(
                afterStart(
                    "4- core 1: CPU_DEFAULT_SUSPEND entry=B context=0xb\n9 core 1 enters C x0=0xb")))
        .containsExactly("DSUSP-02");
    Violation start =
        afterStart(
            asleep
                + """
                6-7 core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
                9   core 1 enters C x0=0xc
                """);
    assertThat(rules(start)).containsExactly("CPU_ON-08");
    Violation before =
        first(
            """
            1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3   core 1 enters A x0=0xa
            4-5 core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
            6-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
            9   core 1 enters C x0=0xc
            """);
    assertThat(rules(before)).as("however long before it failed").containsExactly("CPU_ON-08");
  }

  @Test
  void requestOfAnotherCore() throws ProgramSyntaxException {
    String asleep =
        """
        4-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        5-  core 0: CPU_SUSPEND power_state=powerdown entry=C context=0xc
        """;
    assertThat(rules(afterStart(asleep + "9 core 1 enters C x0=0xc"))).containsExactly("SUSP-14");
    assertThat(rules(afterStart(asleep + "9 core 1 enters B x0=0xc"))).containsExactly("SUSP-14");
    assertThat(rules(afterStart(asleep + "9 core 2 enters C x0=0xd")))
        .as("another core, and another context id")
        .containsExactly("SM-02");
    assertThat(
            rules(
                afterStart(
                    "4- core 0: CPU_SUSPEND power_state=powerdown entry=C context=0xc\n9 core 1 enters C x0=0xc")))
        .containsExactly("SUSP-01");
    assertThat(rules(afterStart(asleep + "9 core 1 enters B x0=0xd"))).containsExactly("PD-05");
  }

  @Test
  void initialStateIsToldApartByTheWayIn() throws ProgramSyntaxException {
    assertThat(
            first(
                    """
                    1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
                    3   core 1 enters A x0=0xa sctlr=0x1
                    """)
                .kind())
        .isEqualTo("INIT-06/initial SCTLR/at-a-start");
    Violation woken =
        afterStart(
            """
            4-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
            9   core 1 enters B x0=0xb sctlr=0x1
            """);
    assertThat(woken.kind()).isEqualTo("INIT-06/initial SCTLR/after-power-down");
    assertThat(woken.permitted()).containsExactly("SCTLR.M, SCTLR.C and SCTLR.I all 0 [INIT-06]");
    assertThat(woken.seen()).endsWith(" and SCTLR = 0x1");
  }

  @Test
  void oneDeviationDoesNotHideTheNext() throws ProgramSyntaxException {
    assertThat(
            twins
                .judge(
                    """
                    1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
                    3-4 core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
                    5   core 1 enters B x0=0xb
                    6-7 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0xb -> SUCCESS
                    8-9 core 1: PSCI_VERSION -> 1.1
                    """)
                .violations())
        .as("what a wrong answer announces may happen")
        .hasSize(2);
  }

  @Test
  void startOfARunningCoreMayComeTrue() throws ProgramSyntaxException {
    assertThat(
            twins
                .judge(
                    CORE_1_ON
                        + """
                        4-5   core 0: CPU_ON core=1 entry=B context=0xb -> SUCCESS
                        6     core 1 enters B x0=0xb
                        """)
                .violations())
        .hasSize(1);
  }

  @Test
  void onlyAWinnerWinsARace() throws ProgramSyntaxException {
    Violation alone =
        afterStart(
            """
            4-7   core 0: CPU_ON core=0 entry=B context=0xb -> SUCCESS
            5-6   core 1: CPU_ON core=0 entry=C context=0xc -> ALREADY_ON
            """);
    assertThat(rules(alone)).containsExactly("CPU_ON-05");
  }

  @Test
  void startOfACoreInStandby() throws ProgramSyntaxException {
    Violation started =
        afterStart(
            """
            4-    core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
            6-7   core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
            9     core 1 enters C x0=0xc
            """);
    assertThat(rules(started)).containsExactly("CPU_ON-08");
  }

  @Test
  void whatAWrongAnswerShouldHaveDoneMayHaveHappened() throws ProgramSyntaxException {
    assertThat(
            twins
                .judge(
                    """
                    1-2   core 0: CPU_ON core=1 entry=A context=0xa -> DISABLED
                    3     core 1 enters A x0=0xa
                    4-5   core 0: AFFINITY_INFO core=1 level=0 -> ON
                    """)
                .violations())
        .hasSize(1);
  }

  @Test
  void whatWasPermittedIsToldByKindOfOutcome() throws ProgramSyntaxException {
    String suspend = "1-2 core 0: CPU_SUSPEND power_state=powerdown entry=A context=0 -> DISABLED";
    assertThat(first(suspend).permitted().get(0))
        .startsWith("suspends the core, which then enters at the entry point or returns SUCCESS [");
    assertThat(first(suspend.replace("powerdown", "standby")).permitted().get(0))
        .startsWith("suspends the core, which then returns SUCCESS [");
    assertThat(first("1-2 core 0: CPU_OFF -> DENIED").permitted().get(0))
        .startsWith("does not return [");
    assertThat(first("1-2 core 0: SYSTEM_RESET2 type=0x80000000 cookie=0 -> 0").permitted().get(0))
        .startsWith("returns a PSCI error other than NOT_SUPPORTED, or a value below -256 [");
    assertThat(
            Twins.standard()
                .withTrustedOsOn(1)
                .judge("1-2 core 0: MIGRATE_INFO_UP_CPU -> 0x100")
                .violations()
                .get(0)
                .permitted()
                .get(0))
        .startsWith("returns 0x1 [");
  }

  @Test
  void inOsInitiatedModeDenialIsNoForeignCode() throws ProgramSyntaxException {
    assertThat(
            Twins.standard()
                .withOrders()
                .first()
                .rulesOf(
                    """
                    1-2 core 0: PSCI_SET_SUSPEND_MODE mode=1 -> SUCCESS
                    3-4 core 0: CPU_SUSPEND power_state=powerdown,last@0 entry=A context=0 -> DENIED
                    """))
        .containsExactly("OSI-13");
  }

  @Test
  void statesThatWerePossibleAreTold() throws ProgramSyntaxException {
    assertThat(first("1-2 core 0: PSCI_VERSION -> 1.0").states())
        .containsExactly("0 ON, all others OFF");
    Violation open =
        first(
            """
            1-2 core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
            3-4 core 0: PSCI_VERSION -> 1.0
            """);
    assertThat(open.states()).contains("0 ON, 1 ON_PENDING (CPU_ON of core 0), all others OFF");
  }
}
