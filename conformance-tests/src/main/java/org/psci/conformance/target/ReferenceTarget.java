// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Schedule;
import org.psci.reference.Configuration;
import org.psci.reference.ReferenceMachine;
import org.psci.spec.vocabulary.ExecutionState;

/**
 * The reference machine as a target: embedded, fast, and deterministic. Its cores take turns, as a
 * seed or the schedule of the program decides.
 */
public final class ReferenceTarget implements StepwiseMachine {
  private static final int BATCH = 256;

  /** Far more steps than anything that is bound to happen can take. */
  private static final int PATIENCE_IN_STEPS = 10_000;

  private final Configuration configuration;
  private final long seed;
  private final Turns turns;

  /** Where the seeds of this part of a run begin. */
  private long partSeed;

  private ReferenceMachine machine;
  private long starts;
  private boolean wasIdle;

  private ReferenceTarget(Configuration configuration, long seed) {
    this.configuration = configuration;
    this.seed = seed;
    this.partSeed = seed;
    this.turns = new Turns(seed);
    this.machine = boot();
  }

  /** The target; the seed decides the order of everything that the program leaves open. */
  public static Target of(Configuration configuration, long seed) {
    return new StepwiseTarget(new ReferenceTarget(configuration, seed), BATCH);
  }

  private ReferenceMachine boot() {
    turns.seed(partSeed + starts++);
    return new ReferenceMachine(
        configuration, ReferenceProfile.MEMORY_START, ReferenceProfile.MEMORY_END, turns);
  }

  @Override
  public Profile start(int patienceFactor) {
    machine = boot();
    return ReferenceProfile.of(configuration, true);
  }

  @Override
  public void part(int number) {
    partSeed = new SplittableRandom(seed ^ (long) number << Integer.SIZE).nextLong();
    starts = 0;
  }

  @Override
  public void begin(Optional<Schedule> schedule, Placement placement) {
    turns.begin(schedule, placement);
  }

  @Override
  public Optional<Schedule> taken(Placement placement) {
    return Optional.of(turns.taken(placement));
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
    ReferenceObserver observer = observer(listener);
    for (int steps = 0; steps < PATIENCE_IN_STEPS && !observer.hasSeen(); steps++) {
      if (!machine.step(observer)) {
        return false;
      }
    }
    return observer.hasSeen();
  }

  @Override
  public boolean pauseBeforeRepeat(int tries, Listener listener) {
    boolean idle = !machine.step(observer(listener));
    boolean settled = tries > 1 && idle && wasIdle; // nothing can have changed since the last try
    wasIdle = idle;
    return !settled;
  }

  private ReferenceObserver observer(Listener listener) {
    return new ReferenceObserver(
        listener, configuration.executionState() == ExecutionState.AARCH32);
  }

  @Override
  public void close() {
    // Nothing outside the heap is in use.
  }
}
