// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;

/** One thread's part of an exploration: expands states, checks every step, keeps what is new. */
final class Worker implements StepSink {
  private static final Action NOTHING = Action.hidden(-1, Action.Kind.CALL, -1);
  private static final Optional<Reading> NO_READING = Optional.empty();

  private final TransitionSystem system;
  private final Symmetry symmetry;
  private final Invariant[] invariants;

  /** By scope, which of them it is. */
  private final int[][] ofScope;

  private final StateSet seen;
  private final RecentStates recent = new RecentStates();
  private final Findings findings;
  private StateList found = new StateList();

  private State before = new State(0);
  private long weight;
  private boolean leadsOn;

  Worker(TransitionSystem system, Symmetry symmetry, List<Invariant> invariants, StateSet seen) {
    this.system = system;
    this.symmetry = symmetry;
    this.invariants = invariants.toArray(new Invariant[0]);
    this.ofScope = new int[Invariant.Scope.values().length][];
    for (Invariant.Scope scope : Invariant.Scope.values()) {
      ofScope[scope.ordinal()] =
          IntStream.range(0, invariants.size())
              .filter(index -> invariants.get(index).scope() == scope)
              .toArray();
    }
    this.seen = seen;
    this.findings = new Findings(invariants, system.actions().size());
  }

  Findings findings() {
    return findings;
  }

  /** The states that this worker was the first to reach since it was last asked. */
  StateList takeFound() {
    StateList taken = found;
    found = new StateList();
    return taken;
  }

  /** Takes all steps from a state that nobody has expanded yet. */
  void expand(State state) {
    before = state;
    weight = symmetry.orbit(state);
    leadsOn = false;
    findings.state(weight);
    check(Invariant.Scope.STATE, NOTHING, Result.HAPPENS, state, NO_READING);
    if (!DeadEnd.hasEnded(state)) {
      system.steps(state, this);
    }
    if (!leadsOn) {
      findings.deadEnd(DeadEnd.of(state), weight);
    }
  }

  @Override
  public void step(Action action, Result result, State next, Because why) {
    leadsOn = true;
    findings.transition(weight);
    findings.tally(action).add(result, why, weight);
    check(Invariant.Scope.STEP, action, result, next, why.reading());
    if (!next.equals(before)) {
      check(Invariant.Scope.CHANGE, action, result, next, why.reading());
      if (recent.add(next)) {
        keep(symmetry.canonical(next));
      }
    }
  }

  private void keep(State canonical) {
    if (seen.add(canonical.cores(), canonical.machine())) {
      found.add(canonical.cores(), canonical.machine());
    }
  }

  @Override
  public void unanswered(Action action) {
    findings.unanswered(action);
  }

  private void check(
      Invariant.Scope scope, Action action, Result result, State next, Optional<Reading> reading) {
    for (int index : ofScope[scope.ordinal()]) {
      if (!invariants[index].check().holds(before, action, result, next, reading)) {
        findings.broken(index, before, action, result, next);
      }
    }
  }
}
