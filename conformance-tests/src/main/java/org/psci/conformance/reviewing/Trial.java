// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.reviewing;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.history.Event;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.StateType;

/** One program on one machine, many times: what came of it. */
final class Trial {
  private static final int TRIES_OF_SILENCE = 20;

  /** The first deviation of a run, and in how many runs it came first. */
  static final class Deviation {
    final List<Rule> rules;
    int shown;

    Deviation(List<Rule> rules) {
      this.rules = rules;
    }
  }

  final Map<String, Deviation> deviations = new LinkedHashMap<>();
  final Set<Rule> exercised = new HashSet<>();

  private final Session session;
  private final Program program;
  private Optional<String> undecided = Optional.empty();
  private Optional<String> notRun = Optional.empty();
  private boolean isOver;
  int runs;
  int returned;
  int entered;

  Trial(Session session, Program program) {
    this.session = session;
    this.program = program.forCallers(session.profile().executionState());
    if (!session.canRun(program)) {
      omit(
          program.wakes() && !session.profile().canWake()
              ? "no wake-ups can be made here"
              : "the machine lacks the cores, the entry points or the power states");
    }
  }

  /** Why there is no verdict, if there is none. */
  Optional<String> undecided() {
    return undecided;
  }

  /** Why it did not run, if it did not. */
  Optional<String> notRun() {
    return notRun;
  }

  /** Does without it. */
  void omit(String why) {
    notRun = Optional.of(why);
    isOver = true;
  }

  /** Whether more runs would show nothing new, or cost too much. */
  boolean isOver(int wanted) {
    return isOver || runs >= wanted;
  }

  /**
   * Runs the program again.
   *
   * @param count how often at most
   * @throws TargetException if the machine cannot be used any more
   */
  void run(int count) throws TargetException {
    List<Session.Judged> judgements = session.judge(Collections.nCopies(count, program));
    for (Session.Judged judged : judgements) {
      note(judged.judgement());
    }
    isOver |= Session.takesTargetDown(judgements);
  }

  private void note(Judgement judgement) throws TargetException {
    if (judgement.violations().isEmpty()) {
      undecided = undecided.or(judgement::undecided);
      isOver |= judgement.undecided().isPresent();
    } else {
      Violation first = judgement.violations().get(0);
      if (first.isSilence() && !deviations.containsKey(first.kind()) && !isConfirmed(first)) {
        undecided = Optional.of(first.seen() + "; but with more patience it did not happen again");
        isOver = true;
        return;
      }
      deviations.computeIfAbsent(first.kind(), kind -> new Deviation(first.rules())).shown++;
    }
    runs++;
    for (Because why : judgement.explanations()) {
      exercised.addAll(why.rules());
    }
    countWaysBack(judgement);
  }

  private boolean isConfirmed(Violation silence) throws TargetException {
    boolean confirmed =
        session
            .show(program, Session.anyOf(silence.kind()), TRIES_OF_SILENCE, Session.Patience.LONG)
            .isPresent();
    session.freshStart(); // and with it the usual patience
    return confirmed;
  }

  /** How requests for power-down ended: with a return, or with an entry. */
  private void countWaysBack(Judgement judgement) {
    Map<Integer, Boolean> isAway = new HashMap<>();
    for (Event event : judgement.history().events()) {
      if (event instanceof Event.Called called) {
        boolean powerDown =
            called.call().is(PsciFunction.CPU_SUSPEND)
                && session.platform().stateType(called.call()) == StateType.POWER_DOWN;
        isAway.put(called.core(), powerDown && !called.returned());
        boolean success = (int) called.result() == ReturnCode.SUCCESS.value();
        returned += powerDown && called.returned() && success ? 1 : 0;
      } else if (event instanceof Event.Entered && isAway.getOrDefault(event.core(), false)) {
        isAway.put(event.core(), false);
        entered++;
      }
    }
  }
}
