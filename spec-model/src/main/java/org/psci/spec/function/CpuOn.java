// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.ALREADY_ON;
import static org.psci.spec.vocabulary.ReturnCode.DENIED;
import static org.psci.spec.vocabulary.ReturnCode.DISABLED;
import static org.psci.spec.vocabulary.ReturnCode.INTERNAL_FAILURE;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_ADDRESS;
import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;
import static org.psci.spec.vocabulary.ReturnCode.ON_PENDING;

import java.util.List;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Coordination;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * CPU_ON(target_cpu, entry_point_address, context_id) (5.6): starts a core that is OFF. It returns
 * without waiting for the target; that the target then comes in is a step of its own.
 *
 * <p>Where several errors apply, any of them may be the answer: the text gives no order
 * (CPU_ON-19).
 */
final class CpuOn extends Section<CpuOn.Situation> {

  /** What target_cpu names. */
  enum Target {
    NO_CORE,
    /** A core, but for bits that are reserved. */
    RESERVED_BITS,
    OFF,
    FROZEN,
    /** A core that AFFINITY_INFO calls DISABLED. */
    FAULTY,
    PENDING,
    RUNNING,
    SUSPENDED;

    boolean isOff() {
      return this == OFF || this == FROZEN;
    }

    boolean isNoCore() {
      return this == NO_CORE || this == RESERVED_BITS;
    }
  }

  /** What entry_point_address is. */
  enum Entry {
    GOOD,
    UNALIGNED,
    /** Aligned, but where no core can start. */
    UNREACHABLE;

    boolean isBad() {
      return this != GOOD;
    }
  }

  /** What a call meets. */
  record Situation(Target target, Entry entry, Text text)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return (target.ordinal() * 3 + entry.ordinal()) * 3 + text.ordinal();
    }

    boolean isFrom(Text first) {
      return text.isFrom(first);
    }
  }

  private static final Clause IS_ON =
      Clause.wider(
          "CPU_ON",
          "the target is ON",
          "if the target is running or suspended, it is refused with ALREADY_ON",
          "CPU_ON-05",
          "SUSP-12");

  private static final int INSTRUCTION_ALIGNMENT = 3;

  CpuOn() {
    super("CPU_ON", Situation.class, CpuOn::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(INVALID_PARAMETERS)
        .when("target_cpu names no core", s -> s.target == Target.NO_CORE)
        .by("CPU_ON-03")
        .amongOthers("AMB-09", "A");
    on.refuses(INVALID_PARAMETERS)
        .when("reserved bits of target_cpu are set", s -> s.target == Target.RESERVED_BITS)
        .by("CPU_ON-03")
        .under("AMB-08", "A")
        .amongOthers("AMB-09", "A");
    on.refuses(INVALID_ADDRESS)
        .when(
            "the entry point is not aligned, from 1.0 on",
            s -> s.entry == Entry.UNALIGNED && s.isFrom(Text.FROM_1_0))
        .by("CPU_ON-04")
        .under("AMB-11", "A")
        .amongOthers("AMB-09", "B")
        .orUndetected("AMB-11", "C");
    on.refuses(INVALID_ADDRESS)
        .when(
            "nothing can start at the entry point, from 1.0 on",
            s -> s.entry == Entry.UNREACHABLE && s.isFrom(Text.FROM_1_0))
        .by("CPU_ON-04")
        .under("AMB-12", "A")
        .amongOthers("AMB-09", "B")
        .orUndetected("AMB-12", "B");
    on.refuses(INVALID_PARAMETERS)
        .when(
            "the entry point is not aligned, before 1.0",
            s -> s.entry == Entry.UNALIGNED && !s.isFrom(Text.FROM_1_0))
        .by("CPU_ON-04")
        .under("AMB-11", "A")
        .amongOthers("AMB-09", "B")
        .orUndetected("AMB-11", "C");
    on.refuses(INVALID_PARAMETERS)
        .when(
            "nothing can start at the entry point, before 1.0",
            s -> s.entry == Entry.UNREACHABLE && !s.isFrom(Text.FROM_1_0))
        .by("CPU_ON-04")
        .under("AMB-12", "A")
        .amongOthers("AMB-09", "B")
        .orUndetected("AMB-12", "B");
    on.mayRefuse(INVALID_PARAMETERS) // a fault
        .when(
            "the entry point is not aligned, from 1.0 on",
            s -> s.entry == Entry.UNALIGNED && s.isFrom(Text.FROM_1_0))
        .by("CPU_ON-04")
        .under("AMB-11", "B");
    on.mayRefuse(INVALID_ADDRESS) // a fault
        .when(
            "the entry point is not aligned, before 1.0",
            s -> s.entry == Entry.UNALIGNED && !s.isFrom(Text.FROM_1_0))
        .by("CPU_ON-04")
        .under("AMB-11", "B");
    on.refuses(ALREADY_ON)
        .when("the target is running", s -> s.target == Target.RUNNING)
        .by("CPU_ON-05", "SM-04")
        .within(IS_ON)
        .amongOthers("AMB-09", "C");
    on.refuses(ALREADY_ON)
        .when("the target is suspended", s -> s.target == Target.SUSPENDED)
        .by("CPU_ON-05", "SUSP-12", "SM-04")
        .within(IS_ON)
        .amongOthers("AMB-09", "C");
    on.refuses(ON_PENDING)
        .when("the target is being started", s -> s.target == Target.PENDING)
        .by("CPU_ON-06", "SM-04")
        .under("AMB-13", "A")
        .amongOthers("AMB-09", "C");
    on.refuses(INTERNAL_FAILURE).when("the target is faulty", CpuOn::isFaulty).by("AFF-07");
    for (ReturnCode code : List.of(INVALID_PARAMETERS, DENIED, DISABLED)) {
      on.mayRefuse(code)
          .when("the target is faulty", CpuOn::isFaulty)
          .by("AFF-07")
          .besideRefusals();
    }

    on.does("the target is ON_PENDING", CpuOn::start)
        .when(
            "the target is OFF, or frozen before 1.0",
            s -> s.target == Target.OFF || (s.target == Target.FROZEN && !s.isFrom(Text.FROM_1_0)))
        .by("CPU_ON-20", "CPU_ON-01", "SM-02", "SM-07")
        .otherwise(Answers.ABOVE_0); // a start that does not happen breaks CPU_ON-02
    on.does("the target is ON_PENDING", CpuOn::start)
        .when(
            "the target is frozen, from 1.0 on",
            s -> s.target == Target.FROZEN && s.isFrom(Text.FROM_1_0))
        .by("CPU_ON-16", "CPU_ON-01")
        .otherwise(Answers.ANY_NUMBER);
    on.mayRefuse(INTERNAL_FAILURE)
        .when("the target is OFF, or frozen", s -> s.target.isOff())
        .by("CPU_ON-11");
    on.mayRefuse(DENIED)
        .when(
            "the target is OFF, or frozen, from 1.2 on",
            s -> s.target.isOff() && s.isFrom(Text.FROM_1_2))
        .by("CPU_ON-12");
    on.mayRefuse(DENIED)
        .when(
            "the target is OFF, or frozen, before 1.2",
            s -> s.target.isOff() && !s.isFrom(Text.FROM_1_2))
        .by("CPU_ON-12")
        .under("AMB-15", "B");

    on.means(INVALID_PARAMETERS, "target_cpu names no core").by("CPU_ON-03");
    on.means(INVALID_ADDRESS, "the entry point is bad").by("CPU_ON-04");
    on.means(ALREADY_ON, "the target is ON").by("CPU_ON-05");
    on.means(ON_PENDING, "the target is being started").by("CPU_ON-06");
    on.means(INTERNAL_FAILURE, "the target cannot be started").by("CPU_ON-11");
    on.means(DENIED, "the firmware does not want it").by("CPU_ON-12");
    on.changesNothingWhereRefused().by("CPU_ON-08");
    on.onlyTheseResults().by("CPU_ON-20");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(
        target(platform, before, call), entry(platform, call), Text.of(platform.version()));
  }

  private static Target target(Platform platform, State before, Call call) {
    long named = call.wide(1);
    int index = call.core(platform.topology());
    if (index < 0) {
      boolean isCore = platform.topology().indexOf(named & Mpidr.AFFINITY_BITS) >= 0;
      return isCore ? Target.RESERVED_BITS : Target.NO_CORE;
    }
    CoreState core = before.core(index);
    if (core.isPending()) {
      return Target.PENDING;
    }
    if (core.isOn()) {
      return core.isSuspended() ? Target.SUSPENDED : Target.RUNNING;
    }
    return platform.isDisabled(index)
        ? Target.FAULTY
        : core.isFrozen() ? Target.FROZEN : Target.OFF;
  }

  private static Entry entry(Platform platform, Call call) {
    if (platform.entries().isUsable(call.entryPoint())) {
      return Entry.GOOD;
    }
    return (call.entryPoint() & INSTRUCTION_ALIGNMENT) != 0 ? Entry.UNALIGNED : Entry.UNREACHABLE;
  }

  private static boolean isFaulty(Situation situation) {
    return situation.target == Target.FAULTY;
  }

  private static State start(Platform platform, State before, Call call) {
    int target = call.core(platform.topology());
    if (target < 0 || target >= State.CORES) {
      return before;
    }
    State pending = before.with(target, CoreState.pendingFrom(call.caller()));
    return Coordination.woken(platform, pending, target);
  }
}
