// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/** A machine that is taken from call to call, each run until nothing more happens. */
final class Rig implements ReferenceMachine.Observer {
  static final long MEMORY = 0x4000_0000L;
  static final long ENTRY = MEMORY + 0x1000;

  /** In place of the result of a call that has not returned. */
  static final long NO_RETURN = Long.MIN_VALUE;

  /** A core that came in. */
  record Entered(int core, long address, long x0, ReferenceMachine.StartState state) {}

  final Configuration configuration;
  final ReferenceMachine machine;
  final List<Entered> entries = new ArrayList<>();
  final List<PowerEvent> ends = new ArrayList<>();
  private final long[] results;
  private final long[] changes;

  Rig(Configuration configuration) {
    this(configuration, 1);
  }

  Rig(Configuration configuration, long seed) {
    this.configuration = configuration;
    this.machine = new ReferenceMachine(configuration, MEMORY, 2 * MEMORY, Scheduler.seeded(seed));
    this.results = new long[configuration.topology().size()];
    this.changes = new long[results.length];
  }

  /** Two clusters of three cores, and everything that 1.3 has. */
  static Rig complete(Bug... bugs) {
    return new Rig(Configuration.complete(Version.V1_3).with(Set.of(bugs)));
  }

  long mpidr(int core) {
    return configuration.topology().mpidr(core).value();
  }

  /** The result of a call with the id that fits the caller. */
  long call(int core, PsciFunction function, long... arguments) {
    boolean wide = function.hasSmc64() && configuration.executionState() == ExecutionState.AARCH64;
    return callId(core, wide ? function.smc64() : function.smc32(), arguments);
  }

  long callId(int core, int id, long... arguments) {
    begin(core, id, arguments);
    run();
    return results[core];
  }

  void begin(int core, int id, long... arguments) {
    long[] x = new long[4];
    x[0] = id & 0xffff_ffffL;
    System.arraycopy(arguments, 0, x, 1, arguments.length);
    results[core] = NO_RETURN;
    machine.call(core, x);
  }

  long result(int core) {
    return results[core];
  }

  long changed(int core) {
    return changes[core];
  }

  void run() {
    for (int steps = 0; machine.step(this); steps++) {
      if (steps > 10_000) {
        throw new AssertionError("the machine does not come to rest");
      }
    }
  }

  /** Core 0 starts these cores. */
  Rig on(int... cores) {
    for (int core : cores) {
      call(0, PsciFunction.CPU_ON, mpidr(core), ENTRY, core);
    }
    return this;
  }

  void interrupt(int core) {
    machine.interrupt(core);
    run();
  }

  /** The value of the table that asks for this path with this claim; without claims -1. */
  int state(int claim, LocalState... path) {
    for (PowerState state : configuration.powerStates()) {
      if (state.lastLevel() == claim && state.path().equals(List.of(path))) {
        return state.value();
      }
    }
    throw new AssertionError("no such state");
  }

  /** CPU_SUSPEND; NO_RETURN while the core sleeps. */
  long suspend(int core, int state) {
    return call(core, PsciFunction.CPU_SUSPEND, state, ENTRY + 0x100, 0x50 + core);
  }

  long hwState(int core, int level) {
    return call(0, PsciFunction.NODE_HW_STATE, mpidr(core), level);
  }

  long count(int core, int state) {
    return call(0, PsciFunction.PSCI_STAT_COUNT, mpidr(core), state);
  }

  Entered lastEntry() {
    return entries.get(entries.size() - 1);
  }

  @Override
  public void returned(int core, long x0, long changed, boolean daif) {
    results[core] = x0;
    changes[core] = changed;
  }

  @Override
  public void entered(int core, long address, long x0, ReferenceMachine.StartState state) {
    entries.add(new Entered(core, address, x0, state));
  }

  @Override
  public void ended(PowerEvent event) {
    ends.add(event);
  }
}
