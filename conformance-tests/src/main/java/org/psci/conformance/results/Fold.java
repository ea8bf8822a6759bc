// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Shape;
import org.psci.conformance.record.Conflict;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.End;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.ExplainedPrograms;
import org.psci.conformance.record.Header;
import org.psci.conformance.record.Look;
import org.psci.conformance.record.NotRun;
import org.psci.conformance.record.ParkingByRestart;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.Score;
import org.psci.conformance.record.Scores;
import org.psci.conformance.record.Tested;
import org.psci.conformance.record.Trouble;
import org.psci.conformance.recording.RecordedEvents;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.spec.function.Combination;
import org.psci.spec.model.Platform;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.ExecutionState;

/**
 * The results of a run, from its records. All that a report says comes from here, whether the run
 * has just ended, goes on, or was cut off long ago.
 */
public final class Fold {
  private final Header header;
  private final Path directory;
  private final Set<String> selected;
  private final Score score = new Score();
  private final Programs programs = new Programs();
  private final Deviations deviations;
  private final Set<String> confirmed = new TreeSet<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private @Nullable Tested tested;
  private @Nullable Platform platform;
  private @Nullable ParkingByRestart parkingByRestart;
  private @Nullable End end;

  /**
   * @param header the first record
   * @param directory where the results lie, for the commands that show a finding again
   */
  public Fold(Header header, Path directory) {
    this.header = header;
    this.directory = directory;
    List<String> select = header.select();
    this.selected =
        select == null
            ? RuleCatalogue.all().stream().map(Rule::id).collect(Collectors.toSet())
            : new HashSet<>(select);
    this.deviations = new Deviations(selected, score::exercised);
  }

  /** Takes in the next record. */
  public void add(Entry entry) {
    if (entry instanceof Tested what) {
      tested = what;
      platform = RecordedEvents.platform(what.platform());
      deviations.leaveOut(what.unjudged());
    } else if (entry instanceof ProgramRun run) {
      score.add(run.scores());
      programs.add(run);
      deviations.add(run);
    } else if (entry instanceof ExplainedPrograms explained) {
      score.add(explained.scores());
      deviations.hasSeenMoreKept();
      programs.addExplainedRandom(explained.scores().programs());
    } else if (entry instanceof NotRun scenario) {
      programs.add(scenario);
    } else if (entry instanceof ParkingByRestart parks) {
      parkingByRestart = parks;
    } else if (entry instanceof Look look) {
      deviations.add(look);
    } else if (entry instanceof Conflict conflict) {
      if (conflict.confirmed()) {
        confirmed.add(conflict.point());
      }
    } else if (entry instanceof Trouble trouble) {
      troubles.add(trouble);
    } else if (entry instanceof End last) {
      end = last;
    }
  }

  /** The groups of deviations, each put down to a cause, that nobody has looked into yet. */
  public List<Group> open() {
    return deviations.open();
  }

  /** The id of the cause that a deviation is put down to, which is what its group is called. */
  public String groupOf(Deviation deviation) {
    return deviations.groupOf(deviation);
  }

  /** The open points that were read in two ways. */
  public List<Points.TwoWays> inTwoWays() {
    return new Points(lawful(score.scores())).inTwoWays();
  }

  /** The readings that were followed, of those that are faults the ones that causes follow. */
  private Points points(Scores scores, Deviations.Summary summary) {
    SortedMap<String, Scores.Followed> readings = lawful(scores);
    readings.putAll(deviations.faults(summary));
    return new Points(readings);
  }

  private static SortedMap<String, Scores.Followed> lawful(Scores scores) {
    SortedMap<String, Scores.Followed> lawful = new TreeMap<>(scores.readings());
    lawful
        .keySet()
        .removeIf(name -> AmbiguityCatalogue.find(name).filter(r -> !r.isLawful()).isPresent());
    return lawful;
  }

  /** What the run is about: its first record. */
  public Header header() {
    return header;
  }

  /** What is under test; empty if that was never seen. */
  public Optional<Platform> platform() {
    return Optional.ofNullable(platform);
  }

  /** What the implementation calls itself. */
  public String implementation() {
    return tested == null ? header.target() : tested.implementation();
  }

  /** What is broken, each with the best program that shows it. */
  public List<Deviations.Finding> findings() {
    return deviations.summary().findings();
  }

  /** What is to be said while nobody knows yet how the run ends. */
  public Results running() {
    return results()
        .with(
            Verdict.RUNNING,
            "the run is not over, or was cut off; ./psci report DIR makes a report of what was seen"
                + " until now");
  }

  /** What is to be said now. */
  public Results results() {
    Scores scores = score.scores();
    Deviations.Summary summary = deviations.summary();
    Teller teller = new Teller(summary.covered());
    List<Results.UndecidedData> undecided = new ArrayList<>(programs.undecided());
    for (Trouble trouble : troubles) {
      undecided.add(new Results.UndecidedData(trouble.part(), "", trouble.why()));
    }
    List<Results.RuleResult> rules = rules(scores, summary);
    long exercised = rules.stream().filter(Fold::isExercised).count();
    Conclusion conclusion =
        new Conclusion(
            implementation(),
            scores.programs(),
            exercised,
            summary.findings().size(),
            confirmed.size(),
            undecided.size(),
            summary.doubts().size(),
            rules.stream().filter(rule -> rule.verdict() == RuleVerdict.IN_DOUBT).count(),
            tested != null,
            Optional.ofNullable(end));
    return new Results(
        header.suite(),
        header.catalogue(),
        header.scenarioList(),
        header.target(),
        header.choice(),
        profile(),
        tested == null ? "" : tested.psciVersion(),
        header.seed(),
        new Results.Counts(
            scores.programs(), scores.calls(), scores.events(), (int) scores.restarts()),
        conclusion.verdict(),
        conclusion.reason(),
        rules,
        causes(summary.findings()),
        summary.doubts().stream().map(this::doubt).toList(),
        points(scores, summary).data(confirmed),
        coverage(scores),
        programs.scenarios(teller),
        programs.randomData(teller),
        undecided,
        programs.notRun(),
        remarks());
  }

  private static boolean isExercised(Results.RuleResult rule) {
    return rule.verdict() != RuleVerdict.NOT_APPLICABLE
        && rule.verdict() != RuleVerdict.NOT_JUDGED
        && rule.exercised() > 0;
  }

  private List<Results.RuleResult> rules(Scores scores, Deviations.Summary summary) {
    Platform known = platform;
    if (known == null) {
      return List.of();
    }
    Set<String> named = deviations.named();
    summary.findings().forEach(finding -> named.addAll(finding.rules()));
    RuleRoll roll =
        new RuleRoll(
            scores,
            summary.violated(),
            named,
            deviations.beside(),
            new HashSet<>(tested == null ? List.of() : tested.unjudged()));
    return RuleCatalogue.all().stream()
        .filter(rule -> selected.contains(rule.id()))
        .map(rule -> roll.of(rule, known.version()))
        .toList();
  }

  private Results.ProfileData profile() {
    return tested == null
        ? new Results.ProfileData(
            header.target(), List.of(), null, ExecutionState.AARCH64.name(), 0, null)
        : new Results.ProfileData(
            tested.implementation(),
            tested.cores(),
            tested.conduit(),
            tested.executionState(),
            tested.exceptionLevel(),
            tested.claimedVersion());
  }

  private List<Results.CauseData> causes(List<Deviations.Finding> findings) {
    List<Results.CauseData> all = new ArrayList<>();
    for (Deviations.Finding finding : findings) {
      all.add(cause(finding, FindingFiles.program(all.size() + 1)));
    }
    return List.copyOf(all);
  }

  private Results.CauseData cause(Deviations.Finding finding, String file) {
    BrokenClause clause = finding.cause();
    Deviation deviation = finding.deviation();
    return new Results.CauseData(
        clause.id(),
        finding.rules(),
        clause.alsoUnder(),
        clause.rule().basisWord(),
        clause.sentence(),
        clause.fault().map(Reading::toString).orElse(null),
        deviation.observed(),
        deviation.permitted(),
        finding.program(),
        finding.symptoms().first(),
        finding.symptoms().more(),
        finding.events() == null ? List.of() : events(finding.events(), Optional.of(deviation)),
        finding.seen(),
        finding.shown(),
        finding.runs(),
        finding.remark(),
        file,
        "./psci replay " + Words.join(List.of(directory.resolve(file).toString())),
        finding.outcomes());
  }

  private List<EventData> events(JsonNode json, Optional<Deviation> deviation) {
    Platform known = Objects.requireNonNull(platform, "events come from a target that was asked");
    List<Event> events = RecordedEvents.read(json, known);
    Optional<Event> impossible =
        deviation
            .map(Deviation::event)
            .filter(place -> place >= 0 && place < events.size())
            .map(events::get);
    History history =
        new History(
            new Program(Shape.of(known.topology()), List.of()), events, History.Ending.PARKED, "");
    return EventList.of(history, known.entries(), impossible);
  }

  private Results.DoubtData doubt(Deviations.Doubt doubt) {
    Group.Sighting best = doubt.group().best();
    Set<String> rules = new LinkedHashSet<>(List.of(doubt.cause().rule().id()));
    rules.addAll(doubt.group().rules());
    return new Results.DoubtData(
        doubt.cause().id(),
        List.copyOf(rules),
        doubt.cause().sentence(),
        best.deviation().observed(),
        best.deviation().permitted(),
        best.run().source(),
        best.run().program(),
        doubt.group().programs(),
        doubt.why());
  }

  private Results.@Nullable CoverageData coverage(Scores scores) {
    if (tested == null) {
      return null;
    }
    Set<Integer> missing = new TreeSet<>(tested.reachable());
    missing.removeAll(scores.combinations());
    int reachable = tested.reachable().size();
    return new Results.CoverageData(
        reachable - missing.size(),
        reachable,
        missing.stream().map(Combination::describe).toList());
  }

  private List<String> remarks() {
    List<String> all = new ArrayList<>(tested == null ? List.of() : tested.remarks());
    if (parkingByRestart != null) {
      all.add(
          "asking AFFINITY_INFO whether cores are OFF leads nowhere: since "
              + parkingByRestart.since()
              + " the target was started again after each program that left other cores behind");
    }
    programs.setbacks().ifPresent(all::add);
    for (Deviations.Late late : deviations.late()) {
      all.add(
          "the machine was slow, or this is very seldom: "
              + late.observed()
              + " in "
              + late.programs()
              + (late.programs() == 1 ? " program" : " programs")
              + ", but with ten times the patience it came each time ("
              + late.tries()
              + " tries)");
    }
    return List.copyOf(all);
  }

  /** How programs are told of. */
  private final class Teller implements Programs.Teller {
    private final Map<String, String> covered;

    /**
     * @param covered by the ids of groups the ids of the causes that were found for them
     */
    Teller(Map<String, String> covered) {
      this.covered = covered;
    }

    @Override
    public List<String> rules(String scenario) {
      return named(scenario).map(Scenario::rules).orElse(List.of());
    }

    @Override
    public String text(String scenario) {
      return named(scenario).map(each -> each.program().toString()).orElse("");
    }

    private static Optional<Scenario> named(String name) {
      return Scenarios.all().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    @Override
    public boolean isWanted(Deviation deviation) {
      return deviations.isWanted(deviation);
    }

    @Override
    public String cause(Deviation deviation) {
      String group = deviations.groupOf(deviation);
      return covered.getOrDefault(group, group);
    }

    @Override
    public boolean isSure(ProgramRun run, Deviation deviation) {
      return !deviation.silence() || run.patient() || deviations.isConfirmed(deviation);
    }

    @Override
    public boolean isLate(Deviation silence) {
      return silence.silence() && deviations.isLate(silence);
    }

    @Override
    public List<EventData> events(ProgramRun run, Optional<Deviation> deviation) {
      return run.events() == null ? List.of() : Fold.this.events(run.events(), deviation);
    }
  }
}
