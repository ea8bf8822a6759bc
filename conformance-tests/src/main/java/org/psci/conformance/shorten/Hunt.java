// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.shorten;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.results.FindingFile;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.Rule;

/**
 * The search for the first deviation of a machine, and for the shortest program that shows it. On a
 * machine that starts at once it is limited by calls and never by time, so that it finds the same
 * on a busy computer, and each look is at a fresh machine.
 */
public final class Hunt {
  private static final int BATCH = 32;

  /** For a first look at what was seen: races show in some runs only. */
  private static final int TRIES = 200;

  /** Before a part is said to be needed. */
  private static final int TRIES_TO_BE_SURE = 100;

  private static final int MOST_TRIES = 400;
  private static final int RATE_RUNS = 50;

  /** Where each of them takes long. */
  private static final int TRIES_OF_SILENCE = 8;

  private static final Duration SHRINKING = Duration.ofSeconds(20);

  private final Session session;
  private final boolean startsAtOnce;
  private final Consumer<Judgement> listener;
  private long calls;

  /**
   * @param startsAtOnce whether a fresh start of the machine costs next to nothing
   * @param listener is told of everything that is judged before something is seen
   */
  public Hunt(Session session, boolean startsAtOnce, Consumer<Judgement> listener) {
    this.session = session;
    this.startsAtOnce = startsAtOnce;
    this.listener = listener;
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
   * @param program the program
   * @param violations what it showed
   * @param shown in how many of so many runs on a fresh machine it showed
   * @param runs how many runs that were
   * @param minimal whether no part of it can be left out; else the calls were used up, or it did
   *     not show again
   */
  public record Shortest(
      Program program, List<Violation> violations, int shown, int runs, boolean minimal) {
    public Shortest {
      violations = List.copyOf(violations);
    }

    /** What it is about. */
    public Violation violation() {
      return violations.get(0);
    }

    /** The program as a file that can be replayed. */
    public String text(String target) {
      int tries = program.schedule().isPresent() ? 1 : FindingFile.runs(shown, runs);
      return FindingFile.text(Deviation.of(violation()), target, tries, program.toString());
    }
  }

  /** The calls that the search has made, without those of shrinking. */
  public long calls() {
    return calls;
  }

  /**
   * Looks at the questions of the start.
   *
   * @throws TargetException if the machine cannot be used any more
   */
  public Optional<Sighting> discovery() throws TargetException {
    return seen("discovery", session.discoveries().get(0));
  }

  /**
   * Runs programs up to the first deviation. On a machine that starts at once no program behind
   * that one is taken, so that one can go on with the next.
   *
   * @throws TargetException if the machine cannot be used any more
   */
  public Optional<Sighting> look(Iterator<Named> programs) throws TargetException {
    while (programs.hasNext()) {
      List<Named> batch = new ArrayList<>();
      while (programs.hasNext() && batch.size() < (startsAtOnce ? 1 : BATCH)) {
        batch.add(programs.next());
      }
      Iterator<Named> names = batch.iterator();
      for (Session.Judged judged : session.judge(batch.stream().map(Named::program).toList())) {
        Optional<Sighting> sighting = seen(names.next().name(), judged);
        if (sighting.isPresent()) {
          return sighting;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A program with a name.
   *
   * @param name where it comes from
   * @param program the program
   */
  public record Named(String name, Program program) {}

  /** The scenarios that fit the machine. */
  public Iterator<Named> scenarios() {
    return Scenarios.all().stream()
        .filter(scenario -> session.obstacle(scenario).isEmpty())
        .map(s -> new Named("scenario " + s.name(), session.program(s)))
        .iterator();
  }

  /**
   * Random programs.
   *
   * @param first the number of the first one
   */
  public static Iterator<Named> random(ProgramGenerator generator, long first, int count) {
    return LongStream.range(first, first + count)
        .mapToObj(n -> new Named("random " + n, generator.program(n)))
        .iterator();
  }

  private Optional<Sighting> seen(String where, Session.Judged judged) throws TargetException {
    Judgement judgement = judged.judgement();
    calls += Session.calls(judgement.history());
    listener.accept(judgement);
    if (judgement.violations().isEmpty()) {
      return Optional.empty();
    }
    Sighting sighting = new Sighting(where, judged);
    if (sighting.violation().isSilence()) {
      Optional<Session.Showing> again =
          session.show(
              sighting.program(),
              Session.anyOf(sighting.violation().kind()),
              startsAtOnce ? TRIES : TRIES_OF_SILENCE,
              Session.Patience.LONG);
      session.freshStart(); // and with it the usual patience
      if (again.isEmpty()) {
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
    if (!startsAtOnce) {
      return new Investigation(session, SHRINKING)
          .look(Suspect.of(sighting.judged(), sighting.violation()))
          .finding()
          .map(Hunt::shortest)
          .orElse(asSeen(sighting));
    }
    Rule rule = sighting.violation().rules().get(0);
    long limit = session.calls() + mostCalls;
    List<Program> starts = new ArrayList<>(List.of(sighting.program()));
    Investigation.joined(sighting.judged().before(), sighting.program()).ifPresent(starts::add);
    for (Optional<Rule> wanted : List.of(Optional.of(rule), Optional.<Rule>empty())) {
      for (Program start : starts) {
        Looks looks = new Looks(wanted, limit);
        if (looks.show(start, TRIES)) {
          return shortest(start, looks);
        }
      }
    }
    return asSeen(sighting);
  }

  private static Shortest asSeen(Sighting sighting) {
    return new Shortest(
        sighting.program(), sighting.judged().judgement().violations(), 0, 0, false);
  }

  private static Shortest shortest(Finding finding) {
    return new Shortest(
        finding.program(), List.of(finding.violation()), finding.shown(), finding.runs(), false);
  }

  private Shortest shortest(Program start, Looks looks) throws TargetException {
    int tries = Math.min(MOST_TRIES, Math.max(2, 4 * looks.runs));
    int more = Math.max(tries, TRIES_TO_BE_SURE);
    Program small = Shrinker.shrink(start, candidate -> looks.mayShow(candidate, tries));
    small = Shrinker.shrink(small, candidate -> looks.mayShow(candidate, more));
    boolean minimal = session.calls() < looks.limit;
    int shown = 0;
    for (int run = 0; run < RATE_RUNS; run++) {
      shown += looks.show(small, 1) ? 1 : 0;
    }
    Judgement judgement =
        new ScheduleSearch(session, looks::isShown)
            .search(small, MOST_TRIES)
            .orElseGet(looks.last::orElseThrow);
    return new Shortest(
        judgement.history().program(), judgement.violations(), shown, RATE_RUNS, minimal);
  }

  /** Looks for deviations from one rule, each on a fresh machine. */
  private final class Looks {
    private Optional<Rule> rule;
    private final long limit;
    private int runs;

    /** What was shown last, which is by the smallest program so far. */
    private Optional<Judgement> last = Optional.empty();

    /**
     * @param rule the most telling rule; empty if that of the first deviation will do
     */
    Looks(Optional<Rule> rule, long limit) {
      this.rule = rule;
      this.limit = limit;
    }

    boolean mayShow(Program candidate, int tries) throws TargetException {
      return session.calls() < limit && session.canRun(candidate) && show(candidate, tries);
    }

    /** Runs a program until its first deviation is one from this rule. */
    boolean show(Program program, int tries) throws TargetException {
      for (runs = 1; runs <= tries; runs++) {
        session.freshStart();
        Judgement judgement = session.judge(List.of(program)).get(0).judgement();
        if (isShown(judgement)) {
          rule = Optional.of(broken(judgement));
          last = Optional.of(judgement);
          return true;
        }
      }
      return false;
    }

    private boolean isShown(Judgement judgement) {
      return !judgement.violations().isEmpty()
          && broken(judgement).equals(rule.orElse(broken(judgement)));
    }

    private static Rule broken(Judgement judgement) {
      return judgement.violations().get(0).rules().get(0);
    }
  }
}
