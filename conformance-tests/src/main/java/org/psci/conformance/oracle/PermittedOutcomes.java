// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.psci.conformance.program.Names;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;

/** Everything that the specification permits a call to do, in the states that are possible. */
final class PermittedOutcomes implements Outcomes {
  private final Call call;

  /** Each outcome in words, with its rules. */
  final Set<String> permitted = new LinkedHashSet<>();

  /** Why they are permitted. */
  final List<Because> because = new ArrayList<>();

  /** The configurations after them; a call that returned is assumed to have stayed. */
  final Frontier after = new Frontier();

  /** Whether the call need not return. */
  boolean mayLeave;

  /** Whether the call may be lost with all that it should bring about; never by the whole text. */
  boolean mayVanish;

  /** Whether the call may succeed, or answer what it was asked. */
  private boolean maySucceed;

  /** Whether the model has no say in the call. */
  boolean isUnjudged;

  /** Whether the platform coordinates for certain. */
  boolean isPlatformCoordinated = true;

  private State before = State.COLD_BOOT;
  private long ahead;

  PermittedOutcomes(Call call) {
    this.call = call;
  }

  /** Collects what the call may do in this state. */
  void collect(Specification specification, State state, long aheadAfter) {
    before = state;
    ahead = aheadAfter;
    isPlatformCoordinated &= state.mode() == SuspendMode.PLATFORM_COORDINATED;
    specification.permit(state, call, this);
  }

  /** Whether the call can only be refused. */
  boolean onlyRefuses() {
    return !because.isEmpty() && !maySucceed && !mayLeave;
  }

  @Override
  public void returns(int value, State next, Because why) {
    note("returns " + Names.ofResult(call.functionId(), value), why);
    maySucceed |= value >= 0;
    after.add(next, ahead);
  }

  @Override
  public void returnsNumber(long value, State next, Because why) {
    note("returns " + Names.hex(value), why);
    maySucceed = true;
    after.add(next, ahead);
  }

  @Override
  public void returnsOneOf(Answers answers, State next, Because why) {
    note("returns " + answers.description(), why);
    maySucceed = true;
    after.add(next, ahead);
  }

  @Override
  public void leaves(State next, Because why) {
    note(call.is(PsciFunction::suspends) ? suspension(next) : "does not return", why);
    mayLeave = true;
    mayVanish |= next.equals(before);
    after.add(before, ahead); // but it did return
  }

  private String suspension(State next) {
    return next.core(call.caller()).mayReenter()
        ? "suspends the core, which then enters at the entry point or returns SUCCESS"
        : "suspends the core, which then returns SUCCESS";
  }

  @Override
  public void returnsAnything(State next) {
    isUnjudged = true;
    after.add(next, ahead);
  }

  private void note(String outcome, Because why) {
    permitted.add(Wording.because(outcome, why));
    if (!because.contains(why)) {
      because.add(why);
    }
  }
}
