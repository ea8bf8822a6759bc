// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * PSCI_SET_SUSPEND_MODE(mode) (5.21), from 1.0: who coordinates the nodes above the cores, for the
 * whole machine. Into OS-initiated mode it goes only while nobody sleeps or has slept, back only
 * while all other cores are OFF.
 */
final class SetSuspendMode implements Step {
  private static final Because CHANGED = Because.of("MODE-02", "MODE-03", "MODE-04");
  private static final Because CHANGED_BACK = Because.of("MODE-03", "MODE-02", "MODE-04");
  private static final Because NOT_NOW = Because.of("MODE-02", "MODE-04");
  private static final Because NOT_BACK_NOW = Because.of("MODE-03", "MODE-04");
  private static final Because UNCHANGED = Because.of("MODE-06");
  private static final Because NO_SUCH_MODE = Because.of("MODE-01");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int mode = call.word(1);
    if (mode != 0 && mode != 1) {
      outcomes.returns(ReturnCode.INVALID_PARAMETERS, before, NO_SUCH_MODE);
    } else if (mode == before.mode().value()) {
      keep(before, mayChange(before, call.caller()), outcomes);
    } else if (mode == SuspendMode.OS_INITIATED.value()) {
      initiate(platform, before, outcomes);
    } else {
      coordinate(before, call, outcomes);
    }
  }

  /** The conditions are laid down for changes only (AMB-17). */
  private static void keep(State before, State.Certainty mayChange, Outcomes outcomes) {
    boolean tells = mayChange == State.Certainty.NO; // else a change would succeed as well
    outcomes.returns(
        ReturnCode.SUCCESS, before, tells ? UNCHANGED.under("AMB-17", "A") : UNCHANGED);
    if (before.hasSuspended() != State.Certainty.NO) {
      State forgotten = before.withSuspended(State.Certainty.NO);
      outcomes.returns(ReturnCode.SUCCESS, forgotten, UNCHANGED.under("AMB-17", "C"));
    }
    if (mayChange != State.Certainty.YES) {
      outcomes.returns(ReturnCode.DENIED, before, UNCHANGED.under("AMB-17", "B"));
    }
  }

  /** The conditions of either change: which of them such a call would have to keep is open too. */
  private static State.Certainty mayChange(State before, int caller) {
    return Collections.min(List.of(mayInitiate(before), mayCoordinate(before, caller)));
  }

  private static void initiate(Platform platform, State before, Outcomes outcomes) {
    State.Certainty may = mayInitiate(before);
    State next = Coordination.osInitiated(platform, before).withSuspended(State.Certainty.NO);
    switch (may) {
      case YES -> {
        outcomes.returns(ReturnCode.SUCCESS, next, CHANGED.under("AMB-18", "A"));
        outcomes.returns(ReturnCode.DENIED, before, NOT_NOW.under("AMB-18", "B"));
      }
      case MAYBE -> {
        outcomes.returns(ReturnCode.SUCCESS, next, CHANGED);
        outcomes.returns(ReturnCode.DENIED, before, NOT_NOW);
      }
      case NO -> {
        outcomes.returns(ReturnCode.DENIED, before, NOT_NOW);
        outcomes.returns(ReturnCode.SUCCESS, next, CHANGED.under("AMB-18", "C"));
      }
    }
  }

  /**
   * Every core runs, is OFF or in CPU_DEFAULT_SUSPEND, and none has been suspended since boot or
   * the last change. Nothing is said of cores that are being started, or frozen.
   */
  private static State.Certainty mayInitiate(State before) {
    boolean certain = before.hasSuspended() == State.Certainty.NO;
    for (int core = 0; core < State.CORES; core++) {
      CoreState state = before.core(core);
      if (state.isSuspended() && !state.isInDefaultSuspend()) {
        return State.Certainty.NO;
      }
      certain &= !state.isPending() && !state.isFrozen();
    }
    if (before.hasSuspended() == State.Certainty.YES) {
      return State.Certainty.NO;
    }
    return certain ? State.Certainty.YES : State.Certainty.MAYBE;
  }

  private static void coordinate(State before, Call call, Outcomes outcomes) {
    State next =
        before
            .with(SuspendMode.PLATFORM_COORDINATED)
            .withNodesRunning()
            .withSuspended(State.Certainty.NO);
    State.Certainty may = mayCoordinate(before, call.caller());
    if (may != State.Certainty.NO) {
      outcomes.returns(ReturnCode.SUCCESS, next, CHANGED_BACK);
    }
    if (may != State.Certainty.YES) {
      outcomes.returns(ReturnCode.DENIED, before, NOT_BACK_NOW);
    }
    if (may == State.Certainty.NO && anyPending(before)) {
      outcomes.returns(ReturnCode.SUCCESS, next, CHANGED_BACK.under("AMB-19", "B"));
    }
  }

  private static boolean anyPending(State state) {
    for (int core = 0; core < State.CORES; core++) {
      if (state.core(core).isPending()) {
        return true;
      }
    }
    return false;
  }

  /** Every other core is OFF; whether a frozen one is nobody says. */
  private static State.Certainty mayCoordinate(State before, int caller) {
    State.Certainty may = State.Certainty.YES;
    for (int core = 0; core < State.CORES; core++) {
      CoreState other = before.core(core);
      if (core != caller && other.isFrozen()) {
        may = State.Certainty.MAYBE;
      } else if (core != caller && !other.isOff()) {
        return State.Certainty.NO;
      }
    }
    return may;
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return ReturnCode.of(value)
        .map(
            code ->
                switch (code) {
                  case SUCCESS, DENIED -> call.word(1) == 0 ? NOT_BACK_NOW : NOT_NOW;
                  default -> NO_SUCH_MODE;
                });
  }
}
