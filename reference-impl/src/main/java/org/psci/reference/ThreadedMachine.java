// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.psci.reference.ReferenceMachine.Observer;
import org.psci.reference.ReferenceMachine.StartState;

/**
 * The reference machine with a thread for each core. Cores make their steps at the same time, each
 * under the locks that it needs; between two steps a thread sometimes waits a little, so that the
 * others come in between. What happens is up to the computer, and no seed brings it back.
 *
 * <p>All its methods belong to one thread, which tells cores what to do and hears what came of it.
 */
public final class ThreadedMachine implements AutoCloseable {
  private static final long MICROSECONDS_BETWEEN_LOOKS = 100;

  private final ReferenceMachine machine;
  private final Locks locks;
  private final List<CoreThread> threads = new ArrayList<>();
  private final LinkedBlockingQueue<Consumer<Observer>> seen = new LinkedBlockingQueue<>();

  /** Grows with everything that a thread does. Whoever reads it sees what was done before. */
  private final AtomicLong changes = new AtomicLong();

  /** How often each core was shown to come in. */
  private final int[] shownEntries;

  private volatile boolean closed;

  /**
   * A machine after a cold boot: core 0 runs, all others are OFF.
   *
   * @param memoryStart where its memory begins; CPU_ON may refuse entry points outside it
   * @param memoryEnd the first address behind its memory
   * @param seed the seed of the pauses, and of what cores may do or leave
   */
  public ThreadedMachine(Configuration configuration, long memoryStart, long memoryEnd, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int cores = configuration.topology().size();
    locks = new Locks(cores);
    shownEntries = new int[cores];
    machine =
        new ReferenceMachine(
            configuration, memoryStart, memoryEnd, new ChanceOfEachCore(cores, random));
    for (int core = 0; core < cores; core++) {
      threads.add(new CoreThread(this, machine.core(core), random.split()));
    }
    threads.forEach(Thread::start);
  }

  /** What cores may do or leave: each has dice of its own, and nobody else throws them. */
  private static final class ChanceOfEachCore implements Scheduler {
    private final SplittableRandom[] dice;

    ChanceOfEachCore(int cores, SplittableRandom random) {
      dice = new SplittableRandom[cores];
      for (int core = 0; core < cores; core++) {
        dice[core] = random.split();
      }
    }

    @Override
    public int next(int[] ready, int count) {
      throw new IllegalStateException("threads go when they can");
    }

    @Override
    public boolean does(int core) {
      return dice[core].nextBoolean();
    }
  }

  /**
   * As {@link ReferenceMachine#call}. A core that comes in before it gets to the call, and has not
   * been shown to, does not make it.
   */
  public void call(int core, long[] x) {
    long[] registers = x.clone();
    threads.get(core).post(() -> machine.call(core, registers), shownEntries[core]);
  }

  /** As {@link ReferenceMachine#prepare}, and undone by an entry as a call is. */
  public void prepare(int core, boolean bigEndian, boolean mmuOn, boolean unmasked) {
    threads
        .get(core)
        .post(() -> machine.prepare(core, bigEndian, mmuOn, unmasked), shownEntries[core]);
  }

  /** As {@link ReferenceMachine#interrupt}; the core notices it at a moment of its own. */
  public void interrupt(int core) {
    threads.get(core).post(() -> machine.interrupt(core));
  }

  /**
   * Waits until there is something to see, and shows it.
   *
   * @return false if there is nothing and nothing will come: each core waits for a command, or for
   *     a lock that none of them lets go
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean await(Observer observer) throws InterruptedException {
    Consumer<Observer> next = seen.poll();
    while (next == null) {
      boolean quiet = isQuiet();
      next = quiet ? seen.poll() : seen.poll(MICROSECONDS_BETWEEN_LOOKS, TimeUnit.MICROSECONDS);
      if (quiet && next == null) {
        return false;
      }
    }
    next.accept(observer);
    return true;
  }

  /**
   * Shows what there is to see, or lets a little time pass.
   *
   * @return false if there is nothing and nothing will come
   */
  public boolean look(Observer observer) {
    Consumer<Observer> next = seen.poll();
    if (next == null && isQuiet()) {
      next = seen.poll();
      if (next == null) {
        return false;
      }
    }
    if (next == null) {
      LockSupport.parkNanos(1);
    } else {
      next.accept(observer);
    }
    return true;
  }

  private boolean isQuiet() {
    long before = changes.get();
    for (CoreThread thread : threads) {
      boolean waits = thread.isIdle() || locks.isWaiting(thread);
      if (!waits) {
        return false;
      }
    }
    return changes.get() == before;
  }

  /** Ends all threads, also those that wait for a lock. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  List<? extends Thread> threads() {
    return threads;
  }

  boolean isClosed() {
    return closed;
  }

  boolean hasWork(Core core) {
    return machine.hasWork(core);
  }

  void step(Core core) throws InterruptedException {
    locks.step(machine, core, new Report());
    changed();
  }

  void command(Core core, Runnable command) throws InterruptedException {
    locks.command(core, command);
    changed();
  }

  /** A thread cannot go on: whoever waits for it is told. */
  void failed(RuntimeException why) {
    seen.add(
        observer -> {
          throw why;
        });
  }

  /** Something has changed: who was idle may have work now. */
  void changed() {
    changes.incrementAndGet();
    threads.forEach(CoreThread::wakeIfNeeded);
  }

  /** Keeps what is seen until somebody looks. */
  private final class Report implements Observer {
    @Override
    public void returned(int core, long x0, long changed, boolean daif) {
      seen.add(observer -> observer.returned(core, x0, changed, daif));
    }

    @Override
    public void entered(int core, long address, long x0, StartState state) {
      threads.get(core).entered();
      seen.add(
          observer -> {
            shownEntries[core]++;
            observer.entered(core, address, x0, state);
          });
    }

    @Override
    public void ended(PowerEvent event) {
      seen.add(observer -> observer.ended(event));
    }
  }
}
