// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;

/** PSCI for one platform: what each call may do in each state. It has no state of its own. */
public final class Specification {
  private static final Because JUNK = Because.of("CONV-03");
  private static final Because JUNK_ABOVE_LEVEL = Because.of("AFF-12");
  private static final Because JUNK_ABOVE_FUNCTION = Because.of("FEAT-12");

  private static final Step UNKNOWN = new UnknownFunction();
  private static final Map<PsciFunction, Step> STEPS = steps();

  private final Platform platform;

  public Specification(Platform platform) {
    this.platform = platform;
  }

  public Platform platform() {
    return platform;
  }

  /** Whether this model has a file for the function, rather than only its absence. */
  public static boolean covers(PsciFunction function) {
    return !(STEPS.get(function) instanceof AbsentFunction);
  }

  /**
   * Hands every permitted outcome of the call to the sink; a core that does not run makes no calls.
   */
  public void permit(State before, Call call, Outcomes outcomes) {
    if (!before.core(call.caller()).isRunning()) {
      return;
    }
    Optional<PsciFunction> function = PsciFunction.of(call.functionId());
    if (function.isEmpty()) {
      UNKNOWN.permit(platform, before, call, outcomes);
    } else {
      CallingConvention.decide(platform, before, call, function.get(), outcomes)
          .ifPresent(sink -> step(call).permit(platform, before, call, sink));
    }
  }

  /**
   * The rules that a wrong answer breaks: those that say when the value is due, then the first of
   * those that demanded each other one.
   */
  public List<Rule> brokenBy(Call call, long result, List<Because> permitted) {
    List<Rule> broken = new ArrayList<>();
    add(broken, junkRules(call));
    step(call)
        .definitionOf(platform, call, (int) result)
        .ifPresent(why -> add(broken, why.rules()));
    for (Because why : permitted) {
      add(broken, why.rules().subList(0, 1));
    }
    return List.copyOf(broken);
  }

  /** The registers X0 to X3 that hold something above the bits that count, as bits 0 to 3. */
  public static int junkRegisters(Call call) {
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
    if (call.width() == CallWidth.SMC32 || (registers & 1) != 0) {
      rules.addAll(JUNK.rules());
    }
    return rules;
  }

  private void add(List<Rule> broken, List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.binds() && rule.appliesTo(platform.version()) && !broken.contains(rule)) {
        broken.add(rule);
      }
    }
  }

  private static Step step(Call call) {
    return PsciFunction.of(call.functionId()).map(STEPS::get).orElse(UNKNOWN);
  }

  private static Map<PsciFunction, Step> steps() {
    Map<PsciFunction, Step> steps = new EnumMap<>(PsciFunction.class);
    for (PsciFunction function : PsciFunction.values()) {
      steps.put(function, new AbsentFunction(function));
    }
    steps.put(PsciFunction.PSCI_VERSION, new PsciVersion());
    steps.put(PsciFunction.PSCI_FEATURES, new PsciFeatures());
    steps.put(PsciFunction.CPU_SUSPEND, new CpuSuspend());
    steps.put(PsciFunction.CPU_ON, new CpuOn());
    steps.put(PsciFunction.CPU_OFF, new CpuOff());
    steps.put(PsciFunction.AFFINITY_INFO, new AffinityInfo());
    steps.put(PsciFunction.MIGRATE_INFO_TYPE, new MigrateInfoTypeCall());
    steps.put(PsciFunction.SYSTEM_OFF, new SystemOff());
    steps.put(PsciFunction.SYSTEM_RESET, new SystemReset());
    return steps;
  }
}
