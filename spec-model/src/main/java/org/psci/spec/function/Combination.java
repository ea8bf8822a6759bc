// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.Locale;
import java.util.Optional;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Fact;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * What a call met and what came of it, as far as coverage of the model is concerned: the function,
 * the suspend mode, what the core that it names was doing (or, where it names none, whether the
 * caller was alone), and the outcome. Packed into a number.
 */
public final class Combination {
  /** Stands for a call that is of no function. */
  public static final int NONE = -1;

  /** What the core that a call names was doing, or who else was there if it names none. */
  private enum Partner {
    NO_SUCH_CORE,
    ITSELF,
    OFF_CORE,
    PENDING_CORE,
    RUNNING_CORE,
    SUSPENDED_CORE,
    FROZEN_CORE,
    ALONE,
    BESIDE_OTHERS
  }

  private static final Partner[] PARTNERS = Partner.values();

  /**
   * Codes of outcomes: those of results above 0, and then of everything that is no plain result.
   */
  private static final int POSITIVE = ReturnCode.values().length;

  private static final int NUMBER = POSITIVE + 1;
  private static final int ANY = POSITIVE + 2;
  private static final int LEAVES = POSITIVE + 3;
  private static final int OUTCOMES = POSITIVE + 4;

  /** So many numbers there are, from 0; some of them stand for what nobody can meet. */
  public static final int COUNT = PsciFunction.values().length * 2 * PARTNERS.length * OUTCOMES;

  private Combination() {}

  /** A call that returned this value. */
  static int ofResult(int situation, int value) {
    if (value > 0) {
      return with(situation, POSITIVE);
    }
    return ReturnCode.of(value).map(code -> with(situation, code.ordinal())).orElse(NONE);
  }

  /** A sink that hears of the combinations. */
  public interface Listener {
    /** An outcome of the call is possible, and leaves the machine in this state. */
    void outcome(int combination, State next);
  }

  /** Hands over every combination that a call may make in this state. */
  public static void of(Specification specification, State before, Call call, Listener listener) {
    int situation = situation(specification.platform(), before, call);
    if (situation == NONE) {
      return;
    }
    specification.permit(before, call, new Sink(specification.platform(), situation, listener));
  }

  /** The combination of a call that returned this, or did not return. */
  public static int of(Platform platform, State before, Call call, boolean returned, long result) {
    int situation = situation(platform, before, call);
    if (situation == NONE) {
      return NONE;
    }
    if (!returned || (call.is(PsciFunction::suspends) && result == 0)) {
      return with(situation, LEAVES);
    }
    PsciFunction function = PsciFunction.of(call.functionId()).orElseThrow();
    if (function.countsUnsigned() && !platform.absent().contains(function)) {
      return with(situation, function == PsciFunction.MIGRATE_INFO_UP_CPU ? NUMBER : ANY);
    }
    return ofResult(situation, (int) result);
  }

  private static int with(int situation, int outcome) {
    return situation * OUTCOMES + outcome;
  }

  private static int situation(Platform platform, State before, Call call) {
    Optional<PsciFunction> function = PsciFunction.of(call.functionId());
    if (function.isEmpty()) {
      return NONE;
    }
    int register = function.get().register(Parameter.Kind.CORE);
    Partner partner =
        register == 0
            ? company(before, call.caller())
            : partner(before, call.caller(), platform.topology().indexOf(call.wide(register)));
    int mode = before.mode() == SuspendMode.OS_INITIATED ? 1 : 0;
    return (function.get().ordinal() * 2 + mode) * PARTNERS.length + partner.ordinal();
  }

  private static Partner company(State before, int caller) {
    for (int core = 0; core < State.CORES; core++) {
      if (core != caller && !before.core(core).isOff()) {
        return Partner.BESIDE_OTHERS;
      }
    }
    return Partner.ALONE;
  }

  private static Partner partner(State before, int caller, int target) {
    if (target < 0) {
      return Partner.NO_SUCH_CORE;
    }
    if (target == caller) {
      return Partner.ITSELF;
    }
    CoreState core = before.core(target);
    if (core.isOff()) {
      return Partner.OFF_CORE;
    }
    if (core.isPending()) {
      return Partner.PENDING_CORE;
    }
    if (core.isFrozen()) {
      return Partner.FROZEN_CORE;
    }
    return core.isSuspended() ? Partner.SUSPENDED_CORE : Partner.RUNNING_CORE;
  }

  /** A combination in words, for instance {@code CPU_ON of an off core: SUCCESS}. */
  public static String describe(int combination) {
    int outcome = combination % OUTCOMES;
    int situation = combination / OUTCOMES;
    Partner partner = PARTNERS[situation % PARTNERS.length];
    int functionAndMode = situation / PARTNERS.length;
    String words = partner.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return PsciFunction.values()[functionAndMode / 2]
        + (functionAndMode % 2 == 1 ? " in OS-initiated mode" : "")
        + ", "
        + words
        + ": "
        + outcome(outcome);
  }

  private static String outcome(int outcome) {
    if (outcome < POSITIVE) {
      return ReturnCode.values()[outcome].name();
    }
    return outcome == POSITIVE
        ? "a value above 0"
        : outcome == NUMBER
            ? "a number"
            : outcome == ANY ? "any number" : "does not return at once";
  }

  /** Turns outcomes into combinations, but for those that contradict a constant of the platform. */
  private record Sink(Platform platform, int situation, Listener listener) implements Outcomes {

    private boolean contradicts(Because why) {
      for (Fact fact : why.facts()) {
        Long known = platform.constants().get(fact.subject());
        if (known != null && known != fact.value()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void returns(int value, State next, Because why) {
      if (contradicts(why)) {
        return;
      }
      listener.outcome(ofResult(situation, value), next);
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      listener.outcome(with(situation, value == 0 ? ANY : NUMBER), next);
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      listener.outcome(with(situation, ANY), next);
    }

    @Override
    public void leaves(State next, Because why) {
      listener.outcome(with(situation, LEAVES), next);
    }

    @Override
    public void returnsAnything(State next) {
      listener.outcome(NONE, next);
    }
  }
}
