// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.util.Optional;
import org.psci.adapter.process.CheckReport.FailedStep;
import org.psci.conformance.program.Names;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;

/** One life of a machine under check, from a reset on: calls, and what has to come of them. */
final class CheckedMachine {
  private final ProcessMachine machine;
  private final Profile profile;
  private final LatestEvents heard = new LatestEvents();

  private CheckedMachine(ProcessMachine machine, Profile profile) {
    this.machine = machine;
    this.profile = profile;
  }

  static CheckedMachine boot(ProcessMachine machine) throws TargetException {
    return new CheckedMachine(machine, machine.start(1));
  }

  Profile profile() {
    return profile;
  }

  void begin(int core, PsciFunction function, long... arguments) throws MachineFailure {
    begin(core, id(function), arguments);
  }

  void begin(int core, int functionId, long... arguments) throws MachineFailure {
    long[] x = new long[4];
    x[0] = functionId & 0xffff_ffffL;
    heard.forget(core);
    System.arraycopy(arguments, 0, x, 1, arguments.length);
    machine.call(core, x);
  }

  int id(PsciFunction function) {
    boolean wide = profile.executionState() == ExecutionState.AARCH64 && function.hasSmc64();
    return wide ? function.smc64() : function.smc32();
  }

  /** Makes a call that has to return, and gives W0. */
  int call(int core, PsciFunction function, long... arguments) throws MachineFailure, FailedStep {
    begin(core, function, arguments);
    return awaitResult(core);
  }

  int awaitResult(int core) throws MachineFailure, FailedStep {
    while (heard.result(core).isEmpty()) {
      if (!goOn()) {
        throw new FailedStep(
            "the call of core "
                + core
                + " was not answered within "
                + profile.patience().toMillis()
                + " ms, although idle was. Send the event return for every call that returns; if"
                + " that takes longer, say so by 'patience_ms' of the profile");
      }
    }
    return (int) (long) heard.result(core).orElseThrow();
  }

  LatestEvents.Arrival awaitArrival(int core) throws MachineFailure, FailedStep {
    while (heard.arrival(core).isEmpty()) {
      if (!goOn()) {
        throw new FailedStep(
            "CPU_ON returned SUCCESS, but core "
                + core
                + " was not reported to come in within "
                + profile.patience().toMillis()
                + " ms. Send the event entry when a started core is at its entry point; if your"
                + " machine needs a push, give it one when idle comes");
      }
    }
    return heard.arrival(core).orElseThrow();
  }

  void wake(int core) throws MachineFailure {
    machine.wake(core);
  }

  /** What the machine did as a whole, or what a call returned that should not; empty if neither. */
  Optional<String> endOfMachine(int core) throws MachineFailure {
    while (heard.machineDid().isEmpty() && !hasEnded(core)) {
      if (!machine.proceed(heard)) {
        return Optional.empty();
      }
    }
    return heard
        .machineDid()
        .map(
            did ->
                switch (did) {
                  case POWERED_OFF -> "the machine went off";
                  case RESET -> "the machine was reset";
                  case HIBERNATED -> "the machine hibernates";
                })
        .or(() -> Optional.of("the call ended, and the machine goes on"));
  }

  private boolean hasEnded(int core) {
    return heard.result(core).isPresent() || heard.arrival(core).isPresent();
  }

  /** Waits until a call has ended, by a return or by an entry; false if it does not. */
  boolean awaitEnd(int core) throws MachineFailure, FailedStep {
    while (!hasEnded(core)) {
      if (!goOn()) {
        return false;
      }
    }
    return true;
  }

  /** Lets the machine go on for a moment; whether a call has ended by then. */
  boolean endsWithoutPatience(int core) throws MachineFailure {
    machine.pauseBeforeRepeat(1, heard);
    return hasEnded(core);
  }

  Optional<LatestEvents.Arrival> arrival(int core) {
    return heard.arrival(core);
  }

  /** The result of a call that should not return, after all the patience. */
  Optional<Integer> unexpectedResult(int core) throws MachineFailure, FailedStep {
    while (heard.result(core).isEmpty()) {
      if (!goOn()) {
        return Optional.empty();
      }
    }
    return heard.result(core).map(Long::intValue);
  }

  /** Lets something happen; false if nothing did. */
  boolean goOn() throws MachineFailure, FailedStep {
    boolean something = machine.proceed(heard);
    if (heard.machineDid().isPresent()) {
      throw new FailedStep(
          "the machine was said to be "
              + heard.machineDid().get()
              + " although no core asked for it. Send the event machine when the whole machine goes"
              + " off or resets, and not for a reset that the suite ordered");
    }
    return something;
  }

  static String name(PsciFunction function, int result) {
    return Names.ofResult(function.smc32(), result);
  }
}
