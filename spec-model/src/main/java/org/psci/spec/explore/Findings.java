// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.psci.spec.model.State;

/** What one thread has seen: counts, and of each broken invariant one example. */
final class Findings {
  private final List<Invariant> invariants;
  private final long[] broken;
  private final @Nullable InvariantViolation[] examples;
  private final Tally[] tallies;
  private final Map<DeadEnd, Long> deadEnds = new EnumMap<>(DeadEnd.class);
  private final Map<Integer, Action> unanswered = new TreeMap<>();
  private long states;
  private long transitions;

  Findings(List<Invariant> invariants, int actions) {
    this.invariants = invariants;
    this.broken = new long[invariants.size()];
    this.examples = new InvariantViolation[invariants.size()];
    this.tallies = new Tally[actions];
    Arrays.setAll(tallies, index -> new Tally());
  }

  /** A state that stands for so many. */
  void state(long weight) {
    states += weight;
  }

  void transition(long weight) {
    transitions += weight;
  }

  void deadEnd(DeadEnd kind, long weight) {
    deadEnds.merge(kind, weight, Long::sum);
  }

  void unanswered(Action action) {
    unanswered.put(action.index(), action);
  }

  Tally tally(Action action) {
    return tallies[action.index()];
  }

  void broken(int invariant, State before, Action action, Result result, State after) {
    broken[invariant]++;
    InvariantViolation violation =
        new InvariantViolation(invariants.get(invariant), before, action, result, after);
    InvariantViolation known = examples[invariant];
    if (known == null || InvariantViolation.ORDER.compare(violation, known) < 0) {
      examples[invariant] = violation;
    }
  }

  /** Takes in what another thread has seen. */
  void add(Findings other) {
    states += other.states;
    transitions += other.transitions;
    other.deadEnds.forEach((kind, count) -> deadEnds.merge(kind, count, Long::sum));
    unanswered.putAll(other.unanswered);
    for (int index = 0; index < tallies.length; index++) {
      tallies[index].add(other.tallies[index]);
    }
    for (int index = 0; index < broken.length; index++) {
      broken[index] += other.broken[index];
      InvariantViolation its = other.examples[index];
      InvariantViolation known = examples[index];
      if (its != null && (known == null || InvariantViolation.ORDER.compare(its, known) < 0)) {
        examples[index] = its;
      }
    }
  }

  long states() {
    return states;
  }

  long transitions() {
    return transitions;
  }

  Map<DeadEnd, Long> deadEnds() {
    return deadEnds;
  }

  List<Action> unanswered() {
    return List.copyOf(unanswered.values());
  }

  long timesBroken(int invariant) {
    return broken[invariant];
  }

  @Nullable InvariantViolation example(int invariant) {
    return examples[invariant];
  }
}
