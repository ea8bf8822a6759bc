// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;

import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * SYSTEM_OFF2(type, cookie) (5.11), from 1.3: powers the machine off in a way that the host can
 * tell from SYSTEM_OFF. The only type is HIBERNATE_OFF, 1; 0 stands for it too, though the first
 * issue of 1.3 let it be refused (AMB-35). The cookie has to be 0.
 */
final class SystemOff2 extends Section<SystemOff2.Situation> {
  private static final int HIBERNATE_OFF = 1;

  /** What type says. */
  enum Type {
    /** 0, which stands for HIBERNATE_OFF. */
    DEFAULT,
    HIBERNATE,
    /** Reserved, or with bit 31. */
    NOT_VALID
  }

  /** What is in the cookie. */
  enum Cookie {
    ZERO,
    OTHER
  }

  /** What a call meets. */
  record Situation(Type type, Cookie cookie, Caller caller)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return (type.ordinal() * 2 + cookie.ordinal()) * 2 + caller.ordinal();
    }

    boolean asksFor(Type asked) {
      return type == asked && cookie == Cookie.ZERO;
    }
  }

  private static final Clause HAPPENS =
      Clause.wider(
          "SYSTEM_OFF2",
          "whatever is asked for",
          "the call hibernates the machine, and does not return",
          "OFF2-06");

  SystemOff2() {
    super("SYSTEM_OFF2", Situation.class, SystemOff2::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS)
        .when("the type is neither 0 nor 1", s -> s.type == Type.NOT_VALID)
        .by("OFF2-04");
    on.refuses(INVALID_PARAMETERS)
        .when("the cookie is not 0", s -> s.cookie == Cookie.OTHER)
        .by("OFF2-04");

    on.leaves("the machine hibernates", SystemOff2::hibernate)
        .when(
            "the type is 1, and the boot core calls",
            s -> s.asksFor(Type.HIBERNATE) && s.caller == Caller.BOOT_CORE)
        .by("OFF2-06", "OFF2-05")
        .within(HAPPENS);
    on.leaves("the machine hibernates", SystemOff2::hibernate)
        .when(
            "the type is 1, and another core calls",
            s -> s.asksFor(Type.HIBERNATE) && s.caller == Caller.ANOTHER)
        .by("OFF2-05", "OFF2-06")
        .within(HAPPENS);
    on.leaves("the machine hibernates", SystemOff2::hibernate)
        .when("the type is 0", s -> s.asksFor(Type.DEFAULT))
        .by("OFF2-03", "OFF2-06")
        .under("AMB-35", "A")
        .within(HAPPENS);
    on.mayRefuse(INVALID_PARAMETERS)
        .when("the type is 0, as issue F has it", s -> s.asksFor(Type.DEFAULT))
        .by("OFF2-03", "OFF2-06")
        .under("AMB-35", "B");

    on.means(INVALID_PARAMETERS, "the type or the cookie is not valid").by("OFF2-03", "OFF2-04");
    on.changesNothingWhereRefused().by("OFF2-04");
    on.onlyTheseResults().by("OFF2-06");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(
        switch (call.word(1)) {
          case 0 -> Type.DEFAULT;
          case HIBERNATE_OFF -> Type.HIBERNATE;
          default -> Type.NOT_VALID;
        },
        call.wide(2) == 0 ? Cookie.ZERO : Cookie.OTHER,
        Caller.of(call));
  }

  private static State hibernate(Platform platform, State before, Call call) {
    return before.with(call.caller(), CoreState.HIBERNATES);
  }
}
