// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.shorten;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.program.Dirt;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Shape;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.conformance.target.TargetException;

/**
 * Makes a failing program smaller until no step can be left out and no step made simpler without
 * the failure going away.
 */
public final class Shrinker {

  /** Whether a program still fails. */
  @FunctionalInterface
  public interface StillFails {
    boolean test(Program program) throws TargetException;
  }

  private final StillFails stillFails;
  private Program best;

  private Shrinker(Program program, StillFails stillFails) {
    this.best = program;
    this.stillFails = stillFails;
  }

  /**
   * The smallest program found.
   *
   * @throws TargetException if the target cannot be used any more
   */
  public static Program shrink(Program program, StillFails stillFails) throws TargetException {
    Shrinker shrinker = new Shrinker(program, stillFails);
    Program before;
    do {
      before = shrinker.best;
      shrinker.dropPhases();
      shrinker.dropSteps();
      shrinker.simplifySteps();
      shrinker.renumberCores();
      shrinker.shrinkMachine();
    } while (!shrinker.best.equals(before));
    return shrinker.best;
  }

  private void tryInstead(Program candidate) throws TargetException {
    if (stillFails.test(candidate)) {
      best = candidate;
    }
  }

  private void tryInstead(List<Phase> phases) throws TargetException {
    tryInstead(new Program(best.shape(), phases));
  }

  /** Leaves out runs of phases, long ones first, the last ones first. */
  private void dropPhases() throws TargetException {
    for (int length = Math.max(1, best.phases().size() / 2); length >= 1; length /= 2) {
      for (int from = best.phases().size() - length; from >= 0; from--) {
        if (from + length <= best.phases().size()) {
          List<Phase> phases = new ArrayList<>(best.phases());
          phases.subList(from, from + length).clear();
          tryInstead(phases);
        }
      }
    }
  }

  /** Leaves out steps of racing parts; a race of one is no race. */
  private void dropSteps() throws TargetException {
    for (int index = 0; index < best.phases().size(); index++) {
      for (int step = best.phases().get(index).steps().size() - 1; step >= 0; step--) {
        if (best.phases().get(index) instanceof Phase.Together together
            && step < together.steps().size()) {
          List<Step> steps = new ArrayList<>(together.steps());
          steps.remove(step);
          if (!steps.isEmpty()) {
            tryInstead(replaced(index, phase(steps)));
          }
        }
      }
    }
  }

  private static Phase phase(List<Step> steps) {
    return steps.size() == 1 ? new Phase.Alone(steps.get(0)) : new Phase.Together(steps);
  }

  private void simplifySteps() throws TargetException {
    for (int index = 0; index < best.phases().size(); index++) {
      for (int place = 0; place < best.phases().get(index).steps().size(); place++) {
        for (Simplification simplification : Simplification.values()) {
          List<Step> steps = new ArrayList<>(best.phases().get(index).steps());
          Step before = steps.get(place);
          Step after = simplification.apply(before);
          if (!after.equals(before)) {
            steps.set(place, after);
            tryInstead(replaced(index, phase(steps)));
          }
        }
        cleanStep(index, place);
      }
    }
  }

  /** Leaves out one preparation after the other. */
  private void cleanStep(int index, int place) throws TargetException {
    for (Dirt dirt : Dirt.values()) {
      List<Step> steps = new ArrayList<>(best.phases().get(index).steps());
      Set<Dirt> rest = new HashSet<>(steps.get(place).dirt());
      if (rest.remove(dirt)) {
        steps.set(place, steps.get(place).prepared(rest));
        tryInstead(replaced(index, phase(steps)));
      }
    }
  }

  /** A program reads best on the smallest machine that has its cores. */
  private void shrinkMachine() throws TargetException {
    for (int cores = 1; cores < best.shape().cores(); cores++) {
      Shape shape = new Shape(1, cores);
      if (best.shape().clusters() > 1 && best.shape().coresEach() < cores) {
        break;
      }
      Optional<Program> candidate = onShape(shape);
      if (candidate.isPresent()) {
        tryInstead(candidate.get());
      }
    }
  }

  private Optional<Program> onShape(Shape shape) {
    for (Step step : best.steps()) {
      boolean fits = step.core() < shape.cores() && step.invocation().targetCore() < shape.cores();
      if (!fits) {
        return Optional.empty();
      }
    }
    boolean wakesBeyond =
        best.phases().stream()
            .anyMatch(p -> p instanceof Phase.Wake wake && wake.core() >= shape.cores());
    return wakesBeyond ? Optional.empty() : Optional.of(new Program(shape, best.phases()));
  }

  /** Cores without a gap, in the order in which they appear; the core that booted stays. */
  private void renumberCores() throws TargetException {
    Map<Integer, Integer> numbers = new LinkedHashMap<>(Map.of(0, 0));
    for (Phase phase : best.phases()) {
      for (Step step : phase.steps()) {
        numbers.putIfAbsent(step.core(), numbers.size());
        if (step.invocation().targetCore() >= 0) {
          numbers.putIfAbsent(step.invocation().targetCore(), numbers.size());
        }
      }
      if (phase instanceof Phase.Wake wake) {
        numbers.putIfAbsent(wake.core(), numbers.size());
      }
    }
    Program candidate = renumbered(numbers);
    if (!candidate.equals(best)) {
      tryInstead(candidate);
    }
  }

  private Program renumbered(Map<Integer, Integer> numbers) {
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : best.phases()) {
      if (phase instanceof Phase.Wake wake) {
        phases.add(new Phase.Wake(numbers.getOrDefault(wake.core(), wake.core())));
      } else {
        List<Step> steps = phase.steps().stream().map(step -> renumbered(step, numbers)).toList();
        phases.add(phase instanceof Phase.Together ? new Phase.Together(steps) : phase(steps));
      }
    }
    return new Program(best.shape(), phases);
  }

  private static Step renumbered(Step step, Map<Integer, Integer> numbers) {
    Invocation call = step.invocation();
    List<Value> arguments =
        call.arguments().stream()
            .map(
                value ->
                    value instanceof Value.Core core
                        ? new Value.Core(numbers.getOrDefault(core.core(), core.core()))
                        : value)
            .toList();
    return new Step(
        numbers.getOrDefault(step.core(), step.core()),
        new Invocation(call.functionId(), arguments, call.high()),
        step.repeat(),
        step.dirt(),
        step.timer(),
        step.skew());
  }

  private List<Phase> replaced(int index, Phase phase) {
    List<Phase> phases = new ArrayList<>(best.phases());
    phases.set(index, phase);
    return phases;
  }

  /** Ways to make a step simpler. */
  private enum Simplification {
    NO_JUNK {
      @Override
      Step apply(Step step) {
        Step plain = step;
        for (int register = 0; register <= Invocation.ARGUMENTS; register++) {
          plain = withoutJunk(plain, register);
        }
        return plain;
      }
    },
    NO_JUNK_ABOVE_X0 {
      @Override
      Step apply(Step step) {
        return withoutJunk(step, 0);
      }
    },
    NO_JUNK_ABOVE_X1 {
      @Override
      Step apply(Step step) {
        return withoutJunk(step, 1);
      }
    },
    NO_JUNK_ABOVE_X2 {
      @Override
      Step apply(Step step) {
        return withoutJunk(step, 2);
      }
    },
    NO_JUNK_ABOVE_X3 {
      @Override
      Step apply(Step step) {
        return withoutJunk(step, 3);
      }
    },
    NO_REPEAT {
      @Override
      Step apply(Step step) {
        return step.once();
      }
    },
    NO_TIMER {
      @Override
      Step apply(Step step) {
        return step.withTimer(0);
      }
    },
    NO_SKEW {
      @Override
      Step apply(Step step) {
        return step.withSkew(0);
      }
    },
    NO_DIRT {
      @Override
      Step apply(Step step) {
        return step.prepared(Set.of());
      }
    };

    abstract Step apply(Step step);

    private static Step withoutJunk(Step step, int register) {
      return step.with(step.invocation().withHigh(register, 0));
    }
  }
}
