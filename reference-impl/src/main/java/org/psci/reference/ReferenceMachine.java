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
    /** A call returned this in X0; {@code changed} are registers it spoilt, bit n for Xn. */
    void returned(int core, long x0, long changed);

    /** A core came in at this address. */
    void entered(int core, long address, long x0, StartState state);

    /** The machine was powered off or reset; nothing more happens in it. */
    void ended(PowerEvent event);
  }

  /**
   * The registers of a core that comes in.
   *
   * @param exceptionLevel the Exception level
   * @param daif D, A, I, F as bits 3 to 0
   * @param mpidr MPIDR_EL1
   * @param sctlr SCTLR_EL1
   */
  public record StartState(int exceptionLevel, int daif, Mpidr mpidr, long sctlr) {}

  private static final int EXCEPTION_LEVEL = 1;
  private static final int ALL_MASKED = 0xf;
  private static final int SERROR_UNMASKED = 0xb;
  private static final long X19 = 1L << 19;
  private static final long MMU_ON = 1;

  private final Configuration configuration;
  private final SplittableRandom random;
  private final Core[] cores;
  private final Firmware firmware;

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
    this.configuration = configuration;
    this.random = new SplittableRandom(seed);
    this.cores = new Core[configuration.topology().size()];
    for (int index = 0; index < cores.length; index++) {
      cores[index] = new Core(index, configuration.topology().mpidr(index));
    }
    cores[0].power = Core.Power.ON;
    this.firmware = new Firmware(configuration, cores, memoryStart, memoryEnd);
    this.ready = new int[cores.length];
  }

  /**
   * A core makes a call.
   *
   * @throws IllegalStateException if it is in a call already
   */
  public void call(int core, long[] x) {
    if (cores[core].call != null) {
      throw new IllegalStateException("core " + core + " is in a call already");
    }
    cores[core].call = new CallInProgress(x);
  }

  /**
   * An interrupt becomes pending for a core: a running core has it masked, a suspended one wakes
   * up, and one that is OFF does not care. It is handled when the core has woken up or comes in.
   */
  public void interrupt(int core) {
    Core target = cores[core];
    target.interruptPending = true;
    if (configuration.has(Bug.CPUOFF_WAKES_AND_RETURNS) && target.waitsInCpuOff) {
      target.waitsInCpuOff = false;
      target.call = CallInProgress.handled(0);
    }
  }

  /** One thing happens, if anything can; perhaps the observer sees it. */
  public boolean step(Observer observer) {
    int count = ended ? 0 : findReady();
    if (count == 0) {
      return false;
    }
    Core core = cores[ready[count == 1 ? 0 : random.nextInt(count)]];
    CallInProgress call = core.call;
    if (core.suspension != null) {
      wakeUp(core, core.suspension, observer);
    } else if (call == null) {
      comeIn(core, observer);
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
      long changed = configuration.has(Bug.REGS_CLOBBERED_ON_RETURN) || call.losesX19 ? X19 : 0;
      observer.returned(core.index, call.result, changed);
    }
    return true;
  }

  private int findReady() {
    int count = 0;
    for (Core core : cores) {
      boolean canGoOn = core.suspension == null ? core.call != null : mayWakeUp(core);
      if (canGoOn || core.released) {
        ready[count++] = core.index;
      }
    }
    return count;
  }

  private boolean mayWakeUp(Core core) {
    if (configuration.suspend().wakesEarly()) {
      return true;
    }
    boolean deaf =
        configuration.has(Bug.SUSPEND_IRQ_DOES_NOT_WAKE)
            || (configuration.has(Bug.SUSPEND_PENDING_IRQ_LOST)
                && core.suspension != null
                && core.suspension.wasPending);
    return core.interruptPending && !deaf;
  }

  /** A power-down that found an interrupt pending may be given up before it has taken effect. */
  private void wakeUp(Core core, Suspension suspension, Observer observer) {
    core.suspension = null;
    core.interruptPending = false;
    boolean abandoned = suspension.wasPending && random.nextBoolean();
    boolean returns = configuration.suspend().downgrades() || abandoned;
    CallInProgress call = core.call;
    if (call != null && suspension.losesContext) {
      call.losesX19 =
          returns
              ? configuration.has(Bug.ABANDON_CLOBBERS_REGISTERS)
              : configuration.has(Bug.SUSPEND_PD_WAKE_RETURNS_TO_CALLER);
      returns |= configuration.has(Bug.SUSPEND_PD_WAKE_RETURNS_TO_CALLER);
    }
    boolean enters =
        suspension.losesContext || configuration.has(Bug.SUSPEND_STATETYPE_IGNORED_AS_PD);
    if (call != null && (returns || !enters)) {
      return; // the call is handled, so all that is left is its return
    }
    core.call = null;
    Suspension saved = firmware.savedBy(suspension);
    long sctlr = configuration.has(Bug.SUSPEND_REENTRY_KEEPS_MMU) ? MMU_ON : 0;
    observer.entered(
        core.index,
        configuration.has(Bug.SUSPEND_ENTRY_NEVER_USED) ? core.entry : saved.entry,
        configuration.has(Bug.SUSPEND_CONTEXT_DROPPED) ? 0 : saved.context,
        new StartState(EXCEPTION_LEVEL, ALL_MASKED, core.mpidr, sctlr));
  }

  /** Firmware sets the core up first; then the core executes its first instruction. */
  private void comeIn(Core core, Observer observer) {
    if (!core.leavesFirmware) {
      core.leavesFirmware = true;
      core.power = Core.Power.ON;
      return;
    }
    core.released = false;
    core.waitsInCpuOff = false;
    core.leavesFirmware = false;
    core.interruptPending = false;
    long x0 = configuration.has(Bug.CPUON_CONTEXT_DROPPED) ? 0 : core.context;
    int daif = configuration.has(Bug.CPUON_DAIF_UNMASKED) ? SERROR_UNMASKED : ALL_MASKED;
    observer.entered(
        core.index, core.entry, x0, new StartState(EXCEPTION_LEVEL, daif, core.mpidr, 0));
  }
}
