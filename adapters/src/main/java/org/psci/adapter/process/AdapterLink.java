// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.child.Quote;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.target.MachineFailure;

/**
 * The messages of one adapter process. Whatever else comes out of it becomes a {@link
 * MachineFailure} that tells its author what to change, and ends it.
 */
final class AdapterLink implements AutoCloseable {
  private static final int LOGS = 5;
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final AdapterProcess process;
  private final Deque<String> logs = new ArrayDeque<>();
  private String lastLine = "";
  private boolean failed;

  private AdapterLink(AdapterProcess process) {
    this.process = process;
  }

  static AdapterLink open(String command) throws MachineFailure {
    try {
      return new AdapterLink(AdapterProcess.start(command));
    } catch (IOException e) {
      throw new MachineFailure(
          Ending.DIED, "the adapter '" + Quote.of(command) + "' does not start: " + e.getMessage());
    }
  }

  /** Whether it can still be talked to. */
  boolean isOpen() {
    return !failed && process.isAlive();
  }

  /** Whether it has ended because there is nothing to run. */
  boolean isCommandMissing() {
    return process.isCommandMissing();
  }

  void send(byte[] line) {
    process.send(line);
  }

  /**
   * The next message that is no log, waiting for it up to this long; null if none came.
   *
   * @param expected what may come here, for the message
   * @throws MachineFailure if the adapter ended, or said something that is no message
   */
  @Nullable AdapterMessage next(long nanos, Supplier<String> expected) throws MachineFailure {
    long begin = System.nanoTime();
    long left = nanos;
    do {
      Received received = receive(left);
      if (received == null) {
        return null;
      }
      if (received instanceof Received.Bad bad) {
        lastLine = bad.quote();
        throw mistake(bad.problem(), expected.get());
      }
      if (received instanceof Received.End end) {
        throw failure(Ending.DIED, end.how() + "; expected was " + expected.get());
      }
      Received.Good good = (Received.Good) received;
      lastLine = good.quote();
      if (!(good.message() instanceof AdapterMessage.Log log)) {
        return good.message();
      }
      keep(log.text());
      left = nanos - (System.nanoTime() - begin);
    } while (left > 0);
    return null;
  }

  private @Nullable Received receive(long nanos) throws MachineFailure {
    try {
      return process.next(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(Ending.DIED, "the suite was interrupted while it waited for the adapter");
    }
  }

  private void keep(String log) {
    logs.addLast(Quote.of(log));
    if (logs.size() > LOGS) {
      logs.removeFirst();
    }
  }

  /** The adapter's last line was wrong; it is ended. */
  MachineFailure mistake(String problem, String expected) {
    return failure(
        Ending.GARBLED,
        "the adapter sent "
            + lastLine
            + ": "
            + problem
            + ". Expected was "
            + expected
            + ". The protocol is described in docs/adapter-protocol.md");
  }

  /** The adapter does not say what it has to; it is ended. */
  MachineFailure silence(String what) {
    return failure(
        Ending.DIED,
        process.isAlive()
            ? what
            : what
                + ". It has ended, but something that it started holds its standard output open");
  }

  /** The adapter does not go on; it is ended. */
  MachineFailure failure(Ending ending, String what) {
    failed = true;
    process.close();
    StringBuilder message = new StringBuilder(what);
    if (!logs.isEmpty()) {
      message.append(". Its last log events: ").append(String.join(" | ", logs));
    }
    String errors = process.errors();
    if (!errors.isEmpty()) {
      message.append(". Its standard error ends with: ").append(errors);
    }
    return new MachineFailure(ending, message.toString());
  }

  /** Says goodbye; false if the adapter did not end although its input did. */
  boolean leave() {
    if (!failed) {
      process.send(Requests.bye());
    }
    return hangUp(FAREWELL);
  }

  /** Closes the adapter's input without a word; false if it had to be killed. */
  boolean hangUp(Duration time) {
    boolean left = failed || process.leave(time);
    failed = true;
    process.close();
    return left;
  }

  @Override
  public void close() {
    leave();
  }
}
