// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.clause.Clause;
import org.psci.spec.model.Platform;
import org.psci.spec.rule.Because;
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

  /** What brings a core to its entry point. */
  public enum Way {
    START("at a start"),
    WAKE_UP("after power-down"),
    SYSTEM_WAKE_UP("after SYSTEM_SUSPEND");

    private final String words;

    Way(String words) {
      this.words = words;
    }
  }

  /**
   * Something that is wrong with a core that has come in.
   *
   * @param clauses the clauses that it may break, the more specific first
   * @param seen what was read
   * @param permitted what should have been
   */
  public record Deviation(List<Clause> clauses, String seen, String permitted) {}

  /** One field of the state, with what the specification says of it. */
  private enum Field {
    IDENTITY("MPIDR", "a core that comes in is the one that was named", "AFF-01", "CPU_ON-10"),
    LEVEL("Exception level", "a core comes in at the Exception level of the machine", "INIT-01"),
    STACK("stack pointer", "a core comes in on the stack pointer of its own level", "INIT-02"),
    MASKS("DAIF", "a core comes in with D, A, I and F masked", "INIT-05"),
    CONTROL("SCTLR", "a core comes in with MMU and caches off", "INIT-06", "INIT-14"),
    BYTE_ORDER("byte order", "a core comes in with the byte order of its caller", "INIT-04"),
    MODE("mode", "a core comes in in Supervisor or Hyp mode", "INIT-02"),
    INSTRUCTION_SET("instruction set", "bit 0 of the entry point selects T32", "INIT-08"),
    COUNTER("CNTFRQ", "a core finds the frequency of the counter in CNTFRQ", "INIT-09");

    private final String words;
    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> rules;

    Field(String words, String sentence, String... rules) {
      this.words = words;
      this.sentence = sentence;
      this.rules = List.of(rules);
    }

    /** The clause for one way of coming in, and the one for all. */
    List<Clause> clauses(Way way) {
      return List.of(clause(way.words), clause(""));
    }

    private Clause clause(String situation) {
      return new Clause(
          Clause.Kind.REGISTERS,
          "initial " + words,
          situation,
          Because.of(rules.toArray(new String[0])),
          (situation.isEmpty() ? "" : situation + ", ") + sentence);
    }
  }

  /** All clauses about the state of a core that has come in. */
  public static List<Clause> clauses() {
    List<Clause> all = new ArrayList<>();
    for (Field field : Field.values()) {
      for (Way way : Way.values()) {
        all.add(field.clause(way.words));
      }
      all.add(field.clause(""));
    }
    return List.copyOf(all);
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
   * @param way what has brought it there
   */
  public static List<Deviation> deviations(
      Platform platform, int core, Request request, EntryState seen, Way way) {
    Findings wrong = new Findings(way, new ArrayList<>());
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
      wrong.add(Field.COUNTER, "CNTFRQ = 0", "CNTFRQ = the frequency of the counter");
    }
    return wrong.all;
  }

  /** What has been found wrong so far. */
  private record Findings(Way way, List<Deviation> all) {
    void add(Field field, String seen, String permitted) {
      all.add(new Deviation(field.clauses(way), seen, permitted));
    }
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

  private static void identity(Platform platform, int core, EntryState seen, Findings wrong) {
    Mpidr own = platform.topology().mpidr(core);
    if (seen.mpidr() != EntryState.UNREAD && !Mpidr.ofRegister(seen.mpidr()).equals(own)) {
      wrong.add(
          Field.IDENTITY,
          String.format("MPIDR = 0x%x", seen.mpidr()),
          "the affinity of the core, " + own);
    }
  }

  private static void level(Platform platform, EntryState seen, Findings wrong) {
    long level = seen.exceptionLevel();
    if (level != EntryState.UNREAD && platform.exceptionLevel() != 0) {
      if (level != platform.exceptionLevel()) {
        wrong.add(Field.LEVEL, "EL" + level, "EL" + platform.exceptionLevel());
      }
    }
    if (seen.spsel() == 0 && platform.executionState() == ExecutionState.AARCH64) {
      wrong.add(Field.STACK, "SPSel = 0 (SP_EL0)", "SPSel = 1 (SP_ELx)");
    }
  }

  private static void masks(Platform platform, EntryState seen, Findings wrong) {
    boolean aarch64 = platform.executionState() == ExecutionState.AARCH64;
    if (aarch64 && seen.daif() != EntryState.UNREAD && seen.daif() != ALL_MASKED) {
      wrong.add(Field.MASKS, "DAIF = " + bits(seen.daif()), "DAIF = 1111, all exceptions masked");
    }
  }

  private static void systemControl(EntryState seen, Findings wrong) {
    if (seen.sctlr() == EntryState.UNREAD) {
      return;
    }
    if ((seen.sctlr() & (MMU | DATA_CACHE | INSTRUCTION_CACHE)) != 0) {
      wrong.add(
          Field.CONTROL,
          String.format("SCTLR = 0x%x", seen.sctlr()),
          "SCTLR.M, SCTLR.C and SCTLR.I all 0");
    }
  }

  /** In AArch32 SCTLR.EE is what the byte order becomes with an exception; CPSR.E is what it is. */
  private static void byteOrder(
      String bit, long register, long mask, boolean callerIsBigEndian, Findings wrong) {
    boolean bigEndian = (register & mask) != 0;
    if (register != EntryState.UNREAD && bigEndian != callerIsBigEndian) {
      wrong.add(
          Field.BYTE_ORDER,
          bit + " = " + (bigEndian ? 1 : 0),
          bit + " = " + (callerIsBigEndian ? 1 : 0) + ", as in the caller");
    }
  }

  /** Where the Exception level is wrong, so is the mode; but that is one fault. */
  private static void mode(EntryState seen, Findings wrong) {
    if (seen.cpsr() == EntryState.UNREAD) {
      return;
    }
    long mode = seen.cpsr() & MODE;
    if (mode != SUPERVISOR && mode != HYP) {
      wrong.add(
          Field.MODE,
          String.format("CPSR.M = 0x%x", mode),
          String.format("CPSR.M = 0x%x (Supervisor) or, at EL2, 0x%x (Hyp)", SUPERVISOR, HYP));
    }
  }

  private static void instructionSet(EntryState seen, boolean t32, Findings wrong) {
    if (seen.t32() != EntryState.UNREAD && seen.t32() != (t32 ? 1 : 0)) {
      wrong.add(
          Field.INSTRUCTION_SET,
          "instruction set " + (t32 ? "A32" : "T32"),
          (t32 ? "T32" : "A32") + ", as bit 0 of the entry point says");
    }
  }

  private static String bits(long daif) {
    return String.format("%4s", Long.toBinaryString(daif)).replace(' ', '0');
  }
}
