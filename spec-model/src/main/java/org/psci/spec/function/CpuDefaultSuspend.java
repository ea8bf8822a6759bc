// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.INVALID_ADDRESS;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * CPU_DEFAULT_SUSPEND(entry_point_address, context_id) (5.18), from 1.0: suspends the calling core
 * as CPU_SUSPEND does, as deep as the implementation likes. It may return, or enter at the entry
 * point, each time; so an implementation that always returns has no use for the entry point.
 */
final class CpuDefaultSuspend extends Section<CpuDefaultSuspend.Situation> {

  /** What a call meets. */
  record Situation(EntryPoint entry) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return entry.ordinal();
    }
  }

  CpuDefaultSuspend() {
    super("CPU_DEFAULT_SUSPEND", Situation.class, CpuDefaultSuspend::text);
  }

  private static void text(Clauses<Situation> on) {
    on.mayRefuse(INVALID_ADDRESS)
        .when("the entry point is bad, from 1.0 on", s -> s.entry == EntryPoint.BAD)
        .by("DSUSP-02");
    on.mayRefuse(INVALID_PARAMETERS)
        .when("the entry point is bad, before 1.0", s -> s.entry == EntryPoint.BAD_BEFORE_1_0)
        .by("DSUSP-02");

    on.leaves("the caller is suspended", CpuDefaultSuspend::suspended)
        .by("DSUSP-01", "DSUSP-02", "DSUSP-04");

    on.means(INVALID_ADDRESS, "the entry point is bad").by("DSUSP-02");
    on.onlyTheseResults().by("DSUSP-02");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(EntryPoint.of(platform, call));
  }

  private static State suspended(Platform platform, State before, Call call) {
    State next = before.with(call.caller(), CoreState.IN_DEFAULT_SUSPEND);
    return Coordination.gone(platform, next, call.caller());
  }
}
