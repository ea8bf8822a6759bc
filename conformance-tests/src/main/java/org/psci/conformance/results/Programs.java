// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.NotRun;
import org.psci.conformance.record.ProgramRun;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RaceOutcome;
import org.psci.conformance.record.RaceOutcomes;

/** What came of the programs of a run: of each scenario in full, of random programs in numbers. */
final class Programs {
  /** What a reader is told of a silence that nothing confirms. */
  private static final String NOT_CONFIRMED = "something did not come, and nothing confirmed that";

  private final Map<String, Fixed> fixed = new LinkedHashMap<>();
  private final List<ProgramRun> random = new ArrayList<>();
  private long explainedRandom;

  /** A scenario: its runs, or why there are none. */
  private static final class Fixed {
    final List<ProgramRun> runs = new ArrayList<>();
    String why = "";
  }

  void add(ProgramRun run) {
    if (run.isRandom()) {
      random.add(run);
      return;
    }
    of(run.source()).runs.add(run);
  }

  void add(NotRun scenario) {
    of(scenario.part()).why = scenario.why();
  }

  void addExplainedRandom(long programs) {
    explainedRandom += programs;
  }

  private Fixed of(String source) {
    return fixed.computeIfAbsent(source, name -> new Fixed());
  }

  /** The names of the scenarios that did not run. */
  List<String> notRun() {
    return fixed.entrySet().stream()
        .filter(each -> each.getValue().runs.isEmpty())
        .map(each -> name(each.getKey()))
        .toList();
  }

  private static String name(String source) {
    return source.startsWith(ProgramRun.SCENARIO)
        ? source.substring(ProgramRun.SCENARIO.length())
        : source;
  }

  /**
   * How to say things about a program: what it is there for, what of it counts, how it is drawn.
   */
  interface Teller {
    /** The ids of the rules that a scenario is there for. */
    List<String> rules(String scenario);

    /** The text of a scenario that was not run. */
    String text(String scenario);

    /** Whether a deviation is put down to something that the run is about. */
    boolean isWanted(Deviation deviation);

    /** The id of what a deviation is put down to. */
    String cause(Deviation deviation);

    /** Whether a deviation is no mere impatience. */
    boolean isSure(ProgramRun run, Deviation deviation);

    /** Whether it was looked into, and came with more patience. */
    boolean isLate(Deviation silence);

    /** The events of a run, with the one that is not permitted. */
    List<EventData> events(ProgramRun run, Optional<Deviation> deviation);
  }

  List<Results.ScenarioData> scenarios(Teller teller) {
    List<Results.ScenarioData> all = new ArrayList<>();
    fixed.forEach((source, one) -> all.add(scenario(name(source), one, teller)));
    return List.copyOf(all);
  }

  private static Results.ScenarioData scenario(String name, Fixed one, Teller teller) {
    if (one.runs.isEmpty()) {
      return new Results.ScenarioData(
          name,
          teller.rules(name),
          ProgramVerdict.SKIPPED,
          one.why,
          teller.text(name),
          List.of(),
          List.of(),
          List.of());
    }
    ProgramRun worst = one.runs.get(0);
    for (ProgramRun run : one.runs) {
      boolean isReplaced = worst.repeated() && worst.run() == run.run();
      int more = weight(verdict(run, teller)) - weight(verdict(worst, teller));
      worst = more > 0 || (more == 0 && isReplaced) ? run : worst;
    }
    ProgramVerdict verdict = verdict(worst, teller);
    List<Deviation> believed = believed(worst, teller);
    return new Results.ScenarioData(
        name,
        teller.rules(name),
        verdict,
        verdict == ProgramVerdict.UNDECIDED
            ? worst.undecided() == null ? NOT_CONFIRMED : worst.undecided()
            : null,
        worst.program(),
        believed.stream()
            .map(d -> new Results.SeenData(d.observed(), d.permitted(), List.of(teller.cause(d))))
            .toList(),
        teller.events(worst, believed.stream().findFirst()),
        ways(one, teller));
  }

  /** How the runs of a race came out; of one that was repeated the second time counts. */
  private static List<RaceOutcome> ways(Fixed one, Teller teller) {
    RaceOutcomes ways = new RaceOutcomes();
    for (ProgramRun run : one.runs) {
      if (!run.way().isEmpty() && !run.repeated()) {
        ways.add(run.way(), verdict(run, teller));
      }
    }
    return ways.data();
  }

  Results.RandomData randomData(Teller teller) {
    Map<String, ProgramVerdict> verdicts = new HashMap<>(); // a program may have run twice
    for (ProgramRun run : random) {
      verdicts.merge(run.source(), verdict(run, teller), (a, b) -> weight(b) > weight(a) ? b : a);
    }
    return new Results.RandomData(
        explainedRandom + verdicts.size(),
        verdicts.values().stream().filter(v -> v == ProgramVerdict.VIOLATED).count(),
        verdicts.values().stream().filter(v -> v == ProgramVerdict.UNDECIDED).count());
  }

  /** What came of a run. One that was repeated since it could not be judged leaves that open. */
  private static ProgramVerdict verdict(ProgramRun run, Teller teller) {
    if (!believed(run, teller).isEmpty()) {
      return ProgramVerdict.VIOLATED;
    }
    boolean isDoubted =
        run.deviations().stream()
            .anyMatch(d -> teller.isWanted(d) && !teller.isSure(run, d) && !teller.isLate(d));
    boolean isOpen = run.undecided() != null && !run.repeated();
    return isDoubted || isOpen ? ProgramVerdict.UNDECIDED : ProgramVerdict.EXPLAINED;
  }

  private static List<Deviation> believed(ProgramRun run, Teller teller) {
    return run.deviations().stream()
        .filter(teller::isWanted)
        .filter(deviation -> teller.isSure(run, deviation))
        .toList();
  }

  private static int weight(ProgramVerdict verdict) {
    return switch (verdict) {
      case VIOLATED -> 2;
      case UNDECIDED -> 1;
      case EXPLAINED, SKIPPED -> 0;
    };
  }

  /** The runs that could not be judged, and were not judged when they were repeated either. */
  List<Results.UndecidedData> undecided() {
    return all(run -> run.undecided() != null && !run.repeated()).stream()
        .map(
            run ->
                new Results.UndecidedData(
                    run.source(), run.program(), String.valueOf(run.undecided())))
        .toList();
  }

  /** What a report has to say of programs that were judged only when they ran once more. */
  Optional<String> setbacks() {
    List<ProgramRun> runs = all(ProgramRun::repeated);
    List<ProgramRun> open = all(run -> run.patient() && run.undecided() != null);
    runs.removeIf(
        run ->
            open.stream().anyMatch(o -> o.source().equals(run.source()) && o.run() == run.run()));
    runs.removeIf(run -> run.undecided() == null);
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    int count = runs.size();
    ProgramRun first = runs.get(0);
    @Nullable String why = first.undecided();
    return Optional.of(
        (count == 1
                ? "1 program could not be judged when it first ran, and was"
                : count + " programs could not be judged when they first ran, and were")
            + " judged when run again after a fresh start; "
            + (count == 1 ? "it was " : "the first was ")
            + first.source()
            + ": "
            + why);
  }

  private List<ProgramRun> all(Predicate<ProgramRun> which) {
    List<ProgramRun> all = new ArrayList<>();
    fixed.values().forEach(one -> one.runs.stream().filter(which).forEach(all::add));
    random.stream().filter(which).forEach(all::add);
    return all;
  }
}
