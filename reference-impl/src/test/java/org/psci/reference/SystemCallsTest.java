// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.spec.vocabulary.LocalState.POWER_DOWN;
import static org.psci.spec.vocabulary.PsciFunction.CPU_DEFAULT_SUSPEND;
import static org.psci.spec.vocabulary.PsciFunction.MEM_PROTECT;
import static org.psci.spec.vocabulary.PsciFunction.MEM_PROTECT_CHECK_RANGE;
import static org.psci.spec.vocabulary.PsciFunction.NODE_HW_STATE;
import static org.psci.spec.vocabulary.PsciFunction.SYSTEM_OFF;
import static org.psci.spec.vocabulary.PsciFunction.SYSTEM_OFF2;
import static org.psci.spec.vocabulary.PsciFunction.SYSTEM_RESET2;
import static org.psci.spec.vocabulary.PsciFunction.SYSTEM_SUSPEND;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.spec.vocabulary.Version;

/** Proves what ends the machine, what puts it to sleep, and what protects its memory. */
class SystemCallsTest {
  private final Configuration complete = Configuration.complete(Version.V1_3);
  private final Rig rig = new Rig(complete);

  @Test
  void warmResetIgnoresItsCookie() {
    assertThat(rig.call(0, SYSTEM_RESET2, 1L << 32, 77)).isEqualTo(Rig.NO_RETURN);
    assertThat(rig.ends).containsExactly(PowerEvent.RESET);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 0x7fff_ffffL, 0x8000_0000L})
  void unknownResetIsRefused(long type) {
    assertThat(rig.call(0, SYSTEM_RESET2, type, 0)).isEqualTo(-2);
    Rig vendor = new Rig(complete.with(Choice.VENDOR_RESETS));
    boolean isVendors = type >= 0x8000_0000L;
    assertThat(vendor.call(0, SYSTEM_RESET2, type, 0)).isEqualTo(isVendors ? Rig.NO_RETURN : -2);
  }

  @Test
  void hibernationHasTwoNumbers() {
    assertThat(rig.call(0, SYSTEM_OFF2, 2, 0)).isEqualTo(-2);
    assertThat(rig.call(0, SYSTEM_OFF2, 0x8000_0001L, 0)).isEqualTo(-2);
    assertThat(rig.call(0, SYSTEM_OFF2, 1, 1)).isEqualTo(-2);
    assertThat(rig.call(0, SYSTEM_OFF2, 1, 0)).isEqualTo(Rig.NO_RETURN);
    assertThat(rig.ends).containsExactly(PowerEvent.HIBERNATED);
    assertThat(new Rig(complete).call(0, SYSTEM_OFF2, 0, 0)).isEqualTo(Rig.NO_RETURN);
    Rig refuses = new Rig(complete.without(Choice.HIBERNATES_BY_DEFAULT));
    assertThat(refuses.call(0, SYSTEM_OFF2, 0, 0)).isEqualTo(-2);
    Rig old = new Rig(Configuration.complete(Version.V1_2));
    assertThat(old.call(0, SYSTEM_OFF2, 1, 0)).isEqualTo(-1);
  }

  @Test
  void powerOffOfTheBugTakesOneCore() {
    Rig buggy = Rig.complete(Bug.SYSOFF_FROM_SECONDARY_STOPS_ONLY_IT).on(1);
    buggy.call(1, SYSTEM_OFF);
    assertThat(buggy.ends).isEmpty();
    buggy.call(0, SYSTEM_OFF);
    assertThat(buggy.ends).containsExactly(PowerEvent.OFF);
  }

  @Test
  void protectionTellsHowItWas() {
    assertThat(rig.call(0, MEM_PROTECT, 2)).isZero();
    assertThat(rig.call(0, MEM_PROTECT, 1)).isEqualTo(1);
    assertThat(rig.call(0, MEM_PROTECT, 0)).isEqualTo(1);
    assertThat(rig.call(0, MEM_PROTECT, 0)).isZero();
  }

  @Test
  void onlyMemoryCanBeProtected() {
    long size = Rig.MEMORY;
    assertThat(rig.call(0, MEM_PROTECT_CHECK_RANGE, Rig.MEMORY, size)).isZero();
    assertThat(rig.call(0, MEM_PROTECT_CHECK_RANGE, Rig.MEMORY, size + 1)).isEqualTo(-3);
    assertThat(rig.call(0, MEM_PROTECT_CHECK_RANGE, Rig.MEMORY - 1, 2)).isEqualTo(-3);
    assertThat(rig.call(0, MEM_PROTECT_CHECK_RANGE, Rig.MEMORY + 8, -4)).isEqualTo(-3);
    assertThat(rig.call(0, MEM_PROTECT_CHECK_RANGE, Rig.MEMORY, 0)).isEqualTo(-3);
    Rig lenient = new Rig(complete.with(Choice.ACCEPTS_EMPTY_RANGE));
    assertThat(lenient.call(0, MEM_PROTECT_CHECK_RANGE, Rig.MEMORY, 0)).isZero();
  }

  @Test
  void sleepingMachineComesBackAtItsEntry() {
    rig.machine.prepare(0, true, true, true);
    assertThat(rig.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5)).isEqualTo(Rig.NO_RETURN);
    rig.interrupt(0);
    assertThat(rig.lastEntry().address()).isEqualTo(Rig.ENTRY);
    assertThat(rig.lastEntry().x0()).isEqualTo(5);
    assertThat(rig.lastEntry().state().sctlr()).isEqualTo(1L << 25);
    assertThat(rig.lastEntry().state().daif()).isEqualTo(0xf);
    assertThat(rig.count(0, rig.state(2, POWER_DOWN, POWER_DOWN, POWER_DOWN))).isEqualTo(1);
  }

  @Test
  void pendingInterruptMayLetSystemSuspendReturn() {
    Rig early = new Rig(complete.with(Choice.SUSPEND_RETURNS_EARLY));
    early.machine.interrupt(0);
    assertThat(early.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5)).isZero();
    rig.machine.interrupt(0);
    assertThat(rig.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5)).isEqualTo(Rig.NO_RETURN);
    assertThat(rig.lastEntry().x0()).isEqualTo(5);
  }

  @Test
  void bugsSpoilTheWayBack() {
    Rig unmasked = Rig.complete(Bug.SYSSUSPEND_RESUME_WRONG_PSTATE);
    unmasked.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5);
    unmasked.interrupt(0);
    assertThat(unmasked.lastEntry().state().daif()).isZero();
    Rig returns = Rig.complete(Bug.SYSSUSPEND_RESUME_RETURNS_TO_LR);
    returns.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5);
    returns.interrupt(0);
    assertThat(returns.result(0)).isZero();
    assertThat(returns.changed(0)).isNotZero();
    Rig hangs = Rig.complete(Bug.SYSSUSPEND_HANGS_AFTER_IDLE);
    hangs.suspend(0, hangs.state(1, POWER_DOWN, POWER_DOWN));
    hangs.interrupt(0);
    hangs.call(0, SYSTEM_SUSPEND, Rig.ENTRY, 5);
    hangs.interrupt(0);
    assertThat(hangs.lastEntry().x0()).isNotEqualTo(5);
  }

  @Test
  void defaultSuspendIsAPowerDownOrAStandby() {
    rig.call(0, CPU_DEFAULT_SUSPEND, Rig.ENTRY, 6);
    rig.interrupt(0);
    assertThat(rig.lastEntry().x0()).isEqualTo(6);
    Rig standby = new Rig(complete.with(Choice.DEFAULT_IS_STANDBY));
    assertThat(standby.call(0, CPU_DEFAULT_SUSPEND, Rig.ENTRY, 6)).isEqualTo(Rig.NO_RETURN);
    standby.interrupt(0);
    assertThat(standby.result(0)).isZero();
    assertThat(standby.call(0, CPU_DEFAULT_SUSPEND, 4, 6)).isEqualTo(-9);
    Rig shallow = new Rig(complete.with(Choice.DOWNGRADES));
    shallow.call(0, CPU_DEFAULT_SUSPEND, Rig.ENTRY, 6);
    shallow.interrupt(0);
    assertThat(shallow.result(0)).isZero();
  }

  @Test
  void abandonedPowerDownOfTheBugEntersWithSuccess() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      Rig buggy = new Rig(complete.with(Set.of(Bug.ABANDON_CLOBBERS_ENTRY)), seed);
      buggy.machine.interrupt(0);
      buggy.suspend(0, buggy.state(0, POWER_DOWN));
      seen.add(buggy.lastEntry().x0());
    }
    assertThat(seen).containsExactlyInAnyOrder(0L, 0x50L);
  }

  @Test
  void nodesThatDoNotExistHaveNoState() {
    assertThat(rig.call(0, NODE_HW_STATE, 0, 3)).isEqualTo(-2);
    assertThat(rig.call(0, NODE_HW_STATE, 0x77, 0)).isEqualTo(-2);
    assertThat(rig.call(0, NODE_HW_STATE, 0, 2)).isZero();
    assertThat(rig.hwState(3, 1)).isEqualTo(1);
    assertThat(Rig.complete(Bug.NODEHW_LEVEL_UNCHECKED).hwState(0, 3)).isZero();
    Rig logical = Rig.complete(Bug.NODEHW_SUSPENDED_ON).on(1);
    logical.suspend(1, logical.state(0, POWER_DOWN));
    assertThat(logical.hwState(1, 0)).isZero();
  }
}
