// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.psci.adapter.process.CheckReport.FailedStep;
import org.psci.conformance.program.Names;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;

/** The part of a check that needs interrupts: core 0 suspends itself and is woken. */
final class WakeUpCheck {
  private static final long CONTEXT = 0x5555_6666_7777_8888L;
  private static final long CONTEXT_32 = 0x5555_6666L;

  /** They may be absent, which is no fault of the adapter. */
  private static final List<PsciFunction> WITHOUT_STATE =
      List.of(PsciFunction.CPU_DEFAULT_SUSPEND, PsciFunction.SYSTEM_SUSPEND);

  /**
   * A call that suspends core 0.
   *
   * @param powerState the power_state, if the function takes one
   */
  private record Request(PsciFunction function, OptionalLong powerState) {
    long[] arguments(long entry, long context) {
      return powerState.isPresent()
          ? new long[] {powerState.getAsLong(), entry, context}
          : new long[] {entry, context};
    }

    String describe() {
      return function
          + " of core 0"
          + (powerState.isPresent() ? " with " + Names.hex(powerState.getAsLong()) : "");
    }
  }

  private final SecondCoreCheck.Boot boot;
  private final CheckReport report;

  WakeUpCheck(SecondCoreCheck.Boot boot, CheckReport report) {
    this.boot = boot;
    this.report = report;
  }

  void run(List<PowerState> states) {
    report.step("wake", this::wakeWhileRunning);
    Optional<PowerState> standby = first(states, StateType.STANDBY);
    Optional<PowerState> powerDown = first(states, StateType.POWER_DOWN);
    standby.ifPresent(state -> report.step("standby", () -> suspend(call(state), false)));
    powerDown.ifPresent(state -> report.step("power-down", () -> suspend(call(state), false)));
    for (PsciFunction function : WITHOUT_STATE) {
      report.step(
          function.name(), () -> suspend(new Request(function, OptionalLong.empty()), false));
    }
    standby
        .or(() -> powerDown)
        .ifPresentOrElse(
            state -> report.step("pending wake", () -> suspend(call(state), true)),
            () ->
                report.note(
                    "wake",
                    "the profile has no 'power_states', so CPU_SUSPEND was not tried; tell them"
                        + " if you can"));
  }

  private static Optional<PowerState> first(List<PowerState> states, StateType type) {
    return states.stream().filter(state -> state.type() == type).findFirst();
  }

  private String wakeWhileRunning() throws MachineFailure, TargetException, FailedStep {
    CheckedMachine life = boot.boot();
    life.wake(0);
    life.call(0, PsciFunction.PSCI_VERSION);
    return "core 0, which was running, went on";
  }

  private static Request call(PowerState state) {
    return new Request(PsciFunction.CPU_SUSPEND, OptionalLong.of(state.value() & 0xffff_ffffL));
  }

  private String suspend(Request request, boolean pending)
      throws MachineFailure, TargetException, FailedStep {
    CheckedMachine life = boot.boot();
    long entry = life.profile().entries().address(0);
    long context = life.profile().executionState() == ExecutionState.AARCH64 ? CONTEXT : CONTEXT_32;
    String call = request.describe();
    if (pending) {
      life.wake(0);
    }
    life.begin(0, request.function(), request.arguments(entry, context));
    boolean ended = pending ? life.awaitEnd(0) : life.endsWithoutPatience(0);
    if (!pending && !ended) {
      life.wake(0);
      ended = life.awaitEnd(0);
    }
    if (!ended) {
      throw new FailedStep(
          call
              + (pending
                  ? " did not end, although an interrupt was pending"
                  : " did not end when woken")
              + ". Send return or entry when it does. If that is what your machine does, the suite"
              + " will name the rule; else let wake make an interrupt pending until the core has"
              + " come back");
    }
    String when = pending ? " ended at once" : " when core 0 was woken";
    Optional<LatestEvents.Arrival> arrival = life.arrival(0);
    if (arrival.isPresent()) {
      boolean asAsked = arrival.get().address() == entry && arrival.get().x0() == context;
      return call
          + ": core 0 came in at "
          + (asAsked
              ? "its entry point with its context id"
              : Names.hex(arrival.get().address()) + " with X0 " + Names.hex(arrival.get().x0()))
          + (pending ? " at once" : when);
    }
    int result = life.awaitResult(0);
    boolean refused = result != ReturnCode.SUCCESS.value();
    return pending && !refused
        ? call + when
        : call
            + " returned "
            + CheckedMachine.name(request.function(), result)
            + (refused ? "; the suite will say whether it may" : when);
  }
}
