// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.model.Call;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * What of the registers counts (DEN0022F.b, 5.1 and 5.2; SMCCC). The model reads every call right;
 * with one of these clauses left out it also reads it as an implementation does that takes a
 * register for what it is.
 */
public final class Decoding {
  private static final int X0 = 1;
  private static final int ARGUMENTS = 2 | 4 | 8;

  /**
   * One such clause.
   *
   * @param clause what it says
   * @param touches whether it makes a difference to a call
   * @param misread the call as it is read without it
   * @param isOpen whether the text is open, or was, about such a call
   */
  private record Entry(
      Clause clause,
      Predicate<Call> touches,
      Function<Call, Call> misread,
      Predicate<Call> isOpen) {
    Entry(Clause clause, Predicate<Call> touches, Function<Call, Call> misread) {
      this(clause, touches, misread, call -> false);
    }
  }

  /** That of the arguments of an SMC32 call 32 bits count. */
  public static final Clause SMC32_ARGUMENTS =
      new Clause(
          Clause.Kind.DECODING,
          "SMC32 arguments",
          "",
          Because.of("CONV-03"),
          "the arguments of an SMC32 call have 32 bits");

  private static final List<Entry> ENTRIES = entries();

  private Decoding() {}

  private static List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    all.add(
        new Entry(
            SMC32_ARGUMENTS,
            call -> call.width() == CallWidth.SMC32 && hasUpperHalf(call, kind -> true),
            call -> call.reading(ARGUMENTS)));
    all.add(
        entry(
            "function id",
            Because.of("CONV-03"),
            "the function id has 32 bits",
            call -> call.hasJunkAbove(0, 32),
            call -> call.reading(X0)));
    all.add(
        entry(
            "SMC64 arguments",
            Because.of("CONV-02"),
            "the arguments of an SMC64 call have 64 bits",
            call ->
                call.width() == CallWidth.SMC64
                    && hasUpperHalf(call, kind -> kind.bits(CallWidth.SMC64) == 64),
            Call::halved));
    word(all, PsciFunction.AFFINITY_INFO, "AFF-12", "AMB-38");
    word(all, PsciFunction.PSCI_FEATURES, "FEAT-12", "AMB-38");
    word(all, PsciFunction.SYSTEM_RESET2, "RST2-09", "AMB-38");
    word(all, PsciFunction.SYSTEM_OFF2, "CONV-02", "AMB-37");
    word(all, PsciFunction.CPU_SUSPEND, "CONV-02", "AMB-38");
    word(all, PsciFunction.NODE_HW_STATE, "CONV-02", "AMB-38");
    word(all, PsciFunction.PSCI_STAT_RESIDENCY, "CONV-02", "AMB-38");
    word(all, PsciFunction.PSCI_STAT_COUNT, "CONV-02", "AMB-38");
    all.add(
        new Entry(
            clause(
                "cookie of SYSTEM_OFF2",
                Because.of("CONV-03").under("AMB-36", "B"),
                "the cookie of an SMC32 call of SYSTEM_OFF2 has 32 bits"),
            call ->
                call.is(PsciFunction.SYSTEM_OFF2)
                    && call.width() == CallWidth.SMC32
                    && call.hasJunkAbove(2, 32),
            call -> call.reading(4),
            call -> true));
    reserved(all, PsciFunction.CPU_ON, "CPU_ON-03");
    reserved(all, PsciFunction.AFFINITY_INFO, "AFF-06");
    reserved(all, PsciFunction.MIGRATE, "MIG-04");
    reserved(all, PsciFunction.NODE_HW_STATE, "NHW-02");
    all.add(
        entry(
            "target_cpu",
            Because.of("CPU_ON-03"),
            "target_cpu is no index: it names a core by its affinity fields",
            call -> call.is(PsciFunction.CPU_ON),
            call -> call.reading(Call.INDEX_FOR_MPIDR)));
    all.add(
        entry(
            "bit 0 of an entry point",
            Because.of("INIT-08"),
            "bit 0 of the entry point of an AArch32 caller is no part of the address",
            call ->
                call.state() == ExecutionState.AARCH32
                    && PsciFunction.of(call.functionId())
                        .filter(f -> f.register(Parameter.Kind.ENTRY) > 0)
                        .isPresent()
                    && call.startsInT32(),
            call -> call.reading(Call.BIT_0_OF_ENTRY)));
    return List.copyOf(all);
  }

  private static Entry entry(
      String subject,
      Because why,
      String sentence,
      Predicate<Call> touches,
      Function<Call, Call> misread) {
    return new Entry(clause(subject, why, sentence), touches, misread);
  }

  private static Clause clause(String subject, Because why, String sentence) {
    return new Clause(Clause.Kind.DECODING, subject, "", why, sentence);
  }

  /** Whether there is something above the lower half of such a parameter. */
  private static boolean hasUpperHalf(Call call, Predicate<Parameter.Kind> which) {
    List<Parameter> parameters =
        PsciFunction.of(call.functionId()).map(PsciFunction::parameters).orElse(List.of());
    for (int number = 1; number <= parameters.size(); number++) {
      if (which.test(parameters.get(number - 1).kind()) && call.hasJunkAbove(number, 32)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The parameter of a function that has 32 bits in either width. Where no rule of the function
   * says so, CONV-03 does of an SMC32 call. Of such a call nothing is open, unless the function has
   * no other.
   */
  private static void word(List<Entry> all, PsciFunction function, String rule, String ambiguity) {
    int register = function.register(Parameter.Kind.WORD);
    String name = function.parameters().get(register - 1).name();
    boolean hasOwnRule = !rule.startsWith("CONV");
    Predicate<Call> isWide = call -> call.width() == CallWidth.SMC64 || !function.hasSmc64();
    all.add(
        new Entry(
            clause(
                name + " of " + function,
                Because.of(rule).under(ambiguity, "B"),
                "the " + name + " of " + function + " has 32 bits"),
            call ->
                call.is(function)
                    && (hasOwnRule || isWide.test(call))
                    && call.hasJunkAbove(register, 32),
            call -> call.reading(1 << register),
            isWide));
  }

  private static void reserved(List<Entry> all, PsciFunction function, String rule) {
    all.add(
        entry(
            "reserved bits of the MPIDR of " + function,
            Because.of(rule).under("AMB-08", "B"),
            "an MPIDR with reserved bits set names no core",
            call -> call.is(function) && (call.wide(1) & ~Mpidr.AFFINITY_BITS) != 0,
            call -> call.withX1(call.x1() & Mpidr.AFFINITY_BITS)));
  }

  /** All of its clauses. */
  public static List<Clause> clauses() {
    return ENTRIES.stream().map(Entry::clause).toList();
  }

  /** Whether this is the id of one of its clauses. */
  public static boolean isClause(String id) {
    return ENTRIES.stream().anyMatch(entry -> entry.clause.id().equals(id));
  }

  /** The clauses that make a difference to this call. */
  public static List<Clause> clauses(Call call) {
    return ENTRIES.stream().filter(e -> e.touches.test(call)).map(Entry::clause).toList();
  }

  /**
   * Why a call may go right although there is something above a parameter of 32 bits, where that is
   * an open point (AMB-36 to AMB-38).
   */
  public static List<Because> heeded(Call call) {
    List<Because> heeded = new ArrayList<>();
    for (Entry entry : ENTRIES) {
      if (entry.touches.test(call) && entry.isOpen.test(call)) {
        String open = entry.clause.reading().orElseThrow().ambiguity();
        heeded.add(Because.of(entry.clause.rule().id()).under(open, "A"));
      }
    }
    return heeded;
  }

  /** The call as it should be read, and as it is read without some clauses. */
  public static List<Call> readings(Call call, LeftOut leftOut) {
    List<Call> readings = new ArrayList<>(List.of(call));
    for (Entry entry : ENTRIES) {
      if (leftOut.has(entry.clause) && entry.touches.test(call)) {
        readings.add(entry.misread.apply(call));
      }
    }
    return readings;
  }
}
