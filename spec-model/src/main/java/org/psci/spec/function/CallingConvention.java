// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.INVALID_PARAMETERS;
import static org.psci.spec.vocabulary.ReturnCode.NOT_SUPPORTED;

import java.util.EnumSet;
import java.util.Set;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Version;

/**
 * Which widths of a function which callers may use (5.2.1). From 1.0 an AArch64 caller may use both
 * and an AArch32 caller the SMC32 one only. In 0.2 five functions wanted the caller's own width.
 */
final class CallingConvention extends Section<CallingConvention.Situation> {
  private static final Set<PsciFunction> STRICT_IN_0_2 =
      EnumSet.of(
          PsciFunction.CPU_SUSPEND,
          PsciFunction.CPU_ON,
          PsciFunction.AFFINITY_INFO,
          PsciFunction.MIGRATE,
          PsciFunction.MIGRATE_INFO_UP_CPU);

  /** How the width of the id goes with the caller. */
  enum Width {
    FITS,
    /** An SMC64 id from AArch32 state, from 1.0 on. */
    WIDE,
    /** An SMC64 id from AArch32 state, in 0.2, for a function that wanted the other. */
    WIDE_IN_0_2,
    /** An SMC32 id from AArch64 state, in 0.2, for a function that wanted the other. */
    NARROW_IN_0_2;

    static Width of(Platform platform, Call call) {
      boolean isWide = call.width() == CallWidth.SMC64;
      boolean isWideCaller = call.state() == ExecutionState.AARCH64;
      if (isWide == isWideCaller) {
        return FITS;
      }
      if (platform.version().isAtLeast(Version.V1_0)) {
        return isWide ? WIDE : FITS;
      }
      return !call.is(STRICT_IN_0_2::contains) ? FITS : isWide ? WIDE_IN_0_2 : NARROW_IN_0_2;
    }
  }

  /** What is called, as far as it matters here. */
  enum Callee {
    MIGRATE,
    OTHER
  }

  /** What a call meets. */
  record Situation(Width width, Callee callee) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return width.ordinal() * 2 + callee.ordinal();
    }

    boolean isWide(Callee called) {
      return width == Width.WIDE && callee == called;
    }
  }

  CallingConvention() {
    super("width", Situation.class, CallingConvention::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(NOT_SUPPORTED)
        .when("an AArch32 caller uses an SMC64 id, from 1.0 on", s -> s.isWide(Callee.OTHER))
        .by("CONV-04");
    on.refuses(NOT_SUPPORTED)
        .when(
            "an AArch32 caller uses the SMC64 id of MIGRATE, from 1.0 on",
            s -> s.isWide(Callee.MIGRATE))
        .by("CONV-04")
        .under("AMB-05", "A");
    on.refuses(INVALID_PARAMETERS)
        .when(
            "an AArch32 caller uses the SMC64 id of MIGRATE, whose errors still have the wrong"
                + " width, from 1.0 on",
            s -> s.isWide(Callee.MIGRATE))
        .by("CONV-04")
        .under("AMB-05", "B");

    on.refuses(INVALID_PARAMETERS)
        .when("an AArch32 caller uses an SMC64 id, in 0.2", s -> s.width == Width.WIDE_IN_0_2)
        .by("CONV-05")
        .under("AMB-03", "A");
    on.refuses(NOT_SUPPORTED)
        .when(
            "an AArch32 caller uses an SMC64 id, in 0.2 as later",
            s -> s.width == Width.WIDE_IN_0_2)
        .by("CONV-05")
        .under("AMB-03", "B");
    on.refuses(INVALID_PARAMETERS)
        .when("an AArch64 caller uses an SMC32 id, in 0.2", s -> s.width == Width.NARROW_IN_0_2)
        .by("CONV-05")
        .under("AMB-04", "A")
        .orUndetected("AMB-04", "B");

    on.passesOn("the function itself").by("CONV-06");
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(
        Width.of(platform, call), call.is(PsciFunction.MIGRATE) ? Callee.MIGRATE : Callee.OTHER);
  }
}
