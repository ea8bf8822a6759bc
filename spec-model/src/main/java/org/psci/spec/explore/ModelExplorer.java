// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.psci.spec.model.Platform;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Version;

/** Explores the model of one machine, and puts together what was found. */
public final class ModelExplorer {
  private static final double NANOS = 1e9;

  private final Setting setting;
  private final boolean symmetric;
  private final int threads;
  private final long mostStates;

  /**
   * @param symmetric whether states that differ only in places of cores count as one while
   *     exploring
   * @param mostStates how many states to store at most
   */
  public ModelExplorer(Setting setting, boolean symmetric, int threads, long mostStates) {
    this.setting = setting;
    this.symmetric = symmetric;
    this.threads = threads;
    this.mostStates = mostStates;
  }

  /**
   * Explores the whole.
   *
   * @throws TooManyStatesException if there are more states than it may store
   */
  public ExplorationReport explore() {
    Platform platform = setting.platform();
    return explore(new PsciSteps(platform, new Alphabet(platform)), true);
  }

  /** Explores without comparing with the version before. */
  public ExplorationReport exploreInvariants() {
    Platform platform = setting.platform();
    return explore(new PsciSteps(platform, new Alphabet(platform)), false);
  }

  /** Explores any steps on the machine of the setting. */
  ExplorationReport explore(TransitionSystem system, boolean compared) {
    Platform platform = setting.platform();
    boolean fixed = setting.trustedOs() == Setting.Resident.FIXED;
    Symmetry symmetry = symmetric ? Symmetry.of(platform, fixed) : Symmetry.none(platform);
    List<Invariant> invariants = Invariants.of(platform);
    long start = System.nanoTime();
    Exploration exploration = new Exploration(system, symmetry, invariants, threads, mostStates);
    Findings found = exploration.run();
    double seconds = (System.nanoTime() - start) / NANOS;
    List<ExplorationReport.Checked> results = new ArrayList<>();
    for (int index = 0; index < invariants.size(); index++) {
      Optional<InvariantViolation> example = Optional.ofNullable(found.example(index));
      List<String> way =
          example.map(broken -> new Trace(system, symmetry).to(broken.before())).orElse(List.of());
      results.add(
          new ExplorationReport.Checked(
              invariants.get(index), found.timesBroken(index), example, way));
    }
    return new ExplorationReport(
        setting,
        threads,
        symmetry.order(),
        exploration.seen().size(),
        found.states(),
        found.transitions(),
        exploration.depth(),
        seconds,
        results,
        found.deadEnds(),
        found.unanswered(),
        compared
            ? Refinement.of(setting).map(r -> compare(r, exploration.seen()))
            : Optional.empty(),
        unused(system, found, setting.version()),
        coverage(system, found));
  }

  private static ExplorationReport.Compared compare(Refinement refinement, StateSet states) {
    long start = System.nanoTime();
    for (StateList list : states.lists()) {
      for (int index = 0; index < list.size(); index++) {
        refinement.compare(list.get(index));
      }
    }
    return new ExplorationReport.Compared(
        refinement.older(),
        refinement.used(),
        refinement.unexplainedCount(),
        refinement.unexplained(),
        (System.nanoTime() - start) / NANOS);
  }

  private static List<Rule> unused(TransitionSystem system, Findings found, Version version) {
    BitSet used = new BitSet();
    for (Action action : system.actions()) {
      found
          .tally(action)
          .forEachReason((why, count) -> why.rules().forEach(rule -> used.set(rule.index())));
    }
    return RuleCatalogue.all().stream()
        .filter(rule -> demands(rule) && rule.appliesTo(version) && !used.get(rule.index()))
        .toList();
  }

  private static boolean demands(Rule rule) {
    return switch (rule.level()) {
      case MUST, SHOULD, MAY -> true;
      case IMPLDEF, NOTE -> false;
    };
  }

  private static Map<String, Map<String, Long>> coverage(TransitionSystem system, Findings found) {
    Map<String, Map<String, Long>> coverage = new TreeMap<>();
    for (Action action : system.actions()) {
      Map<String, Long> results = coverage.computeIfAbsent(action.name(), name -> new TreeMap<>());
      found
          .tally(action)
          .forEachResult(
              (result, count) -> results.merge(result.describe(action), count, Long::sum));
    }
    coverage.values().removeIf(Map::isEmpty);
    return coverage;
  }
}
