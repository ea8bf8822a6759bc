// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.shorten;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.Look;
import org.psci.conformance.record.RaceOutcomes;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;

/**
 * From a deviation to a finding: does it show again on a freshly started machine, from its program
 * alone or only after those before it, and what is the shortest program that shows it? All that
 * decides whether there is a finding is counted in runs; time ends at most the search for a shorter
 * program.
 */
public final class Investigation {
  /** Of a race; a program without one is hardly ever different the next time. */
  private static final int TRIES_OF_A_RACE = 60;

  private static final int TRIES = 10;
  private static final int TRIES_OF_SILENCE = 4;
  private static final int TRIES_OF_A_SILENT_RACE = 20;
  private static final int MOST_TRIES = 200;

  private static final int RATE_RUNS = 50;
  private static final int RATE_RUNS_OF_A_RACE = 200;

  /** So many runs without it, and it shows on a freshly started machine only. */
  private static final int RATE_RUNS_TO_BE_SURE = 9;

  /** Where each of them takes the machine down. */
  private static final int RATE_RUNS_WITH_A_RESTART = 10;

  /** So many runs may be spent on making a program shorter. */
  private static final long MOST_SHORTENING_RUNS = 4000;

  private final Session session;
  private final Duration shortening;
  private boolean isShortening;
  private long deadline;
  private int tries;
  private @Nullable String cut;

  /**
   * @param shortening how long making programs shorter may take, all of them together
   */
  public Investigation(Session session, Duration shortening) {
    this.session = session;
    this.shortening = shortening;
  }

  /**
   * What came of it.
   *
   * @param result what came of it
   * @param tries how often it was tried to see it again
   * @param finding the finding, if it was shown
   */
  public record Result(Look.Result result, int tries, Optional<Finding> finding) {}

  /**
   * Looks into a deviation that programs have shown.
   *
   * @throws TargetException if the target cannot be used any more
   */
  Result look(Suspect suspect) throws TargetException {
    return look(suspect, violation -> true);
  }

  /**
   * Looks into a deviation that programs have shown.
   *
   * @param isWanted whether what is shown is what is looked for, and not something else that is
   *     wrong with the same program, too; else further programs are tried
   * @throws TargetException if the target cannot be used any more
   */
  public Result look(Suspect suspect, Predicate<Violation> isWanted) throws TargetException {
    boolean isBehind = false;
    Optional<Finding> known = Optional.empty();
    Set<String> foundOut = new HashSet<>();
    for (Suspect.Candidate candidate : suspect.candidates()) {
      if (foundOut.contains(candidate.kind())) {
        continue;
      }
      Optional<Start> start = again(candidate, suspect.unconfirmed());
      if (start.isPresent()) {
        Optional<Finding> finding = shrink(start.get(), candidate);
        if (finding.isPresent() && !isWanted.test(finding.get().violation())) {
          known = known.or(() -> finding);
          foundOut.add(candidate.kind());
        } else if (finding.isPresent()) {
          return new Result(Look.Result.SHOWN, tries, finding);
        }
        isBehind |= !candidate.silence();
      }
    }
    if (known.isPresent()) {
      return new Result(Look.Result.SHOWN, tries, known);
    }
    boolean isSilence = suspect.candidates().stream().allMatch(Suspect.Candidate::silence);
    return new Result(
        isBehind ? Look.Result.BEHIND : isSilence ? Look.Result.CAME : Look.Result.NOT_AGAIN,
        tries,
        Optional.empty());
  }

  /** A program that shows it on a freshly started machine, and what it showed. */
  private record Start(Program program, Session.Showing showing) {}

  private Optional<Start> again(Suspect.Candidate candidate, boolean unconfirmed)
      throws TargetException {
    Session.Patience patience = unconfirmed ? Session.Patience.LONG : Session.Patience.USUAL;
    session.freshStart();
    Optional<Start> alone = again(candidate.program(), candidate, patience);
    Optional<Program> withThoseBefore = joined(candidate.before(), candidate.program());
    if (alone.isPresent() || withThoseBefore.isEmpty()) {
      return alone;
    }
    session.freshStart();
    return again(withThoseBefore.get(), candidate, patience);
  }

  private Optional<Start> again(
      Program program, Suspect.Candidate candidate, Session.Patience patience)
      throws TargetException {
    Optional<Session.Showing> again = show(program, candidate, patience);
    tries += again.map(Session.Showing::tries).orElse(tries(program, candidate));
    return again.map(showing -> new Start(program, showing));
  }

  private Optional<Session.Showing> show(
      Program program, Suspect.Candidate candidate, Session.Patience patience)
      throws TargetException {
    return session.show(program, wanted(candidate), tries(program, candidate), patience);
  }

  /**
   * What came first is wanted to come first: then nothing that comes before it can be its cause.
   */
  private static Function<Judgement, Optional<Violation>> wanted(Suspect.Candidate candidate) {
    return judgement ->
        judgement.violations().stream()
            .filter(violation -> violation.mayBe(candidate.kind()))
            .filter(violation -> !candidate.first() || judgement.isOriginal(violation))
            .findFirst();
  }

  private static int tries(Program program, Suspect.Candidate candidate) {
    if (candidate.silence()) {
      return program.races() ? TRIES_OF_A_SILENT_RACE : TRIES_OF_SILENCE;
    }
    return program.races() ? TRIES_OF_A_RACE : TRIES;
  }

  /** Whether it shows on a fresh machine; a silence even if there is more patience with it. */
  private Optional<Session.Showing> confirm(Program program, Suspect.Candidate candidate)
      throws TargetException {
    session.freshStart();
    return show(
        program, candidate, candidate.silence() ? Session.Patience.LONG : Session.Patience.USUAL);
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

  /** Empty if it is the consequence of another deviation, or a silence that more patience ends. */
  private Optional<Finding> shrink(Start start, Suspect.Candidate candidate)
      throws TargetException {
    int most = Math.min(MOST_TRIES, Math.max(2, 4 * start.showing().tries()));
    Session.Showing small = smallest(start, candidate, most, session.isDeterministic());
    if (!session.isDeterministic() && isAsBefore(small, start)) { // it may need a fresh machine
      small = smallest(start, candidate, most, true);
    }
    Optional<Session.Showing> again = confirm(small.judgement().history().program(), candidate);
    if (again.isEmpty() && candidate.silence()) { // the machine was slow: always, or just then
      again = confirm(start.program(), candidate);
      if (again.isEmpty()) {
        return Optional.empty();
      }
    }
    if (again.isEmpty()
        && !session.isDeterministic()) { // what showed was what other runs had left behind
      small = smallest(start, candidate, most, true);
      again = confirm(small.judgement().history().program(), candidate);
    }
    Session.Showing shown = again.orElse(start.showing());
    if (!shown.isFirst()) {
      return Optional.empty();
    }
    Finding finding = withRate(shown);
    Program shortest = shown.judgement().history().program();
    return Optional.of(
        new ScheduleSearch(session, judgement -> first(judgement, candidate).isPresent())
            .search(shortest, MOST_TRIES)
            .map(
                scheduled ->
                    new Finding(
                        first(scheduled, candidate).orElseThrow(),
                        scheduled,
                        finding.shown(),
                        finding.runs(),
                        finding.outcomes(),
                        finding.cut()))
            .orElse(finding));
  }

  private static boolean isAsBefore(Session.Showing small, Start start) {
    return small.judgement().history().program().equals(start.program());
  }

  /** A deviation of the same kind, if that comes first. */
  private static Optional<Violation> first(Judgement judgement, Suspect.Candidate candidate) {
    return judgement.violations().stream()
        .filter(violation -> violation.mayBe(candidate.kind()))
        .filter(judgement::isOriginal)
        .findFirst();
  }

  /**
   * The smallest program that shows it, with what it showed.
   *
   * @param fresh whether to start the machine afresh for each candidate, which takes longer
   */
  private Session.Showing smallest(
      Start start, Suspect.Candidate candidate, int most, boolean fresh) throws TargetException {
    if (!isShortening) {
      isShortening = true;
      deadline = System.nanoTime() + shortening.toNanos();
    }
    long lastRun = session.programs() + MOST_SHORTENING_RUNS;
    Session.Showing[] smallest = {start.showing()};
    Shrinker.shrink(
        start.program(),
        smaller -> {
          if (!session.canRun(smaller)) {
            return false;
          }
          if (session.programs() > lastRun) {
            cut = "not made shorter than this: the runs for that were used up";
            return false;
          }
          if (System.nanoTime() - deadline > 0) {
            cut = "not made shorter than this: the time for that was over";
            return false;
          }
          if (fresh) {
            session.freshStart();
          }
          Optional<Session.Showing> showing =
              session.show(smaller, wanted(candidate), most, Session.Patience.USUAL);
          showing.ifPresent(s -> smallest[0] = s);
          return showing.isPresent();
        });
    return smallest[0];
  }

  /**
   * Says how often it shows: of the runs up to the last one, and of more. Races are run many times,
   * since some are lost seldom. Where each run takes the machine down there are few, and so are
   * there where it shows on a freshly started machine only.
   */
  private Finding withRate(Session.Showing last) throws TargetException {
    Program program = last.judgement().history().program();
    RaceOutcomes outcomes = new RaceOutcomes();
    outcomes.add(last.judgement(), session.profile().entries());
    int shown = 1;
    int runs = last.tries();
    boolean isCostly = !last.judgement().history().isParked();
    boolean isSilence = last.violation().isSilence();
    int most = program.races() ? RATE_RUNS_OF_A_RACE : RATE_RUNS;
    while (!isSilence && runs < (isCostly ? RATE_RUNS_WITH_A_RESTART : most)) {
      boolean fresh = last.judgement().isFirst() && runs >= RATE_RUNS_TO_BE_SURE && shown == 1;
      if (fresh && !isCostly && last.tries() == 1) {
        return withRateOfFreshMachines(last);
      }
      int wanted = isCostly ? 1 : Math.min(runs < RATE_RUNS_TO_BE_SURE ? 8 : most, most - runs);
      List<Program> more = Collections.nCopies(Math.min(session.batchSize(), wanted), program);
      for (Session.Judged judged : session.judge(more)) {
        runs++;
        shown += judged.judgement().shows(last.violation().kind()) ? 1 : 0;
        outcomes.add(judged.judgement(), session.profile().entries());
        isCostly |= !judged.judgement().history().isParked();
      }
    }
    return finding(last, shown, runs, outcomes);
  }

  /** It has shown on a fresh machine and not again since, so fresh ones are counted. */
  private Finding withRateOfFreshMachines(Session.Showing last) throws TargetException {
    Program program = last.judgement().history().program();
    RaceOutcomes outcomes = new RaceOutcomes();
    outcomes.add(last.judgement(), session.profile().entries());
    int shown = 1;
    for (int run = 1; run < RATE_RUNS_WITH_A_RESTART; run++) {
      session.freshStart();
      Judgement judgement = session.judge(List.of(program)).get(0).judgement();
      shown += judgement.shows(last.violation().kind()) ? 1 : 0;
      outcomes.add(judgement, session.profile().entries());
    }
    return finding(last, shown, RATE_RUNS_WITH_A_RESTART, outcomes);
  }

  private Finding finding(Session.Showing last, int shown, int runs, RaceOutcomes outcomes) {
    return new Finding(
        last.violation(),
        last.judgement(),
        shown,
        runs,
        last.judgement().history().program().races() ? outcomes.data() : List.of(),
        Optional.ofNullable(cut));
  }
}
