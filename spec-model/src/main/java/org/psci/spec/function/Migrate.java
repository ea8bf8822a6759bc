// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.DENIED;
import static org.psci.spec.vocabulary.ReturnCode.INTERNAL_FAILURE;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;
import static org.psci.spec.vocabulary.ReturnCode.NOT_PRESENT;
import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import java.util.Optional;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.vocabulary.MigrateInfoType;

/**
 * MIGRATE(target_cpu) (5.8): moves a uniprocessor trusted OS from the calling core to another, so
 * that the caller can go off. Where several errors apply, any of them may be the answer.
 */
final class Migrate extends Section<Migrate.Situation> {

  /** Which trusted OS is resident, as MIGRATE_INFO_TYPE tells. */
  enum Resident {
    /** None, or one that need not be moved. */
    NONE,
    FIXED,
    MIGRATABLE,
    /** One on a core that is not known. */
    SOMEWHERE
  }

  /** Who calls. */
  enum Caller {
    /** The core on which the trusted OS is. */
    ITS_CORE,
    OTHER
  }

  /** What target_cpu names. */
  enum Target {
    NO_CORE,
    OFF,
    FROZEN,
    /** ON or ON_PENDING. */
    UP
  }

  /** What a call meets. */
  record Situation(Resident resident, Caller caller, Target target)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return (resident.ordinal() * 2 + caller.ordinal()) * 4 + target.ordinal();
    }

    boolean isThere() {
      return resident == Resident.FIXED || resident == Resident.MIGRATABLE;
    }

    boolean mayMoveTo(Target to) {
      return resident == Resident.MIGRATABLE && target == to;
    }

    boolean movesTo(Target to) {
      return mayMoveTo(to) && caller == Caller.ITS_CORE;
    }
  }

  Migrate() {
    super("MIGRATE", Situation.class, Migrate::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(NOT_SUPPORTED)
        .when("there is no trusted OS to move", s -> s.resident == Resident.NONE)
        .by("MIG-01");
    on.refuses(NOT_PRESENT)
        .when(
            "the trusted OS is not on the calling core",
            s -> s.isThere() && s.caller == Caller.OTHER)
        .by("MIG-03");
    on.mayRefuse(INTERNAL_FAILURE)
        .when(
            "the trusted OS can be moved, and target_cpu names a core",
            s -> s.resident == Resident.MIGRATABLE && s.target != Target.NO_CORE)
        .by("MIG-05")
        .besideRefusals();
    on.refuses(INVALID_PARAMETERS)
        .when("target_cpu names no core", s -> s.isThere() && s.target == Target.NO_CORE)
        .by("MIG-04");
    on.refuses(INVALID_PARAMETERS)
        .when("the target is OFF, and so not valid", s -> s.mayMoveTo(Target.OFF))
        .by("MIG-06", "MIG-05");
    on.refuses(DENIED)
        .when("the trusted OS cannot be moved", s -> s.resident == Resident.FIXED)
        .by("MIG-01");
    on.refuses(DENIED)
        .when("the target is OFF, and so not allowed", s -> s.mayMoveTo(Target.OFF))
        .by("MIG-06", "MIG-05");

    on.mayRefuse(INVALID_PARAMETERS)
        .when("the target is frozen, and so not valid", s -> s.mayMoveTo(Target.FROZEN))
        .by("MIG-06", "MIG-05")
        .besideRefusals();
    on.mayRefuse(DENIED)
        .when("the target is frozen, and so not allowed", s -> s.mayMoveTo(Target.FROZEN))
        .by("MIG-06", "MIG-05")
        .besideRefusals();
    on.does("the trusted OS is on the target", Migrate::move)
        .when("the target is not OFF", s -> s.movesTo(Target.UP) || s.movesTo(Target.FROZEN))
        .by("MIG-06", "MIG-01");

    on.isNotJudged()
        .when("it is not known where the trusted OS is", s -> s.resident == Resident.SOMEWHERE)
        .by("MIG-08");

    on.means(NOT_SUPPORTED, "there is no trusted OS to move").by("MIG-01");
    on.means(NOT_PRESENT, "the trusted OS is not on the calling core").by("MIG-03");
    on.means(INVALID_PARAMETERS, "target_cpu is not valid").by("MIG-04");
    on.means(DENIED, "the trusted OS cannot be moved").by("MIG-01");
    on.changesNothingWhereRefused().by("MIG-06");
    on.onlyTheseResults().by("MIG-06");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(
        MigrateInfoUpCpu.isSomewhere(platform, before)
            ? Resident.SOMEWHERE
            : resident(platform.trustedOs()),
        before.trustedOsCore() == call.caller() ? Caller.ITS_CORE : Caller.OTHER,
        target(platform, before, call));
  }

  private static Resident resident(Optional<TrustedOs> trustedOs) {
    if (trustedOs.isEmpty()) {
      return Resident.NONE;
    }
    boolean isFixed = trustedOs.get().type() == MigrateInfoType.UNIPROCESSOR_FIXED;
    return isFixed ? Resident.FIXED : Resident.MIGRATABLE;
  }

  private static Target target(Platform platform, State before, Call call) {
    int index = platform.topology().indexOf(call.wide(1));
    if (index < 0) {
      return Target.NO_CORE;
    }
    CoreState core = before.core(index);
    return core.isOff() ? Target.OFF : core.isFrozen() ? Target.FROZEN : Target.UP;
  }

  private static State move(Platform platform, State before, Call call) {
    int target = platform.topology().indexOf(call.wide(1));
    return target < 0 ? before : before.withTrustedOs(target);
  }
}
