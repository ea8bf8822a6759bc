// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * MEM_PROTECT(enable) (5.14), from 1.1: whether memory is overwritten before the next boot. It
 * returns whether that was so before; any value but 0 enables it.
 */
final class MemProtect extends Section<MemProtect.Situation> {

  /** What enable is. */
  enum Enable {
    ZERO,
    ONE,
    OTHER
  }

  /** What a call meets; whether protection is on may be unknown, then either answer is right. */
  record Situation(Enable enable, State.Certainty isOn) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return enable.ordinal() * 3 + isOn.ordinal();
    }

    boolean wasOff(Enable asked) {
      return enable == asked && isOn != State.Certainty.YES;
    }

    boolean wasOn(Enable asked) {
      return enable == asked && isOn != State.Certainty.NO;
    }
  }

  private static final Clause TELLS =
      Clause.wider(
          "MEM_PROTECT",
          "whatever it is asked",
          "the call tells whether memory was protected before",
          "MEM-01");

  MemProtect() {
    super("MEM_PROTECT", Situation.class, MemProtect::text);
  }

  private static void text(Clauses<Situation> on) {
    on.answers(0, "0, and protection is off", MemProtect::switched)
        .when("enable is 0, and protection was off", s -> s.wasOff(Enable.ZERO))
        .by("MEM-01", "MEM-02")
        .within(TELLS);
    on.answers(1, "1, and protection is off", MemProtect::switched)
        .when("enable is 0, and protection was on", s -> s.wasOn(Enable.ZERO))
        .by("MEM-01", "MEM-02")
        .within(TELLS);
    on.answers(0, "0, and protection is on", MemProtect::switched)
        .when("enable is 1, and protection was off", s -> s.wasOff(Enable.ONE))
        .by("MEM-01", "MEM-02")
        .within(TELLS);
    on.answers(1, "1, and protection is on", MemProtect::switched)
        .when("enable is 1, and protection was on", s -> s.wasOn(Enable.ONE))
        .by("MEM-01", "MEM-02")
        .within(TELLS);

    on.answers(0, "0, and protection is on", MemProtect::switched)
        .when("enable is neither 0 nor 1, and protection was off", s -> s.wasOff(Enable.OTHER))
        .by("MEM-01", "MEM-02")
        .under("AMB-31", "A")
        .within(TELLS);
    on.answers(1, "1, and protection is on", MemProtect::switched)
        .when("enable is neither 0 nor 1, and protection was on", s -> s.wasOn(Enable.OTHER))
        .by("MEM-01", "MEM-02")
        .under("AMB-31", "A")
        .within(TELLS);
    on.mayRefuse(INVALID_PARAMETERS) // a fault
        .when("enable is neither 0 nor 1", s -> s.enable == Enable.OTHER)
        .by("MEM-01", "MEM-02")
        .under("AMB-31", "B");

    on.onlyTheseResults().by("MEM-01");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(
        switch (call.word(1)) {
          case 0 -> Enable.ZERO;
          case 1 -> Enable.ONE;
          default -> Enable.OTHER;
        },
        before.protectsMemory());
  }

  private static State switched(Platform platform, State before, Call call) {
    return before.withProtection(call.word(1) == 0 ? State.Certainty.NO : State.Certainty.YES);
  }
}
