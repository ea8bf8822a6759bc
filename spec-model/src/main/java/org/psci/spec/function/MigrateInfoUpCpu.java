// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import java.util.stream.IntStream;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.MigrateInfoType;

/**
 * MIGRATE_INFO_UP_CPU() (5.9): the core on which a uniprocessor trusted OS is resident, in the
 * format of target_cpu. Without such a trusted OS the value means nothing.
 */
final class MigrateInfoUpCpu extends Section<MigrateInfoUpCpu.Situation> {

  /** Where a uniprocessor trusted OS is resident. */
  enum Resident {
    NOWHERE,
    /** MIGRATE_INFO_TYPE has said that there is one, but not where. */
    SOMEWHERE,
    ON_A_KNOWN_CORE
  }

  /** What a call meets. */
  record Situation(Resident resident) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return resident.ordinal();
    }
  }

  MigrateInfoUpCpu() {
    super("MIGRATE_INFO_UP_CPU", Situation.class, MigrateInfoUpCpu::text);
  }

  private static void text(Clauses<Situation> on) {
    on.answers(MigrateInfoUpCpu::itsCore, "the MPIDR of the core of the trusted OS")
        .when("it is known where the trusted OS is", s -> s.resident == Resident.ON_A_KNOWN_CORE)
        .by("MIG-07", "MIG-06", "MIG-08", "MIG-09");
    on.answersOneOf(MigrateInfoUpCpu::anyCore, "the MPIDR of a core")
        .when("the trusted OS is on some core", s -> s.resident == Resident.SOMEWHERE)
        .by("MIG-07", "MIG-06", "MIG-08", "MIG-09");
    on.isNotJudged()
        .when("there is no trusted OS on one core", s -> s.resident == Resident.NOWHERE)
        .by("MIG-07");

    on.never(NOT_SUPPORTED)
        .when("there is a trusted OS on one core", s -> s.resident != Resident.NOWHERE)
        .by("MIG-08", "MIG-09");
    on.onlyTheseResults().by("MIG-07");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    if (before.trustedOsCore() >= 0) {
      return new Situation(Resident.ON_A_KNOWN_CORE);
    }
    return new Situation(isSomewhere(platform, before) ? Resident.SOMEWHERE : Resident.NOWHERE);
  }

  /** Whether there is such a trusted OS, of which nobody has said where it is. */
  static boolean isSomewhere(Platform platform, State before) {
    return before.trustedOsCore() < 0 && saysUniprocessor(platform);
  }

  /** Whether MIGRATE_INFO_TYPE has said that there is a uniprocessor trusted OS. */
  private static boolean saysUniprocessor(Platform platform) {
    long type = platform.constants().getOrDefault(MigrateInfoTypeCall.SUBJECT, -1L);
    return type == MigrateInfoType.UNIPROCESSOR_MIGRATABLE.value()
        || type == MigrateInfoType.UNIPROCESSOR_FIXED.value();
  }

  private static long itsCore(Platform platform, State before, Call call) {
    return platform.topology().mpidr(before.trustedOsCore()).value();
  }

  private static long[] anyCore(Platform platform, State before, Call call) {
    return IntStream.range(0, platform.topology().size())
        .mapToLong(core -> platform.topology().mpidr(core).value())
        .toArray();
  }
}
