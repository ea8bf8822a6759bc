// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Names;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Fact;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/** What is wrong with the answer of a call, and what is right about it. */
final class AnswerDiagnosis {
  /** Rules that come with others and do not tell one deviation from the next. */
  private static final Set<String> NOT_TELLING =
      Set.of("CONV-03", "AFF-12", "FEAT-12", "CPU_ON-07", "CPU_ON-08");

  private static final int LOWEST_CODE = -9;

  private final Specification specification;
  private final Explorer explorer;
  private final PastCalls calls;
  private final WakeUps wakeUps;
  private final Notes notes;
  private final Evidence evidence;

  AnswerDiagnosis(
      Specification specification,
      Explorer explorer,
      PastCalls calls,
      WakeUps wakeUps,
      Notes notes,
      Evidence evidence) {
    this.specification = specification;
    this.explorer = explorer;
    this.calls = calls;
    this.wakeUps = wakeUps;
    this.notes = notes;
    this.evidence = evidence;
  }

  /** What shows in an answer beside its place in the order of things. */
  void explained(Item item, Event.Called called) {
    if (item.showsReturn()) {
      returnedState(called);
      constants(item, called);
      wentRight(called);
      evidence.shownBy(called);
    }
  }

  /** What a call that went right shows beside its outcome. */
  private void wentRight(Event.Called called) {
    Call call = called.call();
    for (Rule rule : Specification.junkRules(call)) {
      notes.pass(rule.id());
    }
    if ((int) called.result() >= 0) {
      Specification.harmlessJunk(call).ifPresent(notes::pass);
    }
    if (call.is(PsciFunction.CPU_ON) && !calls.racingStarts(called).isEmpty()) {
      notes.pass("CPU_ON-07", "SM-06");
    }
    boolean wideError = call.width() == CallWidth.SMC64 && called.result() < 0;
    if (wideError && called.result() >= LOWEST_CODE) {
      notes.pass("CONV-11");
    }
    if (call.is(PsciFunction.AFFINITY_INFO)
        && (int) called.result() == AffinityState.OFF.value()
        && calls.hasLeft(specification.platform().topology().indexOf(call.wide(1)))) {
      notes.pass("CPU_OFF-04");
    }
    wentRightBesideSuspends(called);
  }

  private static boolean deniesThatItIsOn(Event.Called called) {
    int result = (int) called.result();
    return called.call().is(PsciFunction.CPU_ON)
        ? result == ReturnCode.SUCCESS.value() || result == ReturnCode.ON_PENDING.value()
        : result == AffinityState.OFF.value() || result == AffinityState.ON_PENDING.value();
  }

  private boolean asksAboutSuspendedCore(Event.Called called) {
    Call call = called.call();
    boolean asks = call.is(PsciFunction.AFFINITY_INFO) || call.is(PsciFunction.CPU_ON);
    return asks
        && calls.wasSuspendedDuring(
            specification.platform().topology().indexOf(call.wide(1)), called);
  }

  /** What a call shows of a core that was suspended at the time, or of its own suspension. */
  private void wentRightBesideSuspends(Event.Called called) {
    Call call = called.call();
    if (PastCalls.isSuspend(called)) {
      if ((int) called.result() < 0) {
        notes.pass("SUSP-09", "SUSP-13");
      } else {
        wakeUps.cameBack(called, called.end());
        evidence.accepted(called);
      }
    }
    if (asksAboutSuspendedCore(called)) {
      if (call.is(PsciFunction.AFFINITY_INFO)) {
        notes.pass("AFF-02");
      } else if ((int) called.result() == ReturnCode.ALREADY_ON.value()) {
        notes.pass("SUSP-12");
      }
    }
  }

  /** An answer that contradicts what another one revealed of a constant. */
  private void constants(Item item, Event.Called called) {
    if (item.explanations.size() != 1) {
      return;
    }
    for (Fact fact : item.explanations.get(0).facts()) {
      Long before = specification.platform().constants().get(fact.subject());
      if (before != null && before != fact.value()) {
        notes.deviation(
            rulesOfConstant(called, fact.rule()),
            called,
            Wording.of(called)
                + ", which means that "
                + fact.subject()
                + " is "
                + Wording.fact(fact.value()),
            List.of(
                fact.subject()
                    + " stays "
                    + Wording.fact(before)
                    + ", as another answer said ["
                    + fact.rule()
                    + "]"),
            "constant: " + fact.subject());
      } else {
        notes.pass(fact.rule().id());
      }
    }
  }

  /** The first answers were those to core 0, of the SMC32 ids. */
  private static List<Rule> rulesOfConstant(Event.Called called, Rule rule) {
    Call call = called.call();
    List<Rule> rules = new ArrayList<>(Specification.junkRules(call));
    rules.add(rule);
    boolean asksElse = called.core() != 0 || CallWidth.of(call.word(1)) == CallWidth.SMC64;
    boolean isAboutOneFunction = !rule.id().equals("FEAT-09") && !rule.id().equals("FEAT-10");
    if (call.is(PsciFunction.PSCI_FEATURES) && asksElse && isAboutOneFunction) {
      rules.add(RuleCatalogue.rule("FEAT-08"));
    }
    return rules;
  }

  /** An answer that no order explains. Returns the configurations after the permitted outcomes. */
  Frontier unexplained(Item item, Event.Called called, Frontier possible) {
    Call call = called.call();
    PermittedOutcomes outcomes = new PermittedOutcomes(call);
    ForbiddenReadings forbidden = new ForbiddenReadings(called);
    for (int index = 0; index < possible.size(); index++) {
      if (explorer.done(possible.ahead(index), item.core) == item.number) {
        State state = possible.state(index);
        long ahead = Frontier.oneMore(possible.ahead(index), item.core);
        outcomes.collect(specification, state, ahead);
        forbidden.collect(specification, state);
        if (item.isSuspension()) { // so be prepared for its end
          outcomes.after.add(state.with(item.core, CoreState.IN_STANDBY), ahead);
        }
        if (item.startedCore >= 0) { // it said SUCCESS, so be prepared for what that means
          outcomes.after.add(state.with(item.startedCore, CoreState.pendingFrom(item.core)), ahead);
        }
      }
    }
    if (outcomes.permitted.isEmpty()) {
      outcomes.permitted.add("no call: the core is not running");
    }
    List<Rule> broken = broken(item, called, outcomes);
    notes.deviation(
        broken,
        called,
        Wording.of(called),
        List.copyOf(outcomes.permitted),
        forbidden.found(),
        Wording.functionOf(call)
            + " returned "
            + sortOfResult(call, (int) called.result())
            + ": "
            + telling(broken));
    return outcomes.after;
  }

  /** Of numbers that mean nothing one is as wrong as the other. */
  private static String sortOfResult(Call call, int result) {
    boolean isSuspend = call.is(PsciFunction.CPU_SUSPEND);
    return isSuspend && ReturnCode.of(result).isEmpty()
        ? "no result code"
        : Names.ofResult(call.functionId(), result);
  }

  private List<Rule> broken(Item item, Event.Called called, PermittedOutcomes outcomes) {
    Set<Rule> broken = new LinkedHashSet<>();
    if (outcomes.because.isEmpty()) { // whoever calls does not run
      if (called.call().is(PsciFunction.CPU_OFF)) {
        Notes.rules(broken, "CPU_OFF-01");
      }
      Notes.rules(broken, "CPU_OFF-04", "CPU_ON-15");
      return List.copyOf(broken);
    }
    if (winsWithAnother(item, called)) {
      Notes.rules(broken, "CPU_ON-07");
    }
    if (asksAboutSuspendedCore(called) && deniesThatItIsOn(called)) {
      Notes.rules(broken, called.call().is(PsciFunction.CPU_ON) ? "SUSP-12" : "AFF-02");
    }
    if (called.call().is(PsciFunction.CPU_SUSPEND)
        && (int) called.result() == ReturnCode.DENIED.value()
        && outcomes.isPlatformCoordinated) {
      Notes.rules(broken, "SUSP-13");
      if (calls.wasBefore(called, PastCalls.Kind.REFUSED_MODE)) {
        Notes.rules(broken, "MODE-04");
      }
    }
    evidence.nodeIsTooDeep(called).forEach(id -> Notes.rules(broken, id));
    broken.addAll(specification.brokenBy(called.call(), called.result(), outcomes.because));
    besideOtherCalls(called, broken);
    if (broken.isEmpty()) {
      Notes.rules(broken, "SM-06");
    }
    return List.copyOf(broken);
  }

  /** The rules that a wrong answer about a core breaks because of what came before it. */
  private void besideOtherCalls(Event.Called called, Set<Rule> broken) {
    boolean starts = called.call().is(PsciFunction.CPU_ON);
    boolean asks = called.call().is(PsciFunction.AFFINITY_INFO) && called.call().word(2) == 0;
    int target = calls.target(called);
    boolean isAboutCores = starts || called.call().is(PsciFunction.AFFINITY_INFO);
    if (isAboutCores && calls.hadFailedStart(called)) {
      Notes.rules(broken, "CPU_ON-08");
    }
    if ((!starts && !asks) || target < 0) {
      return;
    }
    if (starts && calls.contradictsLastAnswer(called)) {
      Notes.rules(broken, "AFF-10");
    }
    int result = (int) called.result();
    boolean isPending =
        result == (starts ? ReturnCode.ON_PENDING.value() : AffinityState.ON_PENDING.value());
    boolean isOn = result == (starts ? ReturnCode.ALREADY_ON.value() : AffinityState.ON.value());
    if ((isPending || (target == called.core() && !isOn))
        && calls.hasComeIn(target, called.begin())) {
      Notes.rules(broken, "SM-03");
      if (isPending) { // there is no way back
        Notes.rules(broken, "SM-02");
      }
    }
    if ((isOn || isPending) && calls.isAsAfterBoot(target, called)) {
      Notes.rules(broken, "SM-07");
      if (asks) {
        Notes.rules(broken, "SM-01");
      }
    }
    if (calls.wasBefore(called, PastCalls.Kind.SYSTEM_SLEEP)) {
      Notes.rules(broken, "SSUSP-06");
    }
    boolean isOff = asks && result == AffinityState.OFF.value();
    if (isOff && calls.hasLeft(target) && specification.platform().trustedOs().isPresent()) {
      Notes.rules(broken, "CPU_OFF-11");
    }
  }

  /** Whether two callers at once were told that they have started one core. */
  private boolean winsWithAnother(Item item, Event.Called called) {
    return item.startedCore >= 0
        && calls.racingStarts(called).stream()
            .anyMatch(
                other -> other.returned() && (int) other.result() == ReturnCode.SUCCESS.value());
  }

  /**
   * The rules that tell this deviation from others: the first two of those that do. That there was
   * junk does not tell, and whether a core is ON_PENDING or ON already is a matter of moments.
   */
  private static String telling(List<Rule> broken) {
    List<String> telling =
        broken.stream()
            .map(rule -> rule.id().equals("CPU_ON-06") ? "CPU_ON-05" : rule.id())
            .filter(id -> !NOT_TELLING.contains(id))
            .distinct()
            .limit(2)
            .sorted()
            .toList();
    return telling.isEmpty() ? broken.get(0).id() : String.join(", ", telling);
  }

  /** The rules by which a CPU_SUSPEND that returned has to leave everything as it was. */
  private List<String> rulesOfSuspension(Event.Called called) {
    if (!PastCalls.isSuspend(called)) {
      return List.of();
    }
    if ((int) called.result() < 0) {
      return List.of("SUSP-09");
    }
    if (called.call().is(PsciFunction.SYSTEM_SUSPEND)) {
      return List.of("PD-04", "SSUSP-03");
    }
    boolean standby = specification.platform().stateType(called.call()) == StateType.STANDBY;
    return List.of(standby ? "STBY-01" : "PD-04");
  }

  private static List<Rule> rules(List<String> first, String second) {
    List<Rule> rules = new ArrayList<>();
    first.stream().map(RuleCatalogue::rule).forEach(rules::add);
    rules.add(RuleCatalogue.rule(second));
    return rules;
  }

  /**
   * What a returning call must leave alone: registers, and the state of the core (SMCCC, 5.4.9).
   */
  private void returnedState(Event.Called called) {
    Call call = called.call();
    long kept = specification.platform().preservedRegisters();
    Changes.Looked looked = called.changed().looked();
    List<String> ofSuspension = rulesOfSuspension(called);
    if ((called.changed().registers() & kept) == 0) {
      if (looked != Changes.Looked.NOWHERE) {
        notes.pass("CONV-12");
      }
    } else {
      notes.deviation(
          rules(ofSuspension, "CONV-12"),
          called,
          Wording.of(called) + " and changed " + called.changed().inWords(call.state()),
          List.of(
              Wording.because(
                  "all registers but x0 to x3 keep their values", Because.of("CONV-12"))),
          "registers changed by " + (!ofSuspension.isEmpty() ? "a suspension" : "a call"));
    }
    if (looked == Changes.Looked.EVERYWHERE && !called.changed().systemState()) {
      notes.pass("CONV-15");
      if (ofSuspension.contains("STBY-01")) {
        notes.pass("STBY-02");
      }
    } else if (called.changed().systemState()) {
      notes.deviation(
          rules(ofSuspension, "CONV-15"),
          called,
          Wording.of(called) + " and changed " + called.changed().inWords(call.state()),
          List.of(Wording.because("the caller's state is as before", Because.of("CONV-15"))),
          "core state changed by " + (!ofSuspension.isEmpty() ? "a suspension" : "a call"));
    }
    boolean narrowError =
        call.width() == CallWidth.SMC64
            && call.state() == ExecutionState.AARCH64 // R0 has 32 bits
            && (int) called.result() < 0
            && called.result() != (int) called.result();
    if (narrowError && specification.platform().version().isAtLeast(Version.V1_2)) {
      notes.deviation(
          List.of(RuleCatalogue.rule("CONV-11")),
          called,
          Wording.of(called) + " as x0 = " + Names.hex(called.result()),
          List.of(
              Wording.because(
                  String.format("x0 = 0x%016x, the code in 64 bits", (long) (int) called.result()),
                  Because.of("CONV-11"))),
          "SMC64 error not 64 bits wide");
    }
  }
}
