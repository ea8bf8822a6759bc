// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.psci.spec.vocabulary.LocalState.POWER_DOWN;
import static org.psci.spec.vocabulary.LocalState.RETENTION;
import static org.psci.spec.vocabulary.LocalState.RUN;
import static org.psci.spec.vocabulary.LocalState.STANDBY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States what a composite power state may be made of. */
class PowerStateTest {

  @ParameterizedTest
  @CsvSource({
    "STANDBY, 0, STANDBY",
    "STANDBY, 1, RETENTION RETENTION",
    "STANDBY, 3, RETENTION RETENTION RETENTION RETENTION",
    "POWER_DOWN, 0, POWER_DOWN",
    "POWER_DOWN, 2, POWER_DOWN POWER_DOWN POWER_DOWN"
  })
  void ofWhichOnlyTypeAndLevelAreKnown(StateType type, int level, String path) {
    PowerState state = new PowerState(7, type, level);
    assertThat(String.join(" ", state.path().stream().map(Enum::name).toList())).isEqualTo(path);
    assertThat(state.level()).isEqualTo(level);
    assertThat(state.lastLevel()).isEqualTo(PowerState.NO_CLAIM);
    assertThat(state.at(level)).isNotEqualTo(RUN);
    assertThat(state.at(level + 1)).isEqualTo(RUN);
  }

  @Test
  void levelIsTheHighestOneBelowRun() {
    assertThat(state(POWER_DOWN, RUN, RUN).level()).isZero();
    assertThat(state(POWER_DOWN, RETENTION, RUN).level()).isEqualTo(1);
    assertThat(state(RETENTION, RETENTION, STANDBY).level()).isEqualTo(2);
  }

  private static PowerState state(LocalState... path) {
    StateType type = path[0] == POWER_DOWN ? StateType.POWER_DOWN : StateType.STANDBY;
    return new PowerState(1, type, List.of(path), PowerState.NO_CLAIM);
  }

  @Test
  void statesThatAreNone() {
    refused(StateType.STANDBY, List.of(), 0, "power_state 0x22 has 0 levels; 1 to 4 are possible");
    refused(StateType.STANDBY, List.of(STANDBY, RUN, RUN, RUN, RUN), 0, "has 5 levels");
    refused(StateType.STANDBY, List.of(RUN), 0, "leaves the core in run");
    refused(StateType.STANDBY, List.of(POWER_DOWN), 0, "is of type standby and puts the core into");
    refused(StateType.POWER_DOWN, List.of(RETENTION), 0, "is of type powerdown");
    refused(
        StateType.STANDBY,
        List.of(RETENTION, POWER_DOWN),
        0,
        "puts level 1 into powerdown, which is deeper than retention below it");
    refused(StateType.POWER_DOWN, List.of(POWER_DOWN, RUN, RETENTION), 0, "puts level 2 into");
    refused(StateType.POWER_DOWN, List.of(POWER_DOWN), 4, "claims a last level of 4");
    refused(StateType.POWER_DOWN, List.of(POWER_DOWN), -2, "claims a last level of -2");
    assertThatThrownBy(() -> new PowerState(0, StateType.STANDBY, 4))
        .hasMessage("a power level is 0 to 3, not 4");
    assertThatThrownBy(() -> new PowerState(0, StateType.STANDBY, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(StateType type, List<LocalState> path, int claim, String message) {
    assertThatThrownBy(() -> new PowerState(0x22, type, path, claim))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void localStatesAreOrderedByDepth() {
    assertThat(POWER_DOWN.isDeeperThan(RETENTION)).isTrue();
    assertThat(RETENTION.isDeeperThan(STANDBY)).isTrue();
    assertThat(STANDBY.isDeeperThan(RUN)).isTrue();
    assertThat(RUN.isDeeperThan(RUN)).isFalse();
    assertThat(POWER_DOWN.butNoDeeperThan(RETENTION)).isEqualTo(RETENTION);
    assertThat(RUN.butNoDeeperThan(RETENTION)).isEqualTo(RUN);
  }
}
