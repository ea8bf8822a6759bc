// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.batch.Plan.Calling;
import org.psci.adapter.agent.batch.Plan.Waking;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Placement;

/** Who sends the interrupts, and who is left with a timer of its own. */
class PlannerTest {
  private static final String STANDBY = " CPU_SUSPEND power_state=standby entry=Z context=0";

  private static Plan plan(String... lines) {
    Program program = Programs.of(lines);
    return Planner.plan(program, Placement.of(program, Programs.machine(4)).orElseThrow(), true);
  }

  private static List<Waking> wakings(Plan plan) {
    return plan.actions().stream()
        .filter(Waking.class::isInstance)
        .map(Waking.class::cast)
        .toList();
  }

  /** The timers of the calls, in the order of the program. */
  private static List<Integer> timers(Plan plan) {
    return plan.actions().stream()
        .filter(Calling.class::isInstance)
        .map(action -> ((Calling) action).timer())
        .toList();
  }

  @Test
  void theLowestCoreThatIsAwakeSends() {
    Plan plan =
        plan(
            "topology 1x3",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 0: CPU_ON core=2 entry=B context=0",
            "core 2:" + STANDBY,
            "wake core 2",
            "core 0:" + STANDBY,
            "wake core 0",
            "core 0: CPU_OFF",
            "wake core 2");
    assertThat(wakings(plan))
        .containsExactly(
            new Waking(0, 3, 2, true), new Waking(1, 5, 0, true), new Waking(2, 7, 2, false));
    assertThat(timers(plan)).containsOnly(0);
    assertThat(plan.wakes()).isTrue();
  }

  @Test
  void aCoreOfWhichNobodyKnowsWhetherItRunsDoesNotSend() {
    Plan plan =
        plan(
            "topology 1x3",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 1: CPU_ON core=2 entry=B context=0",
            "core 0: CPU_OFF",
            "core 1: CPU_ON core=0 entry=C context=0",
            "core 2:" + STANDBY,
            "wake core 2");
    assertThat(wakings(plan)).containsExactly(new Waking(1, 5, 2, true));
  }

  @Test
  void aCoreAloneMakesItsOwnInterruptPending() {
    Plan plan = plan("topology 1x1", "core 0: PSCI_VERSION", "wake core 0", "core 0:" + STANDBY);
    assertThat(wakings(plan)).containsExactly(new Waking(0, 1, 0, false));
    assertThat(timers(plan)).as("it is pending").containsExactly(0, 0);
  }

  @Test
  void aCoreThatNobodyCouldWakeGetsATimer() {
    assertThat(timers(plan("topology 1x1", "core 0:" + STANDBY)))
        .containsExactly(Planner.LAST_RESORT);
    assertThat(timers(plan("topology 1x1", "core 0:" + STANDBY, "wake core 0")))
        .as("the wake-up stands behind it")
        .containsExactly(Planner.LAST_RESORT);
    assertThat(timers(plan("topology 1x1", "core 0:" + STANDBY + " timer=100")))
        .containsExactly(100);
  }

  @Test
  void aCoreThatHasToGoOnBeforeSomebodyWakesItGetsATimer() {
    Plan plan =
        plan(
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 1:" + STANDBY,
            "core 1: PSCI_VERSION",
            "wake core 1",
            "core 1:" + STANDBY);
    assertThat(timers(plan)).containsExactly(0, Planner.LAST_RESORT, 0, 0);
  }

  @Test
  void whoSleepsAtTheEndIsWokenByThoseWhoAreAwake() {
    Plan plan =
        plan(
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 0:" + STANDBY,
            "core 1: PSCI_VERSION");
    assertThat(timers(plan)).containsOnly(0);
  }

  @Test
  void somebodyStaysAwake() {
    Plan bothSleep =
        plan(
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A context=0",
            "together",
            "  core 0:" + STANDBY,
            "  core 1:" + STANDBY);
    assertThat(timers(bothSleep)).containsExactly(0, 0, Planner.LAST_RESORT);
    Plan oneLeaves =
        plan(
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 1:" + STANDBY,
            "core 0: CPU_OFF");
    assertThat(timers(oneLeaves)).containsExactly(0, Planner.LAST_RESORT, 0);
  }

  @Test
  void anInterruptForACoreThatMayNotHaveComeInMayBeLost() {
    Plan plan =
        plan(
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A context=0",
            "wake core 1",
            "core 1:" + STANDBY,
            "core 1: PSCI_VERSION");
    assertThat(timers(plan)).containsExactly(0, Planner.LAST_RESORT, 0);
  }

  @Test
  void allCallsThatSuspendNeedSomebodyWhoWakes() {
    assertThat(timers(plan("topology 1x1", "core 0: SYSTEM_SUSPEND entry=A context=0")))
        .containsExactly(Planner.LAST_RESORT);
    assertThat(
            timers(
                plan(
                    "topology 1x2",
                    "core 0: CPU_ON core=1 entry=A context=0",
                    "core 1: CPU_FREEZE",
                    "core 0: CPU_DEFAULT_SUSPEND entry=B context=0")))
        .as("a frozen core wakes nobody")
        .containsExactly(0, 0, Planner.LAST_RESORT);
  }

  @Test
  void onlyQuestionsOfCoreZeroArePlain() {
    assertThat(
            plan(
                    "topology 1x2",
                    "core 0: PSCI_VERSION x0.high=0x1",
                    "core 0: AFFINITY_INFO core=1 level=7",
                    "core 0: CALL id=0xc4000002",
                    "core 0: CALL id=0x8400ffff")
                .isPlain())
        .isTrue();
    for (String other :
        List.of(
            "core 0: CPU_ON mpidr=0x99 entry=A context=0",
            "core 0: SYSTEM_OFF",
            "core 0: PSCI_VERSION dirty=mmu",
            "core 1: PSCI_VERSION",
            "core 0: AFFINITY_INFO core=1 level=0 until=OFF",
            "wake core 0")) {
      assertThat(plan("topology 1x2", "core 0: PSCI_VERSION", other).isPlain()).as(other).isFalse();
    }
  }
}
