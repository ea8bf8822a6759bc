// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.psci.adapter.agent.session.AgentSession;
import org.psci.adapter.agent.session.AgentSession.BareLoop;
import org.psci.adapter.agent.session.AgentTarget;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.history.Event;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Repeat;
import org.psci.conformance.program.Shape;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Placement;
import org.psci.conformance.target.TargetException;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.AffinityState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Measures what judging costs: programs on the usual way, from the generator to the judgement,
 * against a bare loop of the same calls in the same machine.
 */
final class Bench {
  private static final int CALLS_EACH = 64;
  private static final int PROGRAMS_OF_THE_LIST = 64;
  private static final int MEETINGS = 100;

  /** Until the suite itself has been compiled. */
  private static final int WARM_UPS = 3;

  private final AgentTarget target;
  private final Session session;
  private final Duration window;
  private final int windows;
  private final long seed;

  private long number;
  private long deviating;
  private long undecided;

  /**
   * @param target that the session uses
   * @param window how long each window is
   * @param windows how many of each kind
   */
  Bench(AgentTarget target, Session session, Duration window, int windows, long seed) {
    this.target = target;
    this.session = session;
    this.window = window;
    this.windows = windows;
    this.seed = seed;
  }

  /** Programs in whose history something was wrong. */
  long deviating() {
    return deviating;
  }

  /** Programs that could not be judged. */
  long undecided() {
    return undecided;
  }

  /** Random calls of one core that change no core's state. */
  Ratio questions() throws TargetException {
    ProgramGenerator generator = new ProgramGenerator(session.profile(), session.platform(), seed);
    List<Call> list = new ArrayList<>();
    for (int index = 0; index < PROGRAMS_OF_THE_LIST; index++) {
      list.addAll(calls(generator.questions(index, CALLS_EACH)));
    }
    return measure(
        "random calls of one core that change no core's state",
        "calls",
        BareLoop.CALLS,
        list,
        index -> generator.questions(index, CALLS_EACH),
        CALLS_EACH);
  }

  private List<Call> calls(Program program) {
    Placement placement = Placement.of(program, session.profile()).orElseThrow();
    return program.steps().stream()
        .map(step -> placement.call(step.core(), step.invocation()))
        .toList();
  }

  /** Each core but the first is started, makes a call, leaves, and is waited for. */
  Ratio lifeCycles() throws TargetException {
    Program program = lifeCycle().forCallers(session.profile().executionState());
    int cycles = program.shape().cores() - 1;
    return measure(
        "life cycles: CPU_ON, work, CPU_OFF, AFFINITY_INFO until OFF",
        "cycles",
        BareLoop.LIFE_CYCLES,
        List.of(),
        index -> program,
        cycles);
  }

  /** All cores meet and call at once, each call stamped, again and again. */
  Ratio races() throws TargetException {
    Program program = race().forCallers(session.profile().executionState());
    int starts = program.shape().cores() - 1;
    List<Call> list = calls(program);
    return measure(
        "races: all cores meet and make a stamped call, " + MEETINGS + " times a program",
        "calls",
        BareLoop.RACE,
        list.subList(starts, list.size()),
        index -> program,
        list.size() - starts);
  }

  /** Every core asks for another one that runs, or wants to start it. */
  private Program race() {
    Shape shape = Shape.of(session.profile().topology());
    List<Phase> phases = new ArrayList<>();
    for (int core = 1; core < shape.cores(); core++) {
      Value entry = new Value.Entry(core, 0);
      add(phases, 0, cpuOn(core, entry));
    }
    for (int meeting = 0; meeting < MEETINGS; meeting++) {
      List<Step> steps = new ArrayList<>();
      for (int core = 0; core < shape.cores(); core++) {
        int other = (core + 1 + meeting) % shape.cores();
        steps.add(
            Step.of(
                core,
                (core + meeting) % 2 == 0 ? cpuOn(other, new Value.Entry(0, 0)) : isOn(other)));
      }
      phases.add(new Phase.Together(steps));
    }
    return new Program(shape, phases);
  }

  private static Invocation cpuOn(int core, Value entry) {
    return Invocation.of(PsciFunction.CPU_ON, new Value.Core(core), entry, new Value.Literal(core));
  }

  private static Invocation isOn(int core) {
    return Invocation.of(PsciFunction.AFFINITY_INFO, new Value.Core(core), new Value.Literal(0));
  }

  private Program lifeCycle() {
    Shape shape = Shape.of(session.profile().topology());
    List<Phase> phases = new ArrayList<>();
    for (int core = 1; core < shape.cores(); core++) {
      add(phases, 0, cpuOn(core, new Value.Entry(core, 0)));
      add(phases, core, Invocation.of(PsciFunction.PSCI_VERSION));
      add(phases, core, Invocation.of(PsciFunction.CPU_OFF));
      Step question = Step.of(0, isOn(core));
      phases.add(new Phase.Alone(question.repeated(Repeat.Kind.UNTIL, AffinityState.OFF.value())));
    }
    return new Program(shape, phases);
  }

  private static void add(List<Phase> phases, int core, Invocation invocation) {
    phases.add(new Phase.Alone(Step.of(core, invocation)));
  }

  /** Some windows to warm up, then one of each kind in turn. */
  private Ratio measure(
      String what,
      String unit,
      BareLoop loop,
      List<Call> list,
      LongFunction<Program> programs,
      int each)
      throws TargetException {
    List<Double> judged = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    for (int index = 0; index < WARM_UPS; index++) {
      judged(programs, each);
    }
    bare(loop, list);
    for (int index = 0; index < windows; index++) {
      bare.add(bare(loop, list));
      judged.add(judged(programs, each));
    }
    return new Ratio(what, unit, judged, bare);
  }

  private double bare(BareLoop loop, List<Call> list) throws TargetException {
    AgentSession agent = target.agent();
    return agent.bare(loop, list, window).perSecond();
  }

  /** From the first program to the last judgement. */
  private double judged(LongFunction<Program> programs, int each) throws TargetException {
    long begin = System.nanoTime();
    long end = begin + window.toNanos();
    long[] done = {0};
    session.judge(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return System.nanoTime() < end;
          }

          @Override
          public Program next() {
            if (!hasNext()) {
              throw new NoSuchElementException("the window is over");
            }
            return programs.apply(number++);
          }
        },
        judged -> {
          Judgement judgement = judged.judgement();
          deviating += judgement.violations().isEmpty() ? 0 : 1;
          undecided += judgement.undecided().isPresent() ? 1 : 0;
          done[0] += each == CALLS_EACH ? returned(judgement.history().events()) : each;
        });
    return done[0] / ((System.nanoTime() - begin) / 1e9);
  }

  private static long returned(List<Event> events) {
    long calls = 0;
    for (Event event : events) {
      calls += event instanceof Event.Called called && called.returned() ? 1 : 0;
    }
    return calls;
  }
}
