// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.Parameter;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * That all functions see a core as it is (6.6). With one of these clauses left out a call may also
 * find cores in a state that they are not in yet, or not any more.
 */
public final class Views {

  /**
   * One such clause.
   *
   * @param clause what it says
   * @param by the functions that see wrong
   * @param is in which state a core is misjudged
   * @param seen as what
   */
  private record Entry(
      Clause clause, Set<PsciFunction> by, Predicate<CoreState> is, List<CoreState> seen) {}

  private static final Set<PsciFunction> ALL = Set.of(PsciFunction.values());

  /** The functions that show what state a core is in. */
  private static final Set<PsciFunction> SHOWING =
      Set.of(PsciFunction.AFFINITY_INFO, PsciFunction.CPU_ON);

  /** An MPIDR that no machine has. */
  private static final long NOBODY = 0xfffe_fefeL;

  private static final CoreState PENDING = CoreState.pendingFrom(0);

  /** That AFFINITY_INFO shows cores that are OFF as OFF. */
  public static final Clause OFF_SHOWS = ofAffinityInfo("a core is OFF", "AFF-01");

  /** That a start counts as soon as its CPU_ON has returned: until then others may see it OFF. */
  public static final Clause PENDING_AT_ONCE =
      clause(
          "all functions",
          "a CPU_ON has returned",
          "CPU_ON-10",
          "a core is ON_PENDING as soon as its CPU_ON has returned");

  private static final List<Entry> ENTRIES = entries();

  private Views() {}

  private static List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(PENDING_AT_ONCE, ALL, CoreState::isPending, List.of(CoreState.OFF)));
    all.add(
        new Entry(
            clause(
                "all functions",
                "a core has come in",
                "SM-03",
                "a core is ON when its first instruction runs, and not ON_PENDING any more"),
            SHOWING,
            core -> core.isOn() || core.isFrozen(), // it may have gone to sleep at once
            List.of(PENDING)));
    all.add(
        new Entry(
            OFF_SHOWS,
            Set.of(PsciFunction.AFFINITY_INFO),
            CoreState::isOff,
            List.of(CoreState.ON, PENDING)));
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
    all.add(
        new Entry(
            clause(
                "all functions",
                "a core has not gone OFF",
                "SM-02",
                "a core that runs leaves ON by its own CPU_OFF only"),
            SHOWING,
            CoreState::isRunning,
            List.of(CoreState.OFF)));
    return List.copyOf(all);
  }

  private static Entry ofAffinityInfo(
      String situation, String rule, Predicate<CoreState> is, CoreState... seen) {
    return new Entry(
        ofAffinityInfo(situation, rule), Set.of(PsciFunction.AFFINITY_INFO), is, List.of(seen));
  }

  private static Clause ofAffinityInfo(String situation, String rule) {
    return clause(
        "AFFINITY_INFO",
        "sees that " + situation,
        rule,
        "where " + situation + ", AFFINITY_INFO says so of it and of its groups");
  }

  private static Clause clause(
      String subject, String situation, String rule, String sentence, String... others) {
    String[] rules = new String[others.length + 1];
    rules[0] = rule;
    System.arraycopy(others, 0, rules, 1, others.length);
    return Clause.wider(subject, situation, sentence, rules);
  }

  /**
   * That what is OFF does nothing (5.5): a CPU_OFF does not return, whatever is said of its core.
   */
  public static final Clause SILENT_WHILE_OFF =
      clause(
          "all functions",
          "a core that is OFF",
          "CPU_OFF-04",
          "a core that is OFF to others runs nothing",
          "CPU_OFF-01",
          "CPU_ON-15");

  /** That nodes are up above a core that runs (4.2), to NODE_HW_STATE and to orders. */
  private static final Clause NODES_ARE_UP =
      clause(
          "all functions",
          "a node above a core that runs",
          "COORD-05",
          "a node above a core that runs is in Run",
          "TOPO-03");

  /** That no node goes deeper than all votes below it allow (4.2), to NODE_HW_STATE and counts. */
  public static final Clause NO_DEEPER_THAN_VOTES =
      clause(
          "nodes",
          "under platform coordination",
          "COORD-02",
          "no node goes deeper than what all cores in it ask for",
          "PD-09",
          "CPU_OFF-08");

  /** That nothing is protected when a machine has started (5.14.2). */
  public static final Clause UNPROTECTED_AT_FIRST =
      new Clause(
          Clause.Kind.STEP,
          "MEM_PROTECT",
          "the machine has started",
          Because.of("MEM-02"),
          "memory is not protected when a machine has started");

  /** That an MPIDR finds its core, in whatever state that is. */
  private static final Clause FOUND_BY_MPIDR =
      clause(
          "all functions",
          "a core is named by its MPIDR",
          "CPU_ON-03",
          "a core is found by its MPIDR");

  /** All of its clauses. */
  public static List<Clause> clauses() {
    List<Clause> all = new ArrayList<>(ENTRIES.stream().map(Entry::clause).toList());
    all.add(UNPROTECTED_AT_FIRST);
    all.add(FOUND_BY_MPIDR);
    all.add(SILENT_WHILE_OFF);
    all.add(NODES_ARE_UP);
    all.add(NO_DEEPER_THAN_VOTES);
    return List.copyOf(all);
  }

  /** The call as it is read by who does not find the core that it names. */
  static Call lost(Call call) {
    return call.withX1(NOBODY);
  }

  /** Whether calls may not find the core that they name. */
  static boolean mayLose(Call call, LeftOut leftOut) {
    return leftOut.has(FOUND_BY_MPIDR)
        && PsciFunction.of(call.functionId())
            .filter(function -> function.register(Parameter.Kind.CORE) == 1)
            .isPresent();
  }

  /** Where the outcomes of a call go, which a CPU_OFF may survive. */
  static Outcomes survivedBy(State before, Call call, LeftOut leftOut, Outcomes outcomes) {
    return leftOut.has(SILENT_WHILE_OFF) && call.is(PsciFunction.CPU_OFF)
        ? new MarkedOff(before.with(call.caller(), CoreState.OFF), outcomes)
        : outcomes;
  }

  /** Whether a core that does not run may make calls all the same. */
  static boolean mayCall(CoreState caller, LeftOut leftOut) {
    return leftOut.has(SILENT_WHILE_OFF) && (caller.isOff() || caller.isPending());
  }

  /**
   * The states, beside the one that the machine is in, that a call may find where some clauses are
   * left out: of all cores in the state that is misjudged each alone, and all of them.
   */
  static List<State> others(State state, Call call, LeftOut leftOut) {
    List<State> others = new ArrayList<>();
    for (Entry entry : ENTRIES) {
      boolean touches = leftOut.has(entry.clause) && entry.by.stream().anyMatch(call::is);
      if (touches) {
        for (CoreState seen : entry.seen) {
          misjudge(state, entry.is, seen, others);
        }
      }
    }
    if (leftOut.has(NODES_ARE_UP)) {
      nodesDown(state, call, others);
    }
    if (leftOut.has(FOUND_BY_MPIDR) && asksOfGroup(call)) {
      misjudge(state, core -> !core.isOff(), CoreState.OFF, others); // it is missed in its group
    }
    return others;
  }

  private static boolean asksOfGroup(Call call) {
    return call.is(PsciFunction.AFFINITY_INFO) && call.word(2) != 0;
  }

  private static void nodesDown(State state, Call call, List<State> others) {
    State seen = state;
    if (state.mode() == SuspendMode.OS_INITIATED) {
      for (int node = 0; node < State.NODES; node++) {
        seen = seen.withNode(node, LocalState.POWER_DOWN);
      }
    }
    if (call.is(PsciFunction.NODE_HW_STATE) && call.word(2) != 0) { // which goes by votes too
      for (int core = 0; core < State.CORES; core++) {
        seen = seen.core(core).isRunning() ? seen.with(core, CoreState.OFF) : seen;
      }
      others.add(seen);
    } else if (call.is(PsciFunction.CPU_SUSPEND) && !seen.equals(state)) {
      others.add(seen);
    }
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
