// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;

/**
 * The state in which a core starts (6.4), whatever it or its starter did before: INIT-01 to
 * INIT-14. General-purpose registers other than X0, FP registers and most system registers are
 * unknown (INIT-12).
 */
public final class InitialState {
  private static final long MMU = 1;
  private static final long DATA_CACHE = 1 << 2;
  private static final long INSTRUCTION_CACHE = 1 << 12;
  private static final long BIG_ENDIAN = 1 << 25;

  // Fields of CPSR.
  private static final long BIG_ENDIAN_DATA = 1 << 9;
  private static final long MODE = 0x1f;
  private static final long SUPERVISOR = 0x13;
  private static final long HYP = 0x1a;

  private static final long ALL_MASKED = 0xf;

  /**
   * A way in which a core started wrong.
   *
   * @param rules the rules broken, the most telling first
   * @param seen what was read
   * @param permitted what should have been
   */
  public record Deviation(List<Rule> rules, String seen, String permitted) {
    static Deviation of(String seen, String permitted, String... ids) {
      return new Deviation(Arrays.stream(ids).map(RuleCatalogue::rule).toList(), seen, permitted);
    }
  }

  /**
   * What the request for a start decides of the state.
   *
   * @param bigEndian SCTLR.EE of the caller at the time of its call, in AArch32 its CPSR.E
   * @param t32 whether an AArch32 core is to start in T32
   */
  public record Request(boolean bigEndian, boolean t32) {
    public static final Request PLAIN = new Request(false, false);
  }

  private InitialState() {}

  /**
   * What is wrong with the state in which a core started.
   *
   * @param core the core that the request named
   * @param request what the call that started it decides
   */
  public static List<Deviation> deviations(
      Platform platform, int core, Request request, EntryState seen) {
    List<Deviation> wrong = new ArrayList<>();
    identity(platform, core, seen, wrong);
    level(platform, seen, wrong);
    masks(platform, seen, wrong);
    systemControl(seen, wrong);
    if (platform.executionState() == ExecutionState.AARCH64) {
      byteOrder("SCTLR.EE", seen.sctlr(), BIG_ENDIAN, request.bigEndian(), wrong);
    } else {
      byteOrder("CPSR.E", seen.cpsr(), BIG_ENDIAN_DATA, request.bigEndian(), wrong);
    }
    mode(seen, wrong);
    instructionSet(seen, request.t32(), wrong);
    if (seen.cntfrq() == 0) {
      wrong.add(Deviation.of("CNTFRQ = 0", "CNTFRQ = the frequency of the counter", "INIT-09"));
    }
    return wrong;
  }

  /** The ids of the rules that a core shows to keep if nothing in this state deviates. */
  public static List<String> shownBy(Platform platform, EntryState seen) {
    List<String> shown = new ArrayList<>();
    if (seen.exceptionLevel() != EntryState.UNREAD && platform.exceptionLevel() != 0) {
      shown.add("INIT-01");
    }
    if (seen.exceptionLevel() != EntryState.UNREAD) { // by code for one Execution state only
      shown.addAll(List.of("INIT-03", "CPU_ON-18"));
    }
    boolean aarch64 = platform.executionState() == ExecutionState.AARCH64;
    if ((aarch64 ? seen.spsel() : seen.cpsr()) != EntryState.UNREAD) {
      shown.add("INIT-02");
    }
    if (seen.daif() != EntryState.UNREAD && aarch64) {
      shown.add("INIT-05");
    }
    if (seen.sctlr() != EntryState.UNREAD) {
      shown.addAll(List.of("INIT-06", "INIT-14"));
    }
    if ((aarch64 ? seen.sctlr() : seen.cpsr()) != EntryState.UNREAD) {
      shown.add("INIT-04");
    }
    if (seen.cntfrq() != EntryState.UNREAD) {
      shown.add("INIT-09");
    }
    if (seen.t32() != EntryState.UNREAD) {
      shown.add("INIT-08");
    }
    return shown;
  }

  private static void identity(
      Platform platform, int core, EntryState seen, List<Deviation> wrong) {
    Mpidr own = platform.topology().mpidr(core);
    if (seen.mpidr() != EntryState.UNREAD && !Mpidr.ofRegister(seen.mpidr()).equals(own)) {
      wrong.add(
          Deviation.of(
              String.format("MPIDR = 0x%x", seen.mpidr()),
              "the affinity of the core, " + own,
              "AFF-01",
              "CPU_ON-10"));
    }
  }

  private static void level(Platform platform, EntryState seen, List<Deviation> wrong) {
    long level = seen.exceptionLevel();
    if (level != EntryState.UNREAD && platform.exceptionLevel() != 0) {
      if (level != platform.exceptionLevel()) {
        wrong.add(Deviation.of("EL" + level, "EL" + platform.exceptionLevel(), "INIT-01"));
      }
    }
    if (seen.spsel() == 0 && platform.executionState() == ExecutionState.AARCH64) {
      wrong.add(Deviation.of("SPSel = 0 (SP_EL0)", "SPSel = 1 (SP_ELx)", "INIT-02"));
    }
  }

  private static void masks(Platform platform, EntryState seen, List<Deviation> wrong) {
    boolean aarch64 = platform.executionState() == ExecutionState.AARCH64;
    if (aarch64 && seen.daif() != EntryState.UNREAD && seen.daif() != ALL_MASKED) {
      wrong.add(
          Deviation.of(
              "DAIF = " + bits(seen.daif()), "DAIF = 1111, all exceptions masked", "INIT-05"));
    }
  }

  private static void systemControl(EntryState seen, List<Deviation> wrong) {
    if (seen.sctlr() == EntryState.UNREAD) {
      return;
    }
    if ((seen.sctlr() & (MMU | DATA_CACHE | INSTRUCTION_CACHE)) != 0) {
      wrong.add(
          Deviation.of(
              String.format("SCTLR = 0x%x", seen.sctlr()),
              "SCTLR.M, SCTLR.C and SCTLR.I all 0",
              "INIT-06",
              "INIT-14"));
    }
  }

  /** In AArch32 SCTLR.EE is what the byte order becomes with an exception; CPSR.E is what it is. */
  private static void byteOrder(
      String bit, long register, long mask, boolean callerIsBigEndian, List<Deviation> wrong) {
    boolean bigEndian = (register & mask) != 0;
    if (register != EntryState.UNREAD && bigEndian != callerIsBigEndian) {
      wrong.add(
          Deviation.of(
              bit + " = " + (bigEndian ? 1 : 0),
              bit + " = " + (callerIsBigEndian ? 1 : 0) + ", as in the caller",
              "INIT-04"));
    }
  }

  /** Where the Exception level is wrong, so is the mode; but that is one fault. */
  private static void mode(EntryState seen, List<Deviation> wrong) {
    if (seen.cpsr() == EntryState.UNREAD) {
      return;
    }
    long mode = seen.cpsr() & MODE;
    if (mode != SUPERVISOR && mode != HYP) {
      wrong.add(
          Deviation.of(
              String.format("CPSR.M = 0x%x", mode),
              String.format("CPSR.M = 0x%x (Supervisor) or, at EL2, 0x%x (Hyp)", SUPERVISOR, HYP),
              "INIT-02"));
    }
  }

  private static void instructionSet(EntryState seen, boolean t32, List<Deviation> wrong) {
    if (seen.t32() != EntryState.UNREAD && seen.t32() != (t32 ? 1 : 0)) {
      wrong.add(
          Deviation.of(
              "instruction set " + (t32 ? "A32" : "T32"),
              (t32 ? "T32" : "A32") + ", as bit 0 of the entry point says",
              "INIT-08"));
    }
  }

  private static String bits(long daif) {
    return String.format("%4s", Long.toBinaryString(daif)).replace(' ', '0');
  }
}
