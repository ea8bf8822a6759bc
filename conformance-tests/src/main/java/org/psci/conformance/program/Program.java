// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * A test program. It starts with core 0 running and all others OFF, and holds no expected results:
 * those the model knows. A step of a core that is not running, and that nobody has started, is
 * skipped.
 *
 * @param shape the machine that it needs
 * @param phases its parts, one after the other
 * @param schedule what the machine is to decide where it could decide either way; empty if that is
 *     up to the machine
 */
public record Program(Shape shape, List<Phase> phases, Optional<Schedule> schedule) {

  /**
   * @throws IllegalArgumentException if a step, or a turn of the schedule, is for a core that the
   *     shape does not have
   */
  public Program {
    phases = List.copyOf(phases);
    for (Schedule.Decision decision :
        schedule.map(Schedule::decisions).orElse(List.<Schedule.Decision>of())) {
      if (decision instanceof Schedule.Turn turn) {
        requireCore(shape, turn.core());
      }
    }
    for (Phase phase : phases) {
      for (Step step : phase.steps()) {
        requireCore(shape, step.core());
      }
      if (phase instanceof Phase.Wake wake) {
        requireCore(shape, wake.core());
      }
    }
  }

  /** A program that leaves it to the machine what it does where it could do either. */
  public Program(Shape shape, List<Phase> phases) {
    this(shape, phases, Optional.empty());
  }

  /** The same steps, with these decisions of the machine. */
  public Program with(Schedule decided) {
    return new Program(shape, phases, Optional.of(decided));
  }

  private static void requireCore(Shape shape, int core) {
    if (core < 0 || core >= shape.cores()) {
      throw new IllegalArgumentException("topology " + shape + " has no core " + core);
    }
  }

  /** All steps in the order of the text; a step is known by its place in this list. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Phase phase : phases) {
      steps.addAll(phase.steps());
    }
    return steps;
  }

  public boolean calls(PsciFunction function) {
    return steps().stream().anyMatch(step -> step.invocation().is(function));
  }

  /** Whether several cores act at the same time. */
  public boolean races() {
    return phases.stream().anyMatch(phase -> phase.steps().size() > 1);
  }

  /** Whether there are interrupts in it, from outside or from a core's own timer. */
  public boolean wakes() {
    return phases.stream().anyMatch(Phase.Wake.class::isInstance)
        || steps().stream().anyMatch(step -> step.timer() != 0);
  }

  /**
   * The same program for callers in this Execution state: in AArch32 functions are called by their
   * SMC32 ids, since an SMC64 id does not do anything there. What stands in arguments stays.
   */
  public Program forCallers(ExecutionState state) {
    return state == ExecutionState.AARCH64
        ? this
        : map(step -> step.with(step.invocation().narrow()));
  }

  /** The same program with each step as this makes of it; it stays a step of its core. */
  public Program map(UnaryOperator<Step> change) {
    return new Program(
        shape, phases.stream().map(phase -> changed(phase, change)).toList(), schedule);
  }

  private static Phase changed(Phase phase, UnaryOperator<Step> change) {
    if (phase instanceof Phase.Alone alone) {
      return new Phase.Alone(change.apply(alone.step()));
    }
    return phase instanceof Phase.Together together
        ? new Phase.Together(together.steps().stream().map(change).toList())
        : phase;
  }

  /** One program after the other, without a schedule; both must need the same machine. */
  public Program then(Program next) {
    List<Phase> all = new ArrayList<>(phases);
    all.addAll(next.phases);
    return new Program(shape, all);
  }

  @Override
  public String toString() {
    return ProgramPrinter.print(this);
  }
}
