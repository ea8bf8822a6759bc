// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Names;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.InitialState;
import org.psci.spec.model.Specification;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.CallWidth;

/** What is wrong with the way in which a core came in, and what is right about it. */
final class EntryDiagnosis {
  private final Specification specification;
  private final Explorer explorer;
  private final PastCalls calls;
  private final Notes notes;

  EntryDiagnosis(Specification specification, Explorer explorer, PastCalls calls, Notes notes) {
    this.specification = specification;
    this.explorer = explorer;
    this.calls = calls;
    this.notes = notes;
  }

  /** The state of a core that came in where, and with what, it should. */
  void explained(Item item, Event.Entered entered, Frontier before) {
    Event.Called start = startOf(item, entered, before);
    boolean bigEndian = start != null && start.bigEndian();
    List<InitialState.Deviation> deviations =
        InitialState.deviations(specification.platform(), item.core, bigEndian, entered.state());
    if (deviations.isEmpty()) {
      InitialState.shownBy(specification.platform(), entered.state()).forEach(notes::pass);
    }
    if (start != null && calls.otherStarts(start).stream().anyMatch(o -> (int) o.result() < 0)) {
      notes.pass("CPU_ON-08");
    }
    for (InitialState.Deviation deviation : deviations) {
      notes.deviation(
          deviation.rules(),
          entered,
          Wording.of(entered) + " and " + deviation.seen(),
          List.of(deviation.permitted() + " [" + deviation.rules().get(0) + "]"),
          "initial state: " + deviation.rules().get(0));
    }
    if (start != null
        && start.call().width() == CallWidth.SMC32
        && entered.x0() >>> 32 != 0
        && entered.x0() >>> 32 == start.call().x3() >>> 32) {
      notes.deviation(
          List.of(RuleCatalogue.rule("CONV-03")),
          entered,
          Wording.of(entered),
          List.of(
              Wording.because(
                  "x0 = " + Names.hex(start.call().wide(3)) + ": an SMC32 context id has 32 bits",
                  Because.of("CONV-03"))),
          "SMC32 context id with its upper half");
    }
  }

  private Event.@Nullable Called startOf(Item item, Event.Entered entered, Frontier before) {
    Frontier possible = explorer.without(item, before);
    for (int index = 0; index < possible.size(); index++) {
      State state = possible.state(index);
      long ahead = possible.ahead(index);
      if (explorer.done(ahead, item.core) == item.number && state.core(item.core).isPending()) {
        Event.Called start = explorer.start(state, ahead, item.core);
        if (Explorer.isPromised(entered, start)) {
          return start;
        }
      }
    }
    return null;
  }

  /** An entry that no order explains. Returns the configurations in which the core has come in. */
  Frontier unexplained(Item item, Event.Entered entered, Frontier possible) {
    Frontier after = new Frontier();
    Set<String> promised = new LinkedHashSet<>();
    Set<Rule> brokenPromise = new LinkedHashSet<>();
    Set<String> permitted = new LinkedHashSet<>();
    Set<Rule> broken = new LinkedHashSet<>();
    for (int index = 0; index < possible.size(); index++) {
      State state = possible.state(index);
      long ahead = possible.ahead(index);
      if (explorer.done(ahead, item.core) != item.number) {
        continue;
      }
      CoreState core = state.core(item.core);
      Event.Called start = core.isPending() ? explorer.start(state, ahead, item.core) : null;
      if (start != null) {
        wrongStart(entered, start, promised, brokenPromise);
      } else if (core.isOn()) {
        permitted.add(
            Wording.because("the core runs on, undisturbed", Because.of("CPU_ON-08", "SM-04")));
        Notes.rules(broken, "CPU_ON-08", "CPU_ON-02", "SM-02");
      } else {
        permitted.add(Wording.because("the core stays OFF", Because.of("CPU_ON-15", "SM-02")));
        if (calls.hasLeft(item.core)) {
          Notes.rules(broken, "CPU_ON-15", "CPU_OFF-04");
        }
        Notes.rules(broken, "CPU_ON-02", "SM-02");
      }
      after.add(state.with(item.core, CoreState.ON), Frontier.oneMore(ahead, item.core));
    }
    if (brokenPromise.isEmpty() && item.misfit != null) {
      wrongStart(entered, item.misfit, promised, brokenPromise);
    }
    if (!brokenPromise.isEmpty()) { // a start was due, so this is a start gone wrong
      permitted = promised;
      broken = brokenPromise;
    }
    if (broken.isEmpty()) {
      permitted.add(Wording.because("the core does not start", Because.of("SM-02")));
      Notes.rules(broken, "SM-02", "CPU_ON-08");
    }
    Rule first = broken.iterator().next();
    notes.deviation(
        List.copyOf(broken),
        entered,
        Wording.of(entered),
        List.copyOf(permitted),
        "entry: " + first);
    return after;
  }

  private void wrongStart(
      Event.Entered entered, Event.Called start, Set<String> permitted, Set<Rule> broken) {
    Call promised = start.call();
    permitted.add(
        Wording.because(
            "core "
                + entered.core()
                + " enters at "
                + Names.hex(promised.wide(2))
                + " with x0 = "
                + Names.hex(promised.wide(3))
                + ", as the CPU_ON of core "
                + start.core()
                + " said",
            Because.of("CPU_ON-02", "CPU_ON-13")));
    boolean rightPlace = Explorer.entersAt(entered, start);
    boolean rightContext = Explorer.carriesContext(entered, start);
    if (rightPlace && !rightContext) {
      Notes.rules(broken, "CPU_ON-13", "INIT-10");
    }
    if (!rightPlace) {
      if (promised.width() == CallWidth.SMC32 && entered.address() == promised.register(2)) {
        Notes.rules(broken, "CONV-03");
      }
      Notes.rules(broken, "CPU_ON-02");
    }
    if (mixesTwoRequests(entered, start)) {
      Notes.rules(broken, "CPU_ON-02", "CPU_ON-07");
    }
    if (!rightPlace && comesFromFailedCall(entered, start)) {
      Notes.rules(broken, "CPU_ON-08", "SM-04");
    }
  }

  private boolean mixesTwoRequests(Event.Entered entered, Event.Called start) {
    return calls.otherStarts(start).stream()
        .anyMatch(
            other ->
                Explorer.entersAt(entered, other) != Explorer.entersAt(entered, start)
                    && Explorer.carriesContext(entered, other)
                        != Explorer.carriesContext(entered, start));
  }

  private boolean comesFromFailedCall(Event.Entered entered, Event.Called start) {
    return calls.otherStarts(start).stream()
        .anyMatch(other -> (int) other.result() != 0 && Explorer.isPromised(entered, other));
  }
}
