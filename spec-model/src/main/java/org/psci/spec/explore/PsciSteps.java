// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import java.util.Optional;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.step.CoreStart;
import org.psci.spec.step.WakeUp;

/** The steps of the model: the calls of an alphabet by every core that runs, and hidden steps. */
final class PsciSteps implements TransitionSystem {
  private static final Because NO_REASON = new Because(List.of(), Optional.empty(), List.of());

  private final Specification specification;
  private final Alphabet alphabet;
  private final int cores;

  PsciSteps(Platform platform, Alphabet alphabet) {
    this.specification = new Specification(platform);
    this.alphabet = alphabet;
    this.cores = State.cores(platform.topology());
  }

  @Override
  public State start() {
    return specification.platform().coldBoot();
  }

  @Override
  public List<Action> actions() {
    return alphabet.actions();
  }

  @Override
  public void steps(State before, StepSink sink) {
    Answered answered = new Answered(sink);
    for (int core = 0; core < cores; core++) {
      CoreState state = before.core(core);
      if (state.isRunning()) {
        for (Action action : alphabet.calls(before.mode(), core)) {
          call(before, action, answered);
        }
      } else if (CoreStart.isPossible(before, core)) {
        Action start = alphabet.hidden(Action.Kind.CORE_START, core);
        sink.step(
            start,
            Result.HAPPENS,
            CoreStart.of(specification.platform(), before, core),
            CoreStart.WHY);
      } else if (WakeUp.isPossible(before, core)) {
        wake(before, core, state, sink);
      }
    }
  }

  private void call(State before, Action action, Answered answered) {
    Optional<Call> call = action.call();
    if (call.isPresent()) {
      answered.action = action;
      answered.any = false;
      specification.permit(before, call.get(), answered);
      if (!answered.any) {
        answered.sink.unanswered(action);
      }
    }
  }

  private void wake(State before, int core, CoreState state, StepSink sink) {
    State next = WakeUp.of(specification.platform(), before, core);
    Action back = alphabet.hidden(Action.Kind.WAKE_TO_CALLER, core);
    sink.step(back, Result.HAPPENS, next, WakeUp.returns(state));
    if (state.mayReenter()) {
      Action enter = alphabet.hidden(Action.Kind.WAKE_TO_ENTRY, core);
      sink.step(enter, Result.HAPPENS, next, WakeUp.reenters(state));
    }
  }

  /** Turns outcomes of one call into steps. */
  private static final class Answered implements Outcomes {
    private final StepSink sink;
    private Action action = Action.hidden(-1, Action.Kind.CALL, -1);
    private boolean any;

    Answered(StepSink sink) {
      this.sink = sink;
    }

    private void step(Result result, State next, Because why) {
      any = true;
      sink.step(action, result, next, why);
    }

    @Override
    public void returns(int value, State next, Because why) {
      step(Result.of(value), next, why);
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      step(Result.of(value), next, why);
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      step(Result.oneOf(answers), next, why);
    }

    @Override
    public void leaves(State next, Because why) {
      step(Result.LEAVES, next, why);
    }

    @Override
    public void returnsAnything(State next) {
      step(Result.ANYTHING, next, NO_REASON);
    }
  }
}
