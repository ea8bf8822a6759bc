// SPDX-License-Identifier: Apache-2.0
package org.example.psci;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.StepwiseMachine;
import org.psci.conformance.target.StepwiseTarget;
import org.psci.conformance.target.Target;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.Conduit;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * The machine as the suite drives it. What it does waits in a queue until the suite asks what
 * happened next.
 */
final class MachineUnderTest implements StepwiseMachine, PsciMachine.Observer {
  private static final int MOST_REPEATS = 1000;

  private final Function<PsciMachine.Observer, PsciMachine> boot;
  private final Queue<Consumer<Listener>> happened = new ArrayDeque<>();
  private PsciMachine machine;
  private boolean gone;

  private MachineUnderTest(Function<PsciMachine.Observer, PsciMachine> boot) {
    this.boot = boot;
    this.machine = boot.apply(this);
  }

  /**
   * A target for the suite.
   *
   * @param boot gives a machine that has just booted, and tells this observer what it does
   */
  static Target target(Function<PsciMachine.Observer, PsciMachine> boot) {
    return new StepwiseTarget(new MachineUnderTest(boot), 16);
  }

  @Override
  public Profile start(int patienceFactor) {
    happened.clear();
    gone = false;
    machine = boot.apply(this);
    return new Profile(
        "example machine",
        Optional.of(Version.V1_1),
        new Topology(Arrays.stream(PsciMachine.MPIDRS).mapToObj(Mpidr::new).toList()),
        Optional.of(Conduit.SMC),
        ExecutionState.AARCH64,
        0, // the Exception level of callers is not known
        new EntryPoints(PsciMachine.MEMORY, 16, 64),
        Optional.of(
            List.of(
                new PowerState(PsciMachine.STANDBY, StateType.STANDBY, 0),
                new PowerState(PsciMachine.POWER_DOWN, StateType.POWER_DOWN, 0))),
        true, // cores can be interrupted
        false, // registers of callers cannot be prepared
        Duration.ofMillis(200));
  }

  @Override
  public void call(int core, long[] x) {
    if (!gone) {
      machine.call(core, x[0], x[1], x[2], x[3]);
    }
  }

  @Override
  public void wake(int core) {
    if (!gone) {
      machine.interrupt(core);
    }
  }

  @Override
  public boolean proceed(Listener listener) {
    if (happened.isEmpty() && !gone) {
      machine.startPendingCore();
    }
    Consumer<Listener> next = happened.poll();
    if (next == null) {
      return false;
    }
    next.accept(listener);
    return true;
  }

  @Override
  public boolean pauseBeforeRepeat(int tries, Listener listener) {
    proceed(listener);
    return tries < MOST_REPEATS;
  }

  @Override
  public void returned(int core, long x0) {
    happened.add(listener -> listener.returned(core, x0, Changes.UNREAD));
  }

  @Override
  public void entered(int core, long address, long contextId) {
    happened.add(listener -> listener.entered(core, address, contextId, EntryState.NOTHING_READ));
  }

  @Override
  public void poweredOff() {
    goes(Event.Machine.What.POWERED_OFF);
  }

  @Override
  public void reset() {
    goes(Event.Machine.What.RESET);
  }

  private void goes(Event.Machine.What what) {
    gone = true;
    happened.add(listener -> listener.machine(what));
  }

  @Override
  public void close() {
    // The machine is memory only.
  }
}
