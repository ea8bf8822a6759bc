// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;
import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import java.util.Optional;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.function.CallingConvention.Width;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/**
 * Which functions are there (5.3.2, Table 17). One that is not returns NOT_SUPPORTED, whatever its
 * arguments (AMB-42). MIGRATE_INFO_TYPE is optional, too, but its own section says so.
 */
final class Implemented extends Section<Implemented.Situation> {

  /** Whether a function is there. */
  enum Status {
    THERE,
    /** Optional, before 1.0: there is no PSCI_FEATURES to say it. */
    UNKNOWN,
    ABSENT,
    /** It must not be there, because the version is too old. */
    TOO_EARLY
  }

  /** What the arguments of a function that is not there are. */
  enum Arguments {
    GOOD,
    /** If the function were there, it could not but refuse them. */
    WRONG
  }

  /** What a call meets. */
  record Situation(PsciFunction function, Status status, Arguments arguments, Width width)
      implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return ((function.ordinal() * 4 + status.ordinal()) * 2 + arguments.ordinal()) * 4
          + width.ordinal();
    }

    boolean isNotThere() {
      return status == Status.ABSENT || status == Status.TOO_EARLY;
    }

    boolean isNotThere(Width called) {
      return isNotThere() && width == called;
    }

    boolean calls(PsciFunction called, Status which) {
      return function == called && status == which;
    }

    boolean calls(PsciFunction called, Status which, Arguments with) {
      return calls(called, which) && arguments == with;
    }
  }

  /** Tells whether the function that is called could not but refuse its arguments. */
  @FunctionalInterface
  interface ArgumentCheck {
    boolean isWrong(Platform platform, State before, Call call);
  }

  /** That no function works which is not there. */
  static final Clause ABSENT =
      Clause.wider(
          "presence",
          "of any function",
          "a function that is absent returns NOT_SUPPORTED",
          "CONV-07");

  /** That no id works which is not one of a function that is there. */
  static final Clause NOT_SERVED =
      Clause.wider(
          "ids",
          "that are not served",
          "an id of PSCI that is none of a function that is there returns NOT_SUPPORTED",
          "CONV-09",
          "CONV-10",
          "CONV-07");

  private final ArgumentCheck arguments;

  Implemented(ArgumentCheck arguments) {
    super("presence", Situation.class, Implemented::text);
    this.arguments = arguments;
  }

  private static void text(Clauses<Situation> on) {
    for (PsciFunction function : PsciFunction.values()) {
      if (mayBeAbsent(function)) {
        Because absence = absence(function, Status.ABSENT);
        isNotThere(function, Status.ABSENT, function + " is absent", absence, on);
        on.mayRefuse(NOT_SUPPORTED)
            .when(
                "nothing says that " + function + " is there, before 1.0",
                s -> s.calls(function, Status.UNKNOWN))
            .because(absence(function, Status.UNKNOWN));
      }
      if (mustNotComeEarly(function)) {
        Because absence = absence(function, Status.TOO_EARLY);
        isNotThere(function, Status.TOO_EARLY, "it is too early for " + function, absence, on);
      }
    }

    on.mayRefuse(INVALID_PARAMETERS)
        .when(
            "the function is absent, and an AArch32 caller uses its SMC64 id, in 0.2",
            s -> s.isNotThere(Width.WIDE_IN_0_2))
        .by("CONV-05")
        .under("AMB-03", "A")
        .besideRefusals();
    on.mayRefuse(NOT_SUPPORTED)
        .when(
            "the function is absent, and an AArch32 caller uses its SMC64 id, in 0.2 as later",
            s -> s.isNotThere(Width.WIDE_IN_0_2))
        .by("CONV-05")
        .under("AMB-03", "B")
        .besideRefusals();
    on.mayRefuse(INVALID_PARAMETERS)
        .when(
            "the function is absent, and an AArch64 caller uses its SMC32 id, in 0.2",
            s -> s.isNotThere(Width.NARROW_IN_0_2))
        .by("CONV-05")
        .under("AMB-04", "A")
        .besideRefusals();

    on.passesOn("the calling convention")
        .when("the function is there, or may be", s -> !s.isNotThere())
        .by("CONV-07");
  }

  private static void isNotThere(
      PsciFunction function, Status which, String words, Because absence, Clauses<Situation> on) {
    on.refuses(NOT_SUPPORTED)
        .when(words, s -> s.calls(function, which, Arguments.GOOD))
        .because(absence)
        .within(ABSENT, NOT_SERVED);
    on.refuses(NOT_SUPPORTED)
        .when(
            words + ", and its arguments are wrong", s -> s.calls(function, which, Arguments.WRONG))
        .because(absence)
        .under("AMB-42", "A")
        .within(ABSENT, NOT_SERVED);
    on.mayRefuse(Answers.ARGUMENT_ERROR) // a fault
        .when(words, s -> s.calls(function, which))
        .because(absence)
        .under("AMB-42", "B");
  }

  /** Why NOT_SUPPORTED is the answer; it reveals that the function is not there. */
  private static Because absence(PsciFunction function, Status which) {
    return Presence.reveal(function, false, Because.of(rules(function, which)));
  }

  /** The rules that say of a function that its absence shows as NOT_SUPPORTED. */
  private static String[] rules(PsciFunction function, Status which) {
    if (which == Status.UNKNOWN) {
      return new String[] {"CONV-07"};
    }
    return switch (function) {
      case SYSTEM_RESET2 -> new String[] {"CONV-07", "RST2-01"};
      case SYSTEM_OFF2 ->
          which == Status.TOO_EARLY
              ? new String[] {"OFF2-07", "CONV-07"}
              : new String[] {"CONV-07", "OFF2-01"};
      case SYSTEM_SUSPEND -> new String[] {"CONV-07", "SSUSP-07"};
      case PSCI_SET_SUSPEND_MODE -> new String[] {"CONV-07", "MODE-01"};
      case NODE_HW_STATE -> new String[] {"CONV-07", "NHW-02"};
      case CPU_FREEZE -> new String[] {"CONV-07", "FRZ-03"};
      case MIGRATE -> new String[] {"CONV-07", "MIG-01"};
      default -> new String[] {"CONV-07"};
    };
  }

  /** Why the function of the call is not there, if it is known not to be. */
  static Optional<Because> absence(Platform platform, PsciFunction function) {
    Status status = status(platform, function);
    return status == Status.ABSENT || status == Status.TOO_EARLY
        ? Optional.of(absence(function, status))
        : Optional.empty();
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    PsciFunction function = PsciFunction.of(call.functionId()).orElseThrow();
    Status status = status(platform, function);
    boolean isThere = status == Status.THERE || status == Status.UNKNOWN;
    boolean isWrong = !isThere && arguments.isWrong(platform, before, call);
    return new Situation(
        function,
        status,
        isWrong ? Arguments.WRONG : Arguments.GOOD,
        isThere ? Width.FITS : Width.of(platform, call));
  }

  private static Status status(Platform platform, PsciFunction function) {
    if (mustNotComeEarly(function) && platform.version().isBefore(function.since())) {
      return Status.TOO_EARLY;
    }
    if (!mayBeAbsent(function)) {
      return Status.THERE;
    }
    if (platform.absent().contains(function)) {
      return Status.ABSENT;
    }
    return platform.version().isBefore(Version.V1_0) ? Status.UNKNOWN : Status.THERE;
  }

  private static boolean mayBeAbsent(PsciFunction function) {
    return !function.isMandatory() && function != PsciFunction.MIGRATE_INFO_TYPE;
  }

  /** Of all functions that came later only this one must not be there before (OFF2-07). */
  private static boolean mustNotComeEarly(PsciFunction function) {
    return function == PsciFunction.SYSTEM_OFF2;
  }
}
