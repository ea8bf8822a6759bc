// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * MIGRATE_INFO_TYPE() (5.9): which kind of trusted OS is resident. The answer is the same on every
 * core for the life of the system; NOT_SUPPORTED means that there is none to care about.
 */
final class MigrateInfoTypeCall extends Section<MigrateInfoTypeCall.Situation> {
  static final String SUBJECT = "MIGRATE_INFO_TYPE";

  /** What a call meets. */
  record Situation(Text text) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return text.ordinal();
    }
  }

  MigrateInfoTypeCall() {
    super("MIGRATE_INFO_TYPE", Situation.class, MigrateInfoTypeCall::text);
  }

  private static void text(Clauses<Situation> on) {
    on.answers(MigrateInfoType.UNIPROCESSOR_MIGRATABLE.value(), "0")
        .when("a trusted OS is on one core, and can be moved", s -> true)
        .because(isThere(MigrateInfoType.UNIPROCESSOR_MIGRATABLE));
    on.answers(MigrateInfoType.UNIPROCESSOR_FIXED.value(), "1")
        .when("a trusted OS is on one core, and cannot be moved", s -> true)
        .because(isThere(MigrateInfoType.UNIPROCESSOR_FIXED));
    on.answers(MigrateInfoType.NOT_REQUIRED.value(), "2")
        .when("no trusted OS has to be moved, before 1.0", s -> !s.text.isFrom(Text.FROM_1_0))
        .because(isThere(MigrateInfoType.NOT_REQUIRED))
        .under("AMB-52", "A");
    on.answers(MigrateInfoType.NOT_REQUIRED.value(), "2")
        .when("no trusted OS has to be moved, from 1.0 on", s -> s.text.isFrom(Text.FROM_1_0))
        .because(isThere(MigrateInfoType.NOT_REQUIRED))
        .under("AMB-41", "A");
    on.mayRefuse(NOT_SUPPORTED)
        .when("no trusted OS has to be moved, before 1.0", s -> !s.text.isFrom(Text.FROM_1_0))
        .because(isNotThere())
        .under("AMB-52", "B");
    on.mayRefuse(NOT_SUPPORTED)
        .when("no trusted OS has to be moved, from 1.0 on", s -> s.text.isFrom(Text.FROM_1_0))
        .because(isNotThere())
        .under("AMB-41", "B");

    on.onlyTheseResults().by("MIG-02", "MIG-10");
  }

  private static Because isThere(MigrateInfoType type) {
    return Presence.reveal(
        PsciFunction.MIGRATE_INFO_TYPE,
        true,
        Because.of("MIG-02", "MIG-08").revealing(SUBJECT, type.value(), "MIG-02"));
  }

  private static Because isNotThere() {
    return Presence.reveal(
        PsciFunction.MIGRATE_INFO_TYPE,
        false,
        Because.of("MIG-10", "MIG-02").revealing(SUBJECT, NOT_SUPPORTED.value(), "MIG-02"));
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(Text.of(platform.version()));
  }
}
