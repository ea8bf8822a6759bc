// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.DENIED;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * CPU_OFF() (5.5): takes the calling core, and no other, out of the machine until a CPU_ON. The
 * call takes effect some time after it is made; until then others see the core ON (CPU_OFF-03).
 */
final class CpuOff extends Section<CpuOff.Situation> {

  /** Where a uniprocessor trusted OS is resident, if there is one. */
  enum TrustedOs {
    NOT_HERE,
    ON_THE_CALLER,
    /** There is one, but nobody has said where. */
    SOMEWHERE
  }

  /** The cores other than the caller. */
  enum Others {
    ALL_OFF,
    NOT_ALL_OFF
  }

  /** What a call meets. */
  record Situation(TrustedOs trustedOs, Others others) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return trustedOs.ordinal() * 2 + others.ordinal();
    }

    boolean mayGo() {
      return trustedOs != TrustedOs.ON_THE_CALLER;
    }
  }

  CpuOff() {
    super("CPU_OFF", Situation.class, CpuOff::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(DENIED)
        .when("a uniprocessor trusted OS is resident on the caller", s -> !s.mayGo())
        .by("CPU_OFF-11", "MIG-01");
    on.mayRefuse(DENIED)
        .when(
            "a uniprocessor trusted OS is resident on a core that is not known",
            s -> s.trustedOs == TrustedOs.SOMEWHERE)
        .by("CPU_OFF-11", "MIG-01");

    on.leaves("the caller is OFF", CpuOff::gone)
        .when("no such trusted OS is resident on the caller", Situation::mayGo)
        .by("CPU_OFF-01", "CPU_OFF-02", "CPU_OFF-03", "CPU_OFF-05", "SM-02")
        .otherwise(Answers.NO_ERROR);
    on.mayRefuse(DENIED) // a fault
        .when("all other cores are OFF", s -> s.mayGo() && s.others == Others.ALL_OFF)
        .by("CPU_OFF-02")
        .under("AMB-16", "C");

    on.means(DENIED, "a uniprocessor trusted OS is resident on the caller").by("CPU_OFF-02");
    on.onlyTheseResults().by("CPU_OFF-02", "CPU_OFF-01");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    boolean isLast = before.with(call.caller(), CoreState.OFF).cores() == 0;
    return new Situation(
        trustedOs(platform, before, call), isLast ? Others.ALL_OFF : Others.NOT_ALL_OFF);
  }

  /** Where the trusted OS is, as a core sees it that wants to go. */
  static TrustedOs trustedOs(Platform platform, State before, Call call) {
    if (before.trustedOsCore() == call.caller()) {
      return TrustedOs.ON_THE_CALLER;
    }
    return MigrateInfoUpCpu.isSomewhere(platform, before)
        ? TrustedOs.SOMEWHERE
        : TrustedOs.NOT_HERE;
  }

  private static State gone(Platform platform, State before, Call call) {
    return Coordination.gone(platform, before.with(call.caller(), CoreState.OFF), call.caller());
  }
}
