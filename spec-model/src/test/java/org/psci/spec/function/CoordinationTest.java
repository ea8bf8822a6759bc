// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * States how deep nodes may be. Two clusters of two cores and the system above them; the cluster of
 * cores 2 and 3 is named second.
 */
class CoordinationTest {
  private static final State ALL_ON =
      State.COLD_BOOT.with(1, CoreState.ON).with(2, CoreState.ON).with(3, CoreState.ON);
  private static final Asked PLATFORM = Asked.of(Version.V1_1).with(Composite.table()).in(ALL_ON);

  private static LocalState bound(Asked asked, int core, int level) {
    return Coordination.bound(asked.platform(), asked.before(), core, level);
  }

  @ParameterizedTest(name = "[{index}] {0} and {1}: cluster {2}, system {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RET         | RET         | RUN        | RUN
          RET-RET     | RET         | RUN        | RUN
          RET-RET     | RET-RET     | RETENTION  | RUN
          RET-RET-RET | RET-RET     | RETENTION  | RUN
          RET-RET-RET | RET-RET-RET | RETENTION  | RETENTION
          PD-RET-RET  | RET-RET-RET | RETENTION  | RETENTION
          PD-PD-RET   | PD-RET-RET  | RETENTION  | RETENTION
          PD-PD-RET   | PD-PD-RET   | POWER_DOWN | RETENTION
          PD-PD-PD    | PD-PD-RET   | POWER_DOWN | RETENTION
          PD-PD-PD    | PD-PD-PD    | POWER_DOWN | POWER_DOWN
          PD          | PD-PD-PD    | RUN        | RUN
          STBY        | PD-PD-PD    | RUN        | RUN
          PD-PD       | PD-PD-PD    | POWER_DOWN | RUN
          PD-RET      | PD-PD-PD    | RETENTION  | RUN
          """)
  void votesOfTheCoresArbitrate(String one, String other, LocalState cluster, LocalState system) {
    for (String votes : List.of("0:" + one + " 1:" + other, "1:" + one + " 0:" + other)) {
      Asked asked = Course.after(PLATFORM, "2:OFF 3:OFF " + votes);
      assertThat(bound(asked, 0, 1)).isEqualTo(cluster);
      assertThat(bound(asked, 1, 1)).isEqualTo(cluster);
      assertThat(bound(asked, 0, 2)).isEqualTo(system);
      assertThat(bound(asked, 3, 2)).isEqualTo(system);
      assertThat(bound(asked, 2, 1)).isEqualTo(LocalState.POWER_DOWN);
    }
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2:PD-PD-PD 3:OFF                    | POWER_DOWN
          2:OFF 3:OFF                         | POWER_DOWN
          2:DEFAULT 3:OFF                     | POWER_DOWN
          2:FREEZE 3:OFF                      | POWER_DOWN
          2:PD-PD-PD                          | RUN
          2:OFF 3:OFF 2:PENDING               | RUN
          2:OFF 3:OFF 2:PENDING 2:COMES_UP    | RUN
          2:PD-PD 3:PD-PD 3:WAKES             | RUN
          2:PD-PD 3:PD-PD 3:WAKES 3:RET-RET   | RETENTION
          """)
  void whoeverDoesNotSleepAndWhatItAskedForLastCounts(String steps, LocalState cluster) {
    assertThat(bound(Course.after(PLATFORM, steps), 3, 1)).isEqualTo(cluster);
  }

  @Test
  void clustersAreSeparateBelowWhatTheyShare() {
    Asked before = Course.after(PLATFORM, "2:PD-PD-PD 3:PD-RET");
    Asked after = Course.after(before, "1:PD-PD-PD 0:OFF");
    for (int level = 0; level <= 1; level++) {
      assertThat(bound(after, 2, level)).isEqualTo(bound(before, 2, level));
      assertThat(bound(after, 3, level)).isEqualTo(bound(before, 3, level));
    }
  }

  @ParameterizedTest(name = "[{index}] {0}: cluster {1}, system {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | RUN        | RUN
          3:PD 2:PD                           | RUN        | RUN
          3:PD 2:PD-PD@1                      | POWER_DOWN | RUN
          3:PD 2:PD-RET@1                     | RETENTION  | RUN
          3:PD 2:PD-PD@1 3:WAKES              | RUN        | RUN
          3:PD 2:PD-PD@1 3:WAKES 3:PD-RET@1   | RETENTION  | RUN
          3:PD 2:PD-RET@1 3:WAKES 3:PD-PD@1   | POWER_DOWN | RUN
          3:OFF 2:OFF                         | POWER_DOWN | RUN
          3:OFF 2:PD                          | RUN        | RUN
          2:PD 3:OFF                          | RUN        | RUN
          3:OFF 2:PD-PD@1                     | POWER_DOWN | RUN
          3:OFF 2:OFF 2:PENDING               | RUN        | RUN
          0:PD 1:PD-PD@1 3:PD 2:PD-PD-RET@2     | POWER_DOWN | RETENTION
          0:PD 1:PD-PD@1 3:PD 2:PD-PD@2         | POWER_DOWN | RUN
          0:OFF 1:OFF 3:OFF 2:OFF             | POWER_DOWN | POWER_DOWN
          """)
  void inOsInitiatedModeTheLastOrderCounts(String steps, LocalState cluster, LocalState system) {
    Asked asked = Course.after(PLATFORM, "0:OSI " + steps);
    assertThat(bound(asked, 2, 1)).isEqualTo(cluster);
    assertThat(bound(asked, 3, 2)).isEqualTo(system);
  }

  @Test
  void nodesWithoutACoreAreDownWhenOsInitiatedModeBegins() {
    Asked asked = Course.after(PLATFORM, "2:OFF 3:OFF 0:OSI");
    assertThat(bound(asked, 2, 1)).isEqualTo(LocalState.POWER_DOWN);
    assertThat(bound(asked, 0, 1)).isEqualTo(LocalState.RUN);
    assertThat(bound(asked, 0, 2)).isEqualTo(LocalState.RUN);
  }

  @ParameterizedTest
  @CsvSource({"2:FREEZE 3:OFF", "2:DEFAULT 3:DEFAULT", "2:DEFAULT 3:PD", "2:OFF 3:FREEZE"})
  void whatFrozenAndDefaultSuspendedCoresLetANodeDoIsOpenInEitherMode(String steps) {
    assertThat(bound(Course.after(PLATFORM, "0:OSI " + steps), 2, 1))
        .isEqualTo(LocalState.POWER_DOWN);
    assertThat(bound(Course.after(PLATFORM, "0:OSI " + steps), 2, 2)).isEqualTo(LocalState.RUN);
  }

  @Test
  void coresThatWereInDefaultSuspendBeforeTheChangeOfModeMayStayAsDeep() {
    Asked asked = Course.after(PLATFORM, "2:DEFAULT 3:DEFAULT 0:OSI");
    assertThat(bound(asked, 2, 1)).isEqualTo(LocalState.POWER_DOWN);
    assertThat(bound(Course.after(asked, "2:WAKES"), 2, 1)).isEqualTo(LocalState.RUN);
  }

  @Test
  void coreWithoutANodeAboveItIsOrderedAlone() {
    PowerTree gap = new PowerTree(List.of(List.of(0b0011L)));
    Asked asked = Course.after(PLATFORM.with(gap), "0:OSI 2:PD-PD@1");
    assertThat(asked.before().node(0)).isEqualTo(LocalState.RUN);
    assertThat(asked.before().core(2).isSuspended()).isTrue();
    assertThat(asked.before().trustedOsCore()).isEqualTo(-1);
    assertThat(Course.after(asked, "2:WAKES 3:OFF 2:OFF").before().withNodesRunning())
        .isEqualTo(Course.after(asked, "2:WAKES 3:OFF 2:OFF").before());
  }

  @Test
  void nodesOfAManyClusteredMachineDoNotGetMixedUp() {
    Asked many = PLATFORM.with(Topology.clusters(32, 2));
    Asked asked = Course.after(many, "0:OSI 2:OFF 3:OFF 1:PD 0:PD-RET@1");
    assertThat(bound(asked, 0, 1)).isEqualTo(LocalState.RETENTION);
    assertThat(bound(asked, 2, 1)).isEqualTo(LocalState.POWER_DOWN);
    assertThat(bound(asked, 0, 2)).isEqualTo(LocalState.RUN);
    assertThat(asked.before().mode().value()).isEqualTo(1);
  }
}
