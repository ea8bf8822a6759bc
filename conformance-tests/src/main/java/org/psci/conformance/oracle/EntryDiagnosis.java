// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Names;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.Decoding;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.step.Entries;
import org.psci.spec.step.InitialState;
import org.psci.spec.vocabulary.CallWidth;
import org.psci.spec.vocabulary.PsciFunction;

/** What is wrong with the way in which a core came in, and what is right about it. */
final class EntryDiagnosis {
  private static final Because CONTEXT_MADE_WIDER = Because.of("CONV-03").under("AMB-07", "A");
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
    InitialState.Way way = way(request);
    List<InitialState.Deviation> deviations =
        InitialState.deviations(specification.platform(), item.core, asked, entered.state(), way);
    if (deviations.isEmpty()) {
      InitialState.shownBy(specification.platform(), entered.state()).forEach(notes::pass);
    }
    for (InitialState.Deviation deviation : deviations) {
      notes.deviation(
          deviation.clauses(),
          entered,
          Wording.of(entered) + " and " + deviation.seen(),
          List.of(Wording.because(deviation.permitted(), deviation.clauses().get(0))));
    }
    if (request != null) {
      fits(entered, request);
    }
  }

  /** A wake-up that goes wrong may be another matter than a start that does. */
  private static InitialState.Way way(Event.@Nullable Called request) {
    if (request == null || !isSuspend(request)) {
      return InitialState.Way.START;
    }
    return request.call().is(PsciFunction.SYSTEM_SUSPEND)
        ? InitialState.Way.SYSTEM_WAKE_UP
        : InitialState.Way.WAKE_UP;
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
          List.of(Decoding.SMC32_ARGUMENTS),
          entered,
          Wording.of(entered),
          List.of(
              Wording.because(
                  "x0 = " + Names.hex(call.contextId()) + ": an SMC32 context id has 32 bits",
                  Decoding.SMC32_ARGUMENTS)));
    }
  }

  /** An entry that no order explains. Returns the configurations in which the core has come in. */
  Frontier unexplained(Item item, Event.Entered entered, Frontier possible) {
    Frontier after = new Frontier();
    Set<String> promised = new LinkedHashSet<>();
    Set<String> quiet = new LinkedHashSet<>();
    for (int index = 0; index < possible.size(); index++) {
      State state = possible.state(index);
      long ahead = possible.ahead(index);
      if (explorer.done(ahead, item.core) != item.number) {
        continue;
      }
      Event.Called request =
          Explorer.mayEnter(state, item.core) ? explorer.request(state, ahead, item.core) : null;
      if (request != null) {
        promised.add(promise(entered, request));
      } else {
        quiet.add(noEntry(state.core(item.core)));
      }
      after.add(state.with(item.core, CoreState.ON), Frontier.oneMore(ahead, item.core));
    }
    if (promised.isEmpty() && item.misfit != null) {
      promised.add(promise(entered, item.misfit));
    }
    // Where an entry was due, this is that one gone wrong.
    Set<String> permitted = promised.isEmpty() ? quiet : promised;
    notes.unexplained(
        entered,
        Wording.of(entered),
        permitted.isEmpty()
            ? List.of(Wording.because("the core does not start", Entries.STAYS_OFF))
            : permitted);
    return after;
  }

  /** What a core does that had no entry before it. */
  private static String noEntry(CoreState core) {
    if (core.isSuspended()) {
      return Wording.because(
          "the core returns from its call with SUCCESS", Entries.STANDBY_RETURNS);
    }
    if (core.isFrozen()) {
      return Wording.because("the core stays as it is until a CPU_ON", Entries.STAYS_FROZEN);
    }
    return core.isOn()
        ? Wording.because("the core runs on, undisturbed", Entries.RUNS_ON)
        : Wording.because("the core stays OFF", Entries.STAYS_OFF);
  }

  private static String promise(Event.Entered entered, Event.Called request) {
    Call promised = request.call();
    boolean suspended = isSuspend(request);
    Clause place =
        suspended
            ? Entries.place(PsciFunction.of(promised.functionId()).orElseThrow())
            : Entries.START_PLACE;
    return "core "
        + entered.core()
        + " enters at "
        + Names.hex(promised.entryPoint())
        + " with x0 = "
        + Names.hex(promised.contextId())
        + (suspended
            ? ", as its own call said, or returns from it with SUCCESS"
            : ", as the CPU_ON of core " + request.core() + " said")
        + " ["
        + place.rule()
        + ", "
        + (suspended ? Entries.WAKE_CONTEXT : Entries.START_CONTEXT).rule()
        + "]";
  }
}
