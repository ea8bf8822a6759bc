// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.psci.conformance.history.Event.Silent.Awaited.WAKE_UP;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.function.Specification;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.NodeHwState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
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
    Set<Rule> broken = new LinkedHashSet<>();
    for (int index = 0; index < last.size() && everythingWantsIt; index++) {
      CoreState core = last.state(index).core(silent.core());
      Event.Called start =
          core.isPending()
              ? explorer.request(last.state(index), last.ahead(index), silent.core())
              : null;
      everythingWantsIt = !core.isOff();
      if (start != null) {
        broken.addAll(Specification.junkRules(start.call()));
      }
    }
    if (!everythingWantsIt) {
      silenceIsLawful = true;
      return;
    }
    Notes.rules(broken, "CPU_ON-02");
    addSilence(
        silent,
        List.copyOf(broken),
        Wording.because(
            "the core comes in, since its CPU_ON returned SUCCESS", Because.of("CPU_ON-02")));
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
    boolean tookEffect = collecting.because.isEmpty() && !open.explanations.isEmpty();
    if (tookEffect && !called.call().is(PsciFunction::takesCoreOut)) {
      collecting.because.addAll(open.explanations);
      collecting.permitted.add("returns, since it took effect");
    }
    if (collecting.mayLeave || collecting.because.isEmpty()) {
      silenceIsLawful = true;
      return;
    }
    Set<Rule> broken = new LinkedHashSet<>();
    standsStillForAnother(called.core(), broken);
    if (called.call().is(PsciFunction.CPU_ON)) {
      Notes.rules(broken, "CPU_ON-01", "SM-06");
    } else if (called.call().is(PsciFunction.AFFINITY_INFO)) {
      Notes.rules(broken, "AFF-08");
    }
    for (Because why : collecting.because) {
      why.rules().stream().filter(Rule::binds).limit(1).forEach(broken::add);
    }
    if (calls.sleepsBesideStart(called)) {
      Notes.rules(broken, "SSUSP-09");
    }
    notes.silence(
        List.copyOf(broken),
        silent,
        Wording.of(called),
        List.copyOf(collecting.permitted),
        Wording.functionOf(called.call()) + " did not return");
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

  /** The rules by which a core goes on although another one has left or is suspended. */
  private void standsStillForAnother(int core, Set<Rule> broken) {
    if (!calls.suspendsOfOthers(core).isEmpty()) {
      Notes.rules(broken, "SUSP-01", "SUSP-02");
    }
    if (calls.anotherHasLeft(core)) {
      Notes.rules(broken, "CPU_OFF-05");
    }
  }

  private void missingEnd(Event.Silent silent, Event.Called called) {
    String rule = MachineEnd.rule(called.call());
    notes.silence(
        MachineEnd.rules(called.call()).stream().map(RuleCatalogue::rule).toList(),
        silent,
        Wording.of(called) + ", and the machine goes on",
        List.of(Wording.because(MachineEnd.wanted(called.call()), Because.of(rule))),
        "silence: " + rule);
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
    Set<Rule> broken = new LinkedHashSet<>();
    if (suspend.call().is(PsciFunction.CPU_DEFAULT_SUSPEND)) {
      Notes.rules(broken, "DSUSP-04");
    }
    Notes.rules(broken, "SUSP-10");
    if (suspend.call().is(PsciFunction.SYSTEM_SUSPEND)) {
      Notes.rules(broken, "SSUSP-03");
    }
    List<Rule> rules = new ArrayList<>(broken);
    if (wakeUps.wasPendingAt(suspend)) {
      if (typeOf(suspend) == StateType.STANDBY) {
        rules.add(0, RuleCatalogue.rule("STBY-04")); // which demands more than the others
      } else {
        rules.add(RuleCatalogue.rule("PD-03"));
      }
    }
    addSilence(
        silent,
        rules,
        Wording.because(
            "the core comes back from its call, since an interrupt is pending for it",
            Because.of("SUSP-10")));
  }

  private StateType typeOf(Event.Called suspend) {
    return specification.platform().stateType(suspend.call());
  }

  private void missingProgress(Event.Silent silent) {
    Set<Rule> broken = new LinkedHashSet<>();
    standsStillForAnother(silent.core(), broken);
    if (!broken.isEmpty()) {
      addSilence(
          silent,
          List.copyOf(broken),
          Wording.because(
              "the core goes on, since its own calls are over",
              new Because(List.copyOf(broken), Optional.empty(), List.of())));
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
    addSilence(
        silent,
        List.of(RuleCatalogue.rule("NHW-01")),
        Wording.because(
            "NODE_HW_STATE says HW_OFF or HW_STANDBY some time, since the core has lost its context",
            Because.of("NHW-01")));
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
      addSilence(
          silent,
          List.of(RuleCatalogue.rule("CPU_ON-16")),
          Wording.because(
              "CPU_ON brings the core back some time after its CPU_FREEZE",
              Because.of("CPU_ON-16")));
    } else if (leaving && calls.isStillSaidToBeOn(silent.core())) {
      Set<Rule> broken = new LinkedHashSet<>();
      if (!calls.suspendsOfOthers(silent.core()).isEmpty()) {
        Notes.rules(broken, "SUSP-01"); // it may have stopped before it could go off
      }
      Notes.rules(broken, "CPU_OFF-03");
      addSilence(
          silent,
          List.copyOf(broken),
          Wording.because("the core is OFF some time after its CPU_OFF", Because.of("CPU_OFF-03")));
    } else {
      silenceIsLawful = true; // nothing says that the result ever comes
    }
  }

  private void addSilence(Event.Silent silent, List<Rule> rules, String permitted) {
    notes.silence(
        rules,
        silent,
        Wording.of(silent),
        List.of(permitted),
        "silence: " + telling(silent, rules));
  }

  /** Of a wake-up that did not come all have the first rule in common but for the strictest. */
  private static Rule telling(Event.Silent silent, List<Rule> rules) {
    boolean isStrict = rules.get(0).id().equals("STBY-04");
    return rules.get(rules.size() > 1 && silent.awaited() == WAKE_UP && !isStrict ? 1 : 0);
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
    Set<Rule> broken = new LinkedHashSet<>();
    Set<String> permitted = new LinkedHashSet<>();
    for (int core = 0; core < State.CORES; core++) {
      List<Item> own = timeline.items(core);
      if (!own.isEmpty()
          && own.get(own.size() - 1).event instanceof Event.Called called
          && !called.returned()) {
        PermittedOutcomes collecting = permitted(called, own.get(own.size() - 1), last);
        if (collecting.isUnjudged) {
          return; // the model has no say in what this call does
        }
        wrongEnd(called, broken, permitted);
        broken.addAll(
            specification.brokenBy(called.call(), ReturnCode.SUCCESS.value(), collecting.because));
        permitted.addAll(collecting.permitted);
      }
    }
    if (broken.isEmpty()) {
      Notes.rules(broken, "SM-02");
    }
    if (permitted.isEmpty()) {
      permitted.add("the machine goes on");
    }
    notes.deviation(
        List.copyOf(broken),
        machine,
        Wording.of(machine),
        List.copyOf(permitted),
        Wording.of(machine));
  }

  /** A core asked for the end of the machine, but for another one. */
  private static void wrongEnd(Event.Called called, Set<Rule> broken, Set<String> permitted) {
    if (called.call().is(PsciFunction::endsMachine)) {
      String rule = MachineEnd.rule(called.call());
      Notes.rules(broken, rule);
      permitted.add(Wording.because(MachineEnd.wanted(called.call()), Because.of(rule)));
    }
  }
}
