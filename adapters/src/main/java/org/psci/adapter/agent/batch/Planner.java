// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.psci.adapter.agent.batch.Plan.Action;
import org.psci.adapter.agent.batch.Plan.Calling;
import org.psci.adapter.agent.batch.Plan.Waking;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.conformance.target.Placement;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Says who sends the interrupts of a program, from what the program alone tells about who is awake.
 * Where nobody could wake a core that has suspended itself, its own timer does: somebody has to
 * bring the machine back to where programs start.
 */
final class Planner {
  /** The timer of a core that nobody could wake, in microseconds. */
  static final int LAST_RESORT = 20_000;

  private static final int NOBODY = -1;

  private final Program program;
  private final Placement placement;
  private final boolean canWake;

  /** Steps that need a timer of their own. */
  private final BitSet lastResorts = new BitSet();

  // What the program tells about its cores, up to the phase that is looked at.
  private final boolean[] running;

  /** Whether a core has gone off, and nothing waits until it is started again for certain. */
  private final boolean[] doubtful;

  /** The step in which each core fell asleep, or {@link #NOBODY}. */
  private final int[] asleepSince;

  /** Whether an interrupt that comes now is pending for certain. */
  private final boolean[] settled;

  private final boolean[] pending;

  private final List<Action> actions = new ArrayList<>();

  private Planner(Program program, Placement placement, boolean canWake) {
    this.program = program;
    this.placement = placement;
    this.canWake = canWake;
    int cores = program.shape().cores();
    running = new boolean[cores];
    doubtful = new boolean[cores];
    asleepSince = new int[cores];
    settled = new boolean[cores];
    pending = new boolean[cores];
  }

  /** A plan for a program in its place. */
  static Plan plan(Program program, Placement placement, boolean canWake) {
    List<Step> steps = program.steps();
    boolean plain = true;
    boolean suspends = false;
    for (Step step : steps) {
      plain = plain && Plan.onlyAsks(step);
      suspends |= step.suspends();
    }
    if (plain && !program.wakes()) {
      return new Plan(program, questions(steps, placement), false, true);
    }
    Planner planner = new Planner(program, placement, canWake);
    int needsTimer = planner.walk();
    while (needsTimer != NOBODY) {
      planner.lastResorts.set(needsTimer);
      needsTimer = planner.walk();
    }
    boolean wakes = canWake && (suspends || program.wakes());
    return new Plan(program, List.copyOf(planner.actions), wakes, false);
  }

  /** Nothing is to be decided about them. */
  private static List<Action> questions(List<Step> steps, Placement placement) {
    Action[] questions = new Action[steps.size()];
    for (int number = 0; number < questions.length; number++) {
      Step step = steps.get(number);
      Call call = placement.call(step.core(), step.invocation());
      questions[number] = new Calling(placement.core(0), number, 0, step, number, call, 0);
    }
    return Arrays.asList(questions);
  }

  /** Goes through the program; a step whose core nobody could wake, or {@link #NOBODY}. */
  private int walk() {
    actions.clear();
    for (int core = 0; core < running.length; core++) {
      running[core] = core == 0;
      doubtful[core] = false;
      asleepSince[core] = NOBODY;
      settled[core] = core == 0;
      pending[core] = false;
    }
    int number = 0;
    int phaseNumber = 0;
    for (Phase phase : program.phases()) {
      if (phase instanceof Phase.Wake wake) {
        wake(wake.core(), phaseNumber);
      }
      List<Step> steps = phase.steps();
      int together = together(steps);
      for (Step step : steps) {
        int sleptThrough = asleepSince[step.core()];
        if (sleptThrough != NOBODY && canWake) {
          return sleptThrough;
        }
        make(step, number++, phaseNumber, together);
      }
      int forEver = canWake ? sleepsForEver() : NOBODY;
      if (forEver != NOBODY) {
        return forEver;
      }
      phaseNumber++;
    }
    return NOBODY;
  }

  private int together(List<Step> steps) {
    int together = 0;
    if (steps.size() > 1) {
      for (Step step : steps) {
        together |= 1 << placement.core(step.core());
      }
    }
    return together;
  }

  private void make(Step step, int number, int phase, int together) {
    int core = step.core();
    int timer = lastResorts.get(number) ? LAST_RESORT : canWake ? step.timer() : 0;
    actions.add(
        new Calling(
            placement.core(core),
            phase,
            together,
            step,
            number,
            placement.call(core, step.invocation()),
            timer));
    if (!running[core]) {
      return;
    }
    settled[core] = !step.suspends();
    if (step.suspends()) {
      asleepSince[core] = timer != 0 || pending[core] ? NOBODY : number;
      pending[core] = false;
    } else if (calls(step, PsciFunction::takesCoreOut)) {
      running[core] = false;
      doubtful[core] = true;
    } else if (calls(step, PsciFunction.CPU_ON::equals)) {
      start(step.invocation().targetCore(), step.repeat().isPresent());
    }
  }

  private static boolean calls(Step step, Predicate<PsciFunction> kind) {
    return PsciFunction.of(step.invocation().functionId()).filter(kind).isPresent();
  }

  /** A core that went off may be ON still, so that only a repeated call starts it for certain. */
  private void start(int core, boolean repeated) {
    if (core >= 0 && !running[core]) {
      doubtful[core] &= !repeated;
      running[core] = true;
      asleepSince[core] = NOBODY;
      settled[core] = false;
      pending[core] = false;
    }
  }

  private void wake(int target, int phase) {
    int sender = target;
    boolean sleeps = running[target] && asleepSince[target] != NOBODY;
    for (int core = running.length - 1; core >= 0 && (sleeps || !running[target]); core--) {
      if (core != target && isAwake(core)) {
        sender = core;
      }
    }
    actions.add(new Waking(placement.core(sender), phase, placement.core(target), sleeps));
    asleepSince[target] = NOBODY;
    pending[target] = running[target] && !sleeps && settled[target];
  }

  private boolean isAwake(int core) {
    return running[core] && asleepSince[core] == NOBODY && !doubtful[core];
  }

  /** The last step by which a core fell asleep if nobody is awake any more. */
  private int sleepsForEver() {
    int last = NOBODY;
    for (int core = 0; core < running.length; core++) {
      if (isAwake(core)) {
        return NOBODY;
      }
      if (running[core]) {
        last = Math.max(last, asleepSince[core]);
      }
    }
    return last;
  }
}
