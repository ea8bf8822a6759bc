// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.clause.Amount;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.State;

/**
 * PSCI_STAT_RESIDENCY(target_cpu, power_state) and PSCI_STAT_COUNT(target_cpu, power_state) (5.22),
 * from 1.0: how long and how often the node above the target has been in the local state of the
 * highest level that the power_state names. A pair that means nothing gives 0; there are no errors.
 * What other numbers have to be shows only in the difference of two answers.
 */
final class Statistics extends Section<Statistics.Situation> {

  /** What target_cpu and power_state name. */
  enum Pair {
    NO_CORE,
    /** A core, and a power_state with reserved bits set. */
    RESERVED_BITS,
    /** A core, and a power_state that the platform does not publish. */
    UNPUBLISHED,
    /** A core, and a power_state that the platform publishes, or could if it publishes none. */
    STATE
  }

  /** What a call meets. */
  record Situation(Pair pair) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return pair.ordinal();
    }
  }

  private static final Clause NOTHING_COUNTS =
      Clause.wider(
          "PSCI_STAT",
          "of what there is not",
          "of a state that a node does not have it returns 0, and no error",
          "STAT-01");

  private static final Amount ZERO = (platform, before, call) -> 0;

  /** Both functions, which say the same of different things. */
  Statistics() {
    super("PSCI_STAT", Situation.class, Statistics::text);
  }

  private static void text(Clauses<Situation> on) {
    on.answers(ZERO, "0")
        .when("target_cpu names no core", s -> s.pair == Pair.NO_CORE)
        .by("STAT-01")
        .within(NOTHING_COUNTS);
    on.answers(ZERO, "0")
        .when("reserved bits of power_state are set", s -> s.pair == Pair.RESERVED_BITS)
        .by("STAT-01")
        .within(NOTHING_COUNTS);
    on.answers(ZERO, "0")
        .when("power_state is none that the platform publishes", s -> s.pair == Pair.UNPUBLISHED)
        .by("STAT-01")
        .within(NOTHING_COUNTS);
    on.mayAnswer(Answers.NO_CODE) // it may still name a local state
        .when("power_state is none that the platform publishes", s -> s.pair == Pair.UNPUBLISHED)
        .by("STAT-08");
    on.answers(Answers.ANY_NUMBER)
        .when("power_state may be one of the platform", s -> s.pair == Pair.STATE)
        .by("STAT-02");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(pair(platform, call));
  }

  private static Pair pair(Platform platform, Call call) {
    if (platform.topology().indexOf(call.wide(1)) < 0) {
      return Pair.NO_CORE;
    }
    PowerStates states = platform.powerStates();
    int state = call.word(2);
    if (!states.format().isWellFormed(state)) {
      return Pair.RESERVED_BITS;
    }
    return states.isInvalid(state) ? Pair.UNPUBLISHED : Pair.STATE;
  }
}
