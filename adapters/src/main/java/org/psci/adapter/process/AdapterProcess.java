// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.child.ChildProcess;
import org.psci.adapter.child.StreamTail;

/**
 * A running adapter: lines go in, messages come out. Neither side of it can make the suite hang:
 * its output is read by a thread of its own, and if it does not read its input it is killed.
 */
final class AdapterProcess implements AutoCloseable {
  private static final int QUEUE = 1024;
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);
  private static final long WATCH_MILLIS = 250;
  private static final long JOIN_MILLIS = 500;

  private final ChildProcess child;
  private final OutputStream input;
  private final BlockingQueue<Received> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread outputThread;
  private final StreamTail errors;
  private final Thread errorThread;

  /** When the write that is under way began; 0 if none is. */
  private volatile long writingSince;

  private AdapterProcess(ChildProcess child) {
    this.child = child;
    this.input = child.process().getOutputStream();
    this.errors = new StreamTail(child.process().getErrorStream());
    this.outputThread = thread("adapter-output", new OutputReader(child.process(), queue));
    this.errorThread = thread("adapter-error", errors);
    thread("adapter-watch", this::watch);
  }

  /**
   * Starts a command line; a shell splits it into words.
   *
   * @throws IOException if there is no shell
   */
  static AdapterProcess start(String command) throws IOException {
    return new AdapterProcess(ChildProcess.start(List.of("sh", "-c", "exec " + command)));
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Kills an adapter that lets a write wait: only then does the write end. */
  private void watch() {
    try {
      while (!child.process().waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        long since = writingSince;
        if (since != 0 && System.nanoTime() - since > LONGEST_WRITE.toNanos()) {
          child.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes a line. If the adapter does not take it, that shows in what is {@linkplain #next read},
   * behind whatever it said before.
   */
  void send(byte[] line) {
    writingSince = System.nanoTime() | 1;
    try {
      input.write(line);
      input.flush();
    } catch (IOException e) {
      // Its end, or its silence, will be heard.
    } finally {
      writingSince = 0;
    }
  }

  /** What came next, waiting for it up to this long; null if nothing came. */
  @Nullable Received next(long nanos) throws InterruptedException {
    return queue.poll(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
  }

  boolean isAlive() {
    return child.isAlive();
  }

  /** Whether the shell has found nothing that it could run. */
  boolean isCommandMissing() {
    return !child.isAlive() && OutputReader.isMissing(child.process().exitValue());
  }

  /** The last lines of its standard error; complete once it is closed. */
  String errors() {
    return errors.text();
  }

  /** Closes its input and gives it time to end; false if it does not. */
  boolean leave(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    try {
      input.close();
    } catch (IOException e) {
      // It has ended.
    }
    try {
      while (!child.process().waitFor(1, TimeUnit.MILLISECONDS)) {
        queue.clear(); // or it might wait for somebody to hear its last words
        if (System.nanoTime() - deadline > 0) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    child.close();
    outputThread.interrupt();
    try {
      errorThread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
