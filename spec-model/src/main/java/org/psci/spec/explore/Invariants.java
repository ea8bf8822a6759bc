// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Reading;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/** What must hold of every step, whatever the power tree. */
final class Invariants {
  private static final long CORE = 0xff;

  private Invariants() {}

  /** All of a platform, also those of its power tree. */
  static List<Invariant> of(Platform platform) {
    List<Invariant> all = new ArrayList<>(ofCores());
    all.addAll(ofMachine());
    all.addAll(new PowerTreeInvariants(platform).all());
    return List.copyOf(all);
  }

  private static List<Invariant> ofCores() {
    return List.of(
        Invariant.ofChanges(
            "core-life-cycle",
            "A core leaves OFF by a CPU_ON of it, ON_PENDING by becoming ON, a suspension by waking"
                + " up, and ON and running by a call of its own alone.",
            "SM-02 CPU_ON-16 CPU_OFF-05 SUSP-01 SUSP-12 FRZ-01",
            (before, action, result, after, reading) -> livesOn(before, action, result, after)),
        Invariant.ofChanges(
            "promises-are-kept",
            "What is promised to a core, the start that it waits for or the state that it sleeps in,"
                + " is changed by no other core's call.",
            "SM-04 CPU_ON-08 PD-05 SUSP-12",
            (before, action, result, after, reading) -> keepsPromises(before, action, after)),
        Invariant.ofSteps(
            "start-is-owed",
            "CPU_ON that returns SUCCESS leaves a start that is its own: its target was OFF or"
                + " frozen, and is pending now.",
            "CPU_ON-02 CPU_ON-05 CPU_ON-06 CPU_ON-07 CPU_ON-10",
            (before, action, result, after, reading) -> owesStart(before, action, result, after)),
        Invariant.ofSteps(
            "who-returns-runs",
            "A core whose call returned runs; one whose call took it away does not.",
            "CPU_OFF-01 SYS-01 SUSP-09",
            (before, action, result, after, reading) ->
                !action.isCall() || after.core(action.core()).isRunning() == result.isReturn()),
        Invariant.ofStates(
            "starter-is-another-core",
            "A pending core was started by another core.",
            "SM-02 CPU_ON-05",
            Invariants::isStartedByAnother),
        Invariant.ofStates(
            "system-suspend-is-alone",
            "While a core is in SYSTEM_SUSPEND no other is ON or being started.",
            "SSUSP-01 SSUSP-06 SSUSP-09",
            Invariants::sleepsAlone));
  }

  private static List<Invariant> ofMachine() {
    return List.of(
        Invariant.ofChanges(
            "errors-change-nothing",
            "A call that returns an error changes nothing, but that whether a core was ever suspended"
                + " may be open after a refused CPU_SUSPEND.",
            "CPU_ON-08 SUSP-09 MODE-04 OSI-08",
            (before, action, result, after, reading) ->
                !result.isError(action)
                    || (action.isCallOf(PsciFunction.CPU_SUSPEND)
                        && before.hasSuspended() == State.Certainty.NO
                        && after.equals(before.withSuspended(State.Certainty.MAYBE)))),
        Invariant.ofChanges(
            "questions-change-nothing",
            "A function that only asks changes nothing.",
            "AFF-08 MIG-02",
            (before, action, result, after, reading) ->
                action.function().filter(PsciFunction::asks).isEmpty()),
        Invariant.ofChanges(
            "mode-by-its-call",
            "The suspend mode changes only by PSCI_SET_SUSPEND_MODE that returns SUCCESS, to what it"
                + " names.",
            "MODE-04 COORD-01 SSUSP-06",
            (before, action, result, after, reading) ->
                before.mode() == after.mode()
                    || (action.isCallOf(PsciFunction.PSCI_SET_SUSPEND_MODE)
                        && result.is(ReturnCode.SUCCESS)
                        && after.mode().value() == action.word(1))),
        Invariant.ofChanges(
            "suspension-is-remembered",
            "That a core was suspended is forgotten only by PSCI_SET_SUSPEND_MODE that returns"
                + " SUCCESS, and noted only by CPU_SUSPEND.",
            "MODE-02 DSUSP-03",
            (before, action, result, after, reading) -> remembers(before, action, result, after)),
        Invariant.ofChanges(
            "memory-protection-by-its-call",
            "Memory protection changes only by MEM_PROTECT, to what it asks for.",
            "MEM-01 MEM-02",
            (before, action, result, after, reading) ->
                before.protectsMemory() == after.protectsMemory()
                    || (action.isCallOf(PsciFunction.MEM_PROTECT)
                        && (after.protectsMemory() == State.Certainty.YES)
                            == (action.word(1) != 0))),
        Invariant.ofChanges(
            "trusted-os-moves-by-migrate",
            "The trusted OS moves only by MIGRATE of the core that it is on, to its target.",
            "MIG-02 MIG-03 MIG-06",
            (before, action, result, after, reading) ->
                before.trustedOsCore() == after.trustedOsCore()
                    || (action.isCallOf(PsciFunction.MIGRATE)
                        && result.is(ReturnCode.SUCCESS)
                        && action.core() == before.trustedOsCore()
                        && action.target() == after.trustedOsCore())),
        Invariant.ofStates(
            "trusted-os-has-a-core",
            "The core of the trusted OS is never OFF.",
            "MIG-01 MIG-06 CPU_OFF-11",
            state -> state.trustedOsCore() < 0 || !state.core(state.trustedOsCore()).isOff()));
  }

  private static boolean livesOn(State before, Action action, Result result, State after) {
    for (long rest = before.cores() ^ after.cores(); rest != 0; ) {
      int core = Long.numberOfTrailingZeros(rest) / Byte.SIZE;
      rest &= ~(CORE << (Byte.SIZE * core));
      if (!livesOn(core, before.core(core), action, result, after.core(core))) {
        return false;
      }
    }
    return true;
  }

  private static boolean livesOn(
      int core, CoreState was, Action action, Result result, CoreState is) {
    if (was.isOff() || was.isFrozen()) {
      boolean started = action.isCallOf(PsciFunction.CPU_ON) && result.is(ReturnCode.SUCCESS);
      return is.isPending() && started && action.target() == core;
    }
    if (action.core() != core) {
      return false;
    }
    if (was.isPending()) {
      return is.isRunning() && action.kind() == Action.Kind.CORE_START;
    }
    if (was.isSuspended()) {
      boolean enters = action.kind() == Action.Kind.WAKE_TO_ENTRY;
      return is.isRunning() && action.isWakeUp() && (!enters || was.mayReenter());
    }
    return was.isRunning() && result.leaves() && leavesFor(action, is);
  }

  private static boolean leavesFor(Action action, CoreState is) {
    return action
        .function()
        .filter(
            function ->
                switch (function) {
                  case CPU_OFF -> is.isOff();
                  case CPU_FREEZE -> is.isFrozen();
                  case CPU_SUSPEND -> is.isSuspended() && !isInOtherSuspend(is);
                  case CPU_DEFAULT_SUSPEND -> is.isInDefaultSuspend();
                  case SYSTEM_SUSPEND -> is.equals(CoreState.IN_SYSTEM_SUSPEND);
                  case SYSTEM_OFF -> is.equals(CoreState.POWERS_OFF);
                  case SYSTEM_OFF2 -> is.equals(CoreState.HIBERNATES);
                  case SYSTEM_RESET -> is.equals(CoreState.RESETS);
                  case SYSTEM_RESET2 ->
                      is.equals(CoreState.RESETS)
                          || (is.equals(CoreState.POWERS_OFF) && action.word(1) < 0);
                  default -> false;
                })
        .isPresent();
  }

  private static boolean isInOtherSuspend(CoreState core) {
    return core.isInDefaultSuspend() || core.equals(CoreState.IN_SYSTEM_SUSPEND);
  }

  private static boolean keepsPromises(State before, Action action, State after) {
    for (int core = 0; core < State.CORES; core++) {
      CoreState was = before.core(core);
      boolean promised = was.isPending() || was.isSuspended();
      if (promised && core != action.core() && !was.equals(after.core(core))) {
        return false;
      }
    }
    return true;
  }

  private static boolean owesStart(State before, Action action, Result result, State after) {
    if (!action.isCallOf(PsciFunction.CPU_ON) || !result.is(ReturnCode.SUCCESS)) {
      return true;
    }
    int target = action.target();
    return target >= 0
        && (before.core(target).isOff() || before.core(target).isFrozen())
        && after.core(target).equals(CoreState.pendingFrom(action.core()));
  }

  private static boolean isStartedByAnother(State state) {
    for (int core = 0; core < State.CORES; core++) {
      if (state.core(core).isPending() && state.core(core).starter() == core) {
        return false;
      }
    }
    return true;
  }

  private static boolean sleepsAlone(State state) {
    boolean asleep = false;
    int present = 0;
    for (int core = 0; core < State.CORES; core++) {
      asleep |= state.core(core).equals(CoreState.IN_SYSTEM_SUSPEND);
      present += state.core(core).isOn() || state.core(core).isPending() ? 1 : 0;
    }
    return !asleep || present == 1;
  }

  private static boolean remembers(State before, Action action, Result result, State after) {
    if (before.hasSuspended() == after.hasSuspended()) {
      return true;
    }
    if (action.isCallOf(PsciFunction.PSCI_SET_SUSPEND_MODE)) {
      return result.is(ReturnCode.SUCCESS) && after.hasSuspended() == State.Certainty.NO;
    }
    return action.isCallOf(PsciFunction.CPU_SUSPEND)
        && after.hasSuspended().compareTo(before.hasSuspended()) > 0;
  }

  /** The reading that a step needs, if it is one of an open point. */
  static boolean follows(Optional<Reading> reading, String wanted) {
    return reading.isPresent() && reading.get().toString().equals(wanted);
  }
}
