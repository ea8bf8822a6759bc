// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** The thread of a core: it does what it is told, makes the steps that there are, and waits. */
final class CoreThread extends Thread {
  private static final int LONGEST_PAUSE = 20_000; // nanoseconds; the computer adds to it

  private final ThreadedMachine machine;
  private final Core core;
  private final SplittableRandom random;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private int entries;
  private volatile boolean waits;

  CoreThread(ThreadedMachine machine, Core core, SplittableRandom random) {
    super("core-" + core.index);
    this.machine = machine;
    this.core = core;
    this.random = random;
    setDaemon(true);
  }

  /** Tells it to do something between two steps. */
  void post(Runnable command) {
    commands.add(command);
    wakeIfNeeded();
  }

  /** Tells it to do something between two steps, unless it comes in once more before that. */
  void post(Runnable command, int entriesUntilNow) {
    post(
        () -> {
          if (entries == entriesUntilNow) {
            command.run();
          }
        });
  }

  /** The core comes in; its own thread says so. */
  void entered() {
    entries++;
  }

  /** Whether it waits, and there is nothing that it could do. */
  boolean isIdle() {
    return waits && !hasWork();
  }

  void wakeIfNeeded() {
    if (waits && this != Thread.currentThread() && hasWork()) {
      LockSupport.unpark(this);
    }
  }

  private boolean hasWork() {
    return !commands.isEmpty() || machine.hasWork(core);
  }

  @Override
  public void run() {
    try {
      while (!machine.isClosed()) {
        boolean hasStep = machine.hasWork(core);
        Runnable command = hasStep && random.nextBoolean() ? null : commands.poll();
        if (command != null) {
          machine.command(core, command);
        } else if (hasStep) {
          pause();
          machine.step(core);
        } else {
          sleepUntilThereIsWork();
        }
      }
    } catch (InterruptedException e) {
      // the machine is closed
    } catch (RuntimeException | Error e) {
      machine.failed(new IllegalStateException("the thread of core " + core.index + " died", e));
    }
  }

  private void sleepUntilThereIsWork() {
    waits = true;
    while (!hasWork() && !machine.isClosed()) {
      LockSupport.park(this);
    }
    waits = false;
  }

  /** Gives other cores a chance to come in between. */
  private void pause() {
    switch (random.nextInt(4)) {
      case 0 -> LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE));
      case 1 -> LockSupport.parkNanos(1);
      default -> {
        // goes on at once
      }
    }
  }
}
