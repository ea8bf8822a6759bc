// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Names;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.InitialState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;

/** What is wrong with the way in which a core came in, and what is right about it. */
final class EntryDiagnosis {
  private static final Because CONTEXT_MADE_WIDER = Because.of("CONV-03").under("AMB-07", "A");
  private static final Because CONTEXT_IN_FULL = Because.of("CONV-03").under("AMB-07", "B");
  private static final Because CONTEXT_UNDER_JUNK = Because.of("CONV-03").under("AMB-07", "C");

  private final Specification specification;
  private final Explorer explorer;
  private final PastCalls calls;
  private final Notes notes;
  private final WakeUps wakeUps;
  private final Evidence evidence;

  EntryDiagnosis(
      Specification specification,
      Explorer explorer,
      PastCalls calls,
      WakeUps wakeUps,
      Notes notes,
      Evidence evidence) {
    this.specification = specification;
    this.explorer = explorer;
    this.calls = calls;
    this.wakeUps = wakeUps;
    this.notes = notes;
    this.evidence = evidence;
  }

  /** The state of a core that came in where, and with what, it should. */
  void explained(Item item, Event.Entered entered) {
    Event.Called request = item.request;
    InitialState.Request asked =
        request == null
            ? InitialState.Request.PLAIN
            : new InitialState.Request(request.bigEndian(), request.call().startsInT32());
    List<InitialState.Deviation> deviations =
        InitialState.deviations(specification.platform(), item.core, asked, entered.state());
    if (deviations.isEmpty()) {
      InitialState.shownBy(specification.platform(), entered.state()).forEach(notes::pass);
    }
    for (InitialState.Deviation deviation : deviations) {
      notes.deviation(
          deviation.rules(),
          entered,
          Wording.of(entered) + " and " + deviation.seen(),
          List.of(deviation.permitted() + " [" + deviation.rules().get(0) + "]"),
          "initial state" + way(request) + ": " + deviation.rules().get(0));
    }
    if (request != null) {
      fits(entered, request);
    }
  }

  /** A wake-up that goes wrong is another matter than a start that does. */
  private static String way(Event.@Nullable Called request) {
    return request != null && isSuspend(request) ? " after power-down" : "";
  }

  private static boolean isSuspend(Event.Called request) {
    return request.call().is(PsciFunction::suspends);
  }

  private void fits(Event.Entered entered, Event.Called request) {
    if (isSuspend(request)) {
      wakeUps.cameBack(request, entered.time());
      evidence.accepted(request);
    } else {
      evidence.started(request);
      if (calls.anotherStartFailed(request)) {
        notes.pass("CPU_ON-08");
      }
    }
    Call call = request.call();
    long above = entered.x0() >>> 32;
    long callers = call.contextRegister() >>> 32;
    if (call.width() != CallWidth.SMC32 || callers == 0) {
      return;
    }
    if (above == 0) {
      notes.pass(CONTEXT_MADE_WIDER);
    } else if (above != callers) {
      notes.pass(CONTEXT_UNDER_JUNK);
    } else {
      notes.deviation(
          List.of(RuleCatalogue.rule("CONV-03")),
          entered,
          Wording.of(entered),
          List.of(
              Wording.because(
                  "x0 = " + Names.hex(call.contextId()) + ": an SMC32 context id has 32 bits",
                  Because.of("CONV-03"))),
          CONTEXT_IN_FULL.reading(),
          "SMC32 context id with its upper half");
    }
  }

  /** An entry that no order explains. Returns the configurations in which the core has come in. */
  Frontier unexplained(Item item, Event.Entered entered, Frontier possible) {
    Frontier after = new Frontier();
    Finding promise = new Finding();
    Finding surprise = new Finding();
    for (int index = 0; index < possible.size(); index++) {
      State state = possible.state(index);
      long ahead = possible.ahead(index);
      if (explorer.done(ahead, item.core) != item.number) {
        continue;
      }
      Event.Called request =
          Explorer.mayEnter(state, item.core) ? explorer.request(state, ahead, item.core) : null;
      if (request != null) {
        wrongEntry(entered, request, promise);
      } else {
        noEntry(entered, state.core(item.core), surprise);
      }
      after.add(state.with(item.core, CoreState.ON), Frontier.oneMore(ahead, item.core));
    }
    if (promise.rules.isEmpty() && item.misfit != null) {
      wrongEntry(entered, item.misfit, promise);
    }
    // Where an entry was due, this is that one gone wrong.
    Finding found = promise.rules.isEmpty() ? surprise : promise;
    if (found.rules.isEmpty()) {
      found.permits("the core does not start", "SM-02");
      found.breaks("SM-02", "CPU_ON-08");
    }
    notes.deviation(
        List.copyOf(found.rules),
        entered,
        Wording.of(entered),
        List.copyOf(found.permitted),
        "entry: " + found.rules.iterator().next());
    return after;
  }

  /** What should have been, and which rules say so. */
  private static final class Finding {
    final Set<Rule> rules = new LinkedHashSet<>();
    final Set<String> permitted = new LinkedHashSet<>();

    void breaks(String... ids) {
      Notes.rules(rules, ids);
    }

    void permits(String outcome, String... ids) {
      permitted.add(Wording.because(outcome, Because.of(ids)));
    }
  }

  /** An entry of a core that had none before it. */
  private void noEntry(Event.Entered entered, CoreState core, Finding found) {
    if (comesFromSuspendOfAnother(entered, null)) {
      found.breaks("SUSP-01", "PD-05");
    }
    if (core.isSuspended()) {
      found.permits("the core returns from its CPU_SUSPEND with SUCCESS", "STBY-01", "SUSP-07");
      comesFromStartOfSuspended(entered, found);
      found.breaks("STBY-01", "SUSP-07", "SUSP-04");
    } else if (core.isFrozen()) {
      found.permits("the core stays as it is until a CPU_ON", "FRZ-01");
      found.breaks("FRZ-01");
    } else if (core.isOn()) {
      running(entered, found);
    } else {
      if (comesFromStartOfNobody(entered)) {
        found.permits("the CPU_ON returns INVALID_PARAMETERS, and no core starts", "CPU_ON-03");
        found.breaks("CPU_ON-03");
      } else {
        found.permits("the core stays OFF", "CPU_ON-15", "SM-02");
      }
      if (calls.hasLeft(entered.core())) {
        found.breaks("CPU_ON-15", "CPU_OFF-04");
      }
      found.breaks("CPU_ON-02", "SM-02");
    }
  }

  /** A CPU_ON that names no core was taken to name this one. */
  private boolean comesFromStartOfNobody(Event.Entered entered) {
    return calls.startsOfNobody().stream()
        .anyMatch(start -> start.begin() < entered.time() && Explorer.isPromised(entered, start));
  }

  /**
   * A core that runs came in: by a CPU_SUSPEND that is over, or was to be refused, or by chance.
   */
  private void running(Event.Entered entered, Finding found) {
    Optional<Event.Called> own =
        calls.requestsOf(entered.core()).stream()
            .filter(call -> call.begin() < entered.time() && fits(call, entered))
            .reduce((first, last) -> last);
    if (own.isEmpty()) {
      found.permits("the core runs on, undisturbed", "CPU_ON-08", "SM-04");
      found.breaks("CPU_ON-08", "CPU_ON-02", "SM-02");
    } else if (own.get().returned() && (int) own.get().result() < 0) {
      String rule = own.get().call().is(PsciFunction.CPU_SUSPEND) ? "SUSP-09" : "PD-04";
      found.permits("the core goes on behind its call, which was refused", rule);
      found.breaks(rule);
      refusals(own.get(), found);
    } else if (calls.endOf(own.get()) < entered.time()) {
      found.permits("the core runs on, since its CPU_SUSPEND has come back already", "PD-04");
      found.breaks("PD-04");
    } else {
      refusals(own.get(), found);
    }
  }

  /** The rules by which a call that suspends its core had to be refused. */
  private void refusals(Event.Called call, Finding found) {
    for (Because why : explorer.explanations(call)) {
      found.permitted.add(Wording.because("its call is refused", why));
      found.rules.add(why.rules().get(0));
    }
    if (calls.sleepsBesideStart(call)) {
      found.breaks("SSUSP-09");
    }
  }

  /** A CPU_ON of a core that was suspended: it had to fail, and to change nothing. */
  private void comesFromStartOfSuspended(Event.Entered entered, Finding found) {
    long asleepSince =
        calls.suspendsOf(entered.core()).stream()
            .mapToLong(Event.Called::begin)
            .filter(begin -> begin < entered.time())
            .max()
            .orElse(Long.MAX_VALUE);
    for (Event.Called start : calls.startsOf(entered.core())) {
      boolean meanwhile = start.end() > asleepSince && start.begin() < entered.time();
      if (meanwhile && Explorer.isPromised(entered, start)) {
        boolean failed = start.returned() && (int) start.result() != 0;
        found.breaks(failed ? "CPU_ON-08" : "CPU_ON-05", "SUSP-12");
      }
    }
  }

  private void wrongEntry(Event.Entered entered, Event.Called request, Finding found) {
    Call promised = request.call();
    boolean suspended = isSuspend(request);
    found.permits(
        "core "
            + entered.core()
            + " enters at "
            + Names.hex(promised.entryPoint())
            + " with x0 = "
            + Names.hex(promised.contextId())
            + (suspended
                ? ", as its own call said, or returns from it with SUCCESS"
                : ", as the CPU_ON of core " + request.core() + " said"),
        suspended
            ? new String[] {WakeUps.entryRule(promised), "PD-05"}
            : new String[] {"CPU_ON-02", "CPU_ON-13"});
    boolean rightPlace = Explorer.entersAt(entered, request);
    boolean rightContext = Explorer.carriesContext(entered, request);
    if (comesFromSuspendOfAnother(entered, request)) {
      found.breaks(suspended ? "PD-05" : "SUSP-01", suspended ? "SUSP-14" : "PD-05");
    }
    if (suspended && !rightPlace) {
      comesFromStartOfSuspended(entered, found);
    }
    if (rightPlace && !rightContext) {
      boolean halved =
          promised.width() == CallWidth.SMC64
              && promised.contextId() >>> 32 != 0
              && entered.x0() == (promised.contextId() & 0xffff_ffffL);
      if (halved) {
        found.breaks("CONV-02");
      }
      found.breaks(suspended ? "PD-05" : "CPU_ON-13", "INIT-10");
    }
    if (!rightPlace) {
      if (promised.width() == CallWidth.SMC32
          && entered.address() == promised.entryRegisterContent()) {
        found.breaks("CONV-03");
      }
      found.breaks(suspended ? WakeUps.entryRule(promised) : "CPU_ON-02");
    }
    if (!suspended && mixesTwoRequests(entered, request)) {
      found.breaks("CPU_ON-02", "CPU_ON-07");
    }
    if (!suspended && !rightPlace && comesFromFailedStart(entered, request)) {
      found.breaks("CPU_ON-08", "SM-04");
    }
  }

  /** Whether the place, or else the context, is that of another core's request and not its own. */
  private boolean comesFromSuspendOfAnother(Event.Entered entered, Event.@Nullable Called own) {
    boolean ownPlace = own != null && Explorer.entersAt(entered, own);
    boolean ownContext = own == null || Explorer.carriesContext(entered, own);
    return calls.suspendsOfOthers(entered.core()).stream()
        .anyMatch(
            other ->
                (!ownPlace && Explorer.entersAt(entered, other))
                    || (!ownContext && Explorer.carriesContext(entered, other)));
  }

  private static boolean fits(Event.Called request, Event.Entered entered) {
    return Explorer.entersAt(entered, request) || Explorer.carriesContext(entered, request);
  }

  private boolean mixesTwoRequests(Event.Entered entered, Event.Called start) {
    return calls.otherStarts(start).stream()
        .anyMatch(
            other ->
                Explorer.entersAt(entered, other) != Explorer.entersAt(entered, start)
                    && Explorer.carriesContext(entered, other)
                        != Explorer.carriesContext(entered, start));
  }

  private boolean comesFromFailedStart(Event.Entered entered, Event.Called request) {
    return calls.otherStarts(request).stream()
        .anyMatch(other -> (int) other.result() != 0 && Explorer.isPromised(entered, other));
  }
}
