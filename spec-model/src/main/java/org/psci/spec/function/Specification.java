// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/** PSCI for one platform: what each call may do in each state. It has no state of its own. */
public final class Specification {

  private static final Because[] MISSING = missing(false);
  private static final Because[] MISSING_IN_0_2 = missing(true);
  private static final Because[] NOT_CHECKED = underAmb42("A");
  private static final Because[] CHECKED_FIRST = underAmb42("B");
  private static final ReturnCode[] ARGUMENT_ERRORS = {
    ReturnCode.INVALID_PARAMETERS, ReturnCode.INVALID_ADDRESS, ReturnCode.DENIED
  };

  private static final Section.Permits UNKNOWN = new UnknownFunction();
  private static final Map<PsciFunction, Section<?>> SECTIONS = sections();
  private static final Map<PsciFunction, Section.Permits> STEPS = steps();

  private final Platform platform;
  private final LeftOut leftOut;
  private final Map<PsciFunction, Section.Permits> steps;

  public Specification(Platform platform) {
    this(platform, LeftOut.NOTHING);
  }

  private Specification(Platform platform, LeftOut leftOut) {
    this.platform = platform;
    this.leftOut = leftOut;
    this.steps = leftOut.isEmpty() ? STEPS : without(leftOut);
  }

  private static Map<PsciFunction, Section.Permits> without(LeftOut leftOut) {
    Map<PsciFunction, Section.Permits> steps = new EnumMap<>(STEPS);
    SECTIONS.forEach((function, section) -> steps.put(function, section.without(leftOut)));
    return steps;
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
    if (!before.core(call.caller()).isRunning()) {
      return;
    }
    if (leftOut.isEmpty()) {
      decide(before, call, outcomes);
      return;
    }
    for (Call reading : Decoding.readings(call, leftOut)) {
      decide(before, reading, outcomes);
      for (State other : Views.others(before, reading, leftOut)) {
        decide(other, reading, new Misjudged(before, other, outcomes));
      }
    }
  }

  private void decide(State before, Call call, Outcomes outcomes) {
    LawfulOutcomes lawful = new LawfulOutcomes(outcomes);
    Optional<PsciFunction> function = PsciFunction.of(call.functionId());
    if (function.isEmpty()) {
      UNKNOWN.permit(platform, before, call, lawful);
    } else {
      permit(function.get(), before, call, outcomes);
    }
  }

  private void permit(PsciFunction function, State before, Call call, Outcomes outcomes) {
    if (isAbsent(function)) {
      notThere(function, before, call, outcomes);
      return;
    }
    if (!function.isMandatory() && function != PsciFunction.MIGRATE_INFO_TYPE) {
      if (platform.version().isBefore(Version.V1_0)) { // nothing says that it is there
        outcomes.returns(ReturnCode.NOT_SUPPORTED, before, MISSING_IN_0_2[function.ordinal()]);
      }
    }
    CallingConvention.decide(platform, before, call, function, outcomes)
        .ifPresent(sink -> step(call).permit(platform, before, call, sink));
  }

  /** Whether a function is known not to be there. */
  private boolean isAbsent(PsciFunction function) {
    return !function.isMandatory()
        && function != PsciFunction.MIGRATE_INFO_TYPE
        && (platform.absent().contains(function) || comesTooEarly(function));
  }

  /** Of all functions that came later only this one must not be there before (OFF2-07). */
  private boolean comesTooEarly(PsciFunction function) {
    return function == PsciFunction.SYSTEM_OFF2 && platform.version().isBefore(function.since());
  }

  /** NOT_SUPPORTED, whatever the arguments (CONV-07, AMB-42). */
  private void notThere(PsciFunction function, State before, Call call, Outcomes outcomes) {
    boolean isWrong = hasWrongArguments(before, call);
    Because why = isWrong ? NOT_CHECKED[function.ordinal()] : MISSING[function.ordinal()];
    outcomes.returns(ReturnCode.NOT_SUPPORTED, before, why);
    for (ReturnCode code : ARGUMENT_ERRORS) {
      outcomes.returns(code, before, CHECKED_FIRST[function.ordinal()]);
    }
    if (platform.version().isBefore(Version.V1_0)) { // its width may be wrong besides (CONV-05)
      CallingConvention.decide(platform, before, call, function, outcomes);
    }
  }

  private static Because[] missing(boolean in02) {
    Because[] missing = new Because[PsciFunction.values().length];
    for (PsciFunction function : PsciFunction.values()) {
      missing[function.ordinal()] =
          Presence.reveal(
              function, false, in02 ? Because.of("CONV-07") : Because.of(absence(function)));
    }
    return missing;
  }

  /** That the arguments of a function that is not there were looked at, or were not. */
  private static Because[] underAmb42(String letter) {
    Because[] because = new Because[MISSING.length];
    for (int function = 0; function < because.length; function++) {
      because[function] = MISSING[function].under("AMB-42", letter);
    }
    return because;
  }

  /** Whether the call could only be an error if its function were there. */
  private boolean hasWrongArguments(State before, Call call) {
    ErrorsOnly seen = new ErrorsOnly();
    step(call).permit(platform, before, call, new LawfulOutcomes(seen));
    return seen.isWrong();
  }

  /** The rule that says of a function that its absence shows as NOT_SUPPORTED. */
  private static String[] absence(PsciFunction function) {
    return switch (function) {
      case SYSTEM_RESET2 -> new String[] {"CONV-07", "RST2-01"};
      case SYSTEM_OFF2 -> new String[] {"CONV-07", "OFF2-01", "OFF2-07"};
      case SYSTEM_SUSPEND -> new String[] {"CONV-07", "SSUSP-07"};
      case PSCI_SET_SUSPEND_MODE -> new String[] {"CONV-07", "MODE-01"};
      case NODE_HW_STATE -> new String[] {"CONV-07", "NHW-02"};
      case CPU_FREEZE -> new String[] {"CONV-07", "FRZ-03"};
      case MIGRATE -> new String[] {"CONV-07", "MIG-01"};
      default -> new String[] {"CONV-07"};
    };
  }

  private Section.Permits step(Call call) {
    return PsciFunction.of(call.functionId()).map(steps::get).orElse(UNKNOWN);
  }

  private static Map<PsciFunction, Section<?>> sections() {
    Map<PsciFunction, Section<?>> sections = new EnumMap<>(PsciFunction.class);
    sections.put(PsciFunction.CPU_ON, new CpuOn());
    sections.put(PsciFunction.PSCI_VERSION, new PsciVersion());
    sections.put(PsciFunction.AFFINITY_INFO, new AffinityInfo());
    sections.put(PsciFunction.NODE_HW_STATE, new NodeHwStateCall());
    sections.put(PsciFunction.PSCI_STAT_COUNT, new Statistics(PsciFunction.PSCI_STAT_COUNT));
    sections.put(PsciFunction.CPU_OFF, new CpuOff());
    sections.put(PsciFunction.CPU_FREEZE, new CpuFreeze());
    sections.put(PsciFunction.CPU_DEFAULT_SUSPEND, new CpuDefaultSuspend());
    sections.put(PsciFunction.SYSTEM_SUSPEND, new SystemSuspend());
    sections.put(PsciFunction.PSCI_SET_SUSPEND_MODE, new SetSuspendMode());
    sections.put(
        PsciFunction.PSCI_STAT_RESIDENCY, new Statistics(PsciFunction.PSCI_STAT_RESIDENCY));
    return sections;
  }

  /** All clauses about calls that are of no function. */
  public static List<Clause> clausesOfUnknown() {
    return List.of();
  }

  /** All clauses about calls of any function. */
  public static List<Clause> clausesOfAll() {
    return List.of();
  }

  /** All clauses about the calls of a function. */
  public static List<Clause> clauses(PsciFunction function) {
    Section<?> section = SECTIONS.get(function);
    return section == null ? List.of() : section.clauses();
  }

  private static Map<PsciFunction, Section.Permits> steps() {
    Map<PsciFunction, Section.Permits> steps = new EnumMap<>(PsciFunction.class);
    steps.put(PsciFunction.CPU_SUSPEND, new CpuSuspend());
    steps.put(PsciFunction.MIGRATE, new Migrate());
    steps.put(PsciFunction.MIGRATE_INFO_TYPE, new MigrateInfoTypeCall());
    steps.put(PsciFunction.MIGRATE_INFO_UP_CPU, new MigrateInfoUpCpu());
    steps.put(PsciFunction.SYSTEM_OFF, new SystemOff());
    steps.put(PsciFunction.SYSTEM_RESET, new SystemReset());
    steps.put(PsciFunction.PSCI_FEATURES, new PsciFeatures());
    steps.put(PsciFunction.SYSTEM_RESET2, new SystemReset2());
    steps.put(PsciFunction.MEM_PROTECT, new MemProtect());
    steps.put(PsciFunction.MEM_PROTECT_CHECK_RANGE, new MemProtectCheckRange());
    steps.put(PsciFunction.SYSTEM_OFF2, new SystemOff2());
    SECTIONS.forEach((function, section) -> steps.put(function, section::permit));
    return steps;
  }
}
