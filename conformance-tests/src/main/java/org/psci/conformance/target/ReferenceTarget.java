// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Dirt;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.reference.PowerEvent;
import org.psci.reference.ReferenceMachine;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.EntryState;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;

/** The reference machine as a target: embedded, fast, and deterministic for a seed. */
public final class ReferenceTarget implements StepwiseMachine {
  private static final long MEMORY_START = 0x4000_0000L;
  private static final long MEMORY_END = 0x8000_0000L;
  private static final EntryPoints ENTRIES = new EntryPoints(0x4000_1000L, 16, 64);
  private static final int BATCH = 256;

  /** Far more steps than anything that is bound to happen can take. */
  private static final int PATIENCE_IN_STEPS = 10_000;

  private final Configuration configuration;
  private final long seed;
  private ReferenceMachine machine;
  private long starts;
  private boolean somethingSeen;
  private boolean wasIdle;

  private ReferenceTarget(Configuration configuration, long seed) {
    this.configuration = configuration;
    this.seed = seed;
    this.machine = boot();
  }

  /** The target; the seed decides the order of everything that the program leaves open. */
  public static Target of(Configuration configuration, long seed) {
    return new StepwiseTarget(new ReferenceTarget(configuration, seed), BATCH);
  }

  private ReferenceMachine boot() {
    return new ReferenceMachine(configuration, MEMORY_START, MEMORY_END, seed + starts++);
  }

  @Override
  public Profile start(int patienceFactor) {
    machine = boot();
    String bugs = configuration.bugs().stream().map(Bug::id).collect(Collectors.joining(", "));
    return new Profile(
        "reference machine" + (bugs.isEmpty() ? "" : " with " + bugs),
        Optional.of(configuration.version()),
        configuration.topology(),
        Optional.of(Conduit.SMC),
        configuration.executionState(),
        1,
        ENTRIES,
        configuration.has(Choice.PUBLISHED)
            ? Optional.of(configuration.powerStates())
            : Optional.empty(),
        Optional.of(configuration.tree()),
        Optional.of(List.of(new MemoryRange(MEMORY_START, MEMORY_END - MEMORY_START))),
        true,
        true,
        Duration.ZERO);
  }

  @Override
  public void prepare(int core, Set<Dirt> dirt) {
    machine.prepare(
        core, dirt.contains(Dirt.BE), dirt.contains(Dirt.MMU), dirt.contains(Dirt.DAIF));
  }

  @Override
  public void call(int core, long[] x) {
    machine.call(core, x);
  }

  @Override
  public void wake(int core) {
    machine.interrupt(core);
  }

  @Override
  public boolean proceed(Listener listener) {
    somethingSeen = false;
    ReferenceMachine.Observer observer = observer(listener);
    for (int steps = 0; steps < PATIENCE_IN_STEPS && !somethingSeen; steps++) {
      if (!machine.step(observer)) {
        return false;
      }
    }
    return somethingSeen;
  }

  @Override
  public boolean pauseBeforeRepeat(int tries, Listener listener) {
    boolean idle = !machine.step(observer(listener));
    boolean settled = tries > 1 && idle && wasIdle; // nothing can have changed since the last try
    wasIdle = idle;
    return !settled;
  }

  private ReferenceMachine.Observer observer(Listener listener) {
    boolean isAArch32 = configuration.executionState() == ExecutionState.AARCH32;
    return new ReferenceMachine.Observer() {
      @Override
      public void returned(int core, long x0, long changed, boolean daif) {
        somethingSeen = true;
        listener.returned(core, x0, new Changes(changed, false, false, daif, false));
      }

      @Override
      public void ended(PowerEvent event) {
        somethingSeen = true;
        listener.machine(
            switch (event) {
              case OFF -> Event.Machine.What.POWERED_OFF;
              case RESET -> Event.Machine.What.RESET;
              case HIBERNATED -> Event.Machine.What.HIBERNATED;
            });
      }

      @Override
      public void entered(int core, long address, long x0, ReferenceMachine.StartState state) {
        somethingSeen = true;
        listener.entered(
            core,
            address,
            x0,
            new EntryState(
                state.exceptionLevel(),
                state.daif(),
                state.spsel() ? 1 : 0,
                state.sctlr(),
                state.mpidr().value(),
                state.cntfrq(),
                isAArch32 ? (state.t32() ? 1 : 0) : EntryState.UNREAD,
                isAArch32 ? cpsr(state) : EntryState.UNREAD));
      }
    };
  }

  /** An AArch32 core of the machine: in Supervisor mode, and its byte order is that of SCTLR.EE. */
  private static long cpsr(ReferenceMachine.StartState state) {
    long mode = state.exceptionLevel() == 2 ? 0x1a : 0x13;
    long bigEndian = state.sctlr() >>> 25 & 1;
    return bigEndian << 9 | state.daif() << 6 | (state.t32() ? 1L << 5 : 0) | mode;
  }

  @Override
  public void close() {
    // Nothing outside the heap is in use.
  }
}
