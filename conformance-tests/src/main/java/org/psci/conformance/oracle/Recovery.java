// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.function.Specification;
import org.psci.spec.model.CoreState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Says what is wrong with an event: what was seen, what would have been permitted in the states
 * that were possible; and how to go on after it. Also what is right about the others beyond the
 * order of things.
 */
final class Recovery {
  private final Explorer explorer;
  private final History history;
  private final Notes notes;
  private final AnswerDiagnosis answers;
  private final EntryDiagnosis entries;
  private final SilenceDiagnosis silences;
  private final Ledger ledger;

  /**
   * @param isFirst whether nothing has run on the machine before since it was started
   */
  Recovery(
      Specification specification,
      History history,
      Explorer explorer,
      Lanes lanes,
      PastCalls calls,
      boolean isFirst) {
    this.explorer = explorer;
    this.history = history;
    this.notes = new Notes(specification.platform().version(), specification.leftOut());
    WakeUps wakeUps = new WakeUps(history, lanes, specification, notes);
    Evidence evidence = new Evidence(history, lanes, specification, calls, notes);
    this.answers = new AnswerDiagnosis(specification, explorer, calls, wakeUps, notes, evidence);
    this.entries = new EntryDiagnosis(specification, explorer, calls, wakeUps, notes, evidence);
    this.silences = new SilenceDiagnosis(specification, explorer, calls, wakeUps, notes);
    this.ledger = new Ledger(specification, history, lanes, isFirst, notes);
  }

  Notes notes() {
    return notes;
  }

  /** An item that has its place in the order of things. */
  void explained(Item item) {
    if (item.event instanceof Event.Entered entered) {
      entries.explained(item, entered);
    } else {
      answers.explained(item, (Event.Called) item.event);
    }
  }

  /** An item that no order explains. Returns the configurations after the permitted outcomes. */
  Frontier unexplained(Item item, Frontier before) {
    Frontier possible = explorer.without(item, before);
    notes.possible(possible);
    int noted = notes.violations().size();
    Frontier after =
        switch (item.kind) {
          case ENTRY -> entries.unexplained(item, (Event.Entered) item.event, possible);
          case CALL, SUSPENSION -> answers.unexplained(item, (Event.Called) item.event, possible);
          case RESUMPTION -> new Frontier(); // that it was suspended is what was wrong
        };
    notes.nothingPossible();
    if (after.isEmpty()) { // nothing was permitted, so all that is left is that the core runs
      for (int index = 0; index < possible.size(); index++) {
        after.add(
            possible.state(index).with(item.core, CoreState.ON),
            passed(item, possible.ahead(index)));
      }
    }
    if (!isQuestion(item) || !after.states().equals(possible.states())) {
      notes.divertsFrom(noted);
    }
    return after;
  }

  /** Nobody knows what a call has done that is not a question and got a wrong answer. */
  private static boolean isQuestion(Item item) {
    return item.event instanceof Event.Called called
        && PsciFunction.of(called.call().functionId()).filter(PsciFunction::asks).isPresent();
  }

  private long passed(Item item, long ahead) {
    long passed = ahead;
    while (!explorer.isDone(item, passed)) {
      passed = Frontier.oneMore(passed, item.core);
    }
    return passed;
  }

  /**
   * What is to be said of the end of the history, in the configurations that were possible then.
   */
  void end(Timeline timeline, Frontier last) {
    if (history.ending() == History.Ending.NO_CORE_LEFT) {
      silences.nobodyLeft(last);
    }
    ledger.check();
    for (Event event : history.events()) {
      if (event instanceof Event.Silent silent) {
        notes.possible(last);
        silences.silence(silent, timeline, last);
      } else if (event instanceof Event.Machine machine) {
        silences.machineGone(machine, wakes(), timeline, last);
      }
    }
  }

  /** Whether there are interrupts, as far as the program or the events tell. */
  private boolean wakes() {
    return history.program().wakes()
        || history.events().stream().anyMatch(Event.WakeUp.class::isInstance);
  }

  /** Whether the silence that ended the history is something that an implementation may do. */
  boolean silenceIsLawful() {
    return silences.silenceIsLawful();
  }
}
