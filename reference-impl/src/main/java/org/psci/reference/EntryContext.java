// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.reference.ReferenceMachine.Observer;
import org.psci.reference.ReferenceMachine.StartState;
import org.psci.spec.vocabulary.Mpidr;

/** What a core finds at its first instruction, after a CPU_ON or a power-down (6.4). */
final class EntryContext {
  private static final int EXCEPTION_LEVEL = 1;
  private static final int ALL_MASKED = 0xf;
  private static final long FREQUENCY = 1_000_000;
  private static final int SERROR = 0x4;
  private static final long MMU_ON = 1;
  private static final long BIG_ENDIAN = 1L << 25;

  private final Hardware hardware;

  /** The bits of D, A, I, F that there are: AArch32 has no D. */
  private final int maskBits;

  EntryContext(Hardware hardware) {
    this.hardware = hardware;
    this.maskBits = hardware.isAArch32() ? 0x7 : ALL_MASKED;
  }

  /** A step of a started core: firmware sets it up, and then it executes its first instruction. */
  void comeIn(Core core, Observer observer) {
    if (!core.leavesFirmware) {
      setUp(core);
      return;
    }
    core.released = false;
    core.waitsInCpuOff = false;
    core.leavesFirmware = false;
    core.interruptPending = false;
    core.votedAbove = false;
    boolean keepsSctlr = hardware.has(Bug.CPUON_KEEPS_SCTLR);
    core.mmuOn &= keepsSctlr;
    core.bigEndian = core.startsBigEndian && !hardware.has(Bug.CPUON_ENDIANNESS_NOT_PROPAGATED);
    core.unmasked = false;
    int daif = hardware.has(Bug.CPUON_DAIF_UNMASKED) ? ALL_MASKED & ~SERROR : ALL_MASKED;
    long x1 = hardware.has(Bug.CPUON_STALE_GPRS_LEAK) ? core.x1OfLastCall : core.startsWithX1;
    enter(core, core.entry, contextOf(core), daif, x1, observer);
  }

  private void setUp(Core core) {
    if (hardware.has(Bug.CPUON_TRANSIENT_INVALID_PARAMS) && !core.unknownForNow) {
      core.unknownForNow = true;
      return;
    }
    core.unknownForNow = false;
    core.leavesFirmware = true;
    core.power = hardware.has(Bug.CPUON_STATE_STORED_LATE) ? Core.Power.ON_PENDING : Core.Power.ON;
    if (hardware.has(Bug.CPUON_MPIDR_LOST_AFTER_RESET)) {
      core.mpidr = new Mpidr(core.index);
    }
  }

  private long contextOf(Core core) {
    if (hardware.has(Bug.CPUON_CONTEXT_PC_CLOBBERED)) {
      return core.mpidr.value();
    }
    boolean dropped =
        hardware.has(Bug.CPUON_CONTEXT_DROPPED) || hardware.has(Bug.CPUON_CONTEXT_IN_R2);
    return dropped ? 0 : core.context;
  }

  /** A core comes back from a power-down: clean, but for the endianness that it had. */
  void comeBack(Core core, long entry, long context, boolean unmasked, Observer observer) {
    core.mmuOn = hardware.has(Bug.SUSPEND_REENTRY_KEEPS_MMU);
    core.unmasked = unmasked || (core.unmasked && hardware.has(Bug.SUSPEND_REENTRY_KEEPS_DAIF));
    enter(core, entry, context, core.unmasked ? 0 : ALL_MASKED, 0, observer);
  }

  private void enter(Core core, long entry, long x0, int daif, long x1, Observer observer) {
    boolean t32 = hardware.isAArch32() && (entry & 1) == 1;
    long sctlr = (core.mmuOn ? MMU_ON : 0) | (core.bigEndian ? BIG_ENDIAN : 0);
    StartState state =
        new StartState(
            hardware.has(Bug.START_AT_WRONG_LEVEL) ? EXCEPTION_LEVEL + 1 : EXCEPTION_LEVEL,
            daif & maskBits,
            !hardware.has(Bug.START_ON_SP_EL0),
            core.mpidr,
            sctlr,
            hardware.has(Bug.START_WITHOUT_CNTFRQ) ? 0 : FREQUENCY,
            t32 && !hardware.has(Bug.CPUON_THUMB_IGNORED),
            x1);
    observer.entered(core.index, t32 ? entry & ~1L : entry, x0, state);
  }
}
