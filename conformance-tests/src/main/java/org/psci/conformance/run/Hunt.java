// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.target.TargetException;

/**
 * The search for the first deviation of a machine, and for the shortest program that shows it. It
 * is limited by calls and never by time, so that it finds the same on a busy computer; and it
 * starts the machine afresh for every look, so it is for machines that start at once.
 */
public final class Hunt {
  private static final int BATCH = 32;

  /** For a first look at what was seen: races show in some runs only. */
  private static final int TRIES = 200;

  /** Before a part is said to be needed. */
  private static final int TRIES_TO_BE_SURE = 100;

  private static final int MOST_TRIES = 400;
  private static final int RATE_RUNS = 50;

  private final Session session;
  private long calls;
  private int undecided;

  public Hunt(Session session) {
    this.session = session;
  }

  /**
   * A deviation, where it was seen first.
   *
   * @param where the scenario, or the number of the random program
   * @param judged the judgement in which it is the first one
   */
  public record Sighting(String where, Session.Judged judged) {
    public Violation violation() {
      return judged.judgement().violations().get(0);
    }

    public Program program() {
      return judged.judgement().history().program();
    }
  }

  /**
   * The shortest program that shows a deviation.
   *
   * @param judgement what it showed
   * @param shown in how many of so many runs on a fresh machine it showed
   * @param runs how many runs that were
   * @param minimal whether no part of it can be left out; else the calls were used up, or it did
   *     not show again
   */
  public record Shortest(Judgement judgement, int shown, int runs, boolean minimal) {
    public Program program() {
      return judgement.history().program();
    }
  }

  /** The calls that the search has made, without those of shrinking. */
  public long calls() {
    return calls;
  }

  /** How many programs could not be judged. */
  public int undecided() {
    return undecided;
  }

  /**
   * Looks at the questions of the start.
   *
   * @throws TargetException if the machine cannot be used any more
   */
  public Optional<Sighting> discovery() throws TargetException {
    return seen("discovery", new Session.Judged(session.discovery(), List.of(), false));
  }

  /**
   * Runs the scenarios that fit, up to the first deviation.
   *
   * @throws TargetException if the machine cannot be used any more
   */
  public Optional<Sighting> scenarios() throws TargetException {
    for (Scenario scenario : Scenarios.all()) {
      if (session.canRun(scenario.program())) {
        Session.Judged judged = session.judge(List.of(scenario.program())).get(0);
        Optional<Sighting> sighting = seen("scenario " + scenario.name(), judged);
        if (sighting.isPresent()) {
          return sighting;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Runs random programs, up to the first deviation.
   *
   * @param first the number of the first one
   * @param count how many at most
   * @throws TargetException if the machine cannot be used any more
   */
  public Optional<Sighting> random(ProgramGenerator generator, long first, int count)
      throws TargetException {
    for (int done = 0; done < count; done += BATCH) {
      List<Program> programs = new ArrayList<>();
      for (int number = done; number < Math.min(count, done + BATCH); number++) {
        programs.add(generator.program(first + number));
      }
      long number = first + done;
      for (Session.Judged judged : session.judge(programs)) {
        Optional<Sighting> sighting = seen("random " + number++, judged);
        if (sighting.isPresent()) {
          return sighting;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Sighting> seen(String where, Session.Judged judged) throws TargetException {
    Judgement judgement = judged.judgement();
    calls += Session.calls(judgement.history());
    if (judgement.violations().isEmpty()) {
      undecided += judgement.undecided().isPresent() ? 1 : 0;
      return Optional.empty();
    }
    Sighting sighting = new Sighting(where, judged);
    if (sighting.violation().isSilence()) {
      Optional<Session.Showing> again =
          session.show(
              sighting.program(), sighting.violation().kind(), TRIES, Session.Patience.LONG);
      session.freshStart(); // and with it the usual patience
      if (again.isEmpty()) {
        undecided++;
        return Optional.empty();
      }
    }
    return Optional.of(sighting);
  }

  /**
   * Makes the program of a deviation as short as possible.
   *
   * @param mostCalls after how many calls to be content with what there is
   * @throws TargetException if the machine cannot be used any more
   */
  public Shortest shorten(Sighting sighting, long mostCalls) throws TargetException {
    String kind = sighting.violation().kind();
    long limit = session.calls() + mostCalls;
    List<Program> starts = new ArrayList<>(List.of(sighting.program()));
    Investigation.joined(sighting.judged().before(), sighting.program()).ifPresent(starts::add);
    for (Program start : starts) {
      Looks looks = new Looks(kind, limit);
      if (looks.show(start, TRIES)) {
        return shortest(start, looks);
      }
    }
    return new Shortest(sighting.judged().judgement(), 0, 0, false);
  }

  private Shortest shortest(Program start, Looks looks) throws TargetException {
    int tries = Math.min(MOST_TRIES, Math.max(2, 4 * looks.runs));
    int more = Math.max(tries, TRIES_TO_BE_SURE);
    Program small = Shrinker.shrink(start, candidate -> looks.mayShow(candidate, tries));
    small = Shrinker.shrink(small, candidate -> looks.mayShow(candidate, more));
    boolean minimal = session.calls() < looks.limit;
    Judgement judgement = looks.last.orElseThrow();
    int shown = 0;
    for (int run = 0; run < RATE_RUNS; run++) {
      shown += looks.show(small, 1) ? 1 : 0;
    }
    return new Shortest(judgement, shown, RATE_RUNS, minimal);
  }

  /** Looks for one kind of deviation, each on a fresh machine. */
  private final class Looks {
    private final String kind;
    private final long limit;
    private int runs;

    /** What was shown last, which is by the smallest program so far. */
    private Optional<Judgement> last = Optional.empty();

    Looks(String kind, long limit) {
      this.kind = kind;
      this.limit = limit;
    }

    boolean mayShow(Program candidate, int tries) throws TargetException {
      return session.calls() < limit && session.canRun(candidate) && show(candidate, tries);
    }

    /** Runs a program until its first deviation is of this kind. */
    boolean show(Program program, int tries) throws TargetException {
      for (runs = 1; runs <= tries; runs++) {
        session.freshStart();
        Judgement judgement = session.judge(List.of(program)).get(0).judgement();
        List<Violation> violations = judgement.violations();
        if (!violations.isEmpty() && violations.get(0).kind().equals(kind)) {
          last = Optional.of(judgement);
          return true;
        }
      }
      return false;
    }
  }
}
