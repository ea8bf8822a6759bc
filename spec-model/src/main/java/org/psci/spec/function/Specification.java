// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** PSCI for one platform: what each call may do in each state. It has no state of its own. */
public final class Specification {
  private static final Because JUNK = Because.of("CONV-03");
  private static final Because JUNK_ABOVE_LEVEL = Because.of("AFF-12");
  private static final Because JUNK_ABOVE_FUNCTION = Because.of("FEAT-12");

  private static final Because JUNK_ABOVE_RESET_TYPE = Because.of("RST2-09");

  private static final Set<ReturnCode> ARGUMENT_ERRORS =
      EnumSet.of(ReturnCode.INVALID_PARAMETERS, ReturnCode.INVALID_ADDRESS);

  private static final Section.Permits UNKNOWN = new UnknownFunction();
  private static final Map<PsciFunction, Section<?>> SECTIONS = sections();
  private static final Map<PsciFunction, Step> STEPS = steps();
  private static final Map<PsciFunction, Section.Permits> CALLS = calls();

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
    permits(call).permit(platform, before, call, outcomes);
  }

  private static Section.Permits permits(Call call) {
    return PsciFunction.of(call.functionId()).map(CALLS::get).orElse(UNKNOWN);
  }

  /** What a call gets: whether the function is there, whether its width fits, and what it does. */
  private static Map<PsciFunction, Section.Permits> calls() {
    Section<?> implemented = new Implemented(Specification::hasWrongArguments);
    Section<?> convention = new CallingConvention();
    Map<PsciFunction, Section.Permits> calls = new EnumMap<>(PsciFunction.class);
    SECTIONS.forEach(
        (f, section) -> calls.put(f, implemented.then(convention.then(section::permit))));
    STEPS.forEach((f, step) -> calls.put(f, implemented.then(convention.then(step))));
    return calls;
  }

  /** Whether the call could only be an error in its arguments if its function were there. */
  private static boolean hasWrongArguments(Platform platform, State before, Call call) {
    PsciFunction function = PsciFunction.of(call.functionId()).orElseThrow();
    Section<?> section = SECTIONS.get(function);
    if (section != null) {
      return section.onlyRefuses(platform, before, call, ARGUMENT_ERRORS);
    }
    ErrorsOnly seen = new ErrorsOnly();
    Step step = STEPS.get(function);
    if (step != null) {
      step.permit(platform, before, call, new LawfulOutcomes(seen));
    }
    return seen.isWrong();
  }

  /**
   * The rules that a wrong answer breaks: those that say when the value is due, then the first of
   * those that demanded each other one.
   */
  public List<Rule> brokenBy(Call call, long result, List<Because> permitted) {
    List<Rule> broken = new ArrayList<>();
    add(broken, junkRules(call));
    PsciFunction.of(call.functionId())
        .flatMap(function -> Implemented.absence(platform, function))
        .or(() -> definitionOf(call, (int) result))
        .ifPresent(why -> add(broken, why.rules()));
    for (Because why : permitted) {
      add(broken, why.rules().subList(0, 1));
    }
    return List.copyOf(broken);
  }

  private Optional<Because> definitionOf(Call call, int value) {
    return PsciFunction.of(call.functionId())
        .map(STEPS::get)
        .flatMap(step -> step.definitionOf(platform, call, value));
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

  private static Map<PsciFunction, Section<?>> sections() {
    Map<PsciFunction, Section<?>> sections = new EnumMap<>(PsciFunction.class);
    sections.put(PsciFunction.CPU_ON, new CpuOn());
    sections.put(PsciFunction.MIGRATE, new Migrate());
    sections.put(PsciFunction.MIGRATE_INFO_TYPE, new MigrateInfoTypeCall());
    sections.put(PsciFunction.MIGRATE_INFO_UP_CPU, new MigrateInfoUpCpu());
    sections.put(PsciFunction.SYSTEM_OFF, new SystemOff());
    sections.put(PsciFunction.SYSTEM_RESET, new SystemReset());
    sections.put(PsciFunction.SYSTEM_RESET2, new SystemReset2());
    sections.put(PsciFunction.MEM_PROTECT, new MemProtect());
    sections.put(PsciFunction.MEM_PROTECT_CHECK_RANGE, new MemProtectCheckRange());
    sections.put(PsciFunction.SYSTEM_OFF2, new SystemOff2());
    return sections;
  }

  private static Map<PsciFunction, Step> steps() {
    Map<PsciFunction, Step> steps = new EnumMap<>(PsciFunction.class);
    steps.put(PsciFunction.PSCI_VERSION, new PsciVersion());
    steps.put(PsciFunction.CPU_SUSPEND, new CpuSuspend());
    steps.put(PsciFunction.CPU_OFF, new CpuOff());
    steps.put(PsciFunction.AFFINITY_INFO, new AffinityInfo());
    steps.put(PsciFunction.PSCI_FEATURES, new PsciFeatures());
    steps.put(PsciFunction.CPU_FREEZE, new CpuFreeze());
    steps.put(PsciFunction.CPU_DEFAULT_SUSPEND, new CpuDefaultSuspend());
    steps.put(PsciFunction.NODE_HW_STATE, new NodeHwStateCall());
    steps.put(PsciFunction.SYSTEM_SUSPEND, new SystemSuspend());
    steps.put(PsciFunction.PSCI_SET_SUSPEND_MODE, new SetSuspendMode());
    steps.put(PsciFunction.PSCI_STAT_RESIDENCY, new Statistics());
    steps.put(PsciFunction.PSCI_STAT_COUNT, new Statistics());
    return steps;
  }
}
