// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Names;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.InitialState;
import org.psci.spec.model.Outcomes;
import org.psci.spec.model.Specification;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Fact;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/**
 * Puts a deviation into words: what was seen, what would have been permitted in the states that
 * were possible, which rules that breaks; and how to go on after it.
 */
final class Diagnosis {
  /** Rules that come with others and do not tell one deviation from the next. */
  private static final Set<String> NOT_TELLING =
      Set.of("CONV-03", "AFF-12", "FEAT-12", "CPU_ON-07", "CPU_ON-08");

  private final Specification specification;
  private final History history;
  private final Explorer explorer;
  private final List<Violation> violations = new ArrayList<>();
  private final List<Because> passed = new ArrayList<>();
  private boolean silenceIsLawful;

  Diagnosis(Specification specification, History history, Explorer explorer) {
    this.specification = specification;
    this.history = history;
    this.explorer = explorer;
  }

  List<Violation> violations() {
    return violations;
  }

  /** Why events were found right beyond what the model says of the order of things. */
  List<Because> passed() {
    return passed;
  }

  /** Whether the silence that ended the history is something that an implementation may do. */
  boolean silenceIsLawful() {
    return silenceIsLawful;
  }

  /** What shows in an event beside its place in the order of things. */
  void explained(Item item, Frontier before) {
    if (item.event instanceof Event.Entered entered) {
      initialState(item, entered, before);
    } else {
      Event.Called called = (Event.Called) item.event;
      returnedState(called);
      constants(item, called);
      wentRight(called);
    }
  }

  /** What a call that went right shows beside its outcome. */
  private void wentRight(Event.Called called) {
    Call call = called.call();
    for (Rule rule : Specification.junkRules(call)) {
      pass(rule.id());
    }
    if (called.call().is(PsciFunction.CPU_ON)) {
      boolean raced =
          otherStarts(called).stream()
              .anyMatch(o -> o.begin() <= called.end() && called.begin() <= o.end());
      if (raced) {
        pass("CPU_ON-07", "SM-06");
      }
    }
    boolean wideError =
        call.width() == CallWidth.SMC64 && called.result() < 0 && called.result() >= -9;
    if (wideError) {
      pass("CONV-11");
    }
    if (called.call().is(PsciFunction.AFFINITY_INFO)
        && (int) called.result() == AffinityState.OFF.value()
        && hasLeft(specification.platform().topology().indexOf(call.wide(1)))) {
      pass("CPU_OFF-04");
    }
  }

  private boolean hasLeft(int core) {
    return history.events().stream()
        .anyMatch(
            event ->
                event instanceof Event.Called called
                    && called.core() == core
                    && !called.returned()
                    && called.call().is(PsciFunction.CPU_OFF));
  }

  private void pass(String... ids) {
    Because why = Because.of(ids);
    boolean applies =
        why.rules().stream().allMatch(rule -> rule.appliesTo(specification.platform().version()));
    if (applies) {
      passed.add(why);
    }
  }

  /** An answer that contradicts what another one revealed of a constant. */
  private void constants(Item item, Event.Called called) {
    if (item.explanations.size() != 1) {
      return;
    }
    for (Fact fact : item.explanations.get(0).facts()) {
      Long before = specification.platform().constants().get(fact.subject());
      if (before != null && before != fact.value()) {
        add(
            withJunkRules(called.call(), fact.rule()),
            called,
            Wording.of(called)
                + ", which means that "
                + fact.subject()
                + " is "
                + Wording.fact(fact.value()),
            List.of(
                fact.subject()
                    + " stays "
                    + Wording.fact(before)
                    + ", as another answer said ["
                    + fact.rule()
                    + "]"),
            "constant: " + fact.subject());
      } else {
        pass(fact.rule().id());
      }
    }
  }

  private static List<Rule> withJunkRules(Call call, Rule rule) {
    List<Rule> rules = new ArrayList<>(Specification.junkRules(call));
    rules.add(rule);
    return rules;
  }

  /** An item that no order explains. Returns the configurations after the permitted outcomes. */
  Frontier unexplained(Item item, Frontier before) {
    Frontier possible = explorer.without(item, before);
    Frontier after =
        item.event instanceof Event.Entered entered
            ? wrongEntry(item, entered, possible)
            : wrongAnswer(item, (Event.Called) item.event, possible);
    if (after.isEmpty()) {
      for (int index = 0; index < possible.size(); index++) {
        after.add(
            possible.state(index).with(item.core, CoreState.ON),
            passed(item, possible.ahead(index)));
      }
    }
    return after;
  }

  private long passed(Item item, long ahead) {
    long passed = ahead;
    while (!explorer.isDone(item, passed)) {
      passed = Frontier.oneMore(passed, item.core);
    }
    return passed;
  }

  // ---- answers ------------------------------------------------------------------------------

  private Frontier wrongAnswer(Item item, Event.Called called, Frontier possible) {
    Call call = called.call();
    Collecting collecting = new Collecting(call);
    for (int index = 0; index < possible.size(); index++) {
      if (explorer.done(possible.ahead(index), item.core) == item.number) {
        collecting.before = possible.state(index);
        collecting.ahead = Frontier.oneMore(possible.ahead(index), item.core);
        specification.permit(collecting.before, call, collecting);
        if (item.startedCore >= 0) { // it said SUCCESS, so be prepared for what that means
          collecting.after.add(
              collecting.before.with(item.startedCore, CoreState.pendingFrom(item.core)),
              collecting.ahead);
        }
      }
    }
    List<Rule> broken =
        new ArrayList<>(specification.brokenBy(call, called.result(), collecting.because));
    staleFailure(called, collecting, broken);
    if (winsWithAnother(item, called)) {
      broken.add(0, RuleCatalogue.rule("CPU_ON-07"));
    }
    if (collecting.permitted.isEmpty()) {
      collecting.permitted.add("no call: the core is not running");
      broken.clear();
      broken.add(RuleCatalogue.rule("CPU_OFF-04"));
      broken.add(RuleCatalogue.rule("CPU_ON-15"));
      if (called.call().is(PsciFunction.CPU_OFF)) {
        broken.add(0, RuleCatalogue.rule("CPU_OFF-01"));
      }
    }
    if (broken.isEmpty()) {
      broken.add(RuleCatalogue.rule("SM-06"));
    }
    add(
        broken,
        called,
        Wording.of(called),
        List.copyOf(collecting.permitted),
        Wording.functionOf(call)
            + " returned "
            + Names.ofResult(call.functionId(), (int) called.result())
            + ": "
            + telling(broken));
    return collecting.after;
  }

  /**
   * The rules that tell this deviation from others: the first two of those that do. That there was
   * junk does not tell, and whether a core is ON_PENDING or ON already is a matter of moments.
   */
  private static String telling(List<Rule> broken) {
    List<String> telling =
        broken.stream()
            .map(rule -> rule.id().equals("CPU_ON-06") ? "CPU_ON-05" : rule.id())
            .filter(id -> !NOT_TELLING.contains(id))
            .distinct()
            .limit(2)
            .sorted()
            .toList();
    return telling.isEmpty() ? broken.get(0).id() : String.join(", ", telling);
  }

  /** Whether two callers at once were told that they have started one core. */
  private boolean winsWithAnother(Item item, Event.Called called) {
    return item.startedCore >= 0
        && otherStarts(called).stream()
            .anyMatch(
                other ->
                    other.returned()
                        && (int) other.result() == ReturnCode.SUCCESS.value()
                        && other.begin() <= called.end()
                        && called.begin() <= other.end());
  }

  /** An answer that would be right if a failed CPU_ON had had an effect breaks CPU_ON-08 too. */
  private void staleFailure(Event.Called called, Collecting collecting, List<Rule> broken) {
    Call call = called.call();
    boolean asksAboutCore = call.is(PsciFunction.AFFINITY_INFO) || call.is(PsciFunction.CPU_ON);
    if (!asksAboutCore || collecting.permitted.isEmpty()) {
      return;
    }
    for (Event event : history.events()) {
      if (event instanceof Event.Called earlier
          && earlier.end() < called.begin()
          && earlier.call().is(PsciFunction.CPU_ON)
          && earlier.call().wide(1) == call.wide(1)
          && (int) earlier.result() < 0) {
        Rule noEffect = RuleCatalogue.rule("CPU_ON-08");
        if (!broken.contains(noEffect)) {
          broken.add(noEffect);
        }
        return;
      }
    }
  }

  /**
   * What a returning call must leave alone: registers, and the state of the core (SMCCC, 5.4.9).
   */
  private void returnedState(Event.Called called) {
    Call call = called.call();
    if (!called.returned()) {
      return;
    }
    long kept = specification.platform().preservedRegisters();
    if ((called.changed().registers() & kept) != 0) {
      add(
          List.of(RuleCatalogue.rule("CONV-12")),
          called,
          Wording.of(called) + " and changed " + called.changed(),
          List.of(
              Wording.because(
                  "all registers but x0 to x3 keep their values", Because.of("CONV-12"))),
          "registers changed by a call");
    }
    if (called.changed().systemState()) {
      add(
          List.of(RuleCatalogue.rule("CONV-15")),
          called,
          Wording.of(called) + " and changed " + called.changed(),
          List.of(Wording.because("the caller's state is as before", Because.of("CONV-15"))),
          "core state changed by a call");
    }
    boolean narrowError =
        call.width() == CallWidth.SMC64
            && (int) called.result() < 0
            && called.result() != (int) called.result();
    if (narrowError && specification.platform().version().isAtLeast(Version.V1_2)) {
      add(
          List.of(RuleCatalogue.rule("CONV-11")),
          called,
          Wording.of(called) + " as x0 = " + Names.hex(called.result()),
          List.of(
              Wording.because(
                  String.format("x0 = 0x%016x, the code in 64 bits", (long) (int) called.result()),
                  Because.of("CONV-11"))),
          "SMC64 error not 64 bits wide");
    }
  }

  // ---- entries ------------------------------------------------------------------------------

  private Frontier wrongEntry(Item item, Event.Entered entered, Frontier possible) {
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
        rules(broken, "CPU_ON-08", "CPU_ON-02", "SM-02");
      } else {
        permitted.add(Wording.because("the core stays OFF", Because.of("CPU_ON-15", "SM-02")));
        rules(broken, "CPU_ON-15", "CPU_OFF-04", "SM-02");
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
      rules(broken, "SM-02", "CPU_ON-08");
    }
    Rule first = broken.iterator().next();
    add(
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
      rules(broken, "CPU_ON-13", "INIT-10");
    }
    if (!rightPlace) {
      if (promised.width() == CallWidth.SMC32 && entered.address() == promised.register(2)) {
        rules(broken, "CONV-03");
      }
      rules(broken, "CPU_ON-02");
    }
    if (mixesTwoRequests(entered, start)) {
      rules(broken, "CPU_ON-02", "CPU_ON-07");
    }
    if (!rightPlace && comesFromFailedCall(entered, start)) {
      rules(broken, "CPU_ON-08", "SM-04");
    }
  }

  private boolean mixesTwoRequests(Event.Entered entered, Event.Called start) {
    return otherStarts(start).stream()
        .anyMatch(
            other ->
                Explorer.entersAt(entered, other) != Explorer.entersAt(entered, start)
                    && Explorer.carriesContext(entered, other)
                        != Explorer.carriesContext(entered, start));
  }

  private boolean comesFromFailedCall(Event.Entered entered, Event.Called start) {
    return otherStarts(start).stream()
        .anyMatch(other -> (int) other.result() != 0 && Explorer.isPromised(entered, other));
  }

  private List<Event.Called> otherStarts(Event.Called start) {
    List<Event.Called> others = new ArrayList<>();
    for (Event event : history.events()) {
      if (event instanceof Event.Called other
          && !other.equals(start)
          && other.call().is(PsciFunction.CPU_ON)
          && other.call().wide(1) == start.call().wide(1)) {
        others.add(other);
      }
    }
    return others;
  }

  private void initialState(Item item, Event.Entered entered, Frontier before) {
    Event.Called start = startOf(item, entered, before);
    boolean bigEndian = start != null && start.bigEndian();
    for (InitialState.Deviation deviation :
        InitialState.deviations(specification.platform(), item.core, bigEndian, entered.state())) {
      add(
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
      add(
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

  // ---- silence and sudden ends --------------------------------------------------------------

  /** Whether the specification wanted what did not come. */
  void silence(Event.Silent silent, Timeline timeline, Frontier last) {
    List<Item> own = timeline.items(silent.core());
    Item open = own.isEmpty() ? null : own.get(own.size() - 1);
    switch (silent.awaited()) {
      case ENTRY -> missingEntry(silent, last);
      case RETURN -> missingReturn(silent, open, last);
      case RESULT -> missingOff(silent, open);
    }
  }

  private void missingEntry(Event.Silent silent, Frontier last) {
    boolean everythingWantsIt = !mayHaveStartedNowhere(silent.core());
    Set<Rule> broken = new LinkedHashSet<>();
    for (int index = 0; index < last.size() && everythingWantsIt; index++) {
      CoreState core = last.state(index).core(silent.core());
      Event.Called start =
          core.isPending()
              ? explorer.start(last.state(index), last.ahead(index), silent.core())
              : null;
      everythingWantsIt = !core.isOff();
      if (start != null) {
        broken.addAll(Specification.junkRules(start.call()));
      }
    }
    if (!everythingWantsIt) {
      silenceIsLawful = true;
      return;
    }
    rules(broken, "CPU_ON-02");
    addSilence(
        silent,
        List.copyOf(broken),
        Wording.because(
            "the core comes in, since its CPU_ON returned SUCCESS", Because.of("CPU_ON-02")));
  }

  /**
   * Whether a CPU_ON of the core was accepted with an entry point that is none of those that can be
   * watched. Nothing obliges an implementation to refuse it, and nobody sees what becomes of the
   * core.
   */
  private boolean mayHaveStartedNowhere(int core) {
    return history.events().stream()
        .anyMatch(
            event ->
                event instanceof Event.Called called
                    && called.returned()
                    && called.call().is(PsciFunction.CPU_ON)
                    && (int) called.result() == ReturnCode.SUCCESS.value()
                    && specification.platform().topology().indexOf(called.call().wide(1)) == core
                    && !specification.platform().entries().isUsable(called.call().entryPoint(2)));
  }

  private void missingReturn(Event.Silent silent, @Nullable Item open, Frontier last) {
    if (open == null || !(open.event instanceof Event.Called called) || called.returned()) {
      return;
    }
    Collecting collecting = new Collecting(called.call());
    for (int index = 0; index < last.size(); index++) {
      if (!explorer.isDone(open, last.ahead(index))) {
        specification.permit(last.state(index), called.call(), collecting);
      }
    }
    if (collecting.mayLeave || collecting.because.isEmpty()) {
      silenceIsLawful = true;
      return;
    }
    Set<Rule> broken = new LinkedHashSet<>();
    if (someOtherCoreLeft(called)) {
      rules(broken, "CPU_OFF-05");
    }
    if (called.call().is(PsciFunction.CPU_ON)) {
      rules(broken, "CPU_ON-01", "SM-06");
    }
    for (Because why : collecting.because) {
      why.rules().stream().filter(Rule::binds).forEach(broken::add);
    }
    violations.add(
        new Violation(
            List.copyOf(broken),
            silent,
            Wording.of(called),
            List.copyOf(collecting.permitted),
            Wording.functionOf(called.call()) + " did not return",
            true));
  }

  /** A core that falls silent around another one's CPU_OFF may have been taken along by it. */
  private boolean someOtherCoreLeft(Event.Called silent) {
    return history.events().stream()
        .anyMatch(
            event ->
                event instanceof Event.Called other
                    && other.core() != silent.core()
                    && !other.returned()
                    && other.call().is(PsciFunction.CPU_OFF));
  }

  private void missingOff(Event.Silent silent, @Nullable Item open) {
    boolean leaving =
        open != null
            && open.event instanceof Event.Called called
            && !called.returned()
            && called.call().is(PsciFunction.CPU_OFF);
    if (leaving && isStillSaidToBeOn(silent.core())) {
      addSilence(
          silent,
          List.of(RuleCatalogue.rule("CPU_OFF-03")),
          Wording.because("the core is OFF some time after its CPU_OFF", Because.of("CPU_OFF-03")));
    } else {
      silenceIsLawful = true; // nothing says that the result ever comes
    }
  }

  /** Whether the last answer about a core was that it is ON. */
  private boolean isStillSaidToBeOn(int core) {
    boolean on = false;
    for (Event event : history.events()) {
      if (event instanceof Event.Called called
          && called.returned()
          && specification.platform().topology().indexOf(called.call().wide(1)) == core) {
        if (called.call().is(PsciFunction.AFFINITY_INFO)) {
          on = (int) called.result() == AffinityState.ON.value();
        } else if (called.call().is(PsciFunction.CPU_ON)) {
          on = (int) called.result() == ReturnCode.ALREADY_ON.value();
        }
      }
    }
    return on;
  }

  private void addSilence(Event.Silent silent, List<Rule> rules, String permitted) {
    violations.add(
        new Violation(
            rules,
            silent,
            Wording.of(silent),
            List.of(permitted),
            "silence: " + rules.get(0),
            true));
  }

  /** The machine as a whole went away, though none of these calls asks for it. */
  void machineGone(Event.Machine machine, Timeline timeline, Frontier last) {
    for (int index = 0; index < last.size(); index++) {
      if (last.state(index).cores() == 0) {
        return; // nobody is left: the platform may switch itself off (AMB-16)
      }
    }
    if (machine.what() == Event.Machine.What.RESET && history.program().wakes()) {
      return; // an interrupt to a core that is OFF may reset the system (CPU_OFF-06)
    }
    Set<Rule> broken = new LinkedHashSet<>();
    Set<String> permitted = new LinkedHashSet<>();
    for (int core = 0; core < State.CORES; core++) {
      List<Item> own = timeline.items(core);
      if (!own.isEmpty()
          && own.get(own.size() - 1).event instanceof Event.Called called
          && !called.returned()) {
        Collecting collecting = new Collecting(called.call());
        for (int index = 0; index < last.size(); index++) {
          specification.permit(last.state(index), called.call(), collecting);
        }
        if (collecting.isUnjudged) {
          return; // the model has no say in what this call does
        }
        broken.addAll(
            specification.brokenBy(called.call(), ReturnCode.SUCCESS.value(), collecting.because));
        permitted.addAll(collecting.permitted);
      }
    }
    if (broken.isEmpty()) {
      rules(broken, "SM-02");
    }
    permitted.add("the machine goes on");
    add(
        List.copyOf(broken),
        machine,
        Wording.of(machine),
        List.copyOf(permitted),
        Wording.of(machine));
  }

  // ---- common -------------------------------------------------------------------------------

  private static void rules(Set<Rule> rules, String... ids) {
    for (String id : ids) {
      rules.add(RuleCatalogue.rule(id));
    }
  }

  private void add(
      List<Rule> rules, Event event, String seen, List<String> permitted, String kind) {
    violations.add(new Violation(rules, event, seen, permitted, kind, false));
  }

  /** Notes every outcome that would have been permitted. */
  private static final class Collecting implements Outcomes {
    private final Call call;
    private final Set<String> permitted = new LinkedHashSet<>();
    private final List<Because> because = new ArrayList<>();
    private final Frontier after = new Frontier();
    private State before = State.COLD_BOOT;
    private long ahead;
    private boolean mayLeave;
    private boolean isUnjudged;

    Collecting(Call call) {
      this.call = call;
    }

    @Override
    public void returns(int value, State next, Because why) {
      note("returns " + Names.ofResult(call.functionId(), value), why);
      after.add(next, ahead);
    }

    @Override
    public void leaves(State next, Because why) {
      note("does not return", why);
      mayLeave = true;
      after.add(before, ahead); // but it did return
    }

    @Override
    public void returnsAnything(State next) {
      isUnjudged = true;
      after.add(next, ahead);
    }

    private void note(String outcome, Because why) {
      permitted.add(Wording.because(outcome, why));
      if (!because.contains(why)) {
        because.add(why);
      }
    }
  }
}
