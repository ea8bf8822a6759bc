// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.psci.adapter.process.CheckReport.FailedStep;
import org.psci.conformance.program.Names;
import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.MachineFailure;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Tries an adapter step by step, for its author. It looks at the protocol; whether the answers are
 * those of a correct PSCI is for the suite to say.
 */
public final class AdapterCheck {
  private static final int UNKNOWN_FUNCTION = 0x8400_ffff;
  private static final long JUNK = 0xdead_beef_0bad_cafeL;
  private static final int MOST_CALLS = 2_000;
  private static final Duration LONGEST_MEASUREMENT = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ProcessMachine machine;
  private final CheckReport report = new CheckReport();
  private boolean canWake;
  private List<PowerState> powerStates = List.of();
  private boolean canReset = true;

  private AdapterCheck(ProcessMachine machine) {
    this.machine = machine;
  }

  /** Checks the adapter that this command line starts. */
  public static CheckReport check(String command) {
    try (ProcessMachine machine =
        new ProcessMachine(command, BootTime.once(ProcessMachine.USUAL_START))) {
      AdapterCheck check = new AdapterCheck(machine);
      check.run();
      check.report.finish();
      return check.report;
    }
  }

  private void run() {
    if (!report.step("hello and reset", this::helloAndReset)) {
      return;
    }
    canReset = report.step("reset again", this::resetAgain);
    report.step("call", this::version);
    report.step("unknown function", this::unknownFunction);
    report.step("idle", this::idle);
    report.step("speed", this::speed);
    new SecondCoreCheck(this::boot, report).run();
    if (canWake) {
      new WakeUpCheck(this::boot, report).run(powerStates);
    }
    if (canReset) {
      report.step("reset during a call", this::resetDuringCall);
    }
    report.step("SYSTEM_OFF", this::systemOff);
    report.step("bye", this::bye);
    report.step("end of input", this::endOfInput);
  }

  private String helloAndReset() throws TargetException {
    Profile profile = machine.start(1);
    canWake = profile.canWake();
    powerStates = profile.powerStates().orElse(List.of());
    return describe(profile);
  }

  private static String describe(Profile profile) {
    List<String> cores = new ArrayList<>();
    profile.topology().cores().forEach(core -> cores.add(core.toString()));
    return String.format(
        "%s; PSCI %s, cores %s, %s, %d entry points from %s",
        profile.implementation(),
        profile.claimedVersion().map(Object::toString).orElse("of no claimed version"),
        String.join(" ", cores),
        profile.executionState(),
        profile.entries().count(),
        Names.hex(profile.entries().base()));
  }

  /** A machine after a cold boot; where reset does not work, in a new process. */
  private CheckedMachine boot() throws TargetException {
    if (!canReset) {
      machine.leave();
    }
    return CheckedMachine.boot(machine);
  }

  private String resetAgain() throws TargetException, FailedStep {
    long begin = System.nanoTime();
    boot();
    failIfReplaced();
    return "ready after " + millisSince(begin) + " ms";
  }

  private void failIfReplaced() throws FailedStep {
    if (!machine.whyReplaced().isEmpty()) {
      throw new FailedStep(
          machine.whyReplaced()
              + ". Answer reset by the event ready at any time, and run until bye or the end of"
              + " input");
    }
  }

  private String version() throws MachineFailure, TargetException, FailedStep {
    int result = boot().call(0, PsciFunction.PSCI_VERSION);
    return "PSCI_VERSION by core 0 returned "
        + CheckedMachine.name(PsciFunction.PSCI_VERSION, result);
  }

  private String unknownFunction() throws MachineFailure, TargetException, FailedStep {
    CheckedMachine life = boot();
    life.begin(0, UNKNOWN_FUNCTION, JUNK, JUNK, JUNK);
    int result = life.awaitResult(0);
    return Names.hex(UNKNOWN_FUNCTION & 0xffff_ffffL)
        + " with junk in X1 to X3 returned "
        + Names.ofResult(UNKNOWN_FUNCTION, result);
  }

  private String idle() throws MachineFailure, TargetException, FailedStep {
    CheckedMachine life = boot();
    long begin = System.nanoTime();
    int events = 0;
    while (life.goOn()) {
      events++;
    }
    return "answered for " + millisSince(begin) + " ms, with " + events + " other events";
  }

  private String speed() throws MachineFailure, TargetException, FailedStep {
    boot();
    LatestEvents latest = new LatestEvents();
    long begin = System.nanoTime();
    int calls = 0;
    while (calls < MOST_CALLS && System.nanoTime() - begin < LONGEST_MEASUREMENT.toNanos()) {
      machine.call(0, new long[] {PsciFunction.PSCI_VERSION.smc32() & 0xffff_ffffL, 0, 0, 0});
      if (!machine.proceed(latest)) {
        throw new FailedStep("call " + calls + " of a row was not answered, though idle was");
      }
      calls++;
    }
    long perSecond = calls * Duration.ofSeconds(1).toNanos() / (System.nanoTime() - begin);
    return "about " + perSecond + " calls a second";
  }

  private String resetDuringCall() throws MachineFailure, TargetException, FailedStep {
    boot().begin(0, PsciFunction.PSCI_VERSION);
    CheckedMachine life = boot();
    failIfReplaced();
    life.call(0, PsciFunction.PSCI_VERSION);
    return "the machine started afresh";
  }

  private String systemOff() throws MachineFailure, TargetException, FailedStep {
    CheckedMachine life = boot();
    life.begin(0, PsciFunction.SYSTEM_OFF);
    return life.endOfMachine(0)
        .orElseThrow(
            () ->
                new FailedStep(
                    "SYSTEM_OFF did not end, and no event machine came. Send it, with \"off\" as"
                        + " 'what', when the machine goes off. If SYSTEM_OFF really does nothing,"
                        + " the suite will name the rule"));
  }

  private String bye() throws FailedStep {
    if (!machine.leave()) {
      throw new FailedStep("the adapter did not end after bye, and had to be killed");
    }
    return "the adapter ended";
  }

  private String endOfInput() throws MachineFailure, TargetException, FailedStep {
    machine.start(1);
    if (!machine.hangUp(FAREWELL)) {
      throw new FailedStep(
          "the adapter did not end within "
              + FAREWELL.toSeconds()
              + " s of the end of its input, and had to be killed. End when reading gives end of"
              + " file, or adapters will be left over when the suite is stopped");
    }
    return "the adapter ended";
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
