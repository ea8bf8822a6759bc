// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.TargetException;

/**
 * From a deviation to a finding: does it show again on a freshly started machine, from this program
 * alone or only after those before it, and what is the shortest program that shows it?
 */
final class Investigation {
  private static final int TRIES = 60;
  private static final int TRIES_OF_SILENCE = 4;
  private static final int TRIES_OF_A_SILENT_RACE = 20;
  private static final int RATE_RUNS = 50;
  private static final int MOST_TRIES = 200;
  private static final int MOST_PROGRAMS_BEFORE = 12;

  private final Session session;
  private final Duration limit;

  /**
   * @param limit how long shrinking may take
   */
  Investigation(Session session, Duration limit) {
    this.session = session;
    this.limit = limit;
  }

  /**
   * Looks into a deviation that a program has shown.
   *
   * @param before the programs that ran on the machine before this one, oldest first
   * @return the finding; empty if a silence did not show again with more patience, or if the
   *     deviation is the consequence of another one
   * @throws TargetException if the target cannot be used any more
   */
  Optional<Finding> look(Judgement judgement, Violation violation, List<Program> before)
      throws TargetException {
    Program program = judgement.history().program();
    session.freshStart();
    Optional<Session.Showing> again = confirm(program, violation);
    if (again.isEmpty() && !before.isEmpty()) {
      List<Program> last =
          before.subList(Math.max(0, before.size() - MOST_PROGRAMS_BEFORE), before.size());
      Optional<Program> together = joined(last, program);
      if (together.isPresent()) {
        program = together.get();
        session.freshStart();
        again = confirm(program, violation);
      }
    }
    if (again.isEmpty()) {
      return violation.isSilence() || !judgement.violations().get(0).equals(violation)
          ? Optional.empty()
          : Optional.of(seenOnce(judgement, violation));
    }
    return shrink(program, violation, again.get());
  }

  private Optional<Session.Showing> confirm(Program program, Violation violation)
      throws TargetException {
    Session.Patience patience =
        violation.isSilence() ? Session.Patience.LONG : Session.Patience.USUAL;
    return session.show(program, violation.kind(), tries(program, violation), patience);
  }

  private Finding seenOnce(Judgement judgement, Violation violation) {
    return new Finding(
        violation, judgement.history().program(), judgement.history(), session.platform(), 0, 0);
  }

  private static Optional<Program> joined(List<Program> before, Program last) {
    Program all = null;
    for (Program program : before) {
      if (!program.shape().equals(last.shape())) {
        return Optional.empty();
      }
      all = all == null ? program : all.then(program);
    }
    return all == null ? Optional.empty() : Optional.of(all.then(last));
  }

  private Optional<Finding> shrink(Program program, Violation violation, Session.Showing first)
      throws TargetException {
    long deadline = System.nanoTime() + limit.toNanos();
    int tries = Math.min(MOST_TRIES, Math.max(2, 4 * first.tries()));
    Session.Showing[] smallest = {first};
    Program small =
        Shrinker.shrink(
            program,
            candidate -> {
              if (System.nanoTime() > deadline || !session.canRun(candidate)) {
                return false;
              }
              Optional<Session.Showing> showing =
                  session.show(candidate, violation.kind(), tries, Session.Patience.USUAL);
              showing.ifPresent(s -> smallest[0] = s);
              return showing.isPresent();
            });
    Session.Showing shown = smallest[0];
    if (violation.isSilence()) { // shrunk with little patience, so it has to be confirmed again
      Optional<Session.Showing> again = confirm(small, violation);
      shown = again.orElse(first);
      small = shown.judgement().history().program();
    }
    if (!shown.isFirst()) {
      return Optional.empty();
    }
    int[] rate = rate(small, shown);
    return Optional.of(
        new Finding(
            shown.violation(),
            small,
            shown.judgement().history(),
            session.platform(),
            rate[0],
            rate[1]));
  }

  /** How often it shows: runs that show it, and runs, beginning with those up to the last one. */
  private int[] rate(Program program, Session.Showing last) throws TargetException {
    int shown = 1;
    int runs = last.tries();
    if (last.violation().isSilence()) {
      return new int[] {shown, runs};
    }
    String kind = last.violation().kind();
    while (runs < RATE_RUNS) {
      List<Judgement> judgements =
          session.judge(
              Collections.nCopies(Math.min(session.batchSize(), RATE_RUNS - runs), program));
      for (Judgement judgement : judgements) {
        runs++;
        shown += judgement.violations().stream().anyMatch(v -> v.kind().equals(kind)) ? 1 : 0;
      }
      if (Session.takesTargetDown(judgements)) {
        break;
      }
    }
    return new int[] {shown, runs};
  }

  private static int tries(Program program, Violation violation) {
    if (!violation.isSilence()) {
      return TRIES;
    }
    return program.races() ? TRIES_OF_A_SILENT_RACE : TRIES_OF_SILENCE;
  }
}
