// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.spec.vocabulary.Mpidr;

/**
 * A PSCI machine in memory. Its cores make calls when they are told to; everything else happens in
 * steps, in an order that a {@link Scheduler} decides: when a call is handled, when it returns,
 * when a started core comes in. The same decisions and the same commands give the same machine,
 * step by step. For cores that run in parallel see {@link ThreadedMachine}.
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

  private final Hardware hardware;
  private final Core[] cores;
  private final Firmware firmware;
  private final EntryContext entryContext;
  private final WakeUpPath wakeUpPath;

  /** What may happen next: a number for each core with something to do. */
  private final int[] ready;

  /** Whether a call may keep a lock from one step to the next; only a bug does that. */
  private final boolean keepsLocks;

  private volatile boolean ended;

  /**
   * A machine after a cold boot: core 0 runs, all others are OFF.
   *
   * @param memoryStart where its memory begins; CPU_ON may refuse entry points outside it
   * @param memoryEnd the first address behind its memory
   */
  public ReferenceMachine(
      Configuration configuration, long memoryStart, long memoryEnd, Scheduler scheduler) {
    this.cores = new Core[configuration.topology().size()];
    for (int index = 0; index < cores.length; index++) {
      cores[index] = new Core(index, configuration.topology().mpidr(index));
    }
    cores[0].power = Core.Power.ON;
    this.hardware = new Hardware(configuration, cores, memoryStart, memoryEnd, scheduler);
    this.firmware = new Firmware(hardware);
    this.entryContext = new EntryContext(hardware);
    this.wakeUpPath =
        new WakeUpPath(hardware, firmware.controller(), firmware.suspendCalls(), entryContext);
    this.ready = new int[cores.length];
    this.keepsLocks = configuration.has(Bug.CPUON_ABBA_DEADLOCK);
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
    if (hardware.isAArch32()) {
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
    if (target.frozen && hardware.has(Bug.FREEZE_IRQ_RETURNS)) {
      target.frozen = false;
      target.call = CallInProgress.handled(0);
    }
    if (!target.waitsInCpuOff) {
      return;
    }
    if (hardware.has(Bug.CPUOFF_WAKES_AND_RETURNS)) {
      target.waitsInCpuOff = false;
      target.call = CallInProgress.handled(0);
    }
    target.stirs = hardware.has(Bug.CPUON_DURING_OFF_LOST);
  }

  /** One thing happens, if anything can; perhaps the observer sees it. */
  public boolean step(Observer observer) {
    int count = findReady();
    if (count == 0) {
      return false;
    }
    tick();
    step(cores[count == 1 ? ready[0] : hardware.scheduler.next(ready, count)], observer);
    return true;
  }

  /** A step makes time go on. */
  void tick() {
    hardware.now++;
  }

  Core core(int index) {
    return cores[index];
  }

  private int findReady() {
    int count = 0;
    for (Core core : cores) {
      if (hasWork(core) && (!keepsLocks || mayTakeLock(core))) {
        ready[count++] = core.index;
      }
    }
    return count;
  }

  private boolean mayTakeLock(Core core) {
    Core locked = guard(core).core();
    return locked == null || locked.lockKeptBy == null || locked.lockKeptBy == core;
  }

  /** Whether a core has a step to make, as soon as it has the locks for it. */
  boolean hasWork(Core core) {
    return !ended && (core.released || core.stirs || canGoOn(core));
  }

  private boolean canGoOn(Core core) {
    CallInProgress call = core.call;
    Suspension suspension = core.suspension;
    if (suspension != null && (call == null || call.rest == null)) {
      return wakeUpPath.mayWakeUp(core, suspension);
    }
    return call != null && call.canGoOn() && !core.gone;
  }

  /** The locks that the next step of a core needs. */
  Guard guard(Core core) {
    CallInProgress call = core.call;
    if (core.stirs) {
      return Guard.of(core);
    }
    CallInProgress.Rest rest = call == null ? null : call.rest;
    if (rest != null) {
      return rest.guard();
    }
    if (call == null || core.suspension != null) {
      return Guard.both(core);
    }
    return call.handled ? Guard.NONE : firmware.guard(core, call);
  }

  /** A core makes its next step. Whoever lets several cores do so at once holds the locks. */
  void step(Core core, Observer observer) {
    CallInProgress call = core.call;
    Suspension suspension = core.suspension;
    if (core.stirs) {
      stop(core);
    } else if (call != null && call.rest != null) {
      call.finishRest();
    } else if (suspension != null) {
      wakeUpPath.wakeUp(core, suspension, observer);
    } else if (call == null) {
      entryContext.comeIn(core, observer);
    } else if (!call.handled) {
      firmware.handle(core, call);
      PowerEvent end = firmware.powerEvent();
      if (end != null) {
        ended = true;
        observer.ended(end);
      }
    } else {
      core.call = null;
      boolean losesX19 = hardware.has(Bug.REGS_CLOBBERED_ON_RETURN) || call.losesX19;
      boolean masks = hardware.has(Bug.DAIF_MASKED_ON_RETURN) && core.unmasked;
      observer.returned(core.index, firmware.resultRegister(call), losesX19 ? X19 : 0, masks);
    }
  }

  /** Bugs: a core that is OFF has still to stop, and does not see that it has been started. */
  private static void stop(Core core) {
    core.stirs = false;
    if (core.power == Core.Power.ON_PENDING) {
      core.released = false;
    }
  }
}
