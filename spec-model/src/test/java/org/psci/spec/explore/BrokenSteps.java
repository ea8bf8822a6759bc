// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import java.util.function.Predicate;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/** The steps of the model with one fault: some lead to a wrong state, or are not there. */
record BrokenSteps(TransitionSystem right, Predicate<Step> which, Fault fault)
    implements TransitionSystem {

  /** A step as data. */
  record Step(State before, Action action, Result result, State next) {}

  /** What happens in place of a step. */
  interface Fault {
    /** Hands over the wrong step, or none. */
    void instead(Step step, Because why, StepSink sink);
  }

  /** Some steps lead elsewhere. */
  static BrokenSteps leadingTo(
      TransitionSystem right,
      Predicate<Step> which,
      java.util.function.Function<Step, State> elsewhere) {
    return new BrokenSteps(
        right,
        which,
        (step, why, sink) -> sink.step(step.action(), step.result(), elsewhere.apply(step), why));
  }

  @Override
  public State start() {
    return right.start();
  }

  @Override
  public List<Action> actions() {
    return right.actions();
  }

  @Override
  public void steps(State before, StepSink sink) {
    right.steps(
        before,
        new StepSink() {
          @Override
          public void step(Action action, Result result, State next, Because why) {
            Step step = new Step(before, action, result, next);
            if (which.test(step)) {
              fault.instead(step, why, sink);
            } else {
              sink.step(action, result, next, why);
            }
          }

          @Override
          public void unanswered(Action action) {
            sink.unanswered(action);
          }
        });
  }
}
