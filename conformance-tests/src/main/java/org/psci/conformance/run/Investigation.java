// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.results.RaceOutcomes;
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
  private static final int RATE_RUNS_OF_A_RACE = 500;

  /** So many runs are made for a rate, however long they take. */
  private static final int FEWEST_RATE_RUNS = 10;

  /** The same where each run takes the target down, and nothing races, so that it hardly varies. */
  private static final int FEWEST_RUNS_WITH_A_RESTART = 3;

  /** For how long more runs are made than the fewest. */
  private static final Duration RATE_TIME = Duration.ofSeconds(1);

  private static final Duration RATE_TIME_OF_A_RACE = Duration.ofSeconds(3);

  private static final int MOST_TRIES = 200;

  private final Session session;
  private final Duration limit;
  private final long end;

  /**
   * Its time begins now.
   *
   * @param limit how long shrinking may take, and each attempt to see the deviation again; all of
   *     them together twice as long
   */
  Investigation(Session session, Duration limit) {
    this.session = session;
    this.limit = limit;
    this.end = System.nanoTime() + 2 * limit.toNanos();
  }

  /**
   * Looks into a deviation that a program has shown.
   *
   * @return the finding; empty if a silence did not show again with more patience, or if the
   *     deviation is the consequence of another one
   * @throws TargetException if the target cannot be used any more
   */
  Optional<Finding> look(Session.Judged judged, Violation violation) throws TargetException {
    Judgement judgement = judged.judgement();
    Program program = judgement.history().program();
    if (judged.afterDeviation()) {
      session.freshStart();
    }
    Optional<Session.Showing> again = show(program, violation, Session.Patience.USUAL);
    Optional<Program> withThoseBefore = joined(judged.before(), program);
    if (again.isEmpty() && withThoseBefore.isPresent()) {
      program = withThoseBefore.get();
      session.freshStart();
      again = show(program, violation, Session.Patience.USUAL);
    }
    if (again.isEmpty()) {
      return mayBeNothing(judged, violation)
          ? Optional.empty()
          : Optional.of(seenOnce(judgement, violation, tries(program, violation)));
    }
    return shrink(program, violation, again.get());
  }

  private long deadline() {
    return Math.min(end, System.nanoTime() + limit.toNanos());
  }

  private Optional<Session.Showing> show(
      Program program, Violation violation, Session.Patience patience) throws TargetException {
    return session.show(program, violation.kind(), tries(program, violation), patience, deadline());
  }

  /** Whether it shows on a fresh machine; a silence even if there is more patience with it. */
  private Optional<Session.Showing> confirm(Program program, Violation violation)
      throws TargetException {
    session.freshStart();
    return show(
        program, violation, violation.isSilence() ? Session.Patience.LONG : Session.Patience.USUAL);
  }

  /**
   * A deviation as it was seen, for want of time to look into it; empty if it may be nothing, since
   * the machine had deviated before or was merely slow.
   */
  Optional<Finding> takeAsSeen(Session.Judged judged, Violation violation) {
    return mayBeNothing(judged, violation)
        ? Optional.empty()
        : Optional.of(seenOnce(judged.judgement(), violation, 0));
  }

  private static boolean mayBeNothing(Session.Judged judged, Violation violation) {
    boolean consequence =
        judged.afterDeviation() || !judged.judgement().violations().get(0).equals(violation);
    return violation.isSilence() || consequence;
  }

  private Finding seenOnce(Judgement judgement, Violation violation, int runs) {
    return new Finding(violation, judgement, session.platform(), 0, runs, List.of());
  }

  /** The programs before and this one as one; empty if there are none, or they do not fit. */
  static Optional<Program> joined(List<Program> before, Program last) {
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
    int tries = Math.min(MOST_TRIES, Math.max(2, 4 * first.tries()));
    Session.Showing small = smallest(program, violation, first, tries, false);
    Optional<Session.Showing> again = confirm(small.judgement().history().program(), violation);
    if (again.isEmpty() && violation.isSilence()) { // the machine was slow: always, or just then
      again = confirm(program, violation);
      if (again.isEmpty()) {
        return Optional.empty();
      }
    }
    if (again.isEmpty()) { // what showed was the state that other runs had left behind
      small = smallest(program, violation, first, tries, true);
      again = confirm(small.judgement().history().program(), violation);
    }
    Session.Showing shown = again.orElse(first);
    if (!shown.isFirst()) {
      return Optional.empty();
    }
    Finding finding = withRate(shown);
    Program shortest = shown.judgement().history().program();
    return Optional.of(
        new ScheduleSearch(session, judgement -> first(judgement, violation).isPresent())
            .search(shortest, MOST_TRIES)
            .map(
                scheduled ->
                    new Finding(
                        first(scheduled, violation).orElseThrow(),
                        scheduled,
                        session.platform(),
                        finding.shown(),
                        finding.runs(),
                        finding.outcomes()))
            .orElse(finding));
  }

  /** A deviation of the same kind, if that comes first. */
  private static Optional<Violation> first(Judgement judgement, Violation violation) {
    return judgement.violations().stream()
        .limit(1)
        .filter(v -> v.kind().equals(violation.kind()))
        .findFirst();
  }

  /**
   * The smallest program that shows it, with what it showed.
   *
   * @param fresh whether to start the machine afresh for each candidate, which takes longer
   */
  private Session.Showing smallest(
      Program program, Violation violation, Session.Showing first, int tries, boolean fresh)
      throws TargetException {
    long deadline = deadline();
    Session.Showing[] smallest = {first};
    Shrinker.shrink(
        program,
        candidate -> {
          if (System.nanoTime() > deadline || !session.canRun(candidate)) {
            return false;
          }
          if (fresh) {
            session.freshStart();
          }
          Optional<Session.Showing> showing =
              session.show(candidate, violation.kind(), tries, Session.Patience.USUAL, deadline);
          showing.ifPresent(s -> smallest[0] = s);
          return showing.isPresent();
        });
    return smallest[0];
  }

  /**
   * Says how often it shows: of the runs up to the last one, and of more. Races are run many times,
   * since some are lost seldom; but not where they are lost always. Where each run takes long, as
   * on a machine that has to boot again after it, there are few.
   */
  private Finding withRate(Session.Showing last) throws TargetException {
    Program program = last.judgement().history().program();
    RaceOutcomes outcomes = new RaceOutcomes(session.profile().entries());
    outcomes.add(last.judgement());
    int shown = 1;
    int runs = last.tries();
    boolean takesDown = !last.judgement().history().isParked();
    int fewest = takesDown && !program.races() ? FEWEST_RUNS_WITH_A_RESTART : FEWEST_RATE_RUNS;
    boolean mayGoOn = !last.violation().isSilence();
    Duration longest = program.races() ? RATE_TIME_OF_A_RACE : RATE_TIME;
    long deadline = System.nanoTime() + longest.toNanos();
    while (mayGoOn && runs < RATE_RUNS_OF_A_RACE) {
      int count = Math.min(session.batchSize(), more(runs, fewest));
      List<Session.Judged> judgements = session.judge(Collections.nCopies(count, program));
      for (Session.Judged judged : judgements) {
        runs++;
        shown += judged.judgement().shows(last.violation().kind()) ? 1 : 0;
        outcomes.add(judged.judgement());
      }
      boolean worthIt = runs < RATE_RUNS || (program.races() && shown < runs);
      boolean inTime = System.nanoTime() < deadline || runs < fewest;
      mayGoOn = !Session.takesTargetDown(judgements) && worthIt && inTime;
    }
    return new Finding(
        last.violation(),
        last.judgement(),
        session.platform(),
        shown,
        runs,
        program.races() ? outcomes.data() : List.of());
  }

  private static int more(int runs, int fewest) {
    return runs < RATE_RUNS ? Math.min(fewest, RATE_RUNS - runs) : RATE_RUNS;
  }

  private static int tries(Program program, Violation violation) {
    if (!violation.isSilence()) {
      return TRIES;
    }
    return program.races() ? TRIES_OF_A_SILENT_RACE : TRIES_OF_SILENCE;
  }
}
