// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.reviewing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Wording;
import org.psci.conformance.program.Program;
import org.psci.conformance.review.Claim;
import org.psci.conformance.review.Claims;
import org.psci.conformance.review.Review;
import org.psci.conformance.review.Review.Cell;
import org.psci.conformance.review.Review.CellVerdict;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.Suite;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/**
 * Puts the claims to the test. First each machine that is wrong in the light of a claim is made to
 * give itself away by a program as short as possible; then all programs of all claims run on all
 * machines.
 */
public final class ReviewRun {

  /** Where machines come from. */
  @FunctionalInterface
  public interface Machines {
    /**
     * A machine, not started yet.
     *
     * @throws TargetException if there is none; the message says why
     */
    Target create(String words) throws TargetException;
  }

  private final Claims claims;
  private final Machines machines;
  private final int runs;
  private final Duration limit;
  private final ProgressListener progress;

  /** The programs of each claim by name, those found last. */
  private final Map<Claim, Map<String, Program>> programs = new LinkedHashMap<>();

  private final Map<String, String> gone = new LinkedHashMap<>();

  /**
   * @param runs how often each program runs on each machine
   * @param limit how long one search, and all runs on one machine, may take
   */
  public ReviewRun(
      Claims claims, Machines machines, int runs, Duration limit, ProgressListener progress) {
    this.claims = claims;
    this.machines = machines;
    this.runs = runs;
    this.limit = limit;
    this.progress = progress;
  }

  /** Does it. */
  public Review run() {
    List<List<Review.Settled>> settled = new ArrayList<>();
    List<List<Review.Unsettled>> unsettled = new ArrayList<>();
    for (Claim claim : claims.claims()) {
      Map<String, Program> own = new LinkedHashMap<>();
      for (Scenario scenario : claim.scenarios()) {
        own.put(scenario.name(), scenario.program());
      }
      programs.put(claim, own);
      settled.add(new ArrayList<>());
      unsettled.add(new ArrayList<>());
      for (Claim.Embodiment machine : claim.caught()) {
        progress.say(claim.id() + ": " + machine.machine());
        settle(claim, machine, last(settled), last(unsettled));
      }
    }
    List<Review.Machine> tried = new ArrayList<>();
    List<Map<Program, Trial>> trials = new ArrayList<>();
    for (String words : claims.machines()) {
      progress.say("all programs on " + words);
      trials.add(tryOut(words, tried));
    }
    List<Review.Outcome> outcomes = new ArrayList<>();
    for (int index = 0; index < claims.claims().size(); index++) {
      Claim claim = claims.claims().get(index);
      List<Cell> cells = new ArrayList<>();
      for (int machine = 0; machine < tried.size(); machine++) {
        cells.add(cell(claim, tried.get(machine), trials.get(machine)));
      }
      outcomes.add(new Review.Outcome(claim, settled.get(index), unsettled.get(index), cells));
    }
    return new Review(
        Suite.version(), RuleCatalogue.digest(), claims.introduction(), tried, outcomes);
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private long deadline() {
    return System.nanoTime() + limit.toNanos();
  }

  private Session session(String words) throws TargetException {
    if (gone.containsKey(words)) {
      throw new TargetException(gone.get(words));
    }
    try {
      return new Session(machines.create(words));
    } catch (TargetException e) {
      gone.put(words, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void settle(
      Claim claim,
      Claim.Embodiment machine,
      List<Review.Settled> settled,
      List<Review.Unsettled> unsettled) {
    Map<String, Program> own = programs(claim);
    try (Session session = session(machine.machine())) {
      Optional<Settling.Shortest> shortest =
          new Settling(session, claim, deadline()).shortest(List.copyOf(own.values()));
      if (shortest.isEmpty()) {
        String why =
            own.values().stream().anyMatch(session::canRun)
                ? "no program of the claim showed it"
                : new Trial(session, own.values().iterator().next()).notRun().orElse("");
        unsettled.add(new Review.Unsettled(machine, why));
        return;
      }
      Program program = shortest.get().program();
      String name = nameOf(program, settled).orElse(claim.id() + "." + (distinct(settled) + 1));
      own.put(name, program);
      Session.Showing showing = shortest.get().showing();
      settled.add(
          new Review.Settled(
              name,
              machine,
              program.toString(),
              showing.violation().seen(),
              showing.violation().permitted(),
              showing.violation().rules().stream().map(Rule::id).toList(),
              showing.judgement().history().events().stream().map(Wording::of).toList(),
              shortest.get().minimal()));
    } catch (TargetException e) {
      unsettled.add(new Review.Unsettled(machine, "not run: " + e.getMessage()));
    }
  }

  private static Optional<String> nameOf(Program program, List<Review.Settled> settled) {
    return settled.stream()
        .filter(other -> other.program().equals(program.toString()))
        .map(Review.Settled::name)
        .findFirst();
  }

  private static long distinct(List<Review.Settled> settled) {
    return settled.stream().map(Review.Settled::name).distinct().count();
  }

  private Map<String, Program> programs(Claim claim) {
    Map<String, Program> own = programs.get(claim);
    if (own == null) {
      throw new IllegalArgumentException("claim " + claim.id() + " is none of this review");
    }
    return own;
  }

  /** All programs on one machine. */
  private Map<Program, Trial> tryOut(String words, List<Review.Machine> tried) {
    Review.Kind kind = claims.bugs().contains(words) ? Review.Kind.BUG : Review.Kind.TARGET;
    Map<Program, Trial> trials = new LinkedHashMap<>();
    try (Session session = session(words)) {
      int answer = session.platform().versionAnswer();
      for (Program program : programsFor(words)) {
        trials.computeIfAbsent(program, p -> new Trial(session, p));
      }
      tryOut(session, trials.values());
      tried.add(
          new Review.Machine(
              words,
              kind,
              Optional.of(session.profile().implementation()),
              Optional.of((answer >>> 16) + "." + (answer & 0xffff)),
              Optional.empty()));
    } catch (TargetException e) {
      tried.add(
          new Review.Machine(
              words,
              kind,
              Optional.empty(),
              Optional.empty(),
              Optional.of(String.valueOf(e.getMessage()))));
    }
    return trials;
  }

  /** All programs; those of claims that name the machine come first, in case time runs out. */
  private List<Program> programsFor(String words) {
    List<Program> named = new ArrayList<>();
    List<Program> others = new ArrayList<>();
    programs.forEach(
        (claim, own) -> {
          boolean isNamed =
              Stream.concat(claim.caught().stream(), claim.lawful().stream())
                  .anyMatch(machine -> machine.machine().equals(words));
          List<Program> newestFirst = new ArrayList<>(own.values());
          Collections.reverse(newestFirst);
          (isNamed ? named : others).addAll(newestFirst);
        });
    named.addAll(others);
    return named;
  }

  /** Each program once, then each as often as wanted or as time permits. */
  private void tryOut(Session session, Collection<Trial> trials) throws TargetException {
    long deadline = deadline();
    int[] wanted = {1, runs};
    for (int count : wanted) {
      for (Trial trial : trials) {
        while (!trial.isOver(count) && System.nanoTime() < deadline) {
          trial.run(Math.min(session.batchSize(), count - trial.runs));
        }
      }
    }
    for (Trial trial : trials) {
      if (trial.runs == 0 && trial.notRun().isEmpty() && trial.undecided().isEmpty()) {
        trial.omit("the time was over");
      }
    }
  }

  private Cell cell(Claim claim, Review.Machine machine, Map<Program, Trial> trials) {
    Map<String, Program> own = programs(claim);
    if (machine.notRun().isPresent()) {
      return new Cell(
          CellVerdict.NOT_RUN, List.of(), "", 0, 0, own.size(), 0, machine.notRun().get(), 0, 0);
    }
    Tallied tallied = new Tallied(claim);
    own.forEach((name, program) -> tallied.add(name, trials.get(program)));
    return tallied.cell(own.size());
  }

  /** The trials of one claim on one machine, put together. */
  private static final class Tallied {
    private final Claim claim;
    private final TreeSet<String> broken = new TreeSet<>();
    private final TreeSet<String> brokenElsewhere = new TreeSet<>();
    private Worst worst = Worst.NONE;
    private Worst worstElsewhere = Worst.NONE;
    private String undecided = "";
    private final Set<String> notRun = new LinkedHashSet<>();
    private boolean isExercised;
    private int programsRun;
    private int runs;
    private int returned;
    private int entered;

    private record Worst(String program, int shown, int runs) {
      static final Worst NONE = new Worst("", 0, 1);

      Worst or(Worst other) {
        return (long) other.shown * runs > (long) shown * other.runs ? other : this;
      }
    }

    Tallied(Claim claim) {
      this.claim = claim;
    }

    void add(String name, @Nullable Trial trial) {
      if (trial == null || trial.notRun().isPresent()) {
        notRun.add(trial == null ? "the machine was lost" : trial.notRun().orElse(""));
        return;
      }
      programsRun++;
      runs += trial.runs;
      returned += trial.returned;
      entered += trial.entered;
      undecided = trial.undecided().orElse(undecided);
      isExercised |= claim.isTouchedBy(List.copyOf(trial.exercised));
      for (Trial.Deviation deviation : trial.deviations.values()) {
        Worst shown = new Worst(name, deviation.shown, trial.runs);
        if (claim.isTouchedBy(deviation.rules)) {
          deviation.rules.stream().filter(claim.rules()::contains).forEach(r -> broken.add(r.id()));
          worst = worst.or(shown);
        } else {
          deviation.rules.forEach(rule -> brokenElsewhere.add(rule.id()));
          worstElsewhere = worstElsewhere.or(shown);
        }
      }
    }

    Cell cell(int programs) {
      if (programsRun == 0) {
        return cell(CellVerdict.NOT_RUN, List.of(), Worst.NONE, programs, reasons());
      }
      if (!broken.isEmpty()) {
        return cell(CellVerdict.DEVIATES, List.copyOf(broken), worst, programs, "");
      }
      if (!brokenElsewhere.isEmpty()) {
        return cell(
            CellVerdict.DEVIATES_ELSEWHERE,
            List.copyOf(brokenElsewhere),
            worstElsewhere,
            programs,
            "");
      }
      if (!undecided.isEmpty() || !isExercised) {
        String why =
            !undecided.isEmpty()
                ? undecided
                : "no rule of the claim was exercised"
                    + (notRun.isEmpty() ? "" : " by what could run; for the rest " + reasons());
        return cell(CellVerdict.NO_VERDICT, List.of(), Worst.NONE, programs, why);
      }
      return cell(CellVerdict.AS_SPECIFIED, List.of(), new Worst("", 0, runs), programs, reasons());
    }

    private String reasons() {
      return String.join(", or ", notRun);
    }

    private Cell cell(
        CellVerdict verdict, List<String> rules, Worst shown, int programs, String why) {
      return new Cell(
          verdict,
          rules,
          shown.program(),
          shown.shown(),
          shown.runs(),
          programs,
          programsRun,
          why,
          returned,
          entered);
    }
  }
}
