// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.DENIED;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Effect;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * PSCI_SET_SUSPEND_MODE(mode) (5.21), from 1.0: who coordinates the nodes above the cores, for the
 * whole machine. Into OS-initiated mode it goes only while every core runs, is OFF or in
 * CPU_DEFAULT_SUSPEND, and none has called CPU_SUSPEND since boot or the last change; back only
 * while all other cores are OFF. Nothing is said of cores that are frozen, nor, for the way into
 * OS-initiated mode, of those that are being started. The conditions are laid down for changes
 * only: whether they count where the mode is set already is open (AMB-17).
 */
final class SetSuspendMode extends Section<SetSuspendMode.Situation> {

  /** The mode that is asked for. */
  enum Mode {
    NO_MODE,
    /** The one that is set already. */
    THE_SAME,
    TO_OS_INITIATED,
    TO_PLATFORM_COORDINATED
  }

  /** All cores, as the way into OS-initiated mode sees them. */
  enum Cores {
    /** Each runs, is OFF or in CPU_DEFAULT_SUSPEND. */
    CLEAR,
    /** One is frozen or being started, and none is suspended. */
    UNCLEAR,
    /** One is suspended, and not in CPU_DEFAULT_SUSPEND. */
    SUSPENDED
  }

  /**
   * What a call meets.
   *
   * @param earlier whether CPU_SUSPEND has been called since boot or the last change
   */
  record Situation(Mode mode, OtherCores others, Cores cores, State.Certainty earlier)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return ((mode.ordinal() * 4 + others.ordinal()) * 3 + cores.ordinal()) * 3
          + earlier.ordinal();
    }

    private boolean is(Mode asked) {
      return mode == asked;
    }

    private boolean neverSuspended() {
      return earlier == State.Certainty.NO;
    }

    /** The conditions of OS-initiated mode hold for certain. */
    boolean mayInitiate() {
      return cores == Cores.CLEAR && neverSuspended();
    }

    /** One of the conditions of OS-initiated mode does not hold, for certain. */
    boolean mayNotInitiate() {
      return cores == Cores.SUSPENDED || earlier == State.Certainty.YES;
    }

    /** One of the conditions of the way back does not hold, for certain. */
    boolean mayNotCoordinate() {
      return others == OtherCores.STARTING || others == OtherCores.ON;
    }

    /** Somebody has slept, although nobody does now. */
    boolean isAfterSuspend() {
      return is(Mode.TO_OS_INITIATED) && cores != Cores.SUSPENDED && earlier == State.Certainty.YES;
    }

    /** Either change would be granted for certain. */
    boolean wouldBeGranted() {
      return mayInitiate() && others == OtherCores.ALL_OFF;
    }

    /** One of the changes would be refused for certain: which of them counts is open too. */
    boolean wouldBeRefused() {
      return mayNotInitiate() || mayNotCoordinate();
    }
  }

  SetSuspendMode() {
    super("PSCI_SET_SUSPEND_MODE", Situation.class, SetSuspendMode::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS)
        .when("there is no such mode", s -> s.is(Mode.NO_MODE))
        .by("MODE-01");
    intoOsInitiatedMode(on);
    backToPlatformCoordination(on);
    theSameAgain(on);

    on.means(INVALID_PARAMETERS, "there is no such mode").by("MODE-01");
    on.means(DENIED, "the conditions of OS-initiated mode do not hold")
        .when("OS-initiated mode is asked for", s -> s.is(Mode.TO_OS_INITIATED))
        .by("MODE-02");
    on.means(DENIED, "another core is not OFF")
        .when("platform coordination is asked for", s -> s.is(Mode.TO_PLATFORM_COORDINATED))
        .by("MODE-03");
    on.changesNothingWhereRefused().by("MODE-04");
    on.onlyTheseResults().by("MODE-01");
  }

  private static void intoOsInitiatedMode(Clauses<Situation> on) {
    on.refuses(DENIED)
        .when(
            "OS-initiated mode is asked for while a core is suspended",
            s -> s.is(Mode.TO_OS_INITIATED) && s.cores == Cores.SUSPENDED)
        .by("MODE-02", "MODE-04");
    on.refuses(DENIED)
        .when("OS-initiated mode is asked for after a CPU_SUSPEND", Situation::isAfterSuspend)
        .by("MODE-02", "MODE-04");
    on.does("the mode is OS-initiated", SetSuspendMode::initiate) // a fault
        .when("OS-initiated mode is asked for after a CPU_SUSPEND", Situation::isAfterSuspend)
        .by("MODE-02")
        .under("AMB-18", "C");
    on.does("the mode is OS-initiated", SetSuspendMode::initiate)
        .when(
            "OS-initiated mode is asked for, and its conditions hold",
            s -> s.is(Mode.TO_OS_INITIATED) && s.mayInitiate())
        .by("MODE-02", "MODE-03", "MODE-04")
        .under("AMB-18", "A");
    on.mayRefuse(DENIED)
        .when(
            "OS-initiated mode is asked for, and its conditions hold",
            s -> s.is(Mode.TO_OS_INITIATED) && s.mayInitiate())
        .by("MODE-02", "MODE-04")
        .under("AMB-18", "B");
    on.does("the mode is OS-initiated", SetSuspendMode::initiate)
        .when(
            "OS-initiated mode is asked for, and its conditions may hold",
            s -> s.is(Mode.TO_OS_INITIATED) && !s.mayInitiate() && !s.mayNotInitiate())
        .by("MODE-02", "MODE-03", "MODE-04");
    on.mayRefuse(DENIED)
        .when(
            "OS-initiated mode is asked for, and its conditions may hold",
            s -> s.is(Mode.TO_OS_INITIATED) && !s.mayInitiate() && !s.mayNotInitiate())
        .by("MODE-02", "MODE-04");
  }

  private static void backToPlatformCoordination(Clauses<Situation> on) {
    on.refuses(DENIED)
        .when(
            "platform coordination is asked for while another core is ON",
            s -> s.is(Mode.TO_PLATFORM_COORDINATED) && s.others == OtherCores.ON)
        .by("MODE-03", "MODE-04");
    on.refuses(DENIED)
        .when(
            "platform coordination is asked for while another core is being started",
            s -> s.is(Mode.TO_PLATFORM_COORDINATED) && s.others == OtherCores.STARTING)
        .by("MODE-03", "MODE-04");
    on.does("the mode is platform-coordinated", SetSuspendMode::coordinate) // a fault
        .when(
            "platform coordination is asked for while another core is being started",
            s -> s.is(Mode.TO_PLATFORM_COORDINATED) && s.others == OtherCores.STARTING)
        .by("MODE-03")
        .under("AMB-19", "B");
    on.does("the mode is platform-coordinated", SetSuspendMode::coordinate)
        .when(
            "platform coordination is asked for, and all other cores are OFF, or frozen",
            s -> s.is(Mode.TO_PLATFORM_COORDINATED) && !s.mayNotCoordinate())
        .by("MODE-03", "MODE-02", "MODE-04");
    on.mayRefuse(DENIED)
        .when(
            "platform coordination is asked for while another core is frozen",
            s -> s.is(Mode.TO_PLATFORM_COORDINATED) && s.others == OtherCores.FROZEN)
        .by("MODE-03", "MODE-04");
  }

  private static void theSameAgain(Clauses<Situation> on) {
    on.does("nothing happens", Effect.NOTHING)
        .when(
            "the mode is set already, and a change might be granted",
            s -> s.is(Mode.THE_SAME) && !s.wouldBeRefused())
        .by("MODE-01", "MODE-06");
    on.does("nothing happens", Effect.NOTHING)
        .when(
            "the mode is set already, and a change would be refused",
            s -> s.is(Mode.THE_SAME) && s.wouldBeRefused())
        .by("MODE-01", "MODE-06")
        .under("AMB-17", "A");
    on.does("no CPU_SUSPEND counts any longer", SetSuspendMode::forget)
        .when(
            "the mode is set already, and CPU_SUSPEND may have been called",
            s -> s.is(Mode.THE_SAME) && !s.neverSuspended())
        .by("MODE-01", "MODE-06")
        .under("AMB-17", "C");
    on.mayRefuse(DENIED)
        .when(
            "the mode is set already, and a change might be refused",
            s -> s.is(Mode.THE_SAME) && !s.wouldBeGranted())
        .by("MODE-06")
        .under("AMB-17", "B");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(
        mode(before, call),
        OtherCores.of(before, call.caller()),
        cores(before),
        before.hasSuspended());
  }

  private static Mode mode(State before, Call call) {
    int mode = call.word(1);
    if (mode != 0 && mode != 1) {
      return Mode.NO_MODE;
    }
    if (mode == before.mode().value()) {
      return Mode.THE_SAME;
    }
    return mode == SuspendMode.OS_INITIATED.value()
        ? Mode.TO_OS_INITIATED
        : Mode.TO_PLATFORM_COORDINATED;
  }

  private static Cores cores(State before) {
    Cores cores = Cores.CLEAR;
    for (int index = 0; index < State.CORES; index++) {
      CoreState core = before.core(index);
      if (core.isSuspended() && !core.isInDefaultSuspend()) {
        return Cores.SUSPENDED;
      }
      cores = core.isPending() || core.isFrozen() ? Cores.UNCLEAR : cores;
    }
    return cores;
  }

  private static State initiate(Platform platform, State before, Call call) {
    return before.mode() == SuspendMode.OS_INITIATED
        ? before
        : Coordination.osInitiated(platform, before).withSuspended(State.Certainty.NO);
  }

  private static State coordinate(Platform platform, State before, Call call) {
    return before.mode() == SuspendMode.PLATFORM_COORDINATED
        ? before
        : before
            .with(SuspendMode.PLATFORM_COORDINATED)
            .withNodesRunning()
            .withSuspended(State.Certainty.NO);
  }

  private static State forget(Platform platform, State before, Call call) {
    return before.withSuspended(State.Certainty.NO);
  }
}
