// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.agent.batch.Batch;
import org.psci.adapter.agent.batch.BatchEnd;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.target.Parking;

/** Watches over a batch until it is over, in whatever way. It never waits for ever. */
final class BatchWatch {
  private static final long POLL_NANOS = 20_000;
  private static final long LOOK_AROUND_NANOS = 2_000_000;

  /**
   * What one look counts at most: when the host is too busy to look, the machine is too busy too.
   */
  private static final long MOST_COUNTED_NANOS = 10_000_000;

  private static final long NOT = Long.MIN_VALUE;

  private static final int OK = 0;
  private static final int SILENT = 1;
  private static final int CRASHED = 2;
  private static final int OVERFLOW = 3;
  private static final int UNPARKED = 4;
  private static final int STRANGER = 5;
  private static final int REFUSED = 6;
  private static final int LEFT = 7;

  private final Mailbox mailbox;
  private final AgentMachine machine;
  private final Batch batch;
  private final int cores;
  private final Deadlines deadlines;
  private final int seq;
  private final int bootCount;

  private int program;

  /** Nanoseconds in which the machine had its chance. */
  private long clock;

  private long programSince;
  private long moved;
  private long desertedSince = NOT;
  private long asleepSince = NOT;
  private long movement;

  /** For each core what it looked like, and since when. */
  private final long[] looks = new long[Layout.CORES];

  private final long[] unchangedSince = new long[Layout.CORES];

  /**
   * @param seq sequence number of the command that started it
   * @param bootCount of the boot that took it
   */
  BatchWatch(
      Mailbox mailbox,
      AgentMachine machine,
      Batch batch,
      int cores,
      Deadlines deadlines,
      int seq,
      int bootCount) {
    this.mailbox = mailbox;
    this.machine = machine;
    this.batch = batch;
    this.cores = cores;
    this.deadlines = deadlines;
    this.seq = seq;
    this.bootCount = bootCount;
  }

  /** Waits for the end. After any other than a good one the machine stands still. */
  BatchEnd await() {
    long lastLook = System.nanoTime();
    while (true) {
      mailbox.receive();
      BatchEnd end = ended();
      long passed = System.nanoTime() - lastLook;
      if (end == null && passed >= LOOK_AROUND_NANOS) {
        clock += Math.min(passed, MOST_COUNTED_NANOS);
        end = lookAround();
        lastLook = System.nanoTime();
      }
      if (end != null) {
        return end;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private @Nullable BatchEnd ended() {
    for (int core = 0; core <= Layout.STRANGER; core++) {
      long status = mailbox.status(core, seq);
      if (status == OK && core == 0) {
        return BatchEnd.of(Ending.PARKED, batch.size() - 1, "");
      }
      if (status >= 0) {
        machine.freeze();
        return status((int) Math.min(status, LEFT + 1L), core);
      }
    }
    return null;
  }

  private BatchEnd status(int status, int core) {
    return switch (status) {
      case SILENT -> end(Ending.SILENT, "").withStill(still());
      case CRASHED -> end(Ending.DIED, "");
      case OVERFLOW -> end(Ending.GARBLED, "the log of core " + core + " is full");
      case UNPARKED ->
          end(
              Ending.UNPARKED,
              "core " + core + " could not bring the machine back to where programs begin");
      case STRANGER -> end(Ending.GARBLED, "a core came in that is not known");
      case REFUSED -> end(Ending.GARBLED, "the agent refused the batch");
      case LEFT -> end(Ending.UNPARKED, Parking.LEFT_AS_IT_IS);
      default -> end(Ending.GARBLED, "ended of core " + core + " holds an unknown status");
    };
  }

  private @Nullable BatchEnd lookAround() {
    Optional<Event.Machine.What> did = machine.whatItDid();
    if (did.isPresent()) {
      machine.freeze();
      return new BatchEnd(
          Ending.MACHINE_GONE, lastProgram(), "the machine was " + did.get(), did, false, 0);
    }
    Optional<String> death = machine.death();
    if (death.isPresent()) {
      return end(Ending.DIED, death.get());
    }
    if (mailbox.bootCount() != bootCount) {
      machine.freeze();
      return BatchEnd.of(Ending.DIED, program, "the machine was reset, and the logs went with it");
    }
    BatchEnd garbled = followProgram();
    return garbled != null ? garbled : lookAtCores();
  }

  private @Nullable BatchEnd followProgram() {
    int current = mailbox.program();
    if (current == Layout.NO_PROGRAM || current == program) {
      return null;
    }
    if (!isPlausible(current)) {
      machine.freeze();
      return BatchEnd.of(Ending.GARBLED, program, describe(current));
    }
    program = lastProgram();
    programSince = clock;
    return null;
  }

  private @Nullable BatchEnd lookAtCores() {
    boolean moves = look();
    if (moves) {
      moved = clock;
    }
    int timer = batch.plan(program).longestTimer();
    desertedSince = since(desertedSince, isDeserted(), moves);
    if (desertedSince != NOT && clock - desertedSince > deadlines.desertedNanos()) {
      return frozen(Ending.NO_CORE_LEFT, "no core is left that could go on", false);
    }
    asleepSince = since(asleepSince, isAsleep(), moves);
    if (asleepSince != NOT && clock - asleepSince > deadlines.asleepNanos(timer)) {
      return stopped("all cores that run are suspended, and none of them wakes up");
    }
    if (clock - moved > deadlines.standstillNanos(timer)) {
      return stopped("nothing moves any more");
    }
    int steps = batch.plan(program).actions().size();
    if (clock - programSince > deadlines.programNanos(steps, cores, timer)) {
      return frozen(
          Ending.SILENT,
          "the program does not end; does the counter of the cores stand still?",
          false);
    }
    return null;
  }

  /** Since when something is so; {@link #NOT} if it is not. */
  private long since(long before, boolean now, boolean moves) {
    if (!now) {
      return NOT;
    }
    return before == NOT || moves ? clock : before;
  }

  /** An end without a sign of life, unless there is one after all. */
  private @Nullable BatchEnd stopped(String remark) {
    // A machine that is just going away may answer once more before it says so.
    boolean answers = machine.answers();
    answers &= machine.answers();
    if (look() || machine.whatItDid().isPresent()) {
      return null;
    }
    int still = still();
    return answers
        ? frozen(Ending.SILENT, remark, true).withStill(still)
        : frozen(Ending.DIED, "the machine does not answer its host any more", false);
  }

  private BatchEnd frozen(Ending ending, String remark, boolean hangs) {
    machine.freeze();
    // What came in the last moment counts more.
    BatchEnd end = ended();
    return end != null
        ? end
        : new BatchEnd(ending, lastProgram(), remark, Optional.empty(), hangs, 0);
  }

  private BatchEnd end(Ending ending, String remark) {
    int current = mailbox.program();
    return current == Layout.NO_PROGRAM || isPlausible(current)
        ? BatchEnd.of(ending, lastProgram(), remark)
        : BatchEnd.of(Ending.GARBLED, program, describe(current));
  }

  /** Programs only follow each other; for a moment the agent goes one beyond the last. */
  private boolean isPlausible(int current) {
    return current >= program && current <= batch.size();
  }

  private int lastProgram() {
    int current = mailbox.program();
    return isPlausible(current) ? Math.min(current, batch.size() - 1) : program;
  }

  private String describe(int current) {
    return "program is "
        + (current & 0xffff_ffffL)
        + ", not between "
        + program
        + " and "
        + (batch.size() - 1);
  }

  /** Whether anything has changed since the last look. */
  private boolean look() {
    long before = movement;
    movement = mailbox.program();
    for (int core = 0; core < cores; core++) {
      long seen = look(core);
      if (seen != looks[core]) {
        looks[core] = seen;
        unchangedSince[core] = clock;
      }
      movement = 31 * movement + seen;
    }
    return movement != before;
  }

  /** A number that changes, very likely, whenever a core does anything. */
  private long look(int core) {
    long sum = mailbox.heartbeat(core);
    sum = 31 * sum + mailbox.completed(core);
    sum = 31 * sum + mailbox.reached(core);
    sum = 31 * sum + mailbox.entries(core);
    sum = 31 * sum + mailbox.logCount(core);
    sum = 31 * sum + (mailbox.isRunning(core) ? 1 : 0);
    return 31 * sum + (mailbox.isSuspended(core) ? 1 : 0);
  }

  /** The cores that run and do nothing, as bits. */
  private int still() {
    int still = mailbox.still();
    if (still >= 0) {
      return still;
    }
    still = 0;
    for (int core = 0; core < cores; core++) {
      boolean changed = look(core) != looks[core];
      if (!changed
          && mailbox.isRunning(core)
          && clock - unchangedSince[core] > deadlines.stillNanos()) {
        still |= 1 << core;
      }
    }
    return still;
  }

  /** Whether no core runs, and none is on its way. */
  private boolean isDeserted() {
    for (int core = 0; core < cores; core++) {
      if (mailbox.isRunning(core) || mailbox.isStartOutstanding(core)) {
        return false;
      }
    }
    return true;
  }

  /** Whether cores run, all of them are suspended, and none is on its way. */
  private boolean isAsleep() {
    boolean asleep = false;
    for (int core = 0; core < cores; core++) {
      boolean suspended = mailbox.isRunning(core) && mailbox.isSuspended(core);
      if (mailbox.isStartOutstanding(core) || (mailbox.isRunning(core) && !suspended)) {
        return false;
      }
      asleep |= suspended;
    }
    return asleep;
  }
}
