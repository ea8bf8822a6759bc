// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The locks of a machine whose cores make steps at the same time, each on a thread of its own. A
 * step takes the locks that its {@link Guard} names, that of a core first, and lets them go at its
 * end, unless its call keeps one.
 */
final class Locks {
  private final OwnedLock[] ofCores;
  private final OwnedLock shared = new OwnedLock();

  Locks(int cores) {
    ofCores = new OwnedLock[cores];
    for (int core = 0; core < cores; core++) {
      ofCores[core] = new OwnedLock();
    }
  }

  /**
   * Lets a core make its next step, on the thread of the core.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for a lock
   */
  void step(ReferenceMachine machine, Core core, ReferenceMachine.Observer observer)
      throws InterruptedException {
    Guard guard = machine.guard(core);
    take(guard);
    try {
      if (machine.hasWork(core) && machine.guard(core).equals(guard)) {
        if (guard.shared()) {
          machine.tick();
        }
        machine.step(core, observer);
      }
    } finally {
      release(guard, core);
    }
  }

  /**
   * Does something to a core from outside, on the thread of the core.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for a lock
   */
  void command(Core core, Runnable command) throws InterruptedException {
    Guard guard = Guard.of(core);
    take(guard);
    try {
      command.run();
    } finally {
      release(guard, core);
    }
  }

  private void take(Guard guard) throws InterruptedException {
    Core core = guard.core();
    if (core != null) {
      ofCores[core.index].lockInterruptibly();
    }
    if (guard.shared()) {
      try {
        shared.lockInterruptibly();
      } catch (InterruptedException e) {
        if (core != null) {
          ofCores[core.index].unlock();
        }
        throw e;
      }
    }
  }

  /** The lock of the core itself is kept until its call has let it go. */
  private void release(Guard guard, Core stepped) {
    if (guard.shared()) {
      shared.unlock();
    }
    Core core = guard.core();
    if (core != null && core != stepped) {
      ofCores[core.index].unlock();
    }
    ReentrantLock own = ofCores[stepped.index];
    while (own.isHeldByCurrentThread() && stepped.lockKeptBy == null) {
      own.unlock();
    }
  }

  /** Whether a thread waits for a lock that another one has. */
  boolean isWaiting(Thread thread) {
    for (OwnedLock lock : ofCores) {
      if (isWaiting(thread, lock)) {
        return true;
      }
    }
    return isWaiting(thread, shared);
  }

  private static boolean isWaiting(Thread thread, OwnedLock lock) {
    Thread owner = lock.owner();
    return owner != null && owner != thread && lock.hasQueuedThread(thread);
  }

  /** Tells who has it: a thread stays in the queue for a moment after it has got the lock. */
  private static final class OwnedLock extends ReentrantLock {
    private static final long serialVersionUID = 1;

    @Nullable Thread owner() {
      return getOwner();
    }
  }
}
