// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.process.Conversation.Heard;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.StartLostException;
import org.psci.conformance.target.StepwiseMachine;
import org.psci.conformance.target.TargetException;

/**
 * A machine behind an adapter. The adapter is restarted when it has died or made a mistake, and
 * reset otherwise.
 */
public final class ProcessMachine implements StepwiseMachine {
  /** How long an adapter may take to answer hello or reset, if nobody says otherwise. */
  public static final Duration USUAL_START = Duration.ofSeconds(10);

  private static final long SHORTEST_PAUSE_NANOS = 1_000_000;
  private static final long LONGEST_REPEAT_PAUSE_NANOS = 10_000_000;

  /** So often is a call repeated at once. */
  private static final int QUICK_TRIES = 8;

  private final String command;
  private final BootTime bootTime;
  private final Promptness promptness = new Promptness();
  private @Nullable Conversation conversation;
  private @Nullable Profile profile;
  private long patience;
  private long firstTry;
  private String whyReplaced = "";

  /**
   * @param command the command line that starts the adapter; a shell splits it into words
   * @param bootTime how long the adapter may take to introduce itself, and to boot the machine
   */
  public ProcessMachine(String command, BootTime bootTime) {
    this.command = command;
    this.bootTime = bootTime;
  }

  @Override
  public Profile start(int patienceFactor) throws TargetException {
    Conversation current = conversation;
    whyReplaced = "";
    if (current != null && reset(current, patienceFactor)) {
      return current.profile();
    }
    close();
    return bootTime.start(longest -> startAdapter(longest, patienceFactor));
  }

  /** Starts an adapter in the place of the one before, if there was one. */
  private Profile startAdapter(Duration longest, int patienceFactor) throws TargetException {
    try {
      Conversation started = Conversation.open(command, longest);
      conversation = started;
      checkSame(started.profile());
      started.reset(patience(started, patienceFactor), longest);
      return started.profile();
    } catch (MachineFailure e) {
      String message = String.valueOf(e.getMessage());
      // Who says something that is wrong will say it again.
      throw e.ending() == Ending.DIED
          ? new StartLostException(message)
          : new TargetException(message);
    }
  }

  /** Resets the machine; false if the adapter has to be replaced. */
  private boolean reset(Conversation current, int patienceFactor) {
    if (!current.isOpen()) {
      whyReplaced = "the adapter had ended";
      return false;
    }
    try {
      current.reset(patience(current, patienceFactor), bootTime.first());
      return true;
    } catch (MachineFailure e) {
      whyReplaced = String.valueOf(e.getMessage());
      return false;
    }
  }

  private Duration patience(Conversation started, int factor) {
    Duration stretched = started.profile().patience().multipliedBy(factor);
    patience = stretched.toNanos();
    return stretched;
  }

  private void checkSame(Profile now) throws TargetException {
    Profile before = profile;
    if (before != null && !before.equals(now)) {
      close();
      throw new TargetException(
          "the adapter does not say the same of itself at every start; first "
              + before
              + ", now "
              + now);
    }
    profile = now;
  }

  @Override
  public void call(int core, long[] x) throws MachineFailure {
    Conversation current = current();
    if (!current.isMachineGone()) {
      current.call(core, x);
    }
  }

  @Override
  public void wake(int core) throws MachineFailure {
    Conversation current = current();
    if (!current.isMachineGone()) {
      current.wake(core);
    }
  }

  /**
   * A call gets a while to return by itself. After that, and at once where nothing but time can
   * help, time is let pass for the machine.
   */
  @Override
  public boolean proceed(Listener listener) throws MachineFailure {
    Conversation current = current();
    if (current.isMachineGone()) {
      return false;
    }
    boolean inCall = current.hasFreshCalls();
    if (inCall && hearFor(promptness.nanos(), current, listener)) {
      promptness.learn(true);
      return true;
    }
    boolean something = proceedWithTime(current, listener);
    if (inCall && something) {
      promptness.learn(false);
    }
    return something;
  }

  /**
   * Sends idle at growing intervals. The patience is only over when a last idle, sent after it, was
   * answered: all that the adapter had to say until then has been heard.
   */
  private boolean proceedWithTime(Conversation current, Listener listener) throws MachineFailure {
    long begin = System.nanoTime();
    long nextIdle = 0;
    long pause = SHORTEST_PAUSE_NANOS;
    boolean lastIdle = false;
    while (true) {
      long passed = System.nanoTime() - begin;
      long wait = Math.min(nextIdle, patience) - passed;
      if (current.isIdleUnderWay()) {
        wait = Long.MAX_VALUE;
      } else if (wait <= 0) {
        lastIdle = passed >= patience;
        current.idle();
        continue;
      }
      Heard heard = current.hear(listener, wait);
      if (heard == Heard.EVENT) {
        return true;
      }
      if (heard == Heard.IDLE) {
        if (lastIdle) {
          return false;
        }
        nextIdle = System.nanoTime() - begin + pause;
        pause = Math.min(2 * pause, Math.max(patience / 4, SHORTEST_PAUSE_NANOS));
      }
    }
  }

  @Override
  public boolean pauseBeforeRepeat(int tries, Listener listener) throws MachineFailure {
    Conversation current = current();
    if (tries == 1) {
      firstTry = System.nanoTime();
    }
    if (tries > QUICK_TRIES) {
      long pause =
          Math.min((tries - QUICK_TRIES) * SHORTEST_PAUSE_NANOS, LONGEST_REPEAT_PAUSE_NANOS);
      hearAllFor(pause, current, listener);
    }
    letTimePass(current, listener);
    // A machine that goes off while it is waited for is no silence: the next call will show it.
    return current.isMachineGone()
        || tries <= QUICK_TRIES
        || System.nanoTime() - firstTry <= patience;
  }

  /** Waits this long for an event; false if none came. */
  private static boolean hearFor(long nanos, Conversation current, Listener listener)
      throws MachineFailure {
    long begin = System.nanoTime();
    long left = nanos;
    while (left > 0) {
      if (current.hear(listener, left) == Heard.EVENT) {
        return true;
      }
      left = nanos - (System.nanoTime() - begin);
    }
    return false;
  }

  private static void hearAllFor(long nanos, Conversation current, Listener listener)
      throws MachineFailure {
    long begin = System.nanoTime();
    long left = nanos;
    while (left > 0 && hearFor(left, current, listener) && !current.isMachineGone()) {
      left = nanos - (System.nanoTime() - begin);
    }
  }

  private static void letTimePass(Conversation current, Listener listener) throws MachineFailure {
    boolean answered = false;
    while (!answered && !current.isMachineGone()) {
      if (!current.isIdleUnderWay()) {
        current.idle();
      }
      answered = current.hear(listener, Long.MAX_VALUE) == Heard.IDLE;
    }
  }

  private Conversation current() throws MachineFailure {
    Conversation current = conversation;
    if (current == null) {
      throw new MachineFailure(Ending.DIED, "the adapter is not running; start it first");
    }
    return current;
  }

  /** Why the last start replaced the adapter instead of resetting it; empty if it did not. */
  String whyReplaced() {
    return whyReplaced;
  }

  /** Ends the adapter; false if it had to be killed although its input had ended. */
  boolean leave() {
    Conversation current = conversation;
    conversation = null;
    return current == null || current.leave();
  }

  /** Closes the adapter's input without a word; false if it had to be killed. */
  boolean hangUp(Duration time) {
    Conversation current = conversation;
    conversation = null;
    return current == null || current.hangUp(time);
  }

  @Override
  public void close() {
    leave();
  }
}
