// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * PSCI_FEATURES(psci_func_id) (5.16), from 1.0: whether a function is implemented, and its flags.
 * The answers are constants of the implementation, so each one reveals a {@code Fact}.
 */
final class PsciFeatures implements Step {
  /** Bit 0 of the flags of CPU_SUSPEND: OS-initiated mode is offered. */
  private static final int OS_INITIATED = 1;

  /** The highest flags of CPU_SUSPEND: bit 0, and bit 1 for the extended power_state format. */
  private static final int ALL_SUSPEND_FLAGS = 3;

  /** The flags of SYSTEM_OFF2: HIBERNATE_OFF is offered. */
  private static final int HIBERNATE_OFF = 1;

  private static final Because BEFORE_1_0 = Because.of("FEAT-01");
  private static final Because MANDATORY = Because.of("FEAT-04", "FEAT-03", "FEAT-02", "FEAT-08");
  private static final Because NO_SUCH_FUNCTION = Because.of("FEAT-02", "CONV-10");
  private static final Because NO_HIBERNATE_OFF = Because.of("FEAT-02", "OFF2-07");
  private static final Because NOT_PSCI = Because.of("FEAT-11", "FEAT-02");
  private static final Because SMCCC_ABSENT = Because.of("FEAT-05");
  private static final Because SMCCC_REPORTED =
      UnknownFunction.reportedSmccc(SMCCC_ABSENT).under("AMB-40", "A");
  private static final Because SMCCC_UNREPORTED = SMCCC_ABSENT.under("AMB-40", "B");
  private static final Because REFUSED_TO_AARCH32 = Because.of("FEAT-06").under("AMB-39", "B");
  private static final Because ID_OF_0_1 = NOT_PSCI.under("AMB-53", "A");
  private static final Because ID_OF_0_1_SERVED = NOT_PSCI.under("AMB-53", "B");
  private static final int FIRST_ID_OF_0_1 = 0x95c1_ba5e;
  private static final int IDS_OF_0_1 = 4;
  private static final Because AHEAD_OF_VERSION = Because.of("VER-03", "FEAT-02");
  private static final Because FLAGS = Because.of("FEAT-04", "FEAT-02");
  private static final Because FLAGS_OF_RESET2 = Because.of("FEAT-04", "FEAT-02", "RST2-01");
  private static final Because FLAGS_OF_SUSPEND = Because.of("FEAT-04", "FEAT-02", "SSUSP-07");
  private static final Because FLAGS_OF_OFF2 = Because.of("FEAT-04", "FEAT-02", "OFF2-02");
  private static final Because ABSENT_OFF2 = Because.of("FEAT-02", "OFF2-01");
  private static final Because OFF2_TOO_EARLY = Because.of("FEAT-02", "OFF2-07");

  private static final Because[] SUSPEND_FLAGS = suspendFlags();
  private static final Map<PsciFunction, Because> PRESENT = new EnumMap<>(PsciFunction.class);
  private static final Map<PsciFunction, Because> ABSENT = new EnumMap<>(PsciFunction.class);

  static {
    for (PsciFunction function : PsciFunction.values()) {
      PRESENT.put(function, implemented(function, true, because(function, true)));
      ABSENT.put(function, implemented(function, false, because(function, false)));
    }
  }

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int id = call.word(1);
    Optional<PsciFunction> asked = PsciFunction.of(id);
    if (platform.version().isBefore(Version.V1_0)) {
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, BEFORE_1_0);
    } else if (asked.isPresent()) {
      ofFunction(platform, before, call, asked.get(), outcomes);
    } else if (id == PsciFunction.SMCCC_VERSION) {
      outcomes.returns(0, before, SMCCC_REPORTED);
      boolean isThere = UnknownFunction.smcccIsThere(platform);
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, isThere ? SMCCC_UNREPORTED : SMCCC_ABSENT);
    } else if (id >= FIRST_ID_OF_0_1 && id < FIRST_ID_OF_0_1 + IDS_OF_0_1) {
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, ID_OF_0_1);
      outcomes.returns(0, before, ID_OF_0_1_SERVED);
    } else {
      boolean psci = (id & 0xbfff_ffe0) == 0x8400_0000;
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, psci ? NO_SUCH_FUNCTION : NOT_PSCI);
    }
  }

  private static void ofFunction(
      Platform platform, State before, Call call, PsciFunction asked, Outcomes outcomes) {
    if (platform.version().isBefore(asked.since())) {
      boolean hibernates = asked == PsciFunction.SYSTEM_OFF2;
      outcomes.returns(
          ReturnCode.NOT_SUPPORTED, before, hibernates ? NO_HIBERNATE_OFF : NO_SUCH_FUNCTION);
      if (!hibernates) {
        outcomes.returns(0, before, AHEAD_OF_VERSION);
      }
      return;
    }
    boolean narrowCaller = call.state() == ExecutionState.AARCH32;
    boolean isOpen = narrowCaller && CallWidth.of(call.word(1)) == CallWidth.SMC64;
    Outcomes flagged = isOpen ? outcomes.under("AMB-39", "A") : outcomes;
    if (asked == PsciFunction.CPU_SUSPEND) {
      for (int flags = 0; flags <= ALL_SUSPEND_FLAGS; flags++) {
        flagged.returns(flags, before, SUSPEND_FLAGS[flags]);
      }
    } else if (asked.isMandatory()) {
      flagged.returns(0, before, MANDATORY);
    } else {
      int flags = asked == PsciFunction.SYSTEM_OFF2 ? HIBERNATE_OFF : 0;
      flagged.returns(flags, before, because(PRESENT, asked));
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, because(ABSENT, asked));
    }
    if (isOpen) {
      outcomes.returns(ReturnCode.NOT_SUPPORTED, before, REFUSED_TO_AARCH32);
    }
  }

  private static Because because(Map<PsciFunction, Because> map, PsciFunction function) {
    Because why = map.get(function);
    if (why == null) {
      throw new IllegalStateException("every function has an entry: " + function);
    }
    return why;
  }

  /** The flags of CPU_SUSPEND never change; with OS-initiated mode there is a call to choose it. */
  private static Because[] suspendFlags() {
    Because[] because = new Because[ALL_SUSPEND_FLAGS + 1];
    for (int flags = 0; flags <= ALL_SUSPEND_FLAGS; flags++) {
      because[flags] =
          Because.of("FEAT-04", "FEAT-03", "FEAT-07", "FEAT-08")
              .revealing("PSCI_FEATURES(CPU_SUSPEND)", flags, "FEAT-07");
      if ((flags & OS_INITIATED) != 0) {
        because[flags] =
            because[flags].revealing(
                Presence.subject(PsciFunction.PSCI_SET_SUSPEND_MODE), 1, "FEAT-09");
      }
    }
    return because;
  }

  /** Some functions have a rule of their own that says what PSCI_FEATURES tells of them. */
  private static Because because(PsciFunction function, boolean present) {
    List<String> all =
        new ArrayList<>(
            present
                ? List.of("FEAT-04", "FEAT-02", "FEAT-08")
                : List.of("FEAT-02", "CONV-07", "FEAT-08"));
    switch (function) {
      case SYSTEM_RESET2 -> all.add("RST2-01");
      case SYSTEM_OFF2 -> all.add(present ? "OFF2-02" : "OFF2-01");
      case SYSTEM_SUSPEND -> all.add("SSUSP-07");
      case MEM_PROTECT, MEM_PROTECT_CHECK_RANGE -> all.add("MEM-05");
      default -> {}
    }
    return Because.of(all.toArray(new String[0]));
  }

  private static Because implemented(PsciFunction function, boolean present, Because why) {
    boolean isOff2 = present && function == PsciFunction.SYSTEM_OFF2;
    Because known = isOff2 ? Because.of("OFF2-02", "FEAT-02", "FEAT-04", "FEAT-08") : why;
    Because because = Presence.reveal(function, present, known);
    return switch (function) {
      case PSCI_SET_SUSPEND_MODE ->
          because.revealing(Presence.subject(function), present ? 1 : 0, "FEAT-09");
      case PSCI_STAT_RESIDENCY, PSCI_STAT_COUNT ->
          because.revealing("presence of PSCI_STAT_*", present ? 1 : 0, "FEAT-10");
      case MEM_PROTECT, MEM_PROTECT_CHECK_RANGE ->
          because.revealing("presence of MEM_PROTECT*", present ? 1 : 0, "FEAT-10");
      case MIGRATE ->
          present
              ? because.revealing(Presence.subject(PsciFunction.MIGRATE_INFO_UP_CPU), 1, "FEAT-10")
              : because;
      default -> because;
    };
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(
        PsciFunction.of(call.word(1))
            .map(
                asked ->
                    switch (asked) {
                      case SYSTEM_RESET2 -> FLAGS_OF_RESET2;
                      case SYSTEM_SUSPEND -> FLAGS_OF_SUSPEND;
                      case SYSTEM_OFF2 ->
                          platform.version().isBefore(asked.since())
                              ? OFF2_TOO_EARLY
                              : value < 0 ? ABSENT_OFF2 : FLAGS_OF_OFF2;
                      default -> FLAGS;
                    })
            .orElse(FLAGS));
  }
}
