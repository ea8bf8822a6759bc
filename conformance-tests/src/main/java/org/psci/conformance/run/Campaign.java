// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.generate.SkewSweep;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.recording.Recording;
import org.psci.conformance.recording.RecordingText;
import org.psci.conformance.results.EventList;
import org.psci.conformance.results.Journal;
import org.psci.conformance.results.RaceOutcomes;
import org.psci.conformance.results.ReadingLedger;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.results.Tally;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.TargetException;
import org.psci.spec.explore.ReachableCombinations;
import org.psci.spec.model.Platform;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/**
 * One run: the questions of the start, the fixed scenarios, then random programs. Each deviation of
 * a new kind is investigated at once and written down; the rest of its kind is only counted.
 */
public final class Campaign {
  /** For making one program shorter; less when the time for all investigations is nearly over. */
  private static final Duration SHRINKING = Duration.ofSeconds(5);

  private static final Duration LEAST_SHRINKING = Duration.ofSeconds(2);
  private static final Duration INVESTIGATING = Duration.ofSeconds(10);

  /**
   * Programs that leave the machine in a bad way cost a restart each, so there is an end to them.
   */
  private static final int MOST_BAD_ENDINGS = 40;

  private static final int MOST_UNDECIDED = 8;

  private static final int RUNS_OF_A_RACE = 50;
  private static final Duration TIME_OF_A_RACE = Duration.ofSeconds(1);

  /** So many batches of random programs go in a row. */
  private static final int MOST_BATCHES = 16;

  private static final String FINDINGS = "findings";

  private final Session session;
  private final RunOptions options;
  private final Path directory;
  private final Progress progress;
  private final Tally tally;
  private final ReadingLedger readings = new ReadingLedger();
  private final Chronicle chronicle;
  private final Setbacks setbacks = new Setbacks();
  private final KnownFindings known = new KnownFindings();
  private final KnownJunk junk = new KnownJunk();
  private final List<Results.ViolationData> violations = new ArrayList<>();
  private final List<Results.UndecidedData> undecided = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final long lastInvestigation;
  private int endedBadly;
  private boolean isFull;

  /**
   * @param directory where the journal and the findings go; it must exist
   */
  public Campaign(Session session, RunOptions options, Path directory, Progress progress) {
    this.session = session;
    this.options = options;
    this.directory = directory;
    this.progress = progress;
    this.tally = new Tally(session.profile().reservations()::leavesOut);
    this.chronicle = new Chronicle(session.profile().entries());
    this.lastInvestigation = System.nanoTime() + 2 * options.limit().plus(INVESTIGATING).toNanos();
  }

  /**
   * Does it. If the target cannot be used any more there are results of what was seen until then;
   * if nothing more can be written, the run goes on all the same.
   *
   * @throws IOException if nothing can be written into the directory at all
   */
  public Results run() throws IOException {
    clearFindings();
    try (Journal journal = new Journal(directory, this::cannotWrite)) {
      Profile profile = session.profile();
      String version = Description.version(session);
      journal.begin(options.target(), profile.implementation(), version, options.seed());
      progress.say(profile.implementation() + ", PSCI " + version);
      try {
        runAll(journal);
      } catch (TargetException e) {
        String why = "the target could not be used any more: " + e.getMessage();
        progress.say(why);
        undecided.add(new Results.UndecidedData("the rest of the run", "", why));
      }
    }
    return results();
  }

  private void runAll(Journal journal) throws TargetException {
    Session.Judged discovery = new Session.Judged(session.discovery(), List.of(), false);
    chronicle.scenario("discovery", List.of(), account("discovery", discovery, journal), List.of());
    runScenarios(journal);
    runRandom(journal);
    if (!isHopeless()) {
      new Conflicts(session, progress).confirm(readings);
    }
  }

  private void cannotWrite(IOException e) {
    if (!isFull) {
      isFull = true;
      progress.say(
          directory + ": nothing more can be written: " + e.getMessage() + "; the run goes on");
    }
  }

  /** Findings of an earlier run would be taken for findings of this one. */
  private void clearFindings() throws IOException {
    Path findingFiles = Files.createDirectories(directory.resolve(FINDINGS));
    try (DirectoryStream<Path> old = Files.newDirectoryStream(findingFiles, "*.{psci,json}")) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }

  /** Looking into deviations takes time too; once there are some, that has an end. */
  private boolean mayInvestigate() {
    return violations.isEmpty() || System.nanoTime() < lastInvestigation;
  }

  private Duration shrinking() {
    Duration left = Duration.ofNanos(lastInvestigation - System.nanoTime());
    Duration most = left.compareTo(SHRINKING) < 0 ? left : SHRINKING;
    return most.compareTo(LEAST_SHRINKING) < 0 ? LEAST_SHRINKING : most;
  }

  /** Whether the target fails so often that going on would take long and show nothing new. */
  private boolean isHopeless() {
    return endedBadly >= MOST_BAD_ENDINGS || undecided.size() >= MOST_UNDECIDED;
  }

  private void runScenarios(Journal journal) throws TargetException {
    List<Scenario> runnable = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      if (!scenario.rules().stream().anyMatch(options.selection().ids()::contains)) {
        continue;
      }
      Optional<String> obstacle = session.obstacle(scenario);
      if (obstacle.isPresent()) {
        skip(scenario, obstacle.get());
      } else {
        runnable.add(scenario);
      }
    }
    for (Scenario scenario : runnable) {
      if (isHopeless()) {
        skip(scenario, "too many programs before it took the target down");
        continue;
      }
      run(scenario, journal);
    }
  }

  /**
   * A race goes another way each time, so it is run often, with other skews where the target keeps
   * to them; to the end, until it has taken its time, or until it deviates and takes the target
   * down. It begins with few runs at once, since each may end the machine.
   */
  private void run(Scenario scenario, Journal journal) throws TargetException {
    Program program = session.program(scenario);
    int times = program.races() ? RUNS_OF_A_RACE : 1;
    RaceOutcomes outcomes = new RaceOutcomes(session.profile().entries());
    Outcome most = null;
    long nanos = 0;
    boolean isOver = false;
    while (outcomes.runs() < times && !isOver) {
      int end = Math.min(times, 2 * outcomes.runs() + 1);
      Stretch stretch =
          new Stretch(number -> skewed(program, number), outcomes.runs(), end, Long.MAX_VALUE);
      long begin = System.nanoTime();
      session.judge(stretch, stretch::judged, stretch::isOver);
      nanos += System.nanoTime() - begin;
      for (Session.Judged judged : stretch.judged) {
        outcomes.add(judged.judgement());
        Outcome outcome = account("scenario " + scenario.name(), judged, journal);
        most = most == null ? outcome : most.orWorse(outcome);
      }
      isOver = nanos > TIME_OF_A_RACE.toNanos() || stretch.tookTargetDown() || isHopeless();
    }
    chronicle.scenario(
        scenario.name(),
        scenario.rules(),
        Objects.requireNonNull(most, "a scenario is run at least once"),
        program.races() ? outcomes.data() : List.of());
  }

  private Program skewed(Program program, int number) {
    return session.canSkew() ? SkewSweep.of(program, number) : program;
  }

  private void skip(Scenario scenario, String why) {
    skipped.add(scenario.name());
    chronicle.skipped(scenario, why);
  }

  private void runRandom(Journal journal) throws TargetException {
    long deadline = System.nanoTime() + options.limit().toNanos();
    ProgramGenerator generator =
        new ProgramGenerator(session.profile(), session.platform(), options.seed());
    int number = 0;
    while (number < options.programs() && System.nanoTime() < deadline && !isHopeless()) {
      int end = Math.min(options.programs(), number + MOST_BATCHES * session.batchSize());
      Stretch stretch =
          new Stretch(
              n -> skewed(junk.removedFrom(generator.program(n)), n), number, end, deadline);
      session.judge(stretch, stretch::judged, stretch::isOver);
      for (Session.Judged judged : stretch.judged) {
        chronicle.random(account("random " + number++, judged, journal));
      }
    }
    if (number < options.programs()) {
      progress.say(
          "stopped after "
              + number
              + " of "
              + options.programs()
              + " random programs: "
              + (isHopeless() ? "too many of them took the target down" : "the time is over"));
    }
  }

  /**
   * Programs in a row, which the target may run while others are judged. It ends at the first one
   * that has to be looked into, since that needs the target.
   */
  private static final class Stretch implements Iterator<Program> {
    final List<Session.Judged> judged = new ArrayList<>();
    private final IntFunction<Program> programs;
    private final int end;
    private final long deadline;
    private int next;
    private boolean isOver;

    Stretch(IntFunction<Program> programs, int first, int end, long deadline) {
      this.programs = programs;
      this.next = first;
      this.end = end;
      this.deadline = deadline;
    }

    @Override
    public boolean hasNext() {
      return next < end && !isOver;
    }

    @Override
    public Program next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the stretch is over");
      }
      return programs.apply(next++);
    }

    /** Whether one of them left the target in a way in which it should not be. */
    boolean tookTargetDown() {
      return judged.stream()
          .map(Session.Judged::judgement)
          .anyMatch(judgement -> !judgement.isExplained() && !judgement.history().isParked());
    }

    void judged(Session.Judged one) {
      judged.add(one);
      isOver |= !one.judgement().isExplained() || System.nanoTime() > deadline;
    }

    boolean isOver() {
      return isOver;
    }
  }

  private Outcome account(String name, Session.Judged first, Journal journal)
      throws TargetException {
    Session.Judged judged = first;
    List<Session.Judged> runs = new ArrayList<>(List.of(first));
    Optional<String> trouble = first.judgement().undecided();
    if (trouble.isPresent() && !isHopeless()) {
      session.freshStart();
      judged = session.judge(List.of(first.judgement().history().program())).get(0);
      runs.add(judged);
      if (judged.judgement().undecided().isEmpty()) {
        setbacks.add(name, trouble.get());
      }
    }
    Judgement decided = judged.judgement();
    tally.add(decided);
    readings.add(decided, name);
    endedBadly += decided.history().isParked() || decided.isExplained() ? 0 : 1;
    journal.add(name, decided);
    if (decided.undecided().isPresent()) {
      undecided.add(
          new Results.UndecidedData(
              name, decided.history().program().toString(), decided.undecided().get()));
    }
    List<Violation> believed = new ArrayList<>();
    boolean doubted = false;
    for (Session.Judged run : runs) { // what was seen before the trouble counts too
      List<Violation> seen = run.judgement().violations();
      for (Violation violation : seen) {
        boolean wanted = violation.rules().stream().anyMatch(options.selection()::contains);
        boolean consequence = violation.isSilence() && !seen.get(0).isSilence();
        if (wanted && !consequence && !known.isFull() && known.isWorthALook(violation)) {
          investigate(name, run, violation, journal);
        }
        boolean sure = !violation.isSilence() || known.isFound(violation);
        if (wanted && sure) {
          believed.add(violation);
        }
        doubted |= wanted && !sure;
      }
    }
    return new Outcome(decided, believed, doubted);
  }

  private void investigate(String name, Session.Judged judged, Violation violation, Journal journal)
      throws TargetException {
    Investigation investigation = new Investigation(session, shrinking());
    boolean inTime = mayInvestigate();
    if (inTime) {
      progress.say("looking into: " + violation.seen());
    }
    Optional<Finding> finding =
        inTime
            ? investigation.look(judged, violation)
            : investigation.takeAsSeen(judged, violation);
    if (inTime && violation.isSilence()) {
      session.freshStart(); // and with it the usual patience
    }
    if (finding.isEmpty()) {
      if (inTime && violation.isSilence()) {
        tally.addUndecided(violation.rules());
        undecided.add(
            new Results.UndecidedData(
                name,
                judged.judgement().history().program().toString(),
                violation.seen() + "; but with more patience it did not happen again"));
      }
      return;
    }
    Finding found = finding.get();
    junk.learn(found.program());
    if (known.add(found.violation())) {
      record(found, journal);
    }
  }

  private void write(Finding finding, String name) {
    String implementation = session.profile().implementation();
    Recording recording = Recording.of(implementation, session.platform(), finding.judgement());
    try {
      FindingFile.write(directory.resolve(name + ".psci"), finding, options.choice());
      Files.writeString(directory.resolve(name + ".json"), RecordingText.of(recording));
    } catch (IOException e) {
      cannotWrite(e);
    }
  }

  private void record(Finding finding, Journal journal) {
    String name = FINDINGS + "/" + (violations.size() + 1);
    String file = name + ".psci";
    write(finding, name);
    List<String> rules = finding.violation().rules().stream().map(Rule::id).toList();
    tally.addViolated(finding.violation().rules());
    journal.finding(file, rules, finding.program().toString());
    violations.add(
        new Results.ViolationData(
            rules,
            finding.program().toString(),
            finding.violation().seen(),
            finding.violation().permitted(),
            finding.violation().reading().map(Reading::toString).orElse(null),
            EventList.of(
                finding.history(),
                session.profile().entries(),
                Optional.of(finding.violation().event())),
            finding.shown(),
            finding.runs(),
            file,
            Words.join(List.of("./psci", "replay", directory.resolve(file).toString())),
            finding.outcomes()));
  }

  private Results results() {
    Platform platform = session.platform();
    List<Rule> selected =
        RuleCatalogue.all().stream().filter(options.selection()::contains).toList();
    List<Results.RuleResult> rules =
        selected.stream().map(rule -> tally.result(rule, platform.version())).toList();
    long exercised =
        rules.stream()
            .filter(
                rule ->
                    rule.verdict() != RuleVerdict.NOT_APPLICABLE
                        && rule.verdict() != RuleVerdict.NOT_JUDGED
                        && rule.exercised() > 0)
            .count();
    Verdict verdict =
        !violations.isEmpty() || readings.confirmed() > 0
            ? Verdict.VIOLATIONS
            : undecided.isEmpty() && exercised > 0 ? Verdict.CONFORMS : Verdict.NO_VERDICT;
    return new Results(
        Suite.version(),
        RuleCatalogue.digest(),
        Scenarios.version(),
        options.target(),
        options.choice(),
        Description.profile(session),
        Description.version(session),
        options.seed(),
        tally.counts(session.restarts()),
        verdict,
        reason(verdict, exercised),
        rules,
        List.copyOf(violations),
        readings.points(),
        tally.coverage(ReachableCombinations.of(platform)),
        chronicle.scenarios(),
        chronicle.random(),
        List.copyOf(undecided),
        List.copyOf(skipped),
        new Remarks(session, setbacks).all());
  }

  private String deviations() {
    int both = readings.confirmed();
    String inconsistent = both + (both == 1 ? " open point" : " open points") + " in two ways";
    if (violations.isEmpty()) {
      return options.target() + " reads " + inconsistent;
    }
    String ways = options.target() + " deviates from PSCI in " + violations.size() + " ways";
    return both == 0 ? ways : ways + ", and reads " + inconsistent;
  }

  private String reason(Verdict verdict, long exercised) {
    return switch (verdict) {
      case CONFORMS ->
          options.target() + " conforms: no deviation from the " + exercised + " rules exercised";
      case VIOLATIONS -> deviations();
      case NO_VERDICT ->
          exercised == 0
              ? "no verdict on " + options.target() + ": no rule was exercised"
              : "no verdict on "
                  + options.target()
                  + ": "
                  + undecided.size()
                  + (undecided.size() == 1 ? " program" : " programs")
                  + " could not be judged";
    };
  }
}
