// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.spec.vocabulary.LocalState.POWER_DOWN;
import static org.psci.spec.vocabulary.LocalState.RETENTION;
import static org.psci.spec.vocabulary.LocalState.STANDBY;
import static org.psci.spec.vocabulary.PsciFunction.AFFINITY_INFO;
import static org.psci.spec.vocabulary.PsciFunction.CPU_FREEZE;
import static org.psci.spec.vocabulary.PsciFunction.CPU_OFF;
import static org.psci.spec.vocabulary.PsciFunction.CPU_ON;
import static org.psci.spec.vocabulary.PsciFunction.PSCI_STAT_COUNT;
import static org.psci.spec.vocabulary.PsciFunction.PSCI_STAT_RESIDENCY;

import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.Version;

/** Proves that every stay in a low-power state is counted, once, and as what it really was. */
class ResidencyCountersTest {
  private final Rig rig = Rig.complete();
  private final int standby = rig.state(0, STANDBY);
  private final int coreDown = rig.state(0, POWER_DOWN);
  private final int clusterDown = rig.state(1, POWER_DOWN, POWER_DOWN);

  private static long residency(Rig rig, int core, int state) {
    return rig.call(0, PSCI_STAT_RESIDENCY, rig.mpidr(core), state);
  }

  @Test
  void bootCountsNothing() {
    assertThat(rig.count(3, coreDown)).isZero();
    assertThat(rig.count(3, clusterDown)).isZero();
    assertThat(residency(rig, 3, coreDown)).isZero();
  }

  @Test
  void eachEntryCounts() {
    rig.on(3);
    for (int times = 0; times < 3; times++) {
      rig.suspend(3, standby);
      rig.interrupt(3);
    }
    assertThat(rig.count(3, standby)).isEqualTo(3);
    assertThat(rig.count(3, coreDown)).isZero();
  }

  @Test
  void nodeCountsWhatItEntersAndNotWhatIsAsked() {
    for (Bug[] bugs : new Bug[][] {{}, {Bug.STAT_WRONG_UNDER_RACE}}) {
      Rig machine = Rig.complete(bugs).on(3, 4);
      machine.suspend(3, clusterDown);
      assertThat(machine.count(4, clusterDown)).isEqualTo(bugs.length);
      assertThat(machine.count(3, coreDown)).isEqualTo(1);
      assertThat(machine.count(4, coreDown)).isZero();
    }
  }

  @Test
  void coreOffAndFreezeCountAsPowerDown() {
    rig.on(3);
    rig.call(3, CPU_OFF);
    assertThat(rig.count(3, coreDown)).isEqualTo(1);
    assertThat(rig.count(5, clusterDown)).isEqualTo(1);
    rig.on(3);
    rig.call(3, CPU_FREEZE);
    assertThat(rig.count(3, coreDown)).isEqualTo(2);
    assertThat(rig.count(5, clusterDown)).isEqualTo(1);
  }

  @Test
  void claimDoesNotMatter() {
    rig.on(3, 4, 5);
    for (int core = 3; core <= 5; core++) {
      rig.suspend(core, rig.state(1, POWER_DOWN, RETENTION));
    }
    assertThat(rig.count(4, rig.state(1, POWER_DOWN, RETENTION))).isEqualTo(1);
    assertThat(rig.count(4, rig.state(2, RETENTION, RETENTION))).isEqualTo(1);
    assertThat(rig.count(4, rig.state(2, POWER_DOWN))).isEqualTo(1);
  }

  @Test
  void residencyGrowsWhileTheStayLasts() {
    rig.on(3);
    rig.suspend(3, coreDown);
    long first = residency(rig, 3, coreDown);
    rig.call(0, AFFINITY_INFO, 0, 0);
    assertThat(residency(rig, 3, coreDown)).isGreaterThan(first);
    rig.interrupt(3);
    long last = residency(rig, 3, coreDown);
    rig.call(0, AFFINITY_INFO, 0, 0);
    assertThat(residency(rig, 3, coreDown)).isEqualTo(last);
  }

  @Test
  void staysMayCountWhenTheyAreOver() {
    Rig late = new Rig(Configuration.complete(Version.V1_3).with(Choice.COUNTS_ON_EXIT));
    late.on(3);
    late.suspend(3, coreDown);
    assertThat(late.count(3, coreDown)).isZero();
    assertThat(residency(late, 3, coreDown)).isZero();
    late.interrupt(3);
    assertThat(late.count(3, coreDown)).isEqualTo(1);
    assertThat(residency(late, 3, coreDown)).isPositive();
  }

  @Test
  void whatDoesNotExistHasNoStays() {
    assertThat(rig.count(0, 0x7777)).isZero();
    assertThat(rig.call(0, PSCI_STAT_COUNT, 0x77, coreDown)).isZero();
    assertThat(Rig.complete(Bug.STAT_INVALID_RETURNS_ERROR).count(0, 0x7777)).isEqualTo(-2);
  }

  @Test
  void abandonedRequestIsNotCounted() {
    int abandoned = 0;
    for (long seed = 0; seed < 20; seed++) {
      Rig machine = new Rig(rig.configuration, seed).on(3);
      machine.machine.interrupt(3);
      boolean returned = machine.suspend(3, coreDown) == 0;
      assertThat(machine.count(3, coreDown)).isEqualTo(returned ? 0 : 1);
      abandoned += returned ? 1 : 0;
    }
    assertThat(abandoned).isBetween(1, 19);
  }

  @Test
  void lastLifeIsCountedOn() {
    rig.on(3);
    rig.call(3, CPU_OFF);
    long before = residency(rig, 3, coreDown);
    rig.call(0, CPU_ON, rig.mpidr(3), Rig.ENTRY, 0);
    assertThat(residency(rig, 3, coreDown)).isGreaterThanOrEqualTo(before);
  }
}
