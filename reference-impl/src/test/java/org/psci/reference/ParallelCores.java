// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import org.psci.reference.ReferenceMachine.Observer;
import org.psci.reference.ReferenceMachine.StartState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * The machine as a data structure, each of whose cores belongs to one thread of a test: a call goes
 * through the firmware on that thread, under real locks. What a core does when nobody calls, coming
 * in or waking up, is an operation of its own.
 */
final class ParallelCores {
  /** What comes of a call besides a result. */
  static final long AWAY = 1000;

  /** Of a call: the core does not run. Of coming back: there is nothing that it comes back from. */
  static final long NOTHING = 1001;

  /** A core comes in; what it finds in X0 is added. */
  static final long COMES_IN = 2000;

  /** What each slot of entry points adds to the result of coming in. */
  static final long SLOT = 100;

  private final Configuration configuration;
  private final ReferenceMachine machine;
  private final Locks locks;
  private final boolean[] running;

  /**
   * @param running how many cores, from core 0 on, run when the test begins; the others are OFF
   */
  ParallelCores(Configuration configuration, int running) {
    int cores = configuration.topology().size();
    this.configuration = configuration;
    this.machine = new ReferenceMachine(configuration, Rig.MEMORY, 2 * Rig.MEMORY, new Never());
    this.locks = new Locks(cores);
    this.running = new boolean[cores];
    this.running[0] = true;
    for (int core = 1; core < running; core++) {
      on(0, core, 0, 0);
      comeBack(core);
    }
  }

  /** Nobody does what may be left. */
  private static final class Never implements Scheduler {
    @Override
    public int next(int[] ready, int count) {
      throw new IllegalStateException("threads go when they can");
    }

    @Override
    public boolean does(int core) {
      return false;
    }
  }

  /** What a step lets one see. */
  private static final class Seen implements Observer {
    private long outcome = NOTHING;

    @Override
    public void returned(int core, long x0, long changed, boolean daif) {
      outcome = x0;
    }

    @Override
    public void entered(int core, long address, long x0, StartState state) {
      outcome = COMES_IN + (address - Rig.ENTRY) / 4 * SLOT + x0;
    }

    @Override
    public void ended(PowerEvent event) {
      throw new AssertionError("no test ends the machine");
    }
  }

  private long mpidr(int core) {
    return configuration.topology().mpidr(core).value();
  }

  long on(int caller, int target, int slot, long context) {
    return call(caller, PsciFunction.CPU_ON, mpidr(target), Rig.ENTRY + 4L * slot, context);
  }

  long off(int caller) {
    return call(caller, PsciFunction.CPU_OFF);
  }

  long info(int caller, int target, int level) {
    return call(caller, PsciFunction.AFFINITY_INFO, mpidr(target), level);
  }

  long suspend(int caller, int powerState, int slot, long context) {
    return call(caller, PsciFunction.CPU_SUSPEND, powerState, Rig.ENTRY + 4L * slot, context);
  }

  long hwState(int caller, int target, int level) {
    return call(caller, PsciFunction.NODE_HW_STATE, mpidr(target), level);
  }

  long count(int caller, int target, int powerState) {
    return call(caller, PsciFunction.PSCI_STAT_COUNT, mpidr(target), powerState);
  }

  void interrupt(int target) {
    Core core = machine.core(target);
    guarded(() -> locks.command(core, () -> machine.interrupt(target)));
  }

  private long call(int caller, PsciFunction function, long... arguments) {
    if (!running[caller]) {
      return NOTHING;
    }
    long[] x = new long[4];
    x[0] = (function.hasSmc64() ? function.smc64() : function.smc32()) & 0xffff_ffffL;
    System.arraycopy(arguments, 0, x, 1, arguments.length);
    Core core = machine.core(caller);
    guarded(() -> locks.command(core, () -> machine.call(caller, x)));
    Seen seen = new Seen();
    while (seen.outcome == NOTHING && isInFirmware(core)) {
      guarded(() -> locks.step(machine, core, seen));
    }
    running[caller] = seen.outcome != NOTHING;
    return running[caller] ? seen.outcome : AWAY;
  }

  private static boolean isInFirmware(Core core) {
    CallInProgress call = core.call;
    boolean sleeps = core.suspension != null && (call == null || call.rest == null);
    return core.stirs || (call != null && !sleeps);
  }

  /** A core that is away comes back, if there is a reason to. */
  long comeBack(int own) {
    Core core = machine.core(own);
    Seen seen = new Seen();
    while (!running[own] && seen.outcome == NOTHING && machine.hasWork(core)) {
      guarded(() -> locks.step(machine, core, seen));
    }
    running[own] |= seen.outcome != NOTHING;
    return seen.outcome;
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void guarded(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test", e);
    }
  }
}
