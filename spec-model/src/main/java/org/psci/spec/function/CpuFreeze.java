// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.DENIED;

import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * CPU_FREEZE() (5.17), from 1.0: the calling core stops, and no interrupt wakes it; only a CPU_ON
 * brings it back. It is refused where CPU_OFF would be.
 */
final class CpuFreeze extends Section<CpuFreeze.Situation> {

  /** What a call meets. */
  record Situation(CpuOff.TrustedOs trustedOs) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return trustedOs.ordinal();
    }
  }

  CpuFreeze() {
    super("CPU_FREEZE", Situation.class, CpuFreeze::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(DENIED)
        .when(
            "a uniprocessor trusted OS is resident on the caller",
            s -> s.trustedOs == CpuOff.TrustedOs.ON_THE_CALLER)
        .by("FRZ-03", "MIG-01");
    on.mayRefuse(DENIED)
        .when(
            "a uniprocessor trusted OS is resident on a core that is not known",
            s -> s.trustedOs == CpuOff.TrustedOs.SOMEWHERE)
        .by("FRZ-03", "MIG-01");

    on.leaves("the caller is frozen", CpuFreeze::frozen)
        .when(
            "no such trusted OS is resident on the caller",
            s -> s.trustedOs != CpuOff.TrustedOs.ON_THE_CALLER)
        .by("FRZ-03", "FRZ-01");

    on.means(DENIED, "a uniprocessor trusted OS is resident on the caller").by("FRZ-03");
    on.onlyTheseResults().by("FRZ-03");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(CpuOff.trustedOs(platform, before, call));
  }

  private static State frozen(Platform platform, State before, Call call) {
    State next = before.with(call.caller(), CoreState.FROZEN);
    return Coordination.gone(platform, next, call.caller());
  }
}
