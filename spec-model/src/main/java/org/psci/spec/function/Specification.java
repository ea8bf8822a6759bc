// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/** PSCI for one platform: what each call may do in each state. It has no state of its own. */
public final class Specification {
  private static final Because JUNK = Because.of("CONV-03");
  private static final Because JUNK_ABOVE_LEVEL = Because.of("AFF-12");
  private static final Because JUNK_ABOVE_FUNCTION = Because.of("FEAT-12");

  private static final Because JUNK_ABOVE_RESET_TYPE = Because.of("RST2-09");

  private static final Because[] MISSING = missing(false);
  private static final Because[] MISSING_IN_0_2 = missing(true);
  private static final Because[] NOT_CHECKED = underAmb42("A");
  private static final Because[] CHECKED_FIRST = underAmb42("B");
  private static final ReturnCode[] ARGUMENT_ERRORS = {
    ReturnCode.INVALID_PARAMETERS, ReturnCode.INVALID_ADDRESS, ReturnCode.DENIED
  };

  private static final Section.Permits UNKNOWN = new UnknownFunction()::permit;
  private static final Map<PsciFunction, Section.Permits> STEPS = steps();

  private final Platform platform;

  public Specification(Platform platform) {
    this.platform = platform;
  }

  public Platform platform() {
    return platform;
  }

  /**
   * Hands every permitted outcome of the call to the sink; a core that does not run makes no calls.
   */
  public void permit(State before, Call call, Outcomes outcomes) {
    permitUnderAnyReading(before, call, new LawfulOutcomes(outcomes));
  }

  /**
   * Hands over what {@link #permit} does, and also what only a reading permits that makes it a
   * fault: so that a report can name the reading.
   */
  public void permitUnderAnyReading(State before, Call call, Outcomes outcomes) {
    if (!before.core(call.caller()).isRunning()) {
      return;
    }
    Optional<PsciFunction> function = PsciFunction.of(call.functionId());
    if (function.isEmpty()) {
      UNKNOWN.permit(platform, before, call, outcomes);
    } else {
      permit(function.get(), before, call, outcomes);
      UpperHalves.of(call).ifPresent(open -> open.permit(before, call, outcomes));
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

  /**
   * The rules that a wrong answer breaks: those that say when the value is due, then the first of
   * those that demanded each other one.
   */
  public List<Rule> brokenBy(Call call, long result, List<Because> permitted) {
    List<Rule> broken = new ArrayList<>();
    add(broken, junkRules(call));
    Optional<PsciFunction> absent = PsciFunction.of(call.functionId()).filter(this::isAbsent);
    absent
        .map(function -> Because.of(absence(function)))
        .or(() -> definitionOf(call, (int) result))
        .ifPresent(why -> add(broken, why.rules()));
    for (Because why : permitted) {
      add(broken, why.rules().subList(0, 1));
    }
    return List.copyOf(broken);
  }

  private Optional<Because> definitionOf(Call call, int value) {
    return step(call) instanceof Step step
        ? step.definitionOf(platform, call, value)
        : Optional.empty();
  }

  /** The registers X0 to X3 that hold something above the bits that count, as bits 0 to 3. */
  public static int junkRegisters(Call call) {
    if ((call.x0() | call.x1() | call.x2() | call.x3()) >>> 32 == 0) {
      return 0; // 32 bits always count
    }
    int registers = 0;
    for (int number = 0; number <= 3; number++) {
      if (call.hasJunkAbove(number, PsciFunction.significantBits(call.functionId(), number))) {
        registers |= 1 << number;
      }
    }
    return registers;
  }

  /**
   * The rules by which junk above the bits that count must not matter in this call, if it has any.
   */
  public static List<Rule> junkRules(Call call) {
    int registers = junkRegisters(call);
    if (registers == 0) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    if (call.is(PsciFunction.AFFINITY_INFO) && (registers & 4) != 0) {
      rules.addAll(JUNK_ABOVE_LEVEL.rules());
    }
    if (call.is(PsciFunction.PSCI_FEATURES) && (registers & 2) != 0) {
      rules.addAll(JUNK_ABOVE_FUNCTION.rules());
    }
    if (call.is(PsciFunction.SYSTEM_RESET2) && (registers & 2) != 0) {
      rules.addAll(JUNK_ABOVE_RESET_TYPE.rules());
    }
    if (call.width() == CallWidth.SMC32 || (registers & 1) != 0) {
      rules.addAll(JUNK.rules());
    }
    return rules;
  }

  /** Why the call may go right although junk stands above a parameter, if that is an open point. */
  public static Optional<Because> harmlessJunk(Call call) {
    return UpperHalves.of(call).map(UpperHalves::ignored);
  }

  private void add(List<Rule> broken, List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.binds() && rule.appliesTo(platform.version()) && !broken.contains(rule)) {
        broken.add(rule);
      }
    }
  }

  private static Section.Permits step(Call call) {
    return PsciFunction.of(call.functionId()).map(STEPS::get).orElse(UNKNOWN);
  }

  private static Map<PsciFunction, Section.Permits> steps() {
    Map<PsciFunction, Section.Permits> steps = new EnumMap<>(PsciFunction.class);
    steps.put(PsciFunction.PSCI_VERSION, new PsciVersion()::permit);
    steps.put(PsciFunction.CPU_SUSPEND, new CpuSuspend());
    steps.put(PsciFunction.CPU_OFF, new CpuOff());
    steps.put(PsciFunction.CPU_ON, new CpuOn()::permit);
    steps.put(PsciFunction.AFFINITY_INFO, new AffinityInfo()::permit);
    steps.put(PsciFunction.MIGRATE, new Migrate());
    steps.put(PsciFunction.MIGRATE_INFO_TYPE, new MigrateInfoTypeCall());
    steps.put(PsciFunction.MIGRATE_INFO_UP_CPU, new MigrateInfoUpCpu());
    steps.put(PsciFunction.SYSTEM_OFF, new SystemOff());
    steps.put(PsciFunction.SYSTEM_RESET, new SystemReset());
    steps.put(PsciFunction.PSCI_FEATURES, new PsciFeatures()::permit);
    steps.put(PsciFunction.CPU_FREEZE, new CpuFreeze());
    steps.put(PsciFunction.CPU_DEFAULT_SUSPEND, new CpuDefaultSuspend());
    steps.put(PsciFunction.NODE_HW_STATE, new NodeHwStateCall()::permit);
    steps.put(PsciFunction.SYSTEM_SUSPEND, new SystemSuspend());
    steps.put(PsciFunction.PSCI_SET_SUSPEND_MODE, new SetSuspendMode());
    steps.put(
        PsciFunction.PSCI_STAT_RESIDENCY, new Statistics(PsciFunction.PSCI_STAT_RESIDENCY)::permit);
    steps.put(PsciFunction.PSCI_STAT_COUNT, new Statistics(PsciFunction.PSCI_STAT_COUNT)::permit);
    steps.put(PsciFunction.SYSTEM_RESET2, new SystemReset2());
    steps.put(PsciFunction.MEM_PROTECT, new MemProtect());
    steps.put(PsciFunction.MEM_PROTECT_CHECK_RANGE, new MemProtectCheckRange());
    steps.put(PsciFunction.SYSTEM_OFF2, new SystemOff2());
    return steps;
  }
}
