// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.AffinityState.OFF;
import static org.psci.spec.vocabulary.AffinityState.ON;
import static org.psci.spec.vocabulary.AffinityState.ON_PENDING;
import static org.psci.spec.vocabulary.ReturnCode.DISABLED;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;
import static org.psci.spec.vocabulary.ReturnCode.NOT_PRESENT;
import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.AffinityLevel;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * AFFINITY_INFO(target_affinity, lowest_affinity_level) (5.7): whether a core, or from level 1 on
 * any core of a group, is ON. A snapshot: it changes nothing.
 */
final class AffinityInfo extends Section<AffinityInfo.Situation> {

  /** What target_affinity and lowest_affinity_level name. */
  enum Target {
    NO_LEVEL,
    /** Something at a level that exists, if reserved bits of target_affinity did not count. */
    RESERVED_BITS,
    NOTHING,
    CORE,
    /** All cores that share the fields from the level on, named by the MPIDR of one. */
    GROUP,
    /** The same, named by a value that is not the MPIDR of a core. */
    GROUP_BY_JUNK;

    boolean isGroup() {
      return this == GROUP || this == GROUP_BY_JUNK;
    }
  }

  /** What the core is, or the cores of the group. */
  enum Cores {
    /** All of them OFF. */
    OFF,
    /** At least one is being started, the others are OFF. */
    PENDING,
    /** At least one is ON and not suspended. */
    RUNNING,
    /** At least one is suspended, and none is ON otherwise. */
    SUSPENDED,
    /** At least one is frozen, the others are OFF. */
    FROZEN,
    /** At least one is frozen, at least one is being started, and none is ON. */
    FROZEN_AND_PENDING,
    /** A core that is out of service. */
    FAULTY;

    boolean haveFrozen() {
      return this == FROZEN || this == FROZEN_AND_PENDING;
    }
  }

  /** Whether a level above 0 has to be answered. */
  enum Level {
    /** Before 1.0. */
    REQUIRED,
    /** Before 1.0, above the level at which all cores are in one group. */
    ABOVE_ALL,
    /** From 1.0 on. */
    OPTIONAL;

    boolean isFrom10() {
      return this == OPTIONAL;
    }
  }

  /** What a call meets. */
  record Situation(Target target, Cores cores, Level level)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return (target.ordinal() * 7 + cores.ordinal()) * 3 + level.ordinal();
    }

    boolean isCore(Cores one) {
      return target == Target.CORE && cores == one;
    }

    boolean isGroup(Cores all) {
      return target == Target.GROUP && cores == all;
    }

    boolean isGroupByJunk(Cores all) {
      return target == Target.GROUP_BY_JUNK && cores == all;
    }
  }

  private static final Clause NOTHING_THERE =
      Clause.wider(
          "AFFINITY_INFO",
          "of what does not exist",
          "what does not exist is refused with INVALID_PARAMETERS",
          "AFF-06");

  AffinityInfo() {
    super("AFFINITY_INFO", Situation.class, AffinityInfo::text);
  }

  private static void text(Clauses<Situation> on) {
    refusals(on);
    ofCore(on);
    ofGroup(on);
    on.means(INVALID_PARAMETERS, "there is no such core or group").by("AFF-06");
    on.means(DISABLED, "the core is out of service").by("AFF-01", "AFF-07");
    on.never(NOT_PRESENT)
        .when("the version is 1.0 or later", s -> s.level.isFrom10())
        .by("AFF-11", "AFF-09");
    on.never(NOT_SUPPORTED)
        .when(
            "a level above 0 is asked for, from 1.0 on",
            s -> s.target.isGroup() && s.level.isFrom10())
        .by("AFF-05", "AFF-09");
    on.changesNothing(AffinityInfo::disturb).by("AFF-10", "AFF-08");
    on.onlyTheseResults()
        .when(
            "a level above 0 is asked for, from 1.0 on",
            s -> s.target.isGroup() && s.level.isFrom10())
        .by("AFF-05");
    on.onlyTheseResults()
        .when(
            "a level above 0 is asked for, before 1.0",
            s -> s.target.isGroup() && !s.level.isFrom10())
        .by("AFF-03");
    on.onlyTheseResults().when("no group is asked for", s -> !s.target.isGroup()).by("AFF-09");
  }

  private static void refusals(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS)
        .when("lowest_affinity_level is above 3", s -> s.target == Target.NO_LEVEL)
        .by("AFF-06")
        .within(NOTHING_THERE)
        .under("AMB-26", "A");
    on.answers(Answers.AFFINITY_STATE) // a fault
        .when("lowest_affinity_level is above 3", s -> s.target == Target.NO_LEVEL)
        .by("AFF-06")
        .within(NOTHING_THERE)
        .under("AMB-26", "B");
    on.refuses(INVALID_PARAMETERS)
        .when("reserved bits of target_affinity are set", s -> s.target == Target.RESERVED_BITS)
        .by("AFF-06")
        .within(NOTHING_THERE)
        .under("AMB-08", "A");
    on.refuses(INVALID_PARAMETERS)
        .when("target_affinity names nothing", s -> s.target == Target.NOTHING)
        .by("AFF-06")
        .within(NOTHING_THERE)
        .under("AMB-27", "A");
    on.answers(OFF.value(), "OFF") // a fault
        .when("target_affinity names nothing", s -> s.target == Target.NOTHING)
        .by("AFF-06")
        .within(NOTHING_THERE)
        .under("AMB-27", "B");
  }

  private static void ofCore(Clauses<Situation> on) {
    on.answers(OFF.value(), "OFF")
        .when("the core is OFF", s -> s.isCore(Cores.OFF))
        .by("AFF-01", "AFF-08", "AFF-09", "AFF-10", "AFF-11", "SM-01");
    on.answers(ON_PENDING.value(), "ON_PENDING")
        .when("the core is being started", s -> s.isCore(Cores.PENDING))
        .by("AFF-01", "CPU_ON-10", "AFF-09")
        .under("AMB-13", "A");
    on.answers(ON.value(), "ON")
        .when("the core is running", s -> s.isCore(Cores.RUNNING))
        .by("AFF-01", "AFF-08", "AFF-09", "AFF-10", "AFF-11", "SM-01");
    on.answers(ON.value(), "ON")
        .when("the core is suspended", s -> s.isCore(Cores.SUSPENDED))
        .by("AFF-02", "AFF-01", "AFF-08", "AFF-09", "SM-02");
    on.answers(ON.value(), "ON")
        .when("the core is frozen, and has not called CPU_OFF", s -> s.isCore(Cores.FROZEN))
        .by("AFF-01", "AFF-09", "FRZ-04")
        .under("AMB-14", "A");
    on.answers(OFF.value(), "OFF")
        .when("the core is frozen, and CPU_ON brings it back", s -> s.isCore(Cores.FROZEN))
        .by("AFF-01", "AFF-09", "FRZ-04")
        .under("AMB-14", "B");
    on.answers(DISABLED.value(), "DISABLED")
        .when("the core is out of service", s -> s.isCore(Cores.FAULTY))
        .by("AFF-07");
  }

  private static void ofGroup(Clauses<Situation> on) {
    on.answers(OFF.value(), "OFF")
        .when("all cores of the group are OFF", s -> s.isGroup(Cores.OFF))
        .by("AFF-03", "AFF-04", "AFF-09")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON_PENDING.value(), "ON_PENDING")
        .when("a core of the group is being started, and none is ON", s -> s.isGroup(Cores.PENDING))
        .by("AFF-03", "AFF-04", "AFF-09")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON.value(), "ON")
        .when("a core of the group is running", s -> s.isGroup(Cores.RUNNING))
        .by("AFF-03", "AFF-04", "AFF-09")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON.value(), "ON")
        .when(
            "a core of the group is suspended, and none is running",
            s -> s.isGroup(Cores.SUSPENDED))
        .by("AFF-03", "AFF-04", "AFF-09")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(OFF.value(), "OFF")
        .when(
            "all cores of the group are OFF, and fields below the level name none of them",
            s -> s.isGroupByJunk(Cores.OFF))
        .by("AFF-04", "AFF-03", "AFF-09")
        .under("AMB-25", "A")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON_PENDING.value(), "ON_PENDING")
        .when(
            "a core of the group is being started, none is ON,"
                + " and fields below the level name none of them",
            s -> s.isGroupByJunk(Cores.PENDING))
        .by("AFF-04", "AFF-03", "AFF-09")
        .under("AMB-25", "A")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON.value(), "ON")
        .when(
            "a core of the group is running, and fields below the level name none of them",
            s -> s.isGroupByJunk(Cores.RUNNING))
        .by("AFF-04", "AFF-03", "AFF-09")
        .under("AMB-25", "A")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON.value(), "ON")
        .when(
            "a core of the group is suspended, none is running,"
                + " and fields below the level name none of them",
            s -> s.isGroupByJunk(Cores.SUSPENDED))
        .by("AFF-04", "AFF-03", "AFF-09")
        .under("AMB-25", "A")
        .otherwise(Answers.AFFINITY_STATE);
    on.mayRefuse(INVALID_PARAMETERS) // a fault
        .when(
            "fields below the level name no core of the group",
            s -> s.target == Target.GROUP_BY_JUNK)
        .by("AFF-04")
        .under("AMB-25", "B");
    on.answers(OFF.value(), "OFF")
        .when(
            "a core of the group is frozen, CPU_ON brings it back, and the others are OFF",
            s -> s.target.isGroup() && s.cores == Cores.FROZEN)
        .by("AFF-03", "AFF-04", "AFF-09")
        .under("AMB-14", "B")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON_PENDING.value(), "ON_PENDING")
        .when(
            "a core of the group is frozen, CPU_ON brings it back, and another is being started",
            s -> s.target.isGroup() && s.cores == Cores.FROZEN_AND_PENDING)
        .by("AFF-03", "AFF-04", "AFF-09")
        .under("AMB-14", "B")
        .otherwise(Answers.AFFINITY_STATE);
    on.answers(ON.value(), "ON")
        .when(
            "a core of the group is frozen, and has not called CPU_OFF",
            s -> s.target.isGroup() && s.cores.haveFrozen())
        .by("AFF-03", "AFF-04", "AFF-09")
        .under("AMB-14", "A")
        .otherwise(Answers.AFFINITY_STATE);
    on.mayRefuse(INVALID_PARAMETERS)
        .when(
            "a level above 0 is asked for, from 1.0 on",
            s -> s.target.isGroup() && s.level == Level.OPTIONAL)
        .by("AFF-05");
    on.mayRefuse(INVALID_PARAMETERS)
        .when(
            "the level is above that at which all cores are in one group, before 1.0",
            s -> s.target.isGroup() && s.level == Level.ABOVE_ALL)
        .by("AFF-06")
        .within(NOTHING_THERE);
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    long affinity = call.wide(1);
    int level = call.word(2);
    long members = AffinityLevel.exists(level) ? platform.topology().instance(affinity, level) : 0;
    return new Situation(
        target(platform, affinity, level, members),
        cores(platform, before, level, members),
        level(platform, level));
  }

  private static Target target(Platform platform, long affinity, int level, long members) {
    if (!AffinityLevel.exists(level)) {
      return Target.NO_LEVEL;
    }
    if (members == 0) {
      boolean isReserved = (affinity & ~Mpidr.AFFINITY_BITS) != 0;
      return isReserved ? Target.RESERVED_BITS : Target.NOTHING;
    }
    if (level == 0) {
      return Target.CORE;
    }
    return platform.topology().indexOf(affinity) < 0 ? Target.GROUP_BY_JUNK : Target.GROUP;
  }

  private static Cores cores(Platform platform, State before, int level, long members) {
    boolean isCore = level == 0 && members != 0;
    if (isCore && platform.isDisabled(Long.numberOfTrailingZeros(members))) {
      return Cores.FAULTY;
    }
    boolean pending = false;
    boolean frozen = false;
    boolean suspended = false;
    for (long rest = members; rest != 0; rest &= rest - 1) {
      CoreState core = before.core(Long.numberOfTrailingZeros(rest));
      if (core.isOn() && !core.isSuspended()) {
        return Cores.RUNNING;
      }
      pending |= core.isPending();
      frozen |= core.isFrozen();
      suspended |= core.isSuspended();
    }
    if (suspended) {
      return Cores.SUSPENDED;
    }
    if (frozen) {
      return pending ? Cores.FROZEN_AND_PENDING : Cores.FROZEN;
    }
    return pending ? Cores.PENDING : Cores.OFF;
  }

  /**
   * From 1.0 on levels above 0 need not be answered. Before, every level that the machine has must
   * be: up to the one at which all cores are in one group.
   */
  private static Level level(Platform platform, int level) {
    if (platform.version().isAtLeast(Version.V1_0)) {
      return Level.OPTIONAL;
    }
    boolean isAboveAll =
        level > 1 && AffinityLevel.exists(level) && hasOneInstance(platform.topology(), level - 1);
    return isAboveAll ? Level.ABOVE_ALL : Level.REQUIRED;
  }

  private static boolean hasOneInstance(Topology topology, int level) {
    long first = topology.mpidr(0).value();
    return Long.bitCount(topology.instance(first, level)) == topology.size();
  }

  /** What asking might do to a core: it is taken for ON, or its start or its sleep is forgotten. */
  private static State disturb(Platform platform, State before, Call call) {
    int core = platform.topology().indexOf(call.wide(1));
    if (core < 0 || core >= State.CORES || before.core(core).isRunning()) {
      return before;
    }
    return before.with(core, before.core(core).isOff() ? CoreState.ON : CoreState.OFF);
  }
}
