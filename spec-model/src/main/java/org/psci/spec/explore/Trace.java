// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/** A shortest way from the start to a state, or to one that is the same but for places. */
final class Trace {
  private final TransitionSystem system;
  private final Symmetry symmetry;

  Trace(TransitionSystem system, Symmetry symmetry) {
    this.system = system;
    this.symmetry = symmetry;
  }

  /** How a state was reached. */
  private record Arrival(State state, State from, String by) {}

  /** The steps in words; empty if the state is the start, or cannot be reached. */
  List<String> to(State wanted) {
    State goal = symmetry.canonical(wanted);
    Map<State, Arrival> arrivals = new HashMap<>();
    Deque<State> waiting = new ArrayDeque<>();
    State start = system.start();
    arrivals.put(symmetry.canonical(start), new Arrival(start, start, ""));
    waiting.add(start);
    while (!waiting.isEmpty() && !arrivals.containsKey(goal)) {
      State state = waiting.remove();
      if (!DeadEnd.hasEnded(state)) {
        system.steps(state, new Search(state, arrivals, waiting));
      }
    }
    List<String> steps = new ArrayList<>();
    Arrival arrival = arrivals.get(goal);
    while (arrival != null && !arrival.by().isEmpty()) {
      steps.add(arrival.by());
      arrival = arrivals.get(symmetry.canonical(arrival.from()));
    }
    Collections.reverse(steps);
    return steps;
  }

  private final class Search implements StepSink {
    private final State from;
    private final Map<State, Arrival> arrivals;
    private final Deque<State> waiting;

    Search(State from, Map<State, Arrival> arrivals, Deque<State> waiting) {
      this.from = from;
      this.arrivals = arrivals;
      this.waiting = waiting;
    }

    @Override
    public void step(Action action, Result result, State next, Because why) {
      State canonical = symmetry.canonical(next);
      if (!arrivals.containsKey(canonical)) {
        String by =
            action + " " + result.describe(action) + " -> " + InvariantViolation.describe(next);
        arrivals.put(canonical, new Arrival(next, from, by));
        waiting.add(next);
      }
    }

    @Override
    public void unanswered(Action action) {}
  }
}
