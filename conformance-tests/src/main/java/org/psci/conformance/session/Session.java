// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.cause.Diagnosis;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.Asking;
import org.psci.conformance.record.Scores;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.Placement;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Platform;

/**
 * A target in use: started, discovered, started again whenever a program leaves it in a bad way. It
 * turns programs into judgements.
 */
public final class Session implements AutoCloseable {
  private static final int LONG_PATIENCE = 10;
  private static final int MOST_PROGRAMS_KEPT = 12;

  private final Target target;
  private final Profile profile;
  private final Diagnosis diagnosis;
  private final Platform platform;
  private final List<Judged> discoveries = new ArrayList<>();
  private final boolean offersModes;
  private final ModeForecast modes = new ModeForecast();
  private final ParkingChoice parking;
  private final List<Program> sinceStart = new ArrayList<>();
  private boolean deviatedSinceStart;
  private int patienceFactor = 1;

  /** Whether the machine was left in a way in which nothing can run on it. */
  private boolean needsStart;

  /** How the target was told to park; it asks if nobody has told it otherwise. */
  private Parking told = Parking.BY_ASKING;

  private boolean asksAllTheSame;
  private boolean isParkingSettled;
  private int restarts;
  private long programs;
  private long calls;

  /**
   * Starts the target and asks it what it is. It is closed if that fails.
   *
   * @throws TargetException if the target cannot be used
   */
  public Session(Target target) throws TargetException {
    this.target = target;
    try {
      profile = target.start(1);
      Discovery questions = new Discovery(profile);
      List<History> answers = questions.ask(target);
      platform = questions.conclude(answers);
      offersModes = platform.offersModes();
      parking = new ParkingChoice(platform.topology());
      diagnosis = new Diagnosis(new Specification(platform));
      for (History answer : answers) {
        Judgement judgement = published(judgement(answer, false));
        discoveries.add(new Judged(judgement, List.of(), false, false, Asking.SAYS_NOTHING));
        calls += calls(answer);
      }
      restarts = answers.size() - 1;
      needsStart = !answers.get(restarts).isParked();
    } catch (TargetException | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  public Profile profile() {
    return profile;
  }

  public Platform platform() {
    return platform;
  }

  /**
   * The verdict on the questions that were asked at the start, up to the first that was not
   * answered.
   */
  public Judgement discovery() {
    return discoveries.get(0).judgement();
  }

  /** The same of each start that the questions took: where one was not answered there are more. */
  public List<Judged> discoveries() {
    return discoveries;
  }

  /** How many programs have been run. */
  public long programs() {
    return programs;
  }

  /**
   * What follows is a part of a run of its own. On a machine that decides everything by itself it
   * goes the same way each time, whatever was before.
   *
   * @param name what the part is called
   * @throws TargetException if the target cannot be used any more
   */
  public void begin(String name) throws TargetException {
    target.part(name.hashCode());
    if (isDeterministic()) {
      needsStart = true;
    }
  }

  /**
   * Whether the same programs always get the same answers, since the target leaves nothing open.
   */
  public boolean isDeterministic() {
    return profile.followsSchedules();
  }

  /** How often the target had to be started again. */
  public int restarts() {
    return restarts;
  }

  /** How many calls have been made, those of parking among them. */
  public long calls() {
    return calls;
  }

  public static int calls(History history) {
    int calls = 0;
    for (Event event : history.events()) {
      calls += event instanceof Event.Called ? 1 : 0;
    }
    return calls;
  }

  public int batchSize() {
    return target.batchSize();
  }

  /** Whether the target keeps to the skews of racing steps. */
  public boolean canSkew() {
    return target.canSkew();
  }

  public boolean canRun(Program program) {
    return Placement.of(program, profile).isPresent();
  }

  /** A scenario's program for the callers of this target. */
  public Program program(Scenario scenario) {
    return scenario.program(platform.executionState());
  }

  /** What stands in the way of a scenario, in words; empty if it can run and makes sense. */
  public Optional<String> obstacle(Scenario scenario) {
    return canRun(scenario.program())
        ? scenario.lacks(platform.absent(), platform.executionState())
        : Optional.of(Placement.obstacle(scenario.program(), profile));
  }

  /**
   * Runs programs one after the other and judges each; starts the target again where one leaves it
   * in a bad way, or before one that is to run in OS-initiated mode if that cannot be set any more.
   *
   * @return one for each program
   * @throws TargetException if the target cannot be used any more
   */
  public List<Judged> judge(List<Program> programs) throws TargetException {
    List<Judged> judgements = new ArrayList<>();
    judge(programs.iterator(), judgements::add);
    return judgements;
  }

  /**
   * The same for as many programs as there are. Each is judged as soon as its history is there,
   * while the target may already run the next ones.
   *
   * @param judgements gets one for each program, in order; it may not use the session
   * @throws TargetException if the target cannot be used any more
   */
  public void judge(Iterator<Program> programs, Consumer<Judged> judgements)
      throws TargetException {
    judge(programs, judgements, () -> false);
  }

  /**
   * The same, until there have been enough.
   *
   * @param judgements gets one for each program that was run
   * @param isEnough asked when a program has left the target in a bad way: then those that were to
   *     run after it may be left out
   * @throws TargetException if the target cannot be used any more
   */
  public void judge(
      Iterator<Program> programs, Consumer<Judged> judgements, BooleanSupplier isEnough)
      throws TargetException {
    Deque<Program> taken = new ArrayDeque<>(); // given to the target, and not judged yet
    Deque<Program> waiting = new ArrayDeque<>();
    boolean[] parked = {true};
    while (lookAhead(waiting, programs) != null) {
      if (needsStart) {
        restart(1);
      }
      Iterator<Program> rest =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              Program next = lookAhead(waiting, programs);
              return next != null && !(offersModes && modes.forbids(next));
            }

            @Override
            public Program next() {
              if (!hasNext()) {
                throw new NoSuchElementException();
              }
              Program next = waiting.remove();
              taken.add(next);
              if (offersModes) {
                modes.note(next);
              }
              return next;
            }
          };
      if (rest.hasNext()) {
        run(
            rest,
            history -> {
              taken.remove();
              parked[0] = history.isParked();
              judgements.accept(judged(history));
            });
      }
      while (!taken.isEmpty()) {
        waiting.addFirst(taken.removeLast());
      }
      if (!parked[0] && isEnough.getAsBoolean()) {
        needsStart = true;
        return;
      }
      if (!parked[0] || !(waiting.isEmpty() || rest.hasNext())) {
        restart(patienceFactor);
        parked[0] = true;
      }
    }
  }

  /** A fault of the suite itself ends the use of the target, and not all that was seen of it. */
  private void run(Iterator<Program> some, Consumer<History> histories) throws TargetException {
    try {
      target.run(some, histories);
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new TargetException(fault(e));
    }
  }

  private static String fault(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return "a fault of the suite itself, please report it: "
        + e
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** The program that comes next, or null if there is none. */
  private static @Nullable Program lookAhead(Deque<Program> waiting, Iterator<Program> programs) {
    if (waiting.isEmpty() && programs.hasNext()) {
      waiting.add(programs.next());
    }
    return waiting.peek();
  }

  /** What may be said of it. */
  private Judgement published(Judgement judgement) {
    return judgement.without(profile.reservations()::leavesOut);
  }

  /** A history that the oracle itself fails on costs its own verdict, and no more. */
  private Judgement judgement(History history, boolean isFirst) {
    try {
      return isFirst ? diagnosis.judgeFirst(history) : diagnosis.judge(history);
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NullPointerException
        | ArithmeticException e) {
      return new Judgement(
          history, isFirst, List.of(), List.of(), new BitSet(), Optional.of(fault(e)));
    }
  }

  private Judged judged(History history) {
    Judgement judgement = published(judgement(history, sinceStart.isEmpty()));
    boolean isFine = judgement.isExplained();
    programs++;
    calls += calls(history);
    Judged judged =
        new Judged(
            judgement,
            isFine ? List.of() : List.copyOf(sinceStart),
            deviatedSinceStart,
            patienceFactor == LONG_PATIENCE,
            parking.asking(history));
    sinceStart.add(history.program());
    if (sinceStart.size() > MOST_PROGRAMS_KEPT) {
      sinceStart.remove(0);
    }
    deviatedSinceStart |= judgement.diverts();
    if (!isParkingSettled && parking.note(history, patienceFactor == LONG_PATIENCE)) {
      needsStart = true;
    }
    return judged;
  }

  /** Takes into account how programs have parked in the run that this one goes on with. */
  public void resumeParking(Scores before) {
    parking.resume(before);
  }

  /** Programs that leave other cores behind end with a restart, as in the run before. */
  public void resumeParkingByRestart() {
    parking.resumeByRestart();
    needsStart = true;
  }

  /** How programs park does not change any more: what is looked into is what was seen that way. */
  public void settleParking() {
    isParkingSettled = true;
  }

  /**
   * From the next start on it is asked which cores are OFF even if that leads nowhere: that it does
   * may be what is looked into.
   */
  public void askAllTheSame(boolean asks) {
    asksAllTheSame = asks;
    needsStart = true;
  }

  /** Whether asking which cores are OFF leads nowhere. */
  public boolean parksByRestart() {
    return parking.choice() == Parking.BY_RESTART;
  }

  /**
   * Starts the target afresh.
   *
   * @throws TargetException if it cannot be started any more
   */
  public void freshStart() throws TargetException {
    restart(1);
  }

  private void restart(int factor) throws TargetException {
    restarts++;
    needsStart = false;
    patienceFactor = factor;
    sinceStart.clear();
    deviatedSinceStart = false;
    modes.started();
    Parking wanted = asksAllTheSame ? Parking.BY_ASKING : parking.choice();
    if (wanted != told) {
      target.parkBy(wanted);
      told = wanted;
    }
    target.start(factor);
  }

  /**
   * Runs one program on a freshly started machine, with ten times the usual patience. What is run
   * next gets a machine with the usual one.
   *
   * @throws TargetException if the target cannot be used any more
   */
  public Judged patiently(Program program) throws TargetException {
    restart(LONG_PATIENCE);
    Judged judged = judge(List.of(program)).get(0);
    needsStart = true;
    return judged;
  }

  /**
   * Runs one program, and believes a silence only if it happens again with ten times the patience.
   *
   * @throws TargetException if the target cannot be used any more
   */
  public Judgement confirmed(Program program) throws TargetException {
    Judgement judgement = judge(List.of(program)).get(0).judgement();
    boolean silent = judgement.violations().stream().anyMatch(Violation::isSilence);
    if (!silent || patienceFactor == LONG_PATIENCE) {
      return judgement;
    }
    restart(LONG_PATIENCE);
    return judge(List.of(program)).get(0).judgement();
  }

  /**
   * Runs a program alone until it shows what is wanted.
   *
   * @param wanted the deviation of a judgement that is wanted, if it has one
   * @param tries how often at most
   * @param patience how long to wait for what does not come
   * @return what was judged, and at which try; empty if it did not show
   * @throws TargetException if the target cannot be used any more
   */
  public Optional<Showing> show(
      Program program,
      Function<Judgement, Optional<Violation>> wanted,
      int tries,
      Patience patience)
      throws TargetException {
    int factor = patience == Patience.LONG ? LONG_PATIENCE : 1;
    if (factor != patienceFactor || needsStart) {
      restart(factor);
    }
    int tried = 0;
    int atOnce = 1; // more and more, since most programs show it at once or seldom
    while (tried < tries) {
      int count = Math.min(Math.min(atOnce, batchSize()), tries - tried);
      List<Judged> all = judge(Collections.nCopies(count, program));
      atOnce = patience == Patience.LONG || takesTargetDown(all) ? 1 : 2 * atOnce;
      for (Judged judged : all) {
        tried++;
        Optional<Violation> violation = wanted.apply(judged.judgement());
        if (violation.isPresent()) {
          return Optional.of(new Showing(judged.judgement(), violation.get(), tried));
        }
      }
    }
    return Optional.empty();
  }

  /** Wants a deviation of this kind, wherever in a program. */
  public static Function<Judgement, Optional<Violation>> anyOf(String kind) {
    return judgement -> judgement.violations().stream().filter(v -> v.mayBe(kind)).findFirst();
  }

  /** Whether runs like these keep taking the target down, so that more of them would take long. */
  public static boolean takesTargetDown(List<Judged> judgements) {
    return judgements.stream().anyMatch(judged -> !judged.judgement().history().isParked());
  }

  /**
   * A judgement and what the machine had been through.
   *
   * @param judgement the judgement
   * @param before the last programs that ran on the machine since its start, oldest first; empty if
   *     everything is explained
   * @param afterDeviation whether one of all those had deviated, so that the machine may be in
   *     another state than one believes
   * @param patient whether it was run with ten times the usual patience
   * @param asking what came of asking in order to park
   */
  public record Judged(
      Judgement judgement,
      List<Program> before,
      boolean afterDeviation,
      boolean patient,
      Asking asking) {}

  /** How long to wait for what does not come. */
  public enum Patience {
    USUAL,
    /** Long enough that a silence is no sign of a slow machine. */
    LONG
  }

  /**
   * A deviation that showed again.
   *
   * @param judgement the judgement in which it did
   * @param violation the deviation
   * @param tries the number of runs up to it
   */
  public record Showing(Judgement judgement, Violation violation, int tries) {

    /** Whether nothing that was wrong before it can be its cause. */
    public boolean isFirst() {
      return judgement.isOriginal(violation);
    }
  }

  @Override
  public void close() {
    target.close();
  }
}
