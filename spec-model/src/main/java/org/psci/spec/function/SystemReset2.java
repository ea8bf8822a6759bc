// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.clause.Answers.VENDOR_ERROR;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;
import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * SYSTEM_RESET2(reset_type, cookie) (5.13), from 1.1: a reset of the whole machine of a certain
 * type. Type 0 is the warm reset, whatever the cookie; other types without bit 31 are reserved,
 * those with it belong to the vendor.
 */
final class SystemReset2 extends Section<SystemReset2.Situation> {

  /** What reset_type says. */
  enum Type {
    WARM,
    RESERVED,
    OF_VENDOR
  }

  /** What is in the cookie. */
  enum Cookie {
    ZERO,
    OTHER
  }

  /** What a call meets. */
  record Situation(Type type, Cookie cookie) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return type.ordinal() * 2 + cookie.ordinal();
    }

    boolean isWarm(Cookie with) {
      return type == Type.WARM && cookie == with;
    }
  }

  SystemReset2() {
    super("SYSTEM_RESET2", Situation.class, SystemReset2::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS)
        .when("the type is reserved", s -> s.type == Type.RESERVED)
        .by("RST2-02");

    on.leaves("the machine resets", SystemReset2::reset)
        .when("the type is 0", s -> s.isWarm(Cookie.ZERO))
        .by("RST2-08", "RST2-03", "RST2-06", "SYS-06");
    on.leaves("the machine resets", SystemReset2::reset)
        .when("the type is 0, and the cookie is not", s -> s.isWarm(Cookie.OTHER))
        .by("RST2-03", "RST2-08", "RST2-06", "SYS-06");

    on.answers(VENDOR_ERROR)
        .when("the type is one of a vendor that the platform lacks", SystemReset2::isOfVendor)
        .by("RST2-07")
        .under("AMB-33", "A");
    on.mayRefuse(NOT_SUPPORTED) // a fault
        .when("the type is one of a vendor that the platform lacks", SystemReset2::isOfVendor)
        .by("RST2-07")
        .under("AMB-33", "B");
    on.leaves("the machine resets", SystemReset2::reset)
        .when("the type is a reset of the vendor", SystemReset2::isOfVendor)
        .by("RST2-07")
        .under("AMB-33", "C");
    on.leaves("the machine powers off", SystemReset2::powerOff)
        .when("the type is a power-off of the vendor", SystemReset2::isOfVendor)
        .by("RST2-07")
        .under("AMB-33", "C");

    on.means(INVALID_PARAMETERS, "the type is not valid").by("RST2-02");
    on.changesNothingWhereRefused().by("RST2-02");
    on.onlyTheseResults().by("RST2-08");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    int type = call.word(1);
    return new Situation(
        type == 0 ? Type.WARM : type > 0 ? Type.RESERVED : Type.OF_VENDOR,
        call.wide(2) == 0 ? Cookie.ZERO : Cookie.OTHER);
  }

  private static boolean isOfVendor(Situation situation) {
    return situation.type == Type.OF_VENDOR;
  }

  private static State reset(Platform platform, State before, Call call) {
    return before.with(call.caller(), CoreState.RESETS);
  }

  private static State powerOff(Platform platform, State before, Call call) {
    return before.with(call.caller(), CoreState.POWERS_OFF);
  }
}
