// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Specification;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/** What did not come although it was waited for, and a machine that went away. */
final class SilenceDiagnosis {
  private final Specification specification;
  private final Explorer explorer;
  private final PastCalls calls;
  private final Notes notes;
  private boolean silenceIsLawful;

  SilenceDiagnosis(Specification specification, Explorer explorer, PastCalls calls, Notes notes) {
    this.specification = specification;
    this.explorer = explorer;
    this.calls = calls;
    this.notes = notes;
  }

  /** Whether the silence that ended the history is something that an implementation may do. */
  boolean silenceIsLawful() {
    return silenceIsLawful;
  }

  /** Whether the specification wanted what did not come. */
  void silence(Event.Silent silent, Timeline timeline, Frontier last) {
    List<Item> own = timeline.items(silent.core());
    Item open = own.isEmpty() ? null : own.get(own.size() - 1);
    switch (silent.awaited()) {
      case ENTRY -> missingEntry(silent, last);
      case RETURN -> missingReturn(silent, open, last);
      case RESULT -> missingOff(silent, open);
    }
  }

  private void missingEntry(Event.Silent silent, Frontier last) {
    boolean everythingWantsIt = !calls.mayHaveStartedNowhere(silent.core());
    Set<Rule> broken = new LinkedHashSet<>();
    for (int index = 0; index < last.size() && everythingWantsIt; index++) {
      CoreState core = last.state(index).core(silent.core());
      Event.Called start =
          core.isPending()
              ? explorer.start(last.state(index), last.ahead(index), silent.core())
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
    PermittedOutcomes collecting = new PermittedOutcomes(called.call());
    for (int index = 0; index < last.size(); index++) {
      if (!explorer.isDone(open, last.ahead(index))) {
        collecting.collect(specification, last.state(index), last.ahead(index));
      }
    }
    boolean tookEffect = collecting.because.isEmpty() && !open.explanations.isEmpty();
    if (tookEffect && !called.call().is(PsciFunction.CPU_OFF)) {
      collecting.because.addAll(open.explanations);
      collecting.permitted.add("returns, since it took effect");
    }
    if (collecting.mayLeave || collecting.because.isEmpty()) {
      silenceIsLawful = true;
      return;
    }
    Set<Rule> broken = new LinkedHashSet<>();
    if (calls.anotherHasLeft(called.core())) {
      Notes.rules(broken, "CPU_OFF-05");
    }
    if (called.call().is(PsciFunction.CPU_ON)) {
      Notes.rules(broken, "CPU_ON-01", "SM-06");
    }
    for (Because why : collecting.because) {
      why.rules().stream().filter(Rule::binds).limit(1).forEach(broken::add);
    }
    notes.silence(
        List.copyOf(broken),
        silent,
        Wording.of(called),
        List.copyOf(collecting.permitted),
        Wording.functionOf(called.call()) + " did not return");
  }

  private void missingOff(Event.Silent silent, @Nullable Item open) {
    boolean leaving =
        open != null
            && open.event instanceof Event.Called called
            && !called.returned()
            && called.call().is(PsciFunction.CPU_OFF);
    if (leaving && calls.isStillSaidToBeOn(silent.core())) {
      addSilence(
          silent,
          List.of(RuleCatalogue.rule("CPU_OFF-03")),
          Wording.because("the core is OFF some time after its CPU_OFF", Because.of("CPU_OFF-03")));
    } else {
      silenceIsLawful = true; // nothing says that the result ever comes
    }
  }

  private void addSilence(Event.Silent silent, List<Rule> rules, String permitted) {
    notes.silence(
        rules, silent, Wording.of(silent), List.of(permitted), "silence: " + rules.get(0));
  }

  /**
   * The machine as a whole went away. None of the calls that the model knows asks for it.
   *
   * @param mayBeReset whether there were interrupts: to a core that is OFF they may reset the
   *     system
   */
  void machineGone(Event.Machine machine, boolean mayBeReset, Timeline timeline, Frontier last) {
    for (int index = 0; index < last.size(); index++) {
      if (last.state(index).cores() == 0) {
        return; // nobody is left: the platform may switch itself off (AMB-16)
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
        PermittedOutcomes collecting = new PermittedOutcomes(called.call());
        for (int index = 0; index < last.size(); index++) {
          collecting.collect(specification, last.state(index), last.ahead(index));
        }
        if (collecting.isUnjudged) {
          return; // the model has no say in what this call does
        }
        broken.addAll(
            specification.brokenBy(called.call(), ReturnCode.SUCCESS.value(), collecting.because));
        permitted.addAll(collecting.permitted);
      }
    }
    if (broken.isEmpty()) {
      Notes.rules(broken, "SM-02");
    }
    permitted.add("the machine goes on");
    notes.deviation(
        List.copyOf(broken),
        machine,
        Wording.of(machine),
        List.copyOf(permitted),
        Wording.of(machine));
  }
}
