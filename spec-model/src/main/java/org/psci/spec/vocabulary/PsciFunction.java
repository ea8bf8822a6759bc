// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import static org.psci.spec.vocabulary.Parameter.Kind.CORE;
import static org.psci.spec.vocabulary.Parameter.Kind.ENTRY;
import static org.psci.spec.vocabulary.Parameter.Kind.WIDE;
import static org.psci.spec.vocabulary.Parameter.Kind.WORD;
import static org.psci.spec.vocabulary.PsciFunction.Forms.BOTH;
import static org.psci.spec.vocabulary.PsciFunction.Forms.SMC32_ONLY;
import static org.psci.spec.vocabulary.PsciFunction.Presence.MANDATORY;
import static org.psci.spec.vocabulary.PsciFunction.Presence.OPTIONAL;
import static org.psci.spec.vocabulary.Version.V0_2;
import static org.psci.spec.vocabulary.Version.V1_0;
import static org.psci.spec.vocabulary.Version.V1_1;
import static org.psci.spec.vocabulary.Version.V1_3;

import java.util.List;
import java.util.Optional;

/** Every function of PSCI 0.2 to 1.3 (DEN0022F.b, 5.1 and Table 17), in the order of its number. */
public enum PsciFunction {
  PSCI_VERSION(V0_2, MANDATORY, SMC32_ONLY),
  CPU_SUSPEND(V0_2, MANDATORY, BOTH, p("power_state", WORD), p("entry", ENTRY), p("context", WIDE)),
  CPU_OFF(V0_2, MANDATORY, SMC32_ONLY),
  CPU_ON(V0_2, MANDATORY, BOTH, p("core", CORE), p("entry", ENTRY), p("context", WIDE)),
  AFFINITY_INFO(V0_2, MANDATORY, BOTH, p("core", CORE), p("level", WORD)),
  MIGRATE(V0_2, OPTIONAL, BOTH, p("core", CORE)),
  MIGRATE_INFO_TYPE(V0_2, OPTIONAL, SMC32_ONLY),
  MIGRATE_INFO_UP_CPU(V0_2, OPTIONAL, BOTH),
  SYSTEM_OFF(V0_2, MANDATORY, SMC32_ONLY),
  SYSTEM_RESET(V0_2, MANDATORY, SMC32_ONLY),
  PSCI_FEATURES(V1_0, MANDATORY, SMC32_ONLY, p("function", WORD)),
  CPU_FREEZE(V1_0, OPTIONAL, SMC32_ONLY),
  CPU_DEFAULT_SUSPEND(V1_0, OPTIONAL, BOTH, p("entry", ENTRY), p("context", WIDE)),
  NODE_HW_STATE(V1_0, OPTIONAL, BOTH, p("core", CORE), p("level", WORD)),
  SYSTEM_SUSPEND(V1_0, OPTIONAL, BOTH, p("entry", ENTRY), p("context", WIDE)),
  PSCI_SET_SUSPEND_MODE(V1_0, OPTIONAL, SMC32_ONLY, p("mode", WORD)),
  PSCI_STAT_RESIDENCY(V1_0, OPTIONAL, BOTH, p("core", CORE), p("power_state", WORD)),
  PSCI_STAT_COUNT(V1_0, OPTIONAL, BOTH, p("core", CORE), p("power_state", WORD)),
  SYSTEM_RESET2(V1_1, OPTIONAL, BOTH, p("type", WORD), p("cookie", WIDE)),
  MEM_PROTECT(V1_1, OPTIONAL, SMC32_ONLY, p("enable", WORD)),
  MEM_PROTECT_CHECK_RANGE(V1_1, OPTIONAL, BOTH, p("base", WIDE), p("length", WIDE)),
  SYSTEM_OFF2(V1_3, OPTIONAL, BOTH, p("type", WORD), p("cookie", WIDE));

  /** Whether an implementation of a version that defines the function must have it. */
  public enum Presence {
    MANDATORY,
    OPTIONAL
  }

  /** In which calling conventions a function has an id. */
  public enum Forms {
    SMC32_ONLY,
    BOTH
  }

  /** SMCCC_VERSION, the only id outside PSCI that PSCI_FEATURES may report (5.16.2). */
  public static final int SMCCC_VERSION = 0x8000_0000;

  private static final int SMC32_BASE = 0x8400_0000;
  private static final int SMC64_BASE = 0xc400_0000;
  private static final PsciFunction[] BY_NUMBER = values();

  private final Version since;
  private final Presence presence;
  private final Forms forms;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Parameter> parameters;

  PsciFunction(Version since, Presence presence, Forms forms, Parameter... parameters) {
    this.since = since;
    this.presence = presence;
    this.forms = forms;
    this.parameters = List.of(parameters);
  }

  private static Parameter p(String name, Parameter.Kind kind) {
    return new Parameter(name, kind);
  }

  /** The first version that defines the function. */
  public Version since() {
    return since;
  }

  public boolean isMandatory() {
    return presence == MANDATORY;
  }

  public boolean hasSmc64() {
    return forms == BOTH;
  }

  /**
   * Whether a successful call stops its caller until a wake-up, and may end at an entry point: the
   * core stays ON.
   */
  public boolean suspends() {
    return this == CPU_SUSPEND || this == CPU_DEFAULT_SUSPEND || this == SYSTEM_SUSPEND;
  }

  /** Whether a call only asks, and changes nothing whatever it returns. */
  public boolean asks() {
    return switch (this) {
      case PSCI_VERSION,
          AFFINITY_INFO,
          MIGRATE_INFO_TYPE,
          MIGRATE_INFO_UP_CPU,
          PSCI_FEATURES,
          NODE_HW_STATE,
          PSCI_STAT_RESIDENCY,
          PSCI_STAT_COUNT,
          MEM_PROTECT_CHECK_RANGE ->
          true;
      default -> false;
    };
  }

  /** Whether a successful call takes its caller out of the machine until a CPU_ON. */
  public boolean takesCoreOut() {
    return this == CPU_OFF || this == CPU_FREEZE;
  }

  /** Whether a successful call ends or restarts the machine. */
  public boolean endsMachine() {
    return this == SYSTEM_OFF
        || this == SYSTEM_OFF2
        || this == SYSTEM_RESET
        || this == SYSTEM_RESET2;
  }

  /** Whether the result is a number without a sign, so that no value of it is an error. */
  public boolean countsUnsigned() {
    return this == PSCI_STAT_RESIDENCY || this == PSCI_STAT_COUNT || this == MIGRATE_INFO_UP_CPU;
  }

  /** The register, 1 to 3, of the first parameter of this kind; 0 if there is none. */
  public int register(Parameter.Kind kind) {
    for (int index = 0; index < parameters.size(); index++) {
      if (parameters.get(index).kind() == kind) {
        return index + 1;
      }
    }
    return 0;
  }

  /** The parameters in the order of the registers from X1/R1 on. */
  public List<Parameter> parameters() {
    return parameters;
  }

  public int smc32() {
    return SMC32_BASE | ordinal();
  }

  /**
   * The SMC64 id.
   *
   * @throws IllegalStateException for a function that has none
   */
  public int smc64() {
    if (!hasSmc64()) {
      throw new IllegalStateException(this + " has no SMC64 id");
    }
    return SMC64_BASE | ordinal();
  }

  /** The id in this convention; functions with an SMC32 id only have the one. */
  public int id(CallWidth width) {
    return width == CallWidth.SMC64 && hasSmc64() ? smc64() : smc32();
  }

  /** The function with this id, or empty: SMC64 forms of SMC32-only functions are no ids. */
  public static Optional<PsciFunction> of(int id) {
    int number = id & 0x00ff_ffff;
    if (number >= BY_NUMBER.length) {
      return Optional.empty();
    }
    PsciFunction function = BY_NUMBER[number];
    return function.hasId(id) ? Optional.of(function) : Optional.empty();
  }

  /** Whether an id, in either width, is one of this function. */
  public boolean hasId(int id) {
    return id == smc32() || (hasSmc64() && id == smc64());
  }

  /**
   * How many bits of a register count in a call with this id: 32 or 64. Of the function id itself
   * 32 count; of a register that carries no parameter all do.
   *
   * @param register 0 to 3, for X0 to X3
   */
  public static int significantBits(int id, int register) {
    if (register == 0) {
      return 32;
    }
    int number = id & 0x00ff_ffff;
    if (number >= BY_NUMBER.length || !BY_NUMBER[number].hasId(id)) {
      return 64;
    }
    List<Parameter> parameters = BY_NUMBER[number].parameters;
    return register <= parameters.size()
        ? parameters.get(register - 1).kind().bits(CallWidth.of(id))
        : 64;
  }
}
