// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.spec.vocabulary.LocalState.POWER_DOWN;
import static org.psci.spec.vocabulary.LocalState.RETENTION;
import static org.psci.spec.vocabulary.LocalState.RUN;
import static org.psci.spec.vocabulary.LocalState.STANDBY;
import static org.psci.spec.vocabulary.PsciFunction.CPU_DEFAULT_SUSPEND;
import static org.psci.spec.vocabulary.PsciFunction.CPU_OFF;
import static org.psci.spec.vocabulary.PsciFunction.CPU_ON;
import static org.psci.spec.vocabulary.PsciFunction.PSCI_SET_SUSPEND_MODE;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Proves who decides what becomes of the nodes above the cores, in both modes. */
class PowerControllerTest {
  private static final long ON = 0;
  private static final long HW_OFF = 1;
  private static final long HW_STANDBY = 2;
  private static final long OK = 0;
  private static final long INVALID = ReturnCode.INVALID_PARAMETERS.value();
  private static final long DENIED = ReturnCode.DENIED.value();
  private static final int CORE = 0;
  private static final int CLUSTER = 1;
  private static final int SYSTEM = 2;

  /** Cores 1 and 2, 3 and 4 in two clusters, and core 0, which looks on, alone in a third. */
  private static Rig rig(Bug... bugs) {
    Topology topology =
        new Topology(
            List.of(
                Mpidr.of(0, 0, 2, 0),
                Mpidr.of(0, 0, 0, 0),
                Mpidr.of(0, 0, 0, 1),
                Mpidr.of(0, 0, 1, 0),
                Mpidr.of(0, 0, 1, 1)));
    return new Rig(Configuration.complete(Version.V1_3).with(topology).with(Set.of(bugs)));
  }

  private static Rig osInitiated(Bug... bugs) {
    Rig rig = rig(bugs).on(1, 2, 3, 4);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(OK);
    return rig;
  }

  @Test
  void nodeIsAsDeepAsItsShallowestVote() {
    Rig rig = rig().on(1, 2);
    rig.suspend(1, rig.state(CLUSTER, POWER_DOWN, POWER_DOWN));
    assertThat(rig.hwState(1, CORE)).isEqualTo(HW_OFF);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(ON);
    rig.suspend(2, rig.state(CLUSTER, POWER_DOWN, RETENTION));
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(HW_STANDBY);
    assertThat(rig.hwState(1, SYSTEM)).isEqualTo(ON);
    rig.interrupt(2);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(ON);
    rig.call(2, CPU_OFF);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(HW_OFF);
    assertThat(rig.hwState(3, CLUSTER)).isEqualTo(HW_OFF);
  }

  @Test
  void requestForTheCoreAloneLeavesItsNodesInRun() {
    Rig rig = rig().on(1, 2);
    rig.suspend(1, rig.state(CORE, POWER_DOWN));
    rig.suspend(2, rig.state(CORE, STANDBY));
    assertThat(rig.hwState(2, CORE)).isEqualTo(HW_STANDBY);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(ON);
  }

  @Test
  void downgradeIsAStandby() {
    Rig rig = new Rig(Configuration.complete(Version.V1_1).with(Choice.DOWNGRADES));
    rig.on(3);
    int state = rig.state(CLUSTER, POWER_DOWN, POWER_DOWN);
    rig.suspend(3, state);
    assertThat(rig.hwState(3, CORE)).isEqualTo(HW_STANDBY);
    assertThat(rig.hwState(3, CLUSTER)).isEqualTo(ON);
    rig.interrupt(3);
    assertThat(rig.result(3)).isEqualTo(OK);
    assertThat(rig.count(3, state)).isZero();
    assertThat(rig.count(3, rig.state(CORE, STANDBY))).isEqualTo(1);
  }

  @Test
  void modeBelongsToWhoCanSetIt() {
    Rig rig = rig().on(1);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 2)).isEqualTo(INVALID);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 0)).isEqualTo(OK);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(OK);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 0)).isEqualTo(DENIED);
    rig.call(1, CPU_OFF);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 0)).isEqualTo(OK);
  }

  @Test
  void osInitiatedModeNeedsAFreshStart() {
    Rig rig = rig().on(1, 2);
    rig.call(2, CPU_DEFAULT_SUSPEND, Rig.ENTRY, 0);
    rig.suspend(1, rig.state(CORE, STANDBY));
    rig.interrupt(1);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 0)).isEqualTo(OK);
    assertThat(rig.call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(DENIED);
    Rig other = rig().on(1, 2);
    other.call(2, CPU_DEFAULT_SUSPEND, Rig.ENTRY, 0);
    assertThat(other.suspend(1, 0x7777)).isEqualTo(INVALID);
    assertThat(other.call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(OK);
  }

  @Test
  void modeMayBeStricter() {
    Configuration strict = Configuration.complete(Version.V1_3).with(Choice.STRICT_MODE_CHANGE);
    assertThat(new Rig(strict).on(1).call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(DENIED);
    assertThat(new Rig(strict).call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(OK);
  }

  @Test
  void deniedModeIsNotSet() {
    Rig buggy = rig(Bug.SETMODE_DENIED_BUT_SET).on(1, 2);
    buggy.suspend(1, buggy.state(CORE, STANDBY));
    assertThat(buggy.call(0, PSCI_SET_SUSPEND_MODE, 1)).isEqualTo(DENIED);
    assertThat(buggy.suspend(0, buggy.state(SYSTEM, POWER_DOWN))).isEqualTo(DENIED);
  }

  @Test
  void lastCoreOrdersItsNode() {
    Rig rig = osInitiated();
    int clusterDown = rig.state(CLUSTER, POWER_DOWN, POWER_DOWN);
    assertThat(rig.suspend(1, clusterDown)).isEqualTo(DENIED);
    assertThat(rig.suspend(1, rig.state(CLUSTER, POWER_DOWN))).isEqualTo(DENIED);
    rig.suspend(1, rig.state(CORE, POWER_DOWN));
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(ON);
    assertThat(rig.suspend(2, rig.state(SYSTEM, POWER_DOWN, POWER_DOWN))).isEqualTo(DENIED);
    assertThat(rig.suspend(2, clusterDown)).isEqualTo(Rig.NO_RETURN);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(HW_OFF);
    rig.interrupt(1);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(ON);
    assertThat(rig.hwState(2, CORE)).isEqualTo(HW_OFF);
  }

  @Test
  void sleeperThatIsTooShallowIsAnError() {
    Rig rig = osInitiated();
    rig.suspend(1, rig.state(CORE, RETENTION));
    assertThat(rig.suspend(2, rig.state(CLUSTER, POWER_DOWN, POWER_DOWN))).isEqualTo(INVALID);
    assertThat(rig.suspend(2, rig.state(CLUSTER, POWER_DOWN, RETENTION))).isEqualTo(Rig.NO_RETURN);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(HW_STANDBY);
  }

  @ParameterizedTest
  @CsvSource({"false, -2", "true, -9223372036854775808"})
  void siblingNodeInRunIsAnError(boolean bug, long expected) {
    Rig rig = bug ? osInitiated(Bug.OSI_CHILD_DOMAIN_STILL_ON_ACCEPTED) : osInitiated();
    for (int core : new int[] {1, 2, 3, 4}) {
      rig.suspend(core, rig.state(CORE, POWER_DOWN));
    }
    assertThat(rig.suspend(0, rig.state(SYSTEM, POWER_DOWN, POWER_DOWN, POWER_DOWN)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"false, -3", "true, -9223372036854775808"})
  void everyClaimedLevelIsChecked(boolean bug, long expected) {
    Rig rig = bug ? osInitiated(Bug.OSI_LAST_CHECK_FIRST_PARENT_ONLY) : osInitiated();
    rig.suspend(1, rig.state(CORE, POWER_DOWN));
    assertThat(rig.suspend(2, rig.state(SYSTEM, POWER_DOWN, POWER_DOWN, POWER_DOWN)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void coreOffMakesNobodyLast(boolean bug, long expected) {
    Rig rig = bug ? osInitiated(Bug.OSI_CPUOFF_MAKES_LAST_MAN) : osInitiated();
    rig.suspend(1, rig.state(CORE, POWER_DOWN));
    rig.call(2, CPU_OFF);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(expected);
    rig.interrupt(1);
    rig.call(1, CPU_OFF);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(HW_OFF);
  }

  @Test
  void coreThatIsOffCountsForLaterRequests() {
    Rig rig = osInitiated();
    rig.call(2, CPU_OFF);
    assertThat(rig.suspend(1, rig.state(CLUSTER, POWER_DOWN, POWER_DOWN))).isEqualTo(Rig.NO_RETURN);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(HW_OFF);
    rig.call(0, CPU_ON, rig.mpidr(2), Rig.ENTRY, 0);
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(ON);
    assertThat(rig.hwState(1, CORE)).isEqualTo(HW_OFF);
  }

  @Test
  void requestAboveItsClaimIsAnError() {
    List<PowerState> own =
        List.of(
            new PowerState(0x0101_0022, StateType.POWER_DOWN, List.of(POWER_DOWN, POWER_DOWN), 0));
    Rig rig = new Rig(Configuration.complete(Version.V1_1).withPowerStates(own));
    rig.call(0, PSCI_SET_SUSPEND_MODE, 1);
    assertThat(rig.suspend(0, 0x0101_0022)).isEqualTo(INVALID);
  }

  @Test
  void coreRequestOfTheBugTakesTheClusterDown() {
    Rig rig = rig(Bug.SUSPEND_CORE_REQUEST_VOTES_CLUSTER).on(1, 2);
    rig.suspend(1, rig.state(CORE, POWER_DOWN));
    rig.suspend(2, rig.state(CORE, POWER_DOWN));
    assertThat(rig.hwState(1, CLUSTER)).isEqualTo(HW_OFF);
  }

  @Test
  void abandonedRequestOfTheBugLeavesTheSystemBehind() {
    for (long seed = 0; seed < 20; seed++) {
      Rig rig =
          new Rig(
              Configuration.complete(Version.V1_1).with(Set.of(Bug.ABANDON_LEAVES_ANCESTOR_STATE)),
              seed);
      rig.machine.interrupt(0);
      if (rig.suspend(0, rig.state(SYSTEM, POWER_DOWN, POWER_DOWN, POWER_DOWN)) == OK) {
        assertThat(rig.hwState(0, CLUSTER)).isEqualTo(ON);
        assertThat(rig.hwState(0, SYSTEM)).isEqualTo(HW_OFF);
        return;
      }
    }
    throw new AssertionError("no request was abandoned");
  }

  @Test
  void tableHoldsEveryClaim() {
    List<PowerState> claimed = Configuration.complete(Version.V1_1).powerStates();
    assertThat(claimed).hasSize(3 * 3 + 3 * 2 + 4);
    assertThat(claimed).extracting(PowerState::value).doesNotHaveDuplicates();
    assertThat(claimed).allMatch(state -> state.lastLevel() >= state.level());
    List<PowerState> plain = Configuration.standard().powerStates();
    assertThat(plain)
        .hasSize(10)
        .extracting(PowerState::value)
        .contains(0x1, 0x0100_0011, 0x0001_0002, 0x0101_0012, 0x0101_0022, 0x0201_0222);
    List<LocalState> path = List.of(RETENTION, RETENTION);
    assertThat(plain).anyMatch(state -> state.path().equals(path) && state.at(2) == RUN);
    assertThat(Configuration.standard().with(Topology.clusters(1, 1)).powerStates()).hasSize(3);
  }
}
