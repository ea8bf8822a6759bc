// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.SplittableRandom;
import org.psci.spec.vocabulary.Mpidr;

/**
 * A PSCI machine in memory. Its cores make calls when they are told to; everything else happens in
 * an order that a seed decides: when a call is handled, when it returns, when a started core comes
 * in. The same seed and the same commands give the same machine, step by step.
 */
public final class ReferenceMachine {

  /** Who hears what can be seen of the machine. */
  public interface Observer {
    /**
     * A call returned this in X0.
     *
     * @param changed registers that it spoilt, bit n for Xn
     * @param daif whether it changed the mask bits D, A, I and F
     */
    void returned(int core, long x0, long changed, boolean daif);

    /** A core came in at this address. */
    void entered(int core, long address, long x0, StartState state);

    /** The machine was powered off or reset; nothing more happens in it. */
    void ended(PowerEvent event);
  }

  /**
   * The registers of a core that comes in.
   *
   * @param exceptionLevel the Exception level; a core in AArch32 is in Supervisor mode
   * @param daif D, A, I, F as bits 3 to 0; AArch32 has no D
   * @param spsel whether the stack pointer is that of the Exception level
   * @param mpidr MPIDR_EL1
   * @param sctlr SCTLR_EL1
   * @param cntfrq CNTFRQ_EL0
   * @param t32 whether a core in AArch32 executes T32 instructions
   * @param x1 X1, of which nothing is said
   */
  public record StartState(
      int exceptionLevel,
      int daif,
      boolean spsel,
      Mpidr mpidr,
      long sctlr,
      long cntfrq,
      boolean t32,
      long x1) {}

  private static final long X19 = 1L << 19;

  private final Platform platform;
  private final Core[] cores;
  private final Firmware firmware;
  private final Entries entries;
  private final WakeUps wakeUps;

  /** What may happen next: a number for each core with something to do. */
  private final int[] ready;

  private boolean ended;

  /**
   * A machine after a cold boot: core 0 runs, all others are OFF.
   *
   * @param memoryStart where its memory begins; CPU_ON may refuse entry points outside it
   * @param memoryEnd the first address behind its memory
   */
  public ReferenceMachine(
      Configuration configuration, long memoryStart, long memoryEnd, long seed) {
    this.cores = new Core[configuration.topology().size()];
    for (int index = 0; index < cores.length; index++) {
      cores[index] = new Core(index, configuration.topology().mpidr(index));
    }
    cores[0].power = Core.Power.ON;
    this.platform =
        new Platform(configuration, cores, memoryStart, memoryEnd, new SplittableRandom(seed));
    this.firmware = new Firmware(platform);
    this.entries = new Entries(platform);
    this.wakeUps = new WakeUps(platform, firmware.coordination(), firmware.suspendCalls(), entries);
    this.ready = new int[cores.length];
  }

  /**
   * A core makes a call.
   *
   * @param x X0 to X3; of a caller in AArch32 the lower halves count
   * @throws IllegalStateException if it is in a call already
   */
  public void call(int core, long[] x) {
    Core caller = cores[core];
    if (caller.call != null) {
      throw new IllegalStateException("core " + core + " is in a call already");
    }
    CallInProgress call = new CallInProgress(x);
    if (platform.isAArch32()) {
      for (int register = 0; register < call.x.length; register++) {
        call.x[register] &= 0xffff_ffffL;
      }
    }
    caller.x1OfLastCall = call.x[1];
    caller.call = call;
  }

  /**
   * A core sets itself up, until it starts again.
   *
   * @param bigEndian whether its data are big-endian, SCTLR.EE
   * @param mmuOn whether its MMU is on, SCTLR.M
   * @param unmasked whether D, A, I and F are clear
   */
  public void prepare(int core, boolean bigEndian, boolean mmuOn, boolean unmasked) {
    cores[core].bigEndian = bigEndian;
    cores[core].mmuOn = mmuOn;
    cores[core].unmasked = unmasked;
  }

  /**
   * An interrupt becomes pending for a core: a running core has it masked, a suspended one wakes
   * up, a frozen one does not, and one that is OFF does not care. It is handled when the core has
   * woken up or comes in.
   */
  public void interrupt(int core) {
    Core target = cores[core];
    target.interruptPending = true;
    if (target.frozen && platform.has(Bug.FREEZE_IRQ_RETURNS)) {
      target.frozen = false;
      target.call = CallInProgress.handled(0);
    }
    if (!target.waitsInCpuOff) {
      return;
    }
    if (platform.has(Bug.CPUOFF_WAKES_AND_RETURNS)) {
      target.waitsInCpuOff = false;
      target.call = CallInProgress.handled(0);
    }
    target.stirs = platform.has(Bug.CPUON_DURING_OFF_LOST);
  }

  /** One thing happens, if anything can; perhaps the observer sees it. */
  public boolean step(Observer observer) {
    int count = ended ? 0 : findReady();
    if (count == 0) {
      return false;
    }
    platform.now++;
    Core core = cores[ready[count == 1 ? 0 : platform.random.nextInt(count)]];
    CallInProgress call = core.call;
    if (core.stirs) {
      fallAsleepAgain(core);
    } else if (core.suspension != null) {
      wakeUps.wakeUp(core, core.suspension, observer);
    } else if (call == null) {
      entries.comeIn(core, observer);
    } else if (!call.handled) {
      firmware.handle(core, call);
      PowerEvent end = firmware.powerEvent();
      if (end != null) {
        ended = true;
        observer.ended(end);
      }
    } else if (call.hasRest()) {
      call.finishRest();
    } else {
      core.call = null;
      boolean losesX19 = platform.has(Bug.REGS_CLOBBERED_ON_RETURN) || call.losesX19;
      boolean masks = platform.has(Bug.DAIF_MASKED_ON_RETURN) && core.unmasked;
      observer.returned(core.index, firmware.resultRegister(call), losesX19 ? X19 : 0, masks);
    }
    return true;
  }

  private int findReady() {
    int count = 0;
    for (Core core : cores) {
      if (core.released || core.stirs || canGoOn(core)) {
        ready[count++] = core.index;
      }
    }
    return count;
  }

  private boolean canGoOn(Core core) {
    if (core.suspension != null) {
      return wakeUps.mayWakeUp(core, core.suspension);
    }
    return core.call != null && core.call.canGoOn() && !core.gone;
  }

  /** A bug: a core that is OFF has looked at an interrupt, and does not see that it is started. */
  private static void fallAsleepAgain(Core core) {
    core.stirs = false;
    if (core.power == Core.Power.ON_PENDING) {
      core.released = false;
    }
  }
}
