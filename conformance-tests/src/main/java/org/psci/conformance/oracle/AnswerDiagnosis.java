// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Names;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.Decoding;
import org.psci.spec.function.Specification;
import org.psci.spec.function.Views;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Fact;
import org.psci.spec.step.Constants;
import org.psci.spec.step.Entries;
import org.psci.spec.step.Kept;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Version;

/** What is wrong with the answer of a call, and what is right about it. */
final class AnswerDiagnosis {
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
    for (Clause clause : Decoding.clauses(call)) {
      notes.pass(clause.rule().id());
    }
    if ((int) called.result() >= 0) {
      Decoding.heeded(call).forEach(notes::pass);
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
    Set<Clause> clauses = new LinkedHashSet<>();
    Set<String> permitted = new LinkedHashSet<>();
    StringBuilder contradiction = new StringBuilder();
    for (Fact fact : item.explanations.get(0).facts()) {
      Long before = specification.platform().constants().get(fact.subject());
      if (before == null || before == fact.value()) {
        notes.pass(fact.rule().id());
        continue;
      }
      clauses.addAll(clausesOfConstant(called, fact));
      contradiction
          .append(contradiction.length() == 0 ? ", which means that " : " and ")
          .append(fact.subject())
          .append(" is ")
          .append(Wording.fact(fact.value()));
      permitted.add(
          fact.subject()
              + " stays "
              + Wording.fact(before)
              + ", as another answer said ["
              + fact.rule()
              + "]");
    }
    if (!clauses.isEmpty()) { // the rule of its own first, if there is one
      List<Clause> specificFirst = new ArrayList<>(clauses);
      specificFirst.sort(Comparator.comparing(clause -> clause.rule().id().equals("CONV-07")));
      notes.deviation(specificFirst, called, Wording.of(called) + contradiction, permitted);
    }
  }

  /** The first answers were those to core 0, of the SMC32 ids. */
  private static List<Clause> clausesOfConstant(Event.Called called, Fact fact) {
    Call call = called.call();
    boolean asksElse = called.core() != 0 || CallWidth.of(call.word(1)) == CallWidth.SMC64;
    boolean isAboutOneFunction =
        !fact.rule().id().equals("FEAT-09") && !fact.rule().id().equals("FEAT-10");
    return call.is(PsciFunction.PSCI_FEATURES) && asksElse && isAboutOneFunction
        ? List.of(Constants.whoeverAsks(fact), Constants.agreeOn(fact))
        : List.of(Constants.agreeOn(fact));
  }

  /** An answer that no order explains. Returns the configurations after the permitted outcomes. */
  Frontier unexplained(Item item, Event.Called called, Frontier possible) {
    PermittedOutcomes outcomes = new PermittedOutcomes(called.call());
    for (int index = 0; index < possible.size(); index++) {
      if (explorer.done(possible.ahead(index), item.core) == item.number) {
        State state = possible.state(index);
        long ahead = Frontier.oneMore(possible.ahead(index), item.core);
        outcomes.collect(specification, state, ahead);
        if (item.isSuspension()) { // so be prepared for its end
          outcomes.after.add(state.with(item.core, CoreState.IN_STANDBY), ahead);
        }
        if (item.startedCore >= 0) { // it said SUCCESS, so be prepared for what that means
          outcomes.after.add(state.with(item.startedCore, CoreState.pendingFrom(item.core)), ahead);
        }
      }
    }
    if (outcomes.permitted.isEmpty()) {
      notes.deviation(
          List.of(Entries.STAYS_AWAY, Views.SILENT_WHILE_OFF),
          called,
          Wording.of(called),
          List.of("no call: the core is not running"));
    } else {
      notes.unexplained(called, Wording.of(called), outcomes.permitted);
    }
    return outcomes.after;
  }

  /** By which clauses a call has to leave registers as they were. */
  private List<Clause> keepsRegisters(Event.Called called) {
    Clause ofSuspension = ofSuspension(called);
    return ofSuspension == null ? List.of(Kept.BY_CALLS) : List.of(ofSuspension, Kept.BY_CALLS);
  }

  private @Nullable Clause ofSuspension(Event.Called called) {
    if (!PastCalls.isSuspend(called)) {
      return null;
    }
    if ((int) called.result() < 0) {
      return Kept.BY_REFUSED_SUSPENSIONS;
    }
    if (called.call().is(PsciFunction.SYSTEM_SUSPEND)) {
      return Kept.BY_SYSTEM_SUSPEND;
    }
    boolean standby = specification.platform().stateType(called.call()) == StateType.STANDBY;
    return standby ? Kept.BY_STANDBY : Kept.BY_POWER_DOWN;
  }

  /**
   * What a returning call must leave alone: registers, and the state of the core (SMCCC, 5.4.9).
   */
  private void returnedState(Event.Called called) {
    Call call = called.call();
    long kept = specification.platform().preservedRegisters();
    Changes.Looked looked = called.changed().looked();
    Clause ofSuspension = ofSuspension(called);
    if ((called.changed().registers() & kept) == 0) {
      if (looked != Changes.Looked.NOWHERE) {
        notes.pass("CONV-12");
      }
    } else {
      notes.deviation(
          keepsRegisters(called),
          called,
          Wording.of(called) + " and changed " + called.changed().inWords(call.state()),
          List.of(Wording.because("all registers but x0 to x3 keep their values", Kept.BY_CALLS)));
    }
    if (looked == Changes.Looked.EVERYWHERE && !called.changed().systemState()) {
      notes.pass("CONV-15");
      if (ofSuspension != null && ofSuspension.equals(Kept.BY_STANDBY)) {
        notes.pass("STBY-02");
      }
    } else if (called.changed().systemState()) {
      notes.deviation(
          ofSuspension == null
              ? List.of(Kept.STATE_BY_CALLS)
              : List.of(ofSuspension, Kept.STATE_BY_CALLS),
          called,
          Wording.of(called) + " and changed " + called.changed().inWords(call.state()),
          List.of(Wording.because("the caller's state is as before", Kept.STATE_BY_CALLS)));
    }
    boolean narrowError =
        call.width() == CallWidth.SMC64
            && call.state() == ExecutionState.AARCH64 // R0 has 32 bits
            && (int) called.result() < 0
            && called.result() != (int) called.result();
    if (narrowError && specification.platform().version().isAtLeast(Version.V1_2)) {
      notes.deviation(
          List.of(Kept.ERROR_WIDTH),
          called,
          Wording.of(called) + " as x0 = " + Names.hex(called.result()),
          List.of(
              Wording.because(
                  String.format("x0 = 0x%016x, the code in 64 bits", (long) (int) called.result()),
                  Kept.ERROR_WIDTH)));
    }
  }
}
