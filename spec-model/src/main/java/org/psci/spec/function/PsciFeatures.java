// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/**
 * PSCI_FEATURES(psci_func_id) (5.16), from 1.0: whether a function is implemented, and its flags.
 * The answers are constants of the implementation, so each one reveals a {@code Fact}.
 */
final class PsciFeatures extends Section<PsciFeatures.Situation> {

  /** What psci_func_id is. */
  enum Id {
    /** Anything, before 1.0. */
    BEFORE_1_0,
    /** An id of a function of the version. */
    FUNCTION,
    /** An id of a function that a later version brought. */
    LATER,
    /** The SMC64 form of a function that has none. */
    SMC64_FORM,
    /** In the range of PSCI, with a number that no version defines. */
    NOT_ALLOCATED,
    SMCCC_VERSION,
    /** That of SMCCC_VERSION, where a call of it has worked. */
    SMCCC_AT_WORK,
    /** One that a function had in some implementations of PSCI 0.1. */
    OF_0_1,
    OTHER
  }

  /** For which of the ids of a function it is asked. */
  enum Form {
    SMC32,
    SMC64,
    /** AArch32 code asks for an SMC64 id, which it could not use. */
    SMC64_FROM_AARCH32
  }

  /**
   * What a call meets.
   *
   * @param function the one that the id is of; it means nothing for other ids
   */
  record Situation(Id id, PsciFunction function, Form form)
      implements org.psci.spec.clause.Situation {
    private static final int FUNCTIONS = PsciFunction.values().length;

    @Override
    public int index() {
      return (id.ordinal() * FUNCTIONS + function.ordinal()) * 3 + form.ordinal();
    }

    boolean isOf(PsciFunction one) {
      return id == Id.FUNCTION && function == one;
    }

    boolean isLater(PsciFunction one) {
      return id == Id.LATER && function == one;
    }
  }

  /** Bit 0 of the flags of CPU_SUSPEND: OS-initiated mode is offered. */
  private static final int OS_INITIATED = 1;

  /** The highest flags of CPU_SUSPEND: bit 0, and bit 1 for the extended power_state format. */
  private static final int ALL_SUSPEND_FLAGS = 3;

  /** The flags of SYSTEM_OFF2: HIBERNATE_OFF is offered. */
  private static final int HIBERNATE_OFF = 1;

  private static final int FIRST_ID_OF_0_1 = 0x95c1_ba5e;
  private static final int IDS_OF_0_1 = 4;

  PsciFeatures() {
    super("PSCI_FEATURES", Situation.class, PsciFeatures::text);
  }

  private static void text(Clauses<Situation> on) {
    refusals(on);
    for (PsciFunction function : PsciFunction.values()) {
      if (function == PsciFunction.CPU_SUSPEND) {
        ofSuspend(on);
      } else {
        present(on, function);
      }
      if (function.isMandatory()) {
        Clauses<Situation>.Draft isReported =
            on.never(NOT_SUPPORTED)
                .when(
                    function + " is asked for",
                    s -> s.isOf(function) && s.form != Form.SMC64_FROM_AARCH32)
                .by("FEAT-03");
        if (function == PsciFunction.CPU_SUSPEND) {
          isReported.within(Presence.OF_CPU_SUSPEND);
        }
      } else {
        on.answers(NOT_SUPPORTED.value(), "NOT_SUPPORTED")
            .when(function + " is asked for, and is absent", s -> s.isOf(function))
            .because(revealing(function, false, absence(function)))
            .otherwise(Answers.ANY_ERROR);
      }
    }
    on.mayRefuse(NOT_SUPPORTED)
        .when(
            "AArch32 code asks for an SMC64 id",
            s -> s.id == Id.FUNCTION && s.form == Form.SMC64_FROM_AARCH32)
        .by("FEAT-06")
        .under("AMB-39", "B");
    ofLaterVersions(on);
    ofSmccc(on);
    on.neverEverywhere(NOT_SUPPORTED)
        .when(
            "it is asked for an SMC64 id that there is",
            s -> s.id == Id.FUNCTION && s.form == Form.SMC64)
        .by("FEAT-03", "FEAT-08");
    on.neverEverywhere(NOT_SUPPORTED)
        .when("it is asked anything, from 1.0 on", s -> s.id != Id.BEFORE_1_0)
        .by("FEAT-01");
    on.onlyTheseResults().by("FEAT-02");
  }

  private static void refusals(Clauses<Situation> on) {
    on.refuses(NOT_SUPPORTED)
        .when("the version is before 1.0", s -> s.id == Id.BEFORE_1_0)
        .by("FEAT-01");
    on.refuses(NOT_SUPPORTED)
        .when("the function number is not allocated", s -> s.id == Id.NOT_ALLOCATED)
        .by("FEAT-02", "CONV-10");
    on.refuses(NOT_SUPPORTED)
        .when("the id is the SMC64 form of an SMC32-only function", s -> s.id == Id.SMC64_FORM)
        .by("FEAT-02", "CONV-10");
    on.refuses(NOT_SUPPORTED)
        .when("the id is not one of PSCI", s -> s.id == Id.OTHER)
        .by("FEAT-11", "FEAT-02");
    on.refuses(NOT_SUPPORTED)
        .when("the id is one of PSCI 0.1", s -> s.id == Id.OF_0_1)
        .by("FEAT-11", "FEAT-02")
        .under("AMB-53", "A");
    on.answers(0, "0") // a fault
        .when("the id is one of PSCI 0.1", s -> s.id == Id.OF_0_1)
        .by("FEAT-11", "FEAT-02")
        .under("AMB-53", "B");
    on.refuses(NOT_SUPPORTED)
        .when("SYSTEM_OFF2 is asked for, before 1.3", s -> s.isLater(PsciFunction.SYSTEM_OFF2))
        .by("OFF2-07", "FEAT-02");
  }

  /** The flags of a function that is there. */
  private static void present(Clauses<Situation> on, PsciFunction function) {
    int flags = function == PsciFunction.SYSTEM_OFF2 ? HIBERNATE_OFF : 0;
    Because why =
        function.isMandatory()
            ? Because.of("FEAT-04", "FEAT-03", "FEAT-02", "FEAT-08", "FEAT-01")
            : revealing(function, true, presence(function));
    String is = function.isMandatory() ? " is asked for" : " is asked for, and is there";
    flags(on, function, flags, function + is, why);
  }

  /** The flags of CPU_SUSPEND never change; with OS-initiated mode there is a call to choose it. */
  private static void ofSuspend(Clauses<Situation> on) {
    for (int flags = 0; flags <= ALL_SUSPEND_FLAGS; flags++) {
      Because why =
          Because.of("FEAT-04", "FEAT-03", "FEAT-07", "FEAT-08")
              .revealing("PSCI_FEATURES(CPU_SUSPEND)", flags, "FEAT-07");
      if ((flags & OS_INITIATED) != 0) {
        why = why.revealing(Presence.subject(PsciFunction.PSCI_SET_SUSPEND_MODE), 1, "FEAT-09");
      }
      String words = "CPU_SUSPEND is asked for, and has flags " + flags;
      flags(on, PsciFunction.CPU_SUSPEND, flags, words, why);
    }
  }

  /** Whether AArch32 code is told of SMC64 ids is an open point. */
  private static void flags(
      Clauses<Situation> on, PsciFunction function, int flags, String words, Because why) {
    on.answers(flags, Integer.toString(flags))
        .when(words, s -> s.isOf(function) && s.form != Form.SMC64_FROM_AARCH32)
        .because(why)
        .otherwise(Answers.NO_ERROR);
    if (function.hasSmc64()) {
      on.answers(flags, Integer.toString(flags))
          .when(
              words + ", and AArch32 code asks for its SMC64 id",
              s -> s.isOf(function) && s.form == Form.SMC64_FROM_AARCH32)
          .because(why)
          .under("AMB-39", "A")
          .otherwise(Answers.NO_ERROR);
    }
  }

  /** A minor version may be ahead with functions of a later one, but for SYSTEM_OFF2. */
  private static void ofLaterVersions(Clauses<Situation> on) {
    for (PsciFunction function : PsciFunction.values()) {
      if (function.since().isAtLeast(Version.V1_1) && function != PsciFunction.SYSTEM_OFF2) {
        String words = function + " is asked for, before " + function.since();
        on.answers(NOT_SUPPORTED.value(), "NOT_SUPPORTED")
            .when(words, s -> s.isLater(function))
            .by("FEAT-02", "CONV-10")
            .otherwise(Answers.ANY_ERROR);
        on.mayAnswer(0, "0").when(words, s -> s.isLater(function)).by("VER-03", "FEAT-02");
      }
    }
  }

  /** The only function outside PSCI that is reported: where it is there, it should be. */
  private static void ofSmccc(Clauses<Situation> on) {
    on.mayAnswer(0, "0")
        .when(
            "SMCCC_VERSION is asked for, and is there",
            s -> s.id == Id.SMCCC_VERSION || s.id == Id.SMCCC_AT_WORK)
        .because(UnknownFunction.reportedSmccc(Because.of("FEAT-05")))
        .under("AMB-40", "A");
    on.mayRefuse(NOT_SUPPORTED)
        .when(
            "SMCCC_VERSION is asked for, and works, but is not reported",
            s -> s.id == Id.SMCCC_AT_WORK)
        .by("FEAT-05")
        .under("AMB-40", "B");
    on.mayRefuse(NOT_SUPPORTED)
        .when("SMCCC_VERSION is asked for, and may be absent", s -> s.id == Id.SMCCC_VERSION)
        .by("FEAT-05");
  }

  private static Because presence(PsciFunction function) {
    return function == PsciFunction.SYSTEM_OFF2
        ? Because.of("OFF2-02", "FEAT-02", "FEAT-04", "FEAT-08")
        : because(function, "FEAT-04", "FEAT-02", "FEAT-08");
  }

  private static Because absence(PsciFunction function) {
    return function == PsciFunction.SYSTEM_OFF2
        ? Because.of("FEAT-02", "CONV-07", "FEAT-08", "OFF2-01")
        : because(function, "FEAT-02", "CONV-07", "FEAT-08");
  }

  /** Some functions have a rule of their own that says what PSCI_FEATURES tells of them. */
  private static Because because(PsciFunction function, String... rules) {
    List<String> all = new ArrayList<>(List.of(rules));
    switch (function) {
      case SYSTEM_RESET2 -> all.add("RST2-01");
      case SYSTEM_SUSPEND -> all.add("SSUSP-07");
      case MEM_PROTECT, MEM_PROTECT_CHECK_RANGE -> all.add("MEM-05");
      default -> {}
    }
    return Because.of(all.toArray(new String[0]));
  }

  /** An answer reveals whether the function is there, and what comes with it. */
  private static Because revealing(PsciFunction function, boolean present, Because why) {
    Because because = Presence.reveal(function, present, why);
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
  protected Situation situation(Platform platform, State before, Call call) {
    int id = call.word(1);
    Optional<PsciFunction> asked = PsciFunction.of(id);
    boolean isNarrow = call.state() == ExecutionState.AARCH32;
    return new Situation(
        id(platform, id, asked),
        asked.orElse(PsciFunction.PSCI_VERSION),
        CallWidth.of(id) == CallWidth.SMC32
            ? Form.SMC32
            : isNarrow ? Form.SMC64_FROM_AARCH32 : Form.SMC64);
  }

  private static Id id(Platform platform, int id, Optional<PsciFunction> asked) {
    if (platform.version().isBefore(Version.V1_0)) {
      return Id.BEFORE_1_0;
    }
    if (asked.isPresent()) {
      return platform.version().isBefore(asked.get().since()) ? Id.LATER : Id.FUNCTION;
    }
    return switch (UnknownFunction.id(id)) {
      case SMC64_FORM -> Id.SMC64_FORM;
      case NOT_ALLOCATED -> Id.NOT_ALLOCATED;
      case SMCCC_VERSION ->
          UnknownFunction.smcccIsThere(platform) ? Id.SMCCC_AT_WORK : Id.SMCCC_VERSION;
      case OTHER ->
          id >= FIRST_ID_OF_0_1 && id < FIRST_ID_OF_0_1 + IDS_OF_0_1 ? Id.OF_0_1 : Id.OTHER;
    };
  }
}
