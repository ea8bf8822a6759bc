// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * That all functions see a core as it is (6.6). With one of these clauses left out a call may also
 * find cores in a state that they are not in yet, or not any more.
 */
public final class Views {

  /**
   * One such clause.
   *
   * @param clause what it says
   * @param by the function that sees wrong; empty for all
   * @param is in which state a core is misjudged
   * @param seen as what
   */
  private record Entry(
      Clause clause, Optional<PsciFunction> by, Predicate<CoreState> is, List<CoreState> seen) {}

  private static final CoreState PENDING = CoreState.pendingFrom(0);

  private static final List<Entry> ENTRIES = entries();

  private Views() {}

  private static List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    all.add(
        new Entry(
            clause(
                "all functions",
                "a CPU_ON has returned",
                "CPU_ON-10",
                "a core is ON_PENDING as soon as its CPU_ON has returned"),
            Optional.empty(),
            CoreState::isPending,
            List.of(CoreState.OFF)));
    all.add(
        new Entry(
            clause(
                "all functions",
                "a core has come in",
                "SM-03",
                "a core is ON when its first instruction runs, and not ON_PENDING any more"),
            Optional.empty(),
            CoreState::isRunning,
            List.of(PENDING)));
    all.add(ofAffinityInfo("a core is OFF", "AFF-01", CoreState::isOff, CoreState.ON, PENDING));
    all.add(
        ofAffinityInfo(
            "a core is running", "AFF-01", CoreState::isRunning, CoreState.OFF, PENDING));
    all.add(
        ofAffinityInfo(
            "a core is suspended", "AFF-02", CoreState::isSuspended, CoreState.OFF, PENDING));
    all.add(
        ofAffinityInfo(
            "a core is being started",
            "AFF-01",
            CoreState::isPending,
            CoreState.OFF,
            CoreState.ON));
    return List.copyOf(all);
  }

  private static Entry ofAffinityInfo(
      String situation, String rule, Predicate<CoreState> is, CoreState... seen) {
    return new Entry(
        clause(
            "AFFINITY_INFO",
            "sees that " + situation,
            rule,
            "where " + situation + ", AFFINITY_INFO says so of it and of its groups"),
        Optional.of(PsciFunction.AFFINITY_INFO),
        is,
        List.of(seen));
  }

  private static Clause clause(String subject, String situation, String rule, String sentence) {
    return new Clause(Clause.Kind.VIEW, subject, situation, Because.of(rule), sentence);
  }

  /** All of its clauses. */
  public static List<Clause> clauses() {
    return ENTRIES.stream().map(Entry::clause).toList();
  }

  /**
   * The states, beside the one that the machine is in, that a call may find where some clauses are
   * left out: of all cores in the state that is misjudged each alone, and all of them.
   */
  static List<State> others(State state, Call call, LeftOut leftOut) {
    List<State> others = new ArrayList<>();
    for (Entry entry : ENTRIES) {
      boolean touches = leftOut.has(entry.clause) && entry.by.map(call::is).orElse(true);
      if (touches) {
        for (CoreState seen : entry.seen) {
          misjudge(state, entry.is, seen, others);
        }
      }
    }
    return others;
  }

  private static void misjudge(
      State state, Predicate<CoreState> is, CoreState seen, List<State> others) {
    State all = state;
    int count = 0;
    for (int core = 0; core < State.CORES; core++) {
      if (is.test(state.core(core))) {
        others.add(state.with(core, seen));
        all = all.with(core, seen);
        count++;
      }
    }
    if (count > 1) {
      others.add(all);
    }
  }
}
