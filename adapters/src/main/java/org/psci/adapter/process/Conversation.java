// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.StepwiseMachine.Listener;
import org.psci.conformance.target.TargetException;
import org.psci.spec.model.State;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * What is said between the suite and one adapter process, and what may be said next. The first
 * mistake of the adapter ends it.
 */
final class Conversation implements AutoCloseable {
  private static final Duration LEAST_PATIENCE_WITH_IDLE = Duration.ofSeconds(2);
  private static final int PATIENCE_FACTOR = 10;

  /** More entries than this after one request can only be a loop. */
  private static final int MOST_ENTRIES = 256;

  private static final long NO_IDLE = 0;

  private final AdapterLink link;
  private final Profile profile;
  private final OpenCalls calls;
  private final Supplier<String> expected = this::expected;
  private @Nullable Listener audience;
  private long lastIdForAudience;
  private Duration longestIdle = LEAST_PATIENCE_WITH_IDLE;
  private long idle = NO_IDLE;
  private long lastIdle = NO_IDLE;
  private long lastReturned;
  private long idleSince;
  private int entries;
  private boolean machineGone;

  /** What was heard. */
  enum Heard {
    NOTHING,
    /** The answer to idle. */
    IDLE,
    /** Something that the listener was told. */
    EVENT
  }

  private Conversation(AdapterLink link, Profile profile) {
    this.link = link;
    this.profile = profile;
    this.calls = new OpenCalls(profile.topology().size());
  }

  /**
   * Starts an adapter and lets it introduce itself.
   *
   * @param longest how long that may take
   * @throws MachineFailure if it does not
   * @throws TargetException if there is no such command
   */
  static Conversation open(String command, Duration longest)
      throws MachineFailure, TargetException {
    AdapterLink link = AdapterLink.open(command);
    link.send(Requests.hello());
    try {
      return introduced(link, longest);
    } catch (MachineFailure e) {
      if (link.isCommandMissing()) {
        throw new TargetException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static Conversation introduced(AdapterLink link, Duration longest) throws MachineFailure {
    String expected = "the event profile, the answer to hello";
    AdapterMessage answer = link.next(longest.toNanos(), () -> expected);
    if (answer == null) {
      throw link.silence(
          "the adapter did not answer hello within "
              + longest.toSeconds()
              + " s; flush standard output after every line");
    }
    if (!(answer instanceof AdapterMessage.Described described)) {
      throw link.mistake("this is no answer to hello", expected);
    }
    return new Conversation(link, described.profile());
  }

  Profile profile() {
    return profile;
  }

  boolean isOpen() {
    return link.isOpen();
  }

  /** Whether the machine switched itself off, or reset itself, since the last reset. */
  boolean isMachineGone() {
    return machineGone;
  }

  /**
   * Has the machine cold-booted. Whatever it still says of its life before is dropped.
   *
   * @param patience how long this life may keep the suite waiting
   * @param boot how long it may take at least until the machine has booted
   */
  void reset(Duration patience, Duration boot) throws MachineFailure {
    link.send(Requests.reset(patience.toMillis()));
    calls.clear();
    idle = NO_IDLE;
    machineGone = false;
    audience = null;
    entries = 0;
    longestIdle = longestSilence(patience, LEAST_PATIENCE_WITH_IDLE);
    Duration longest = longestSilence(patience, boot);
    String awaited = "the event ready, the answer to reset";
    long begin = System.nanoTime();
    AdapterMessage message;
    do {
      long left = longest.toNanos() - (System.nanoTime() - begin);
      message = left > 0 ? link.next(left, () -> awaited) : null;
      if (message == null) {
        throw link.silence("the adapter did not answer reset within " + longest.toMillis() + " ms");
      }
      if (message instanceof AdapterMessage.Described) {
        throw link.mistake("'profile' is the answer to hello alone", awaited);
      }
    } while (!(message instanceof AdapterMessage.Ready));
  }

  private static Duration longestSilence(Duration patience, Duration least) {
    Duration stretched = patience.multipliedBy(PATIENCE_FACTOR);
    return stretched.compareTo(least) > 0 ? stretched : least;
  }

  void call(int core, long[] x) {
    entries = 0;
    boolean toReturn = PsciFunction.of((int) x[0]).filter(PsciFunction::takesCoreOut).isEmpty();
    link.send(Requests.call(calls.begin(core, toReturn), core, x));
  }

  void wake(int core) {
    entries = 0;
    link.send(Requests.wake(core));
  }

  /**
   * Whether a call is open that may well return by itself: neither idle nor a later call is over.
   */
  boolean hasFreshCalls() {
    return calls.isReturnDueAfter(Math.max(lastIdle, lastReturned));
  }

  boolean isIdleUnderWay() {
    return idle != NO_IDLE;
  }

  /** Lets time pass for the machine. The answer proves that the adapter lives. */
  void idle() {
    idle = calls.newId();
    lastIdle = idle;
    idleSince = System.nanoTime();
    link.send(Requests.idle(idle));
  }

  /**
   * Hears one message.
   *
   * @param nanos how long to wait for it
   * @throws MachineFailure if the adapter ended, made a mistake, or does not answer idle
   */
  Heard hear(Listener listener, long nanos) throws MachineFailure {
    if (audience != listener) {
      calls.endProgramAt(lastIdForAudience);
      audience = listener;
    }
    long left = isIdleUnderWay() ? Math.min(nanos, idleLeft()) : nanos;
    AdapterMessage message = link.next(left, expected);
    lastIdForAudience = calls.lastId();
    if (message == null) {
      if (isIdleUnderWay() && idleLeft() <= 0) {
        throw link.silence(
            "the adapter did not answer idle "
                + idle
                + " within "
                + longestIdle.toMillis()
                + " ms; it has to answer idle even while a core is silent");
      }
      return Heard.NOTHING;
    }
    try {
      return heard(message, listener);
    } catch (BadMessageException e) {
      throw link.mistake(String.valueOf(e.getMessage()), expected());
    }
  }

  private long idleLeft() {
    return longestIdle.toNanos() - (System.nanoTime() - idleSince);
  }

  private Heard heard(AdapterMessage message, Listener listener) throws BadMessageException {
    if (message instanceof AdapterMessage.Returned returned) {
      calls.returned(returned.core(), returned.id());
      lastReturned = Math.max(lastReturned, returned.id());
      listener.returned(returned.core(), returned.x0(), returned.changed());
      return Heard.EVENT;
    }
    if (message instanceof AdapterMessage.Idle answer) {
      checkIdle(answer.id());
      return Heard.IDLE;
    }
    if (message instanceof AdapterMessage.Entered entered) {
      checkEntry(entered);
      listener.entered(entered.core(), entered.at(), entered.x0(), entered.state());
      return Heard.EVENT;
    }
    if (message instanceof AdapterMessage.Machine machine) {
      calls.clear();
      machineGone = true;
      listener.machine(machine.what());
      return Heard.EVENT;
    }
    throw new BadMessageException(
        message instanceof AdapterMessage.Ready
            ? "'ready' is the answer to reset alone"
            : "'profile' is the answer to hello alone");
  }

  private void checkIdle(long id) throws BadMessageException {
    if (!isIdleUnderWay() || id != idle) {
      throw new BadMessageException(
          "no idle with the id " + id + " is open; answer each idle once, with its 'id'");
    }
    idle = NO_IDLE;
  }

  private void checkEntry(AdapterMessage.Entered entered) throws BadMessageException {
    int core = entered.core();
    calls.entered(core);
    boolean t32 = entered.state().t32() != EntryState.UNREAD;
    boolean cpsr = entered.state().cpsr() != EntryState.UNREAD;
    if ((t32 || cpsr) && profile.executionState() == ExecutionState.AARCH64) {
      throw new BadMessageException(
          (t32 ? "'t32'" : "'cpsr'")
              + " is for cores that come in in AArch32, and 'execution_state' of the profile is"
              + " aarch64; leave it out");
    }
    if (core >= State.CORES) {
      throw new BadMessageException(
          "programs use the first "
              + State.CORES
              + " cores only, so nobody can have started core "
              + core);
    }
    if (++entries > MOST_ENTRIES) {
      throw new BadMessageException(
          "more than "
              + MOST_ENTRIES
              + " entries came since the last call; report each entry once");
    }
  }

  private String expected() {
    List<String> possible = new ArrayList<>(calls.describe());
    if (isIdleUnderWay()) {
      possible.add("the answer to idle " + idle);
    }
    possible.add("the entry of a core that was started");
    return String.join(", or ", possible);
  }

  /** Ends the adapter; false if it had to be killed although its input had ended. */
  boolean leave() {
    return link.leave();
  }

  /** Closes the adapter's input without a word; false if it had to be killed. */
  boolean hangUp(Duration time) {
    return link.hangUp(time);
  }

  @Override
  public void close() {
    leave();
  }
}
