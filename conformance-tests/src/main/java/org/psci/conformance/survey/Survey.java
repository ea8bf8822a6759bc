// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.survey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.generate.SkewSweep;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.ExplainedPrograms;
import org.psci.conformance.record.NotRun;
import org.psci.conformance.record.ParkingByRestart;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.RaceOutcomes;
import org.psci.conformance.record.Score;
import org.psci.conformance.record.Trouble;
import org.psci.conformance.recording.RecordedEvents;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;
import org.psci.spec.function.Decoding;

/**
 * The first phase of a run: the questions of the start, all scenarios, random programs. Every
 * history is judged and every deviation recorded; nothing is looked into beyond what brings the
 * machine back. How much is run is counted, so that it does not hang on how fast the target is.
 */
public final class Survey {
  private static final int RUNS_OF_A_RACE = 50;

  /** A race that ends the machine costs a restart each time. */
  private static final int MOST_RUNS_THAT_END_THE_MACHINE = 20;

  /** It costs patience, too, where the machine is lost and not ended. */
  private static final int MOST_RUNS_THAT_LOSE_THE_MACHINE = 5;

  /** A target of which so many random programs could not be judged shows nothing more. */
  private static final int MOST_UNDECIDED = 24;

  /** So many blocks of random programs go in a row, where nothing has to be repeated alike. */
  private static final int BLOCKS_IN_A_ROW = 8;

  private static final String RANDOM_FROM = "random programs from ";

  private final Session session;
  private final RunOptions options;
  private final Consumer<Entry> records;
  private final ProgressListener progress;
  private final Set<String> done = new HashSet<>();
  private final KnownJunk junk = new KnownJunk();
  private final Keeping keeping = new Keeping();
  private final Repeats repeats = new Repeats();
  private final Set<String> kinds = new HashSet<>();
  private boolean hasSaidHowItParks;
  private boolean hasGivenUp;
  private int undecidedRandom;

  /**
   * @param before the records of an earlier run that this one goes on with
   * @param records gets all others
   */
  public Survey(
      Session session,
      RunOptions options,
      List<Entry> before,
      Consumer<Entry> records,
      ProgressListener progress) {
    this.session = session;
    this.options = options;
    this.records = records;
    this.progress = progress;
    this.hasSaidHowItParks = before.stream().anyMatch(ParkingByRestart.class::isInstance);
    for (Entry entry : before) {
      done.add(entry.part());
      if (entry instanceof ProgramRun run) {
        note(run);
        count(run);
        session.resumeParking(run.scores());
      } else if (entry instanceof ExplainedPrograms explained) {
        session.resumeParking(explained.scores());
      } else if (entry instanceof ParkingByRestart) {
        session.resumeParkingByRestart();
      }
      hasGivenUp |= entry instanceof Trouble trouble && trouble.part().startsWith(RANDOM_FROM);
    }
  }

  /**
   * A survey for its own sake: nothing is looked into when it is over.
   *
   * @param records gets all records, but for the first one of a run
   * @throws TargetException if the target cannot be used any more
   */
  public static void run(Session session, RunOptions options, Consumer<Entry> records)
      throws TargetException {
    new Survey(session, options, List.of(), records, ProgressListener.NONE).run();
  }

  /**
   * One program on a machine that was just started, recorded as a survey does.
   *
   * @throws TargetException if the target cannot be used any more
   */
  public static ProgramRun run(Session session, RunOptions options, Program program)
      throws TargetException {
    session.freshStart();
    Survey survey = new Survey(session, options, List.of(), record -> {}, ProgressListener.NONE);
    Session.Judged judged = session.judge(List.of(program)).get(0);
    return survey.programRun(ProgramRun.SCENARIO + "alone", 0, false, judged, false);
  }

  /**
   * Does it.
   *
   * @throws TargetException if the target cannot be used any more
   */
  public void run() throws TargetException {
    discovery();
    scenarios();
    random();
  }

  private void discovery() {
    if (!done.contains(ProgramRun.DISCOVERY)) {
      int number = 0;
      for (Session.Judged judged : session.discoveries()) {
        record(ProgramRun.DISCOVERY, number, number == 0, judged, false);
        number++;
      }
    }
  }

  private void scenarios() throws TargetException {
    List<Scenario> all =
        Scenarios.all().stream()
            .filter(scenario -> scenario.rules().stream().anyMatch(options.selection()::hasId))
            .toList();
    int number = 0;
    for (Scenario scenario : all) {
      progress.at(ProgressListener.Phase.SCENARIOS, number++, all.size(), kinds.size());
      String name = ProgramRun.SCENARIO + scenario.name();
      if (done.contains(name)) {
        continue;
      }
      Optional<String> obstacle = session.obstacle(scenario);
      if (obstacle.isPresent()) {
        records.accept(new NotRun(scenario.name(), obstacle.get()));
      } else {
        session.begin(name);
        runOften(name, session.program(scenario));
      }
    }
    progress.at(ProgressListener.Phase.SCENARIOS, number, all.size(), kinds.size());
  }

  /**
   * A race goes another way each time, so it is run often, with other skews where the target keeps
   * to them. It begins with few runs at once, since each may end the machine.
   */
  private void runOften(String name, Program program) throws TargetException {
    int times = program.races() ? RUNS_OF_A_RACE : 1;
    int ended = 0;
    int lost = 0;
    int run = 0;
    while (run < times
        && ended < MOST_RUNS_THAT_END_THE_MACHINE
        && lost < MOST_RUNS_THAT_LOSE_THE_MACHINE) {
      Stretch stretch = new Stretch(n -> skewed(program, n), run, Math.min(times, 2 * run + 1));
      for (Session.Judged judged : stretch.judge()) {
        ProgramRun recorded = take(name, run, run == 0, judged);
        boolean costsTime = !judged.judgement().history().isParked() && !session.isDeterministic();
        ended += costsTime ? 1 : 0;
        lost += costsTime && !recorded.isExplained() ? 1 : 0;
        run++;
      }
    }
  }

  private Program skewed(Program program, int number) {
    return session.canSkew() ? SkewSweep.of(program, number) : program;
  }

  private void random() throws TargetException {
    if (hasGivenUp) {
      return;
    }
    ProgramGenerator generator =
        new ProgramGenerator(session.profile(), session.platform(), options.seed());
    long deadline = System.nanoTime() + options.more().toNanos();
    int blocks = session.isDeterministic() ? 1 : BLOCKS_IN_A_ROW;
    int number = 0;
    while (number < options.programs()
        || (!options.more().isZero() && System.nanoTime() - deadline < 0)) {
      String part = ExplainedPrograms.part(number);
      int end = number + blocks * ExplainedPrograms.BLOCK;
      end = number < options.programs() ? Math.min(end, options.programs()) : end;
      if (done.contains(part)) {
        number = Math.min(end, (number / ExplainedPrograms.BLOCK + 1) * ExplainedPrograms.BLOCK);
        continue;
      }
      if (undecidedRandom >= MOST_UNDECIDED) {
        records.accept(
            new Trouble(
                RANDOM_FROM + number,
                "they were not run, since "
                    + undecidedRandom
                    + " of those before could not be judged"));
        return;
      }
      session.begin(part);
      random(generator, number, end);
      number = end;
    }
  }

  /** Random programs in whole blocks, but for the last one. */
  private void random(ProgramGenerator generator, int first, int end) throws TargetException {
    Score explained = new Score();
    int block = first;
    int number = first;
    while (number < end) {
      Stretch stretch =
          new Stretch(n -> skewed(junk.removedFrom(generator.program(n)), n), number, end);
      for (Session.Judged judged : stretch.judge()) {
        String name = ProgramRun.RANDOM + number;
        if (judged.judgement().isExplained()) {
          explained.add(name, judged.judgement());
          explained.add(judged.asking());
        } else {
          ProgramRun recorded = take(name, 0, false, judged);
          count(recorded);
        }
        number++;
        if (number % ExplainedPrograms.BLOCK == 0 || number == end) {
          ExplainedPrograms whole = new ExplainedPrograms(block, number - 1, explained.scores());
          records.accept(whole);
          sayHowItParks(whole.part());
          explained = new Score();
          block = number;
        }
      }
      progress.at(ProgressListener.Phase.RANDOM_PROGRAMS, number, options.programs(), kinds.size());
    }
  }

  /** Records a run, and one more if it has to be repeated; that one is what came of it. */
  private ProgramRun take(String source, int run, boolean keepsEvents, Session.Judged judged)
      throws TargetException {
    ProgramRun first = programRun(source, run, keepsEvents, judged, false);
    if (!repeats.isWorthIt(first)) {
      return record(first);
    }
    record(source, run, keepsEvents, judged, true);
    Session.Judged again = session.patiently(judged.judgement().history().program());
    return record(source, run, keepsEvents, again, false);
  }

  private ProgramRun record(
      String source, int run, boolean keepsEvents, Session.Judged judged, boolean repeated) {
    return record(programRun(source, run, keepsEvents, judged, repeated));
  }

  private ProgramRun record(ProgramRun run) {
    note(run);
    records.accept(run);
    sayHowItParks(run.part());
    return run;
  }

  private void sayHowItParks(String part) {
    if (session.parksByRestart() && !hasSaidHowItParks) {
      hasSaidHowItParks = true;
      records.accept(new ParkingByRestart(part));
    }
  }

  private void note(ProgramRun run) {
    keeping.note(run);
    repeats.note(run);
    run.deviations().forEach(deviation -> kinds.add(deviation.cause()));
    boolean isMisread =
        !run.deviations().isEmpty() && Decoding.isClause(run.deviations().get(0).cause());
    if (isMisread && !run.isRandom()) {
      junk.learn(ProgramParser.recorded(run.program()));
    }
  }

  /** Of random programs, those that could not be judged when they were repeated either. */
  private void count(ProgramRun run) {
    undecidedRandom += run.isRandom() && run.undecided() != null && !run.repeated() ? 1 : 0;
  }

  private ProgramRun programRun(
      String source, int run, boolean keepsEvents, Session.Judged judged, boolean repeated) {
    Judgement judgement = judged.judgement();
    History history = judgement.history();
    List<Deviation> deviations =
        judgement.violations().stream().map(v -> Deviation.of(v, history)).toList();
    @Nullable String undecided = judgement.undecided().orElse(null);
    boolean whole = keeping.isWorthKeeping(source, deviations, undecided);
    return new ProgramRun(
        source,
        run,
        history.program().toString(),
        judgement.isFirst(),
        judged.patient(),
        repeated,
        judged.afterDeviation(),
        history.ending(),
        history.remark(),
        undecided,
        deviations,
        history.program().races()
            ? RaceOutcomes.way(history, session.profile().entries())
            : List.of(),
        whole ? judged.before().stream().map(Program::toString).toList() : List.of(),
        whole || keepsEvents ? RecordedEvents.of(history.events(), session.platform()) : null,
        Score.of(source, judgement, judged.asking()));
  }

  /**
   * Programs in a row, which the target may run while others are judged. It ends at the first one
   * that leaves the machine in a bad way, since that may have to be repeated.
   */
  private final class Stretch implements Iterator<Program> {
    private final IntFunction<Program> programs;
    private final int end;
    private int next;

    Stretch(IntFunction<Program> programs, int first, int end) {
      this.programs = programs;
      this.next = first;
      this.end = end;
    }

    /** Those that were run, at least one. */
    List<Session.Judged> judge() throws TargetException {
      List<Session.Judged> judged = new ArrayList<>();
      session.judge(this, judged::add, () -> true);
      return judged;
    }

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public Program next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the stretch is over");
      }
      return programs.apply(next++);
    }
  }
}
