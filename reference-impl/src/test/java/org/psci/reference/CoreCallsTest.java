// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.spec.vocabulary.PsciFunction.AFFINITY_INFO;
import static org.psci.spec.vocabulary.PsciFunction.CPU_FREEZE;
import static org.psci.spec.vocabulary.PsciFunction.CPU_OFF;
import static org.psci.spec.vocabulary.PsciFunction.CPU_ON;
import static org.psci.spec.vocabulary.PsciFunction.MIGRATE;
import static org.psci.spec.vocabulary.PsciFunction.MIGRATE_INFO_TYPE;
import static org.psci.spec.vocabulary.PsciFunction.MIGRATE_INFO_UP_CPU;
import static org.psci.spec.vocabulary.PsciFunction.SYSTEM_SUSPEND;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Proves how cores are started, stopped, frozen and kept by a trusted OS. */
class CoreCallsTest {
  private static final long BAD = 4;
  private final Configuration complete = Configuration.complete(Version.V1_3);
  private final Rig rig = new Rig(complete);

  @Test
  void orderOfChecksDecidesWhichErrorIsTold() {
    for (ErrorOrder order : ErrorOrder.values()) {
      Rig machine = new Rig(complete.with(order));
      boolean entryFirst = order == ErrorOrder.ENTRY_FIRST;
      boolean stateFirst = order == ErrorOrder.STATE_FIRST;
      assertThat(machine.call(0, CPU_ON, 0x77, BAD, 0)).isEqualTo(entryFirst ? -9 : -2);
      assertThat(machine.call(0, CPU_ON, 0, BAD, 0)).isEqualTo(stateFirst ? -4 : -9);
    }
  }

  @Test
  void alignmentMayGoUnchecked() {
    Configuration careless = complete.without(Choice.CHECKS_ALIGNMENT);
    assertThat(rig.call(0, CPU_ON, 1, Rig.ENTRY + 2, 0)).isEqualTo(-9);
    assertThat(new Rig(careless).call(0, CPU_ON, 1, Rig.ENTRY + 2, 0)).isZero();
  }

  @Test
  void startMayFailOnce() {
    Rig machine = new Rig(complete.with(Choice.STARTS_FAIL_ONCE));
    assertThat(machine.call(0, CPU_ON, 1, Rig.ENTRY, 0)).isEqualTo(-6);
    assertThat(machine.call(0, AFFINITY_INFO, 1, 0)).isEqualTo(1);
    assertThat(machine.call(0, CPU_ON, 1, Rig.ENTRY, 0)).isZero();
    Rig buggy = Rig.complete(Bug.CPUON_ERROR_AS_ALREADY_ON);
    assertThat(buggy.call(0, CPU_ON, 1, Rig.ENTRY, 0)).isEqualTo(-4);
  }

  @Test
  void levelsAreAnsweredAsFarAsChosen() {
    Rig machine = new Rig(complete.withAnswersUpTo(1));
    assertThat(machine.call(0, AFFINITY_INFO, 0, 1)).isZero();
    assertThat(machine.call(0, AFFINITY_INFO, 0, 2)).isEqualTo(-2);
    assertThat(rig.call(0, AFFINITY_INFO, 0, 3)).isZero();
    assertThat(rig.call(0, AFFINITY_INFO, 0, 4)).isEqualTo(-2);
  }

  @Test
  void mpidrsMayHaveGapsAndAllFields() {
    Topology odd =
        new Topology(List.of(Mpidr.of(0, 0, 0, 0), Mpidr.of(1, 2, 200, 7), Mpidr.of(1, 2, 200, 9)));
    for (Bug[] bugs : new Bug[][] {{}, {Bug.CLUSTER_LAST_OFF_NEVER_ON}}) {
      Rig machine = new Rig(complete.with(odd).with(Set.of(bugs)));
      machine.on(1);
      assertThat(machine.lastEntry().state().mpidr()).isEqualTo(Mpidr.of(1, 2, 200, 7));
      machine.call(1, CPU_OFF);
      machine.on(1);
      assertThat(machine.entries).hasSize(bugs.length == 0 ? 2 : 1);
    }
  }

  @Test
  void startedCoreHasTheEndiannessOfItsStarterAndIsCleanOtherwise() {
    rig.on(1);
    rig.machine.prepare(1, true, true, true);
    rig.call(1, CPU_ON, rig.mpidr(2), Rig.ENTRY, 0);
    assertThat(rig.lastEntry().state().sctlr()).isEqualTo(1L << 25);
    assertThat(rig.lastEntry().state().daif()).isEqualTo(0xf);
    rig.call(1, CPU_OFF);
    rig.on(1);
    assertThat(rig.lastEntry().state().sctlr()).isZero();
  }

  @Test
  void bugsLetTheStateOfTheLastLifeLeak() {
    Rig buggy = Rig.complete(Bug.CPUON_KEEPS_SCTLR, Bug.CPUON_ENDIANNESS_NOT_PROPAGATED).on(1);
    buggy.machine.prepare(1, false, true, false);
    buggy.call(1, CPU_OFF);
    buggy.machine.prepare(0, true, false, false);
    buggy.on(1);
    assertThat(buggy.lastEntry().state().sctlr()).isEqualTo(1);
  }

  @Test
  void frozenCoreIsWokenByNobodyButCpuOn() {
    for (boolean showsOff : new boolean[] {false, true}) {
      Rig machine = new Rig(complete.with(Choice.FROZEN_SHOWS_OFF, showsOff)).on(1);
      assertThat(machine.call(1, CPU_FREEZE)).isEqualTo(Rig.NO_RETURN);
      machine.interrupt(1);
      assertThat(machine.entries).hasSize(1);
      assertThat(machine.call(0, AFFINITY_INFO, 1, 0)).isEqualTo(showsOff ? 1 : 0);
      machine.on(1);
      assertThat(machine.entries).hasSize(2);
      assertThat(machine.call(0, AFFINITY_INFO, 1, 0)).isZero();
    }
  }

  @Test
  void trustedOsKeepsItsCoreUntilItIsMigrated() {
    ResidentOs migratable = new ResidentOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 1);
    Rig machine = new Rig(complete.with(migratable)).on(1);
    assertThat(machine.call(0, MIGRATE_INFO_TYPE)).isZero();
    assertThat(machine.call(0, MIGRATE_INFO_UP_CPU)).isEqualTo(machine.mpidr(1));
    assertThat(machine.call(0, MIGRATE, 0)).isEqualTo(-7);
    assertThat(machine.call(1, MIGRATE, 0x77)).isEqualTo(-2);
    assertThat(machine.call(1, MIGRATE, machine.mpidr(2))).isEqualTo(-6);
    assertThat(machine.call(1, CPU_OFF)).isEqualTo(-3);
    assertThat(machine.call(1, CPU_FREEZE)).isEqualTo(-3);
    assertThat(machine.call(1, MIGRATE, 0)).isZero();
    assertThat(machine.call(0, MIGRATE_INFO_UP_CPU)).isEqualTo(machine.mpidr(0));
    assertThat(machine.call(1, CPU_OFF)).isEqualTo(Rig.NO_RETURN);
    assertThat(machine.call(0, CPU_OFF)).isEqualTo(-3);
  }

  @Test
  void trustedOsMayBeFixedOrAbsent() {
    ResidentOs fixed = new ResidentOs(MigrateInfoType.UNIPROCESSOR_FIXED, 0);
    Rig machine = new Rig(complete.with(fixed)).on(1);
    assertThat(machine.call(0, MIGRATE, 1)).isEqualTo(-3);
    assertThat(machine.call(0, CPU_OFF)).isEqualTo(-3);
    assertThat(rig.call(0, MIGRATE_INFO_TYPE)).isEqualTo(2);
    assertThat(rig.call(0, MIGRATE, 1)).isEqualTo(-1);
    assertThat(Rig.complete(Bug.MIGRATE_TYPE2_SUCCESS).call(0, MIGRATE, 1)).isZero();
  }

  @Test
  void deniedCpuOffOfTheBugLeavesItsCallerOff() {
    ResidentOs fixed = new ResidentOs(MigrateInfoType.UNIPROCESSOR_FIXED, 0);
    Rig machine =
        new Rig(complete.with(fixed).with(Set.of(Bug.CPUOFF_DENIED_BUT_MARKED_OFF))).on(1);
    assertThat(machine.call(0, CPU_OFF)).isEqualTo(-3);
    assertThat(machine.call(1, AFFINITY_INFO, 0, 0)).isEqualTo(1);
  }

  @Test
  void coresThatStartEachOtherMayLockUp() {
    Set<Boolean> seen = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      Rig machine = new Rig(complete.with(Set.of(Bug.CPUON_ABBA_DEADLOCK)), seed).on(1);
      machine.begin(0, CPU_ON.smc64(), 1, Rig.ENTRY, 0);
      machine.begin(1, CPU_ON.smc64(), 0, Rig.ENTRY, 0);
      machine.run();
      assertThat(machine.result(0)).isEqualTo(machine.result(1));
      assertThat(machine.result(0)).isIn(-4L, Rig.NO_RETURN);
      seen.add(machine.result(0) == -4);
    }
    assertThat(seen).hasSize(2);
  }

  @Test
  void raceOfTwoStartersMayMeetAnUnknownCore() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      Rig machine = new Rig(complete.with(Set.of(Bug.CPUON_TRANSIENT_INVALID_PARAMS)), seed).on(1);
      machine.begin(0, CPU_ON.smc64(), 2, Rig.ENTRY, 0);
      machine.begin(1, CPU_ON.smc64(), 2, Rig.ENTRY, 0);
      machine.run();
      seen.add(machine.result(0));
    }
    assertThat(seen).contains(0L, -2L, -5L);
  }

  @Test
  void interruptMayLoseAStart() {
    int lost = 0;
    for (long seed = 0; seed < 50; seed++) {
      Rig machine = new Rig(complete.with(Set.of(Bug.CPUON_DURING_OFF_LOST)), seed).on(1);
      machine.call(1, CPU_OFF);
      machine.machine.interrupt(1);
      assertThat(machine.call(0, CPU_ON, 1, Rig.ENTRY, 0)).isZero();
      lost += machine.entries.size() == 1 ? 1 : 0;
    }
    assertThat(lost).isBetween(1, 49);
  }

  @Test
  void wrongCoreMayGoOff() {
    Rig machine = Rig.complete(Bug.CPUOFF_KILLS_CORE0).on(1, 2);
    assertThat(machine.call(1, CPU_OFF)).isEqualTo(Rig.NO_RETURN);
    assertThat(machine.call(2, AFFINITY_INFO, 0, 0)).isEqualTo(1);
    assertThat(machine.call(0, AFFINITY_INFO, 0, 0)).isEqualTo(Rig.NO_RETURN);
    assertThat(machine.call(2, CPU_ON, 0, Rig.ENTRY, 9)).isZero();
    assertThat(machine.lastEntry().x0()).isEqualTo(9);
  }

  @Test
  void bugsSpoilWhatAStartedCoreFinds() {
    assertThat(Rig.complete(Bug.CPUON_CONTEXT_PC_CLOBBERED).on(3).lastEntry().x0())
        .isEqualTo(0x100);
    assertThat(Rig.complete(Bug.CPUON_CONTEXT_IN_R2).on(3).lastEntry().x0()).isZero();
    assertThat(Rig.complete(Bug.CPUON_SELF_CONTEXT_OTHER).on(3).lastEntry().state().x1())
        .isEqualTo(0x100);
    Rig lost = Rig.complete(Bug.CPUON_MPIDR_LOST_AFTER_RESET).on(3);
    assertThat(lost.lastEntry().state().mpidr()).isEqualTo(new Mpidr(3));
    assertThat(lost.call(0, AFFINITY_INFO, 0x100, 0)).isEqualTo(-2);
    Rig wraps = Rig.complete(Bug.CPUON_CORE_INDEX_WRAPS_256);
    assertThat(wraps.call(0, CPU_ON, wraps.mpidr(4), Rig.ENTRY, 0)).isEqualTo(-4);
  }

  @Test
  void othersMustBeOffForSystemSuspend() {
    for (boolean alreadyOn : new boolean[] {false, true}) {
      Rig machine = new Rig(complete.with(Choice.SUSPEND_SAYS_ALREADY_ON, alreadyOn)).on(1);
      long error = alreadyOn ? -4 : -3;
      assertThat(machine.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5)).isEqualTo(error);
      machine.call(1, CPU_OFF);
      assertThat(machine.call(0, SYSTEM_SUSPEND, BAD, 5)).isEqualTo(-9);
      assertThat(machine.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5)).isEqualTo(Rig.NO_RETURN);
      machine.interrupt(0);
      assertThat(machine.lastEntry().x0()).isEqualTo(5);
    }
  }
}
