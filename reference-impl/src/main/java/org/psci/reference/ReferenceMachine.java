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

  /** An interrupt for a core: running cores have it masked, and cores that are OFF do not care. */
  public void interrupt(int core) {
    Core target = cores[core];
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
    if (call == null) {
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
      long changed = configuration.has(Bug.REGS_CLOBBERED_ON_RETURN) ? X19 : 0;
      observer.returned(core.index, call.result, changed);
    }
    return true;
  }

  private int findReady() {
    int count = 0;
    for (Core core : cores) {
      if (core.call != null || core.released) {
        ready[count++] = core.index;
      }
    }
    return count;
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
    long x0 = configuration.has(Bug.CPUON_CONTEXT_DROPPED) ? 0 : core.context;
    int daif = configuration.has(Bug.CPUON_DAIF_UNMASKED) ? SERROR_UNMASKED : ALL_MASKED;
    observer.entered(
        core.index, core.entry, x0, new StartState(EXCEPTION_LEVEL, daif, core.mpidr, 0));
  }
}
