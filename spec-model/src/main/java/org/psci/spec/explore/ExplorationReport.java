// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.Version;

/**
 * What an exploration found.
 *
 * @param setting the machine
 * @param threads how many threads explored
 * @param changesOfPlaces how many changes of places of cores were taken for nothing, at least 1
 * @param stored the states that were stored and expanded, one for all that differ only in places
 * @param states the states that can be reached, each for itself
 * @param transitions the steps from all of them
 * @param depth how many steps the furthest is away
 * @param seconds how long it took, without the comparison of versions
 * @param invariants what was checked, and where it did not hold
 * @param deadEnds how many states lead nowhere, by kind
 * @param unanswered calls to which nothing was permitted
 * @param refinement the comparison with the version before, if there is one
 * @param unusedRules the rules of this version that no step goes by
 * @param coverage how often each function, or hidden step, ended in which way
 */
public record ExplorationReport(
    Setting setting,
    int threads,
    int changesOfPlaces,
    long stored,
    long states,
    long transitions,
    int depth,
    double seconds,
    List<Checked> invariants,
    Map<DeadEnd, Long> deadEnds,
    List<Action> unanswered,
    Optional<Compared> refinement,
    List<Rule> unusedRules,
    Map<String, Map<String, Long>> coverage) {

  /**
   * An invariant that was checked.
   *
   * @param invariant the invariant
   * @param broken how often it did not hold
   * @param example where it did not, if so
   * @param way a shortest way to the state before
   */
  public record Checked(
      Invariant invariant, long broken, Optional<InvariantViolation> example, List<String> way) {}

  /**
   * A comparison of versions.
   *
   * @param older the version before
   * @param differences how often each listed difference was needed
   * @param unexplained how many outcomes no difference explains
   * @param examples some of them
   * @param seconds how long it took
   */
  public record Compared(
      Version older,
      Map<String, Long> differences,
      long unexplained,
      List<String> examples,
      double seconds) {

    /** Whether nothing is unexplained, and no difference is listed in vain. */
    public boolean holds() {
      return unexplained == 0 && !differences.containsValue(0L);
    }
  }

  /** Whether everything is as it has to be. */
  public boolean holds() {
    return invariants.stream().allMatch(checked -> checked.broken() == 0)
        && deadEnds.keySet().stream().allMatch(DeadEnd::isLawful)
        && unanswered.isEmpty()
        && refinement.map(Compared::holds).orElse(true);
  }

  /** States a second, each for itself. */
  public double statesPerSecond() {
    return states / seconds;
  }
}
