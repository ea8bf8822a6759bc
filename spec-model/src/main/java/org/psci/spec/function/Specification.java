// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * PSCI for one platform: what each call may do in each state, perhaps without the demands of some
 * clauses. It has no state of its own.
 */
public final class Specification {
  private static final Set<ReturnCode> ARGUMENT_ERRORS =
      EnumSet.of(ReturnCode.INVALID_PARAMETERS, ReturnCode.INVALID_ADDRESS);

  private static final Map<PsciFunction, Section<?>> SECTIONS = sections();
  private static final Section<?> UNKNOWN = new UnknownFunction();
  private static final Section<?> IMPLEMENTED = new Implemented(Specification::hasWrongArguments);
  private static final Section<?> CONVENTION = new CallingConvention();
  private static final Map<PsciFunction, Section.Permits> WHOLE = calls(LeftOut.NOTHING);

  /** What calls get where all faults are followed that implementations are known to have. */
  private static final Map<PsciFunction, Section.Permits> AS_KNOWN = calls(knownFaults());

  private final Platform platform;
  private final LeftOut leftOut;
  private final Map<PsciFunction, Section.Permits> calls;
  private final Section.Permits unknown;

  public Specification(Platform platform) {
    this(platform, LeftOut.NOTHING);
  }

  private Specification(Platform platform, LeftOut leftOut) {
    this.platform = platform;
    this.leftOut = leftOut;
    this.calls = leftOut.isEmpty() ? WHOLE : calls(leftOut);
    this.unknown = UNKNOWN.without(leftOut);
  }

  /** The specification for the same platform, without the demands of some clauses. */
  public Specification leavingOut(LeftOut clauses) {
    return new Specification(platform, clauses);
  }

  /** The clauses that are not demanded. */
  public LeftOut leftOut() {
    return leftOut;
  }

  public Platform platform() {
    return platform;
  }

  /**
   * Hands every permitted outcome of the call to the sink; a core that does not run makes no calls.
   */
  public void permit(State before, Call call, Outcomes outcomes) {
    boolean runs = before.core(call.caller()).isRunning();
    if (leftOut.isEmpty()) {
      if (runs) {
        decide(before, call, outcomes);
      }
      return;
    }
    Outcomes all = Views.survivedBy(before, call, leftOut, outcomes);
    if (runs) {
      permitWithout(before, call, all);
    } else if (Views.mayCall(before.core(call.caller()), leftOut)) {
      permitSeen(before, before.with(call.caller(), CoreState.ON), call, all);
    }
  }

  /** What a call may do where some clauses are left out: also what it does if it is misread. */
  private void permitWithout(State before, Call call, Outcomes outcomes) {
    if (Views.mayLose(call, leftOut)) {
      decide(before, Views.lost(call), outcomes);
    }
    for (Call reading : Decoding.readings(call, leftOut)) {
      if (reading.equals(call)) {
        decide(before, reading, outcomes);
      } else if (!isTheSame(reading, call)) { // what does not exist, as all others treat it
        PsciFunction.of(reading.functionId())
            .map(AS_KNOWN::get)
            .orElse(unknown)
            .permit(platform, before, reading, outcomes);
      }
      for (State other : Views.others(before, reading, leftOut)) {
        decide(other, reading, new Misjudged(before, other, outcomes));
      }
    }
  }

  /** Whether it makes no difference that an MPIDR is taken for an index: it names that core. */
  private boolean isTheSame(Call reading, Call call) {
    return reading.equals(call.reading(Call.INDEX_FOR_MPIDR))
        && reading.core(platform.topology()) == call.core(platform.topology());
  }

  /**
   * Hands over what the call may do that finds the machine in another state than it is in; what it
   * does not change stays as it is.
   */
  public void permitSeen(State before, State seen, Call call, Outcomes outcomes) {
    decide(seen, call, new Misjudged(before, seen, outcomes));
  }

  private void decide(State before, Call call, Outcomes outcomes) {
    PsciFunction.of(call.functionId())
        .map(calls::get)
        .orElse(unknown)
        .permit(platform, before, call, outcomes);
  }

  /** What a call gets: whether the function is there, whether its width fits, and what it does. */
  private static Map<PsciFunction, Section.Permits> calls(LeftOut leftOut) {
    Map<PsciFunction, Section.Permits> calls = new EnumMap<>(PsciFunction.class);
    SECTIONS.forEach(
        (function, section) ->
            calls.put(
                function,
                IMPLEMENTED.without(
                    leftOut, CONVENTION.without(leftOut, section.without(leftOut)))));
    return calls;
  }

  private static LeftOut knownFaults() {
    List<Clause> faults = new ArrayList<>();
    SECTIONS.values().forEach(section -> faults.addAll(section.clauses()));
    faults.removeIf(clause -> clause.kind() != Clause.Kind.KNOWN_FAULT);
    return LeftOut.of(faults);
  }

  /** Whether the call could only be an error in its arguments if its function were there. */
  private static boolean hasWrongArguments(Platform platform, State before, Call call) {
    return PsciFunction.of(call.functionId())
        .map(SECTIONS::get)
        .filter(section -> section.onlyRefuses(platform, before, call, ARGUMENT_ERRORS))
        .isPresent();
  }

  /** What a call does here, if nothing refuses it. */
  public static List<Clause> effects(Platform platform, State before, Call call) {
    return PsciFunction.of(call.functionId())
        .map(SECTIONS::get)
        .map(section -> section.effects(platform, before, call))
        .orElse(List.of());
  }

  /** All clauses about the calls of a function, in the order of the text. */
  public static List<Clause> clauses(PsciFunction function) {
    return Optional.ofNullable(SECTIONS.get(function)).map(Section::clauses).orElse(List.of());
  }

  /** All clauses about calls that are of no function. */
  public static List<Clause> clausesOfUnknown() {
    return UNKNOWN.clauses();
  }

  /** All clauses about calls of any function: whether it is there, and which width it has. */
  public static List<Clause> clausesOfAll() {
    List<Clause> all = new ArrayList<>(IMPLEMENTED.clauses());
    all.addAll(CONVENTION.clauses());
    return List.copyOf(all);
  }

  private static Map<PsciFunction, Section<?>> sections() {
    Map<PsciFunction, Section<?>> sections = new EnumMap<>(PsciFunction.class);
    sections.put(PsciFunction.PSCI_VERSION, new PsciVersion());
    sections.put(PsciFunction.CPU_SUSPEND, new CpuSuspend());
    sections.put(PsciFunction.CPU_OFF, new CpuOff());
    sections.put(PsciFunction.CPU_ON, new CpuOn());
    sections.put(PsciFunction.AFFINITY_INFO, new AffinityInfo());
    sections.put(PsciFunction.MIGRATE, new Migrate());
    sections.put(PsciFunction.MIGRATE_INFO_TYPE, new MigrateInfoTypeCall());
    sections.put(PsciFunction.MIGRATE_INFO_UP_CPU, new MigrateInfoUpCpu());
    sections.put(PsciFunction.SYSTEM_OFF, new SystemOff());
    sections.put(PsciFunction.SYSTEM_RESET, new SystemReset());
    sections.put(PsciFunction.PSCI_FEATURES, new PsciFeatures());
    sections.put(PsciFunction.CPU_FREEZE, new CpuFreeze());
    sections.put(PsciFunction.CPU_DEFAULT_SUSPEND, new CpuDefaultSuspend());
    sections.put(PsciFunction.NODE_HW_STATE, new NodeHwStateCall());
    sections.put(PsciFunction.SYSTEM_SUSPEND, new SystemSuspend());
    sections.put(PsciFunction.PSCI_SET_SUSPEND_MODE, new SetSuspendMode());
    Section<?> statistics = new Statistics();
    sections.put(PsciFunction.PSCI_STAT_RESIDENCY, statistics);
    sections.put(PsciFunction.PSCI_STAT_COUNT, statistics);
    sections.put(PsciFunction.SYSTEM_RESET2, new SystemReset2());
    sections.put(PsciFunction.MEM_PROTECT, new MemProtect());
    sections.put(PsciFunction.MEM_PROTECT_CHECK_RANGE, new MemProtectCheckRange());
    sections.put(PsciFunction.SYSTEM_OFF2, new SystemOff2());
    return sections;
  }
}
