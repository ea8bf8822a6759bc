// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * SYSTEM_RESET() (5.12): a cold reset of the whole machine that the caller sees, by one core's
 * call, whatever state the others are in. How long these go on is not laid down (SYS-06). It never
 * returns.
 */
final class SystemReset extends Section<SystemReset.Situation> {

  /** What a call meets: it is always the same. */
  record Situation() implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return 0;
    }
  }

  SystemReset() {
    super("SYSTEM_RESET", Situation.class, SystemReset::text);
  }

  private static void text(Clauses<Situation> on) {
    on.leaves("the machine resets", SystemReset::reset).by("SYS-04", "SYS-01", "SYS-02");
    on.doesNotReturn().by("SYS-01", "SYS-02");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation();
  }

  private static State reset(Platform platform, State before, Call call) {
    return before.with(call.caller(), CoreState.RESETS);
  }
}
