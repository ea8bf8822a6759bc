// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Dirt;
import org.psci.reference.Configuration;
import org.psci.reference.ThreadedMachine;
import org.psci.spec.vocabulary.ExecutionState;

/**
 * The reference machine with a thread for each core: real races, which no seed brings back. It
 * takes longer than {@link ReferenceTarget}, mostly for waking threads up.
 */
public final class ThreadedReferenceTarget implements StepwiseMachine {
  private static final int BATCH = 64;

  private final Configuration configuration;
  private final long seed;
  private @Nullable ThreadedMachine machine;
  private long starts;
  private boolean wasIdle;

  private ThreadedReferenceTarget(Configuration configuration, long seed) {
    this.configuration = configuration;
    this.seed = seed;
  }

  /** The target; the seed decides how long threads pause, and no more than that. */
  public static Target of(Configuration configuration, long seed) {
    return new StepwiseTarget(new ThreadedReferenceTarget(configuration, seed), BATCH);
  }

  @Override
  public Profile start(int patienceFactor) {
    close();
    machine =
        new ThreadedMachine(
            configuration,
            ReferenceProfile.MEMORY_START,
            ReferenceProfile.MEMORY_END,
            seed + starts++);
    return ReferenceProfile.of(configuration, false);
  }

  private ThreadedMachine machine() {
    if (machine == null) {
      throw new IllegalStateException("start the target before it runs");
    }
    return machine;
  }

  @Override
  public void prepare(int core, Set<Dirt> dirt) {
    machine()
        .prepare(core, dirt.contains(Dirt.BE), dirt.contains(Dirt.MMU), dirt.contains(Dirt.DAIF));
  }

  @Override
  public void call(int core, long[] x) {
    machine().call(core, x);
  }

  @Override
  public void wake(int core) {
    machine().interrupt(core);
  }

  @Override
  public boolean proceed(Listener listener) throws MachineFailure {
    try {
      return machine().await(observer(listener));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MachineFailure(Ending.DIED, "the run was interrupted");
    }
  }

  @Override
  public boolean pauseBeforeRepeat(int tries, Listener listener) {
    boolean idle = !machine().look(observer(listener));
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
    if (machine != null) {
      machine.close();
      machine = null;
    }
  }
}
