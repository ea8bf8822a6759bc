// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.Specification;
import org.psci.spec.function.Views;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.step.MachineGoesOn;
import org.psci.spec.step.Progress;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;

/** What did not come although it was waited for, and a machine that went away. */
final class SilenceDiagnosis {
  private static final Because STANDS_STILL =
      Because.of("CPU_OFF-01", "CPU_OFF-02").under("AMB-16", "A");

  /** The machine may switch itself off when all cores are OFF. */
  private static final Because NOBODY_LEFT = Because.of("CPU_OFF-01").under("AMB-16", "B");

  private final Specification specification;
  private final Explorer explorer;
  private final PastCalls calls;
  private final WakeUps wakeUps;
  private final Notes notes;
  private boolean silenceIsLawful;

  SilenceDiagnosis(
      Specification specification,
      Explorer explorer,
      PastCalls calls,
      WakeUps wakeUps,
      Notes notes) {
    this.specification = specification;
    this.explorer = explorer;
    this.calls = calls;
    this.wakeUps = wakeUps;
    this.notes = notes;
  }

  /** Whether the silence that ended the history is something that an implementation may do. */
  boolean silenceIsLawful() {
    return silenceIsLawful;
  }

  /** The last core has gone OFF, and nothing came of it (AMB-16). */
  void nobodyLeft(Frontier last) {
    for (int index = 0; index < last.size(); index++) {
      if (last.state(index).cores() == 0) { // a CPU_OFF may take effect at any time
        notes.pass(STANDS_STILL);
        return;
      }
    }
  }

  /** Whether the specification wanted what did not come. */
  void silence(Event.Silent silent, Timeline timeline, Frontier last) {
    List<Item> own = timeline.items(silent.core());
    Item open = own.isEmpty() ? null : own.get(own.size() - 1);
    switch (silent.awaited()) {
      case ENTRY -> missingEntry(silent, last);
      case RETURN -> missingReturn(silent, open, last);
      case RESULT -> {
        Event.Called asked = calls.lastQuestionAbout(silent.core(), silent.time());
        if (asked != null && asked.call().is(PsciFunction.NODE_HW_STATE)) {
          powerControllerIsBlind(silent, asked);
        } else {
          missingOff(silent, open);
        }
      }
      case WAKE_UP -> {
        if (maySleep(silent.core(), last)) {
          missingWakeUp(silent, open);
        } else {
          missingReturn(silent, open, last); // it had to be refused
        }
      }
      case PROGRESS -> missingProgress(silent);
    }
  }

  private void missingEntry(Event.Silent silent, Frontier last) {
    boolean everythingWantsIt = !calls.mayHaveStartedNowhere(silent.core());
    for (int index = 0; index < last.size() && everythingWantsIt; index++) {
      everythingWantsIt = !last.state(index).core(silent.core()).isOff();
    }
    if (!everythingWantsIt) {
      silenceIsLawful = true;
      return;
    }
    silence(silent, "the core comes in, since its CPU_ON returned SUCCESS", Progress.COMES_IN);
  }

  private void missingReturn(Event.Silent silent, @Nullable Item open, Frontier last) {
    if (open == null || !(open.event instanceof Event.Called called) || called.returned()) {
      return;
    }
    PermittedOutcomes collecting = permitted(called, open, last);
    boolean ends = called.call().is(PsciFunction::endsMachine);
    if (ends && (collecting.mayLeave || collecting.because.isEmpty())) {
      missingEnd(silent, called);
      return;
    }
    boolean wasToBeRefused = collecting.onlyRefuses();
    boolean tookEffect = collecting.because.isEmpty() && !open.explanations.isEmpty();
    if (tookEffect && !called.call().is(PsciFunction::takesCoreOut)) {
      collecting.because.addAll(open.explanations);
      collecting.permitted.add("returns, since it took effect");
    }
    if (collecting.mayLeave || collecting.because.isEmpty()) {
      silenceIsLawful = true;
      return;
    }
    List<Clause> clauses = new ArrayList<>();
    if (!wasToBeRefused || calls.isAmongOthers(called)) {
      PsciFunction.of(called.call().functionId()).map(Progress::returns).ifPresent(clauses::add);
    } // else what had to be refused was not
    clauses.addAll(standsStillForAnother(silent.core()));
    notes.unexplainedSilence(clauses, silent, Wording.of(called), collecting.permitted);
  }

  private List<Clause> effects(Event.Called called, Frontier last) {
    Set<Clause> effects = new LinkedHashSet<>();
    for (int index = 0; index < last.size(); index++) {
      effects.addAll(
          Specification.effects(specification.platform(), last.state(index), called.call()));
    }
    return List.copyOf(effects);
  }

  /** What an open call may do, in the configurations in which it has not taken effect yet. */
  private PermittedOutcomes permitted(Event.Called called, Item open, Frontier last) {
    PermittedOutcomes permitted = new PermittedOutcomes(called.call());
    for (int index = 0; index < last.size(); index++) {
      if (!explorer.isDone(open, last.ahead(index))) {
        permitted.collect(specification, last.state(index), last.ahead(index));
      }
    }
    return permitted;
  }

  /** The clauses by which a core goes on although another one has left or is suspended. */
  private List<Clause> standsStillForAnother(int core) {
    List<Clause> clauses = new ArrayList<>();
    if (!calls.suspendsOfOthers(core).isEmpty()) {
      clauses.add(Progress.RUNS_BESIDE_SUSPENDED);
    }
    if (calls.anotherHasLeft(core)) {
      clauses.add(Progress.RUNS_BESIDE_OFF);
    }
    return clauses;
  }

  private void missingEnd(Event.Silent silent, Event.Called called) {
    PsciFunction function = PsciFunction.of(called.call().functionId()).orElseThrow();
    Clause ends = Progress.ends(function);
    notes.silence(
        called.core() == 0 ? List.of(ends) : List.of(Progress.endsWhoeverCalls(function), ends),
        silent,
        Wording.of(called) + ", and the machine goes on",
        List.of(Wording.because(MachineEnd.wanted(called.call()), ends)));
  }

  private static boolean maySleep(int core, Frontier last) {
    for (int index = 0; index < last.size(); index++) {
      if (last.state(index).core(core).isSuspended()) {
        return true;
      }
    }
    return false;
  }

  private void missingWakeUp(Event.Silent silent, @Nullable Item open) {
    if (open == null || !open.isSuspension() || !wakeUps.isDue(silent.core())) {
      silenceIsLawful = true; // nothing says that it ever has to come back
      return;
    }
    Event.Called suspend = (Event.Called) open.event;
    if (!specification.platform().entries().isUsable(suspend.call().entryPoint())
        && typeOf(suspend) == StateType.POWER_DOWN) {
      silenceIsLawful = true; // where it went nobody can see, and nothing obliges to refuse it
      return;
    }
    List<Clause> clauses = new ArrayList<>(wakesUp(suspend));
    clauses.addAll(standsStillForAnother(silent.core()));
    notes.silence(
        clauses,
        silent,
        Wording.of(silent),
        List.of(
            Wording.because(
                "the core comes back from its call, since an interrupt is pending for it",
                Progress.WAKES_UP)));
  }

  /** The clauses by which a core wakes up from this call, the more specific first. */
  private List<Clause> wakesUp(Event.Called suspend) {
    if (suspend.call().is(PsciFunction.CPU_DEFAULT_SUSPEND)) {
      return List.of(Progress.WAKES_FROM_DEFAULT_SUSPEND, Progress.WAKES_UP);
    }
    if (suspend.call().is(PsciFunction.SYSTEM_SUSPEND)) {
      return List.of(Progress.WAKES_FROM_SYSTEM_SUSPEND, Progress.WAKES_UP);
    }
    if (!wakeUps.wasPendingAt(suspend)) {
      return List.of(Progress.WAKES_UP);
    }
    return List.of(
        typeOf(suspend) == StateType.STANDBY
            ? Progress.WAKES_FROM_STANDBY_AT_ONCE
            : Progress.WAKES_FROM_POWER_DOWN_AT_ONCE,
        Progress.WAKES_UP);
  }

  private StateType typeOf(Event.Called suspend) {
    return specification.platform().stateType(suspend.call());
  }

  private void missingProgress(Event.Silent silent) {
    List<Clause> clauses = standsStillForAnother(silent.core());
    if (!clauses.isEmpty()) {
      notes.silence(
          clauses,
          silent,
          Wording.of(silent),
          List.of(
              Wording.because("the core goes on, since its own calls are over", clauses.get(0))));
    }
  }

  /**
   * A core came back from power-down without its context, so it was not powered; and all the time,
   * or long enough, the power controller was said to see it on.
   */
  private void powerControllerIsBlind(Event.Silent silent, Event.Called asked) {
    silenceIsLawful = true; // a request need not be granted, and what is asked for need not come
    boolean saidOn = (int) asked.result() == NodeHwState.HW_ON.value();
    boolean ofCore = asked.call().word(2) == 0;
    if (!saidOn || !ofCore || !calls.wasPoweredDownAt(silent.core(), silent.time())) {
      return;
    }
    List<Clause> clauses = new ArrayList<>(List.of(Progress.SHOWS_AS_DOWN));
    clauses.addAll(standsStillForAnother(silent.core()));
    notes.silence(
        clauses,
        silent,
        Wording.of(silent),
        List.of(
            Wording.because(
                "NODE_HW_STATE says HW_OFF or HW_STANDBY some time, since the core has lost its"
                    + " context",
                Progress.SHOWS_AS_DOWN)));
  }

  private void missingOff(Event.Silent silent, @Nullable Item open) {
    boolean leaving =
        open != null
            && open.event instanceof Event.Called called
            && !called.returned()
            && called.call().is(PsciFunction.CPU_OFF);
    boolean freezing =
        open != null
            && open.event instanceof Event.Called called
            && !called.returned()
            && called.call().is(PsciFunction.CPU_FREEZE);
    if (freezing && calls.isStillRefusedAsOn(silent.core(), silent.time())) {
      List<Clause> resumes =
          Specification.clauses(PsciFunction.CPU_ON).stream()
              .filter(clause -> clause.rule().id().equals("CPU_ON-16"))
              .toList();
      notes.silence(
          resumes,
          silent,
          Wording.of(silent),
          List.of(
              Wording.because(
                  "CPU_ON brings the core back some time after its CPU_FREEZE", resumes.get(0))));
    } else if (leaving && calls.isStillSaidToBeOn(silent.core())) {
      notes.silence(
          calls.suspendsOfOthers(silent.core()).isEmpty()
              ? List.of(Progress.GOES_OFF, Views.OFF_SHOWS)
              : List.of(Progress.GOES_OFF, Views.OFF_SHOWS, Progress.RUNS_BESIDE_SUSPENDED),
          silent,
          Wording.of(silent),
          List.of(
              Wording.because("the core is OFF some time after its CPU_OFF", Progress.GOES_OFF)));
    } else {
      silenceIsLawful = true; // nothing says that the result ever comes
    }
  }

  private void silence(Event.Silent silent, String permitted, Clause clause) {
    notes.silence(
        List.of(clause), silent, Wording.of(silent), List.of(Wording.because(permitted, clause)));
  }

  /**
   * The machine as a whole went away, which a core may have asked for.
   *
   * @param mayBeReset whether there were interrupts: to a core that is OFF they may reset the
   *     system
   */
  void machineGone(Event.Machine machine, boolean mayBeReset, Timeline timeline, Frontier last) {
    for (int index = 0; index < last.size(); index++) {
      if (last.state(index).cores() == 0) {
        notes.pass(NOBODY_LEFT);
        return;
      }
      for (int core = 0; core < State.CORES; core++) {
        if (last.state(index).core(core).equals(MachineEnd.state(machine.what()))) {
          return;
        }
      }
    }
    if (machine.what() == Event.Machine.What.RESET && mayBeReset) {
      return; // CPU_OFF-06
    }
    Set<Clause> clauses = new LinkedHashSet<>();
    Set<String> permitted = new LinkedHashSet<>();
    for (int core = 0; core < State.CORES; core++) {
      List<Item> own = timeline.items(core);
      if (!own.isEmpty()
          && own.get(own.size() - 1).event instanceof Event.Called called
          && !called.returned()) {
        PermittedOutcomes collecting = permitted(called, own.get(own.size() - 1), last);
        boolean ends = called.call().is(PsciFunction::endsMachine);
        if (collecting.isUnjudged || (ends && collecting.mayVanish)) {
          return; // the model has no say in what this call does
        }
        if (ends) {
          List<Clause> effects = effects(called, last);
          clauses.addAll(effects);
          effects.forEach(
              effect -> permitted.add(Wording.because(MachineEnd.wanted(called.call()), effect)));
        }
        PsciFunction.of(called.call().functionId())
            .map(MachineGoesOn::beside)
            .ifPresent(clauses::add);
        permitted.addAll(collecting.permitted);
      }
    }
    if (permitted.isEmpty()) {
      permitted.add("the machine goes on");
    }
    clauses.add(MachineGoesOn.BY_ITSELF);
    notes.deviation(List.copyOf(clauses), machine, Wording.of(machine), permitted);
  }
}
