// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.step.CoreStart;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;
import org.psci.spec.vocabulary.Version;

/** Proves, of OS-initiated mode, what exploring the model has found to be wrong once. */
class NodesUnderOrdersTest {
  private static final Setting CLUSTERS =
      Machines.setting(Version.V1_1, 2, 2, Setting.Modes.OSI, Setting.Resident.NONE);
  private static final State ORDERED = State.COLD_BOOT.with(SuspendMode.OS_INITIATED);
  private static final int FIRST_CLUSTER = 0;
  private static final int SYSTEM = 2;

  @Test
  void coreThatStartsHasPowerAboveIt() {
    Platform platform = CLUSTERS.platform();
    State leftOutOfAccount =
        ORDERED
            .with(1, CoreState.pendingFrom(0))
            .withNode(FIRST_CLUSTER, LocalState.POWER_DOWN)
            .withNode(SYSTEM, LocalState.RETENTION);
    State started = CoreStart.of(platform, leftOutOfAccount, 1);
    assertThat(started.core(1)).isEqualTo(CoreState.ON);
    assertThat(started.node(FIRST_CLUSTER)).isEqualTo(LocalState.RUN);
    assertThat(started.node(SYSTEM)).isEqualTo(LocalState.RUN);
  }

  @Test
  void clusterMayFollowCoresThatGoWithoutOrders() {
    State other = ORDERED.with(1, CoreState.OFF);
    for (PsciFunction function :
        List.of(PsciFunction.CPU_FREEZE, PsciFunction.CPU_DEFAULT_SUSPEND, PsciFunction.CPU_OFF)) {
      assertThat(leaving(other, function))
          .as("%s", function)
          .isNotEmpty()
          .allMatch(state -> state.node(FIRST_CLUSTER) == LocalState.POWER_DOWN);
      assertThat(leaving(other.with(1, CoreState.IN_STANDBY), function))
          .as("%s beside a core in standby", function)
          .isNotEmpty()
          .noneMatch(state -> state.node(FIRST_CLUSTER).isDeeperThan(LocalState.STANDBY));
    }
    assertThat(leaving(other.with(1, CoreState.IN_STANDBY), PsciFunction.CPU_OFF))
        .allMatch(state -> state.node(FIRST_CLUSTER) == LocalState.RUN);
  }

  /** The cluster has been ordered to run, whatever the system would follow in beyond orders. */
  @Test
  void systemIsNoDeeperThanTheClusterThatWasOrdered() {
    State others =
        ORDERED
            .with(1, CoreState.IN_DEFAULT_SUSPEND)
            .with(2, CoreState.IN_DEFAULT_SUSPEND)
            .with(3, CoreState.IN_STANDBY)
            .withNode(1, LocalState.STANDBY);
    assertThat(leaving(others, PsciFunction.CPU_SUSPEND))
        .filteredOn(state -> state.node(FIRST_CLUSTER) == LocalState.RUN)
        .isNotEmpty()
        .allMatch(state -> state.node(SYSTEM) == LocalState.RUN);
  }

  private static List<State> leaving(State before, PsciFunction function) {
    List<State> after = new ArrayList<>();
    Machines.steps(CLUSTERS)
        .steps(
            before,
            new StepSink() {
              @Override
              public void step(Action action, Result result, State next, Because why) {
                if (action.core() == 0 && action.isCallOf(function) && result.leaves()) {
                  after.add(next);
                }
              }

              @Override
              public void unanswered(Action action) {}
            });
    return after;
  }
}
