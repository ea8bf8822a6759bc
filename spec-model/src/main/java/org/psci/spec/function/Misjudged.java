// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * Outcomes of a call that took some cores for what they are not. What it does not change stays as
 * it is; what it does to a core that it misjudged may come to nothing.
 */
record Misjudged(State is, State seen, Outcomes outcomes) implements Outcomes {

  @Override
  public void returns(int value, State next, Because why) {
    State unchanged = unchanged(next);
    outcomes.returns(value, unchanged, why);
    State changed = changed(next);
    if (!changed.equals(unchanged)) {
      outcomes.returns(value, changed, why);
    }
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    outcomes.returnsNumber(value, changed(next), why);
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    State unchanged = unchanged(next);
    outcomes.returnsOneOf(answers, unchanged, why);
    State changed = changed(next);
    if (!changed.equals(unchanged)) {
      outcomes.returnsOneOf(answers, changed, why);
    }
  }

  @Override
  public void leaves(State next, Because why) {
    outcomes.leaves(changed(next), why);
  }

  @Override
  public void returnsAnything(State next) {
    outcomes.returnsAnything(changed(next));
  }

  /** The state after it, where nothing happens to a core or a node that was misjudged. */
  private State unchanged(State next) {
    State after = nodes(next);
    for (int core = 0; core < State.CORES; core++) {
      if (!is.core(core).equals(seen.core(core))) {
        after = after.with(core, is.core(core));
      }
    }
    return after;
  }

  /** The state after it, where cores that were misjudged stay what they are unless it acts. */
  private State changed(State next) {
    State after = nodes(next);
    for (int core = 0; core < State.CORES; core++) {
      boolean isMisjudged = !is.core(core).equals(seen.core(core));
      if (isMisjudged && next.core(core).equals(seen.core(core))) {
        after = after.with(core, is.core(core));
      }
    }
    return after;
  }

  /** The same with nodes that were misjudged as they are, unless it acts on them. */
  private State nodes(State next) {
    State after = next;
    for (int node = 0; node < State.NODES && is.machine() != seen.machine(); node++) {
      boolean isMisjudged = is.node(node) != seen.node(node);
      if (isMisjudged && next.node(node) == seen.node(node)) {
        after = after.withNode(node, is.node(node));
      }
    }
    return after;
  }
}
