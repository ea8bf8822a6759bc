// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import java.util.Optional;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;

/** One thread's part of an exploration: expands states, checks every step, keeps what is new. */
final class Worker implements StepSink {
  private static final Action NOTHING = Action.hidden(-1, Action.Kind.CALL, -1);

  private final TransitionSystem system;
  private final Symmetry symmetry;
  private final List<Invariant> invariants;
  private final StateSet seen;
  private final Findings findings;
  private StateList found = new StateList();

  private State before = new State(0);
  private long weight;
  private boolean leadsOn;

  Worker(TransitionSystem system, Symmetry symmetry, List<Invariant> invariants, StateSet seen) {
    this.system = system;
    this.symmetry = symmetry;
    this.invariants = invariants;
    this.seen = seen;
    this.findings = new Findings(invariants, system.actions());
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

  void expand(State state) {
    before = state;
    weight = symmetry.orbit(state);
    leadsOn = false;
    findings.state(weight);
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
    boolean changes = !next.equals(before);
    check(action, result, next, why.reading(), changes);
    if (changes) {
      State canonical = symmetry.canonical(next);
      if (seen.add(canonical.cores(), canonical.machine())) {
        found.add(canonical.cores(), canonical.machine());
      }
    }
  }

  @Override
  public void unanswered(Action action) {
    findings.unanswered(action);
  }

  private void check(
      Action action, Result result, State next, Optional<Reading> reading, boolean changes) {
    for (int index = 0; index < invariants.size(); index++) {
      Invariant invariant = invariants.get(index);
      if ((changes || invariant.scope() == Invariant.Scope.STEP)
          && !invariant.check().holds(before, action, result, next, reading)
          && !isOldBreak(invariant)) {
        findings.broken(index, before, action, result, next);
      }
    }
  }

  /** Whether the state was broken before the step already. */
  private boolean isOldBreak(Invariant invariant) {
    Optional<Reading> none = Optional.empty();
    return invariant.scope() == Invariant.Scope.STATE
        && !invariant.check().holds(before, NOTHING, Result.HAPPENS, before, none);
  }
}
