// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.adapter.process.CheckReport.FailedStep;
import org.psci.conformance.program.Names;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.TargetException;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/** The part of a check that needs a second core: it is started, makes calls, and leaves. */
final class SecondCoreCheck {
  private static final long CONTEXT = 0x1111_2222_3333_4444L;
  private static final long CONTEXT_32 = 0x1111_2222L;

  private final Boot boot;
  private final CheckReport report;
  private Optional<CheckedMachine> running = Optional.empty();

  /** Gives a machine after a cold boot. */
  interface Boot {
    CheckedMachine boot() throws TargetException;
  }

  SecondCoreCheck(Boot boot, CheckReport report) {
    this.boot = boot;
    this.report = report;
  }

  void run() {
    report.step("CPU_ON", this::startCore);
    if (running.isEmpty()) {
      return;
    }
    CheckedMachine life = running.get();
    boolean goesOn =
        report.step("call of a started core", () -> version(life))
            && report.step("two calls at once", () -> twoCalls(life))
            && report.step("CPU_FREEZE", () -> cpuFreeze(life))
            && report.step("CPU_OFF", () -> cpuOff(life));
    if (!goesOn) {
      report.note("second core", "the other steps with it were not tried");
    }
  }

  private String startCore() throws MachineFailure, TargetException, FailedStep {
    CheckedMachine life = boot.boot();
    if (life.profile().topology().size() == 1) {
      return "not tried, as there is one core only";
    }
    long entry = life.profile().entries().address(0);
    long context = life.profile().executionState() == ExecutionState.AARCH64 ? CONTEXT : CONTEXT_32;
    int result = life.call(0, PsciFunction.CPU_ON, mpidr(life), entry, context);
    if (result != ReturnCode.SUCCESS.value()) {
      return "PSCI itself refused to start core 1 by "
          + CheckedMachine.name(PsciFunction.CPU_ON, result)
          + ", so nothing that needs a second core was tried";
    }
    LatestEvents.Arrival arrival = life.awaitArrival(1);
    running = Optional.of(life);
    lookAtRegisters(arrival.state());
    return arrival.address() == entry && arrival.x0() == context
        ? "core 1 came in at its entry point with its context id"
        : String.format(
            "core 1 was started for %s with X0 %s and came in at %s with X0 %s. If that is what"
                + " your machine does, the suite will name the rule; else look at 'at' and 'x0'",
            Names.hex(entry),
            Names.hex(context),
            Names.hex(arrival.address()),
            Names.hex(arrival.x0()));
  }

  private void lookAtRegisters(EntryState state) {
    List<String> unread = new ArrayList<>();
    addIfUnread(unread, "el", state.exceptionLevel());
    addIfUnread(unread, "daif", state.daif());
    addIfUnread(unread, "spsel", state.spsel());
    addIfUnread(unread, "sctlr", state.sctlr());
    addIfUnread(unread, "mpidr", state.mpidr());
    addIfUnread(unread, "cntfrq", state.cntfrq());
    if (!unread.isEmpty()) {
      report.note(
          "CPU_ON",
          "entry does not report "
              + String.join(", ", unread)
              + "; rules about these registers will not be exercised");
    }
  }

  private static void addIfUnread(List<String> names, String name, long value) {
    if (value == EntryState.UNREAD) {
      names.add(name);
    }
  }

  private static String version(CheckedMachine life) throws MachineFailure, FailedStep {
    int result = life.call(1, PsciFunction.PSCI_VERSION);
    return "PSCI_VERSION by core 1 returned "
        + CheckedMachine.name(PsciFunction.PSCI_VERSION, result);
  }

  private static String twoCalls(CheckedMachine life) throws MachineFailure, FailedStep {
    life.begin(0, PsciFunction.PSCI_VERSION);
    life.begin(1, PsciFunction.PSCI_VERSION);
    life.awaitResult(0);
    life.awaitResult(1);
    return "PSCI_VERSION by cores 0 and 1 returned to both";
  }

  /** A frozen core comes back by CPU_ON, at its entry point. */
  private static String cpuFreeze(CheckedMachine life) throws MachineFailure, FailedStep {
    life.begin(1, PsciFunction.CPU_FREEZE);
    Optional<Integer> result = life.unexpectedResult(1);
    if (result.isPresent()) {
      return "CPU_FREEZE of core 1 returned "
          + CheckedMachine.name(PsciFunction.CPU_FREEZE, result.get());
    }
    long entry = life.profile().entries().address(0);
    int started = life.call(0, PsciFunction.CPU_ON, mpidr(life), entry, CONTEXT_32);
    if (started == ReturnCode.SUCCESS.value()) {
      life.awaitArrival(1);
    }
    return "CPU_FREEZE of core 1 did not return, and CPU_ON of it returned "
        + CheckedMachine.name(PsciFunction.CPU_ON, started);
  }

  private static String cpuOff(CheckedMachine life) throws MachineFailure, FailedStep {
    life.begin(1, PsciFunction.CPU_OFF);
    Optional<Integer> result = life.unexpectedResult(1);
    if (result.isPresent()) {
      return "CPU_OFF of core 1 returned "
          + CheckedMachine.name(PsciFunction.CPU_OFF, result.get());
    }
    int state = life.call(0, PsciFunction.AFFINITY_INFO, mpidr(life), 0);
    return "CPU_OFF of core 1 did not return, and AFFINITY_INFO says "
        + CheckedMachine.name(PsciFunction.AFFINITY_INFO, state);
  }

  private static long mpidr(CheckedMachine life) {
    return life.profile().topology().mpidr(1).value();
  }
}
