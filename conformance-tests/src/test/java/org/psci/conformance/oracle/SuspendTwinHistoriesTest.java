// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.conformance.program.ProgramSyntaxException;

/**
 * Twin histories with CPU_SUSPEND, SYSTEM_OFF and SYSTEM_RESET: what a suspended core may do, what
 * others may see of it, and what each wrong way back is called.
 */
class SuspendTwinHistoriesTest {
  private static final String START =
      """
      1-2  core 0: CPU_ON core=1 entry=A context=0xa -> SUCCESS
      3    core 1 enters A x0=0xa
      """;

  private final Twins twins = Twins.standard();

  private void differBy(String rules, String text) throws ProgramSyntaxException {
    twins.differBy(rules, START.indent(2) + text);
  }

  private Judgement judge(String text) throws ProgramSyntaxException {
    return twins.judge(START + text);
  }

  @Test
  void standbyReturns() throws ProgramSyntaxException {
    differBy(
        "STBY-01",
        """
          6   wake core 1
        + 5-8 core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 5-  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
        - 8   core 1 enters B x0=0xb
        """);
  }

  @Test
  void standbyReturnsZero() throws ProgramSyntaxException {
    differBy(
        "STBY-01",
        """
          6   wake core 1
        + 5-8 core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 5-8 core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> 0xb
        """);
  }

  @Test
  void standbyDoesNotLookAtTheEntryPoint() throws ProgramSyntaxException {
    differBy(
        "SUSP-07",
        """
        + 5-8 core 1: CPU_SUSPEND power_state=standby entry=0x13 context=0xb -> SUCCESS
        - 5-8 core 1: CPU_SUSPEND power_state=standby entry=0x13 context=0xb -> INVALID_ADDRESS
        """);
  }

  @Test
  void powerDownEntersAtItsOwnEntryPoint() throws ProgramSyntaxException {
    differBy(
        "PD-01",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          6   wake core 1
        + 8   core 1 enters B x0=0xb
        - 8   core 1 enters A x0=0xb
        """);
  }

  @Test
  void powerDownKeepsItsContext() throws ProgramSyntaxException {
    differBy(
        "CONV-02",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0x1111222233334444
          6   wake core 1
        + 8   core 1 enters B x0=0x1111222233334444
        - 8   core 1 enters B x0=0x33334444
        """);
  }

  @Test
  void powerDownMayReturnButOnlyWhole() throws ProgramSyntaxException {
    differBy(
        "CONV-12 PD-04",
        """
          6   wake core 1
        + 5-8 core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        - 5-8 core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS changes x19
        """);
  }

  @Test
  void powerDownDoesNotReturnAndEnter() throws ProgramSyntaxException {
    differBy(
        "PD-04",
        """
          6   wake core 1
          5-8 core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb -> SUCCESS
        - 9   core 1 enters B x0=0xb
        """);
  }

  @Test
  void powerDownEntersOnce() throws ProgramSyntaxException {
    differBy(
        "PD-04",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          6   wake core 1
          8   core 1 enters B x0=0xb
        - 9   core 1 enters B x0=0xb
        """);
  }

  @Test
  void refusedSuspensionDoesNotEnter() throws ProgramSyntaxException {
    differBy(
        "SUSP-09",
        """
          5-6 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0xb -> INVALID_PARAMETERS
        - 9   core 1 enters B x0=0xb
        """);
  }

  @Test
  void stateAfterPowerDownIsFresh() throws ProgramSyntaxException {
    differBy(
        "INIT-06",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        + 8   core 1 enters B x0=0xb sctlr=0x0
        - 8   core 1 enters B x0=0xb sctlr=0x1
        """);
  }

  @Test
  void endiannessAfterPowerDownIsThatOfItsOwnCall() throws ProgramSyntaxException {
    differBy(
        "INIT-04",
        """
        + 5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb dirty=be
        - 5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          8   core 1 enters B x0=0xb sctlr=0x2000000
        """);
  }

  @Test
  void eachCoreComesBackByItsOwnRequest() throws ProgramSyntaxException {
    differBy(
        "SUSP-14",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb
          6-  core 0: CPU_SUSPEND power_state=powerdown@1 entry=C context=0xc
          8   wake core 1
        + 9   core 1 enters B x0=0xb
        - 9   core 1 enters C x0=0xc
          10  core 0 enters C x0=0xc
        """);
  }

  @Test
  void invalidPowerStateIsRefused() throws ProgramSyntaxException {
    differBy(
        "SUSP-03",
        """
        + 5-8 core 1: CPU_SUSPEND power_state=0x80000001 entry=B context=0xb -> INVALID_PARAMETERS
        - 5-8 core 1: CPU_SUSPEND power_state=0x80000001 entry=B context=0xb -> SUCCESS
        """);
    differBy(
        "SUSP-03",
        """
        + 5-8 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0xb -> INVALID_PARAMETERS
        - 5-8 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0xb -> SUCCESS
        """);
    differBy(
        "STBY-01",
        """
        + 5-8 core 1: CPU_SUSPEND power_state=0x1 entry=B context=0xb -> SUCCESS
        - 5-8 core 1: CPU_SUSPEND power_state=0x1 entry=B context=0xb -> INVALID_PARAMETERS
        """);
  }

  @Test
  void coreThatHadToBeRefusedDoesNotSleep() throws ProgramSyntaxException {
    differBy(
        "SUSP-03",
        """
        + 5-8 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0xb -> INVALID_PARAMETERS
        - 5-  core 1: CPU_SUSPEND power_state=0x7 entry=B context=0xb
        - 99  core 1 silent: wake-up
        """);
  }

  @Test
  void platformCoordinationDeniesNothing() throws ProgramSyntaxException {
    differBy(
        "SUSP-13",
        """
        + 5-8 core 1: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb -> SUCCESS
        - 5-8 core 1: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb -> DENIED
        """);
  }

  @Test
  void refusedSuspensionChangesNothing() throws ProgramSyntaxException {
    differBy(
        "CONV-12 SUSP-09",
        """
        + 5-8 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0x1 -> INVALID_PARAMETERS
        - 5-8 core 1: CPU_SUSPEND power_state=0x7 entry=B context=0x1 -> INVALID_PARAMETERS changes x20
        """);
  }

  @Test
  void suspendedCoreIsOn() throws ProgramSyntaxException {
    differBy(
        "AFF-01 AFF-02",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        + 6-7 core 0: AFFINITY_INFO core=1 level=0 -> ON
        - 6-7 core 0: AFFINITY_INFO core=1 level=0 -> OFF
          8   core 1 enters B x0=0xb
        """);
  }

  @Test
  void cpuOnDoesNotStartASuspendedCore() throws ProgramSyntaxException {
    differBy(
        "CPU_ON-05",
        """
          5-  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
        + 6-7 core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
        - 6-7 core 0: CPU_ON core=1 entry=C context=0xc -> SUCCESS
        - 8   core 1 enters C x0=0xc
        """);
  }

  @Test
  void failedCpuOnLeavesTheWayBackAlone() throws ProgramSyntaxException {
    differBy(
        "CPU_ON-08",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          6-7 core 0: CPU_ON core=1 entry=C context=0xc -> ALREADY_ON
        + 8   core 1 enters B x0=0xb
        - 8   core 1 enters C x0=0xc
        """);
  }

  @Test
  void otherCoresAreLeftAlone() throws ProgramSyntaxException {
    differBy(
        "SM-06 SUSP-01",
        """
          5-  core 0: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb
        + 6-7 core 1: PSCI_VERSION -> 1.1
        - 6-  core 1: PSCI_VERSION
        - 99  core 1 silent: return
        """);
    differBy(
        "SUSP-01",
        """
          5-  core 0: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb
          6-7 core 1: PSCI_VERSION -> 1.1
        - 99  core 1 silent: progress
        """);
    differBy(
        "SUSP-01",
        """
          5-  core 0: CPU_SUSPEND power_state=powerdown@1 entry=B context=0xb
          8   wake core 0
        + 9   core 0 enters B x0=0xb
        - 9   core 1 enters B x0=0xb
        """);
  }

  @Test
  void interruptWakes() throws ProgramSyntaxException {
    differBy(
        "SUSP-10",
        """
          5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
          6   wake core 1
        + 8   core 1 enters B x0=0xb
        - 99  core 1 silent: wake-up
        """);
  }

  @Test
  void interruptThatIsPendingAlreadyWakes() throws ProgramSyntaxException {
    differBy(
        "SUSP-10 STBY-04",
        """
          4-5 core 1: PSCI_VERSION -> 1.1
          6   wake core 1
        + 7-8 core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
        - 7-  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
        - 99  core 1 silent: wake-up
        """);
  }

  @Test
  void coreThatNobodyWakesMaySleepForEver() throws ProgramSyntaxException {
    Judgement asleep =
        judge(
            """
            5-  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
            99  core 1 silent: wake-up
            """);
    assertThat(asleep.isExplained()).isTrue();
  }

  @Test
  void interruptFromBeforeTheLastComeBackMayBeGone() throws ProgramSyntaxException {
    Judgement asleep =
        judge(
            """
            5-8   core 1: CPU_SUSPEND power_state=standby entry=B context=0xb -> SUCCESS
            7     wake core 1
            9     wake core 1
            10-   core 1: CPU_SUSPEND power_state=standby entry=C context=0xc
            99    core 1 silent: wake-up
            """);
    assertThat(asleep.isExplained()).isTrue();
  }

  @Test
  void coreThatWasLostAtABadEntryPointMayStaySilent() throws ProgramSyntaxException {
    Judgement lost =
        judge(
            """
            5-  core 1: CPU_SUSPEND power_state=powerdown entry=0x13 context=0xb
            6   wake core 1
            99  core 1 silent: wake-up
            """);
    assertThat(lost.isExplained()).isTrue();
  }

  @Test
  void wakingWithoutAnEventIsAReading() throws ProgramSyntaxException {
    Judgement early =
        judge(
            """
            5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
            8   core 1 enters B x0=0xb
            """);
    assertThat(early.isExplained()).isTrue();
    assertThat(early.explanations())
        .anySatisfy(why -> assertThat(why.reading()).map(Object::toString).contains("AMB-29 A"));
  }

  @Test
  void suspendedCoreMakesNoCalls() throws ProgramSyntaxException {
    Judgement odd =
        judge(
            """
            5-  core 1: CPU_SUSPEND power_state=standby entry=B context=0xb
            6-7 core 1: PSCI_VERSION -> 1.1
            """);
    assertThat(odd.violations()).isNotEmpty();
  }

  @Test
  void systemOffDoesNotReturn() throws ProgramSyntaxException {
    differBy(
        "SYS-01",
        """
        + 5-  core 1: SYSTEM_OFF
        + 8   machine POWERED_OFF
        - 5-8 core 1: SYSTEM_OFF -> SUCCESS
        """);
  }

  @Test
  void systemResetResets() throws ProgramSyntaxException {
    differBy(
        "SYS-04",
        """
          5-  core 1: SYSTEM_RESET
        + 8   machine RESET
        - 8   machine POWERED_OFF
        """);
  }

  @Test
  void systemOffPowersOff() throws ProgramSyntaxException {
    differBy(
        "SYS-03",
        """
          5-  core 1: SYSTEM_OFF
        + 8   machine POWERED_OFF
        - 8   machine RESET
        """);
    differBy(
        "SYS-02 SYS-03",
        """
          5-  core 1: SYSTEM_OFF
        + 8   machine POWERED_OFF
        - 99  core 1 silent: return
        """);
  }

  @Test
  void nobodyElseEndsTheMachine() throws ProgramSyntaxException {
    Judgement gone =
        judge(
            """
            5-  core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
            8   machine POWERED_OFF
            """);
    assertThat(gone.violations()).isNotEmpty();
  }
}
