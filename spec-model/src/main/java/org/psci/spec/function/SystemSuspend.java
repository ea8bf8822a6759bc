// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.ALREADY_ON;
import static org.psci.spec.vocabulary.ReturnCode.DENIED;
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
 * SYSTEM_SUSPEND(entry_point_address, context_id) (5.20), from 1.0: the machine sleeps, by a call
 * of the only core that is not OFF. That core wakes up at the entry point; if a wake-up event was
 * pending, the call may return instead (AMB-02).
 *
 * <p>Whether a frozen core is OFF is not laid down.
 */
final class SystemSuspend extends Section<SystemSuspend.Situation> {

  /** What a call meets. */
  record Situation(OtherCores others, EntryPoint entry) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return others.ordinal() * 3 + entry.ordinal();
    }

    boolean isAlone() {
      return others == OtherCores.ALL_OFF || others == OtherCores.FROZEN;
    }
  }

  SystemSuspend() {
    super("SYSTEM_SUSPEND", Situation.class, SystemSuspend::text);
  }

  private static void text(Clauses<Situation> on) {
    on.mayRefuse(INVALID_ADDRESS) // the caller may come back without it
        .when("the entry point is bad, from 1.0 on", s -> s.entry == EntryPoint.BAD)
        .by("SSUSP-02")
        .besideRefusals();
    on.mayRefuse(INVALID_PARAMETERS)
        .when("the entry point is bad, before 1.0", s -> s.entry == EntryPoint.BAD_BEFORE_1_0)
        .by("SSUSP-02")
        .besideRefusals();
    on.refuses(DENIED)
        .when("another core is ON", s -> s.others == OtherCores.ON)
        .by("SSUSP-01", "SSUSP-09")
        .under("AMB-01", "A");
    on.refuses(DENIED)
        .when("another core is being started, and none is ON", s -> s.others == OtherCores.STARTING)
        .by("SSUSP-09", "SSUSP-01")
        .under("AMB-01", "A");
    on.mayRefuse(ALREADY_ON)
        .when("another core is ON", s -> s.others == OtherCores.ON)
        .by("SSUSP-01", "SSUSP-09")
        .under("AMB-01", "B")
        .besideRefusals();
    on.mayRefuse(ALREADY_ON)
        .when("another core is being started, and none is ON", s -> s.others == OtherCores.STARTING)
        .by("SSUSP-09", "SSUSP-01")
        .under("AMB-01", "B")
        .besideRefusals();
    on.mayRefuse(DENIED)
        .when("another core is frozen, and all others are OFF", s -> s.others == OtherCores.FROZEN)
        .by("SSUSP-01")
        .under("AMB-01", "A");
    on.mayRefuse(ALREADY_ON)
        .when("another core is frozen, and all others are OFF", s -> s.others == OtherCores.FROZEN)
        .by("SSUSP-01")
        .under("AMB-01", "B");

    on.leaves("the caller is in SYSTEM_SUSPEND", SystemSuspend::suspended)
        .when("all other cores are OFF, or frozen", Situation::isAlone)
        .by("SSUSP-03", "SSUSP-01", "SSUSP-06");

    on.means(INVALID_ADDRESS, "the entry point is bad").by("SSUSP-02");
    on.means(DENIED, "another core is not OFF").by("SSUSP-01");
    on.means(ALREADY_ON, "another core is not OFF").by("SSUSP-01");
    on.onlyTheseResults()
        .when("the entry point is good", s -> s.entry == EntryPoint.GOOD)
        .by("SSUSP-01", "SSUSP-02");
    on.onlyTheseResults()
        .when("the entry point is bad", s -> s.entry != EntryPoint.GOOD)
        .by("SSUSP-02");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(OtherCores.of(before, call.caller()), EntryPoint.of(platform, call));
  }

  private static State suspended(Platform platform, State before, Call call) {
    State next = before.with(call.caller(), CoreState.IN_SYSTEM_SUSPEND);
    return Coordination.gone(platform, next, call.caller());
  }
}
