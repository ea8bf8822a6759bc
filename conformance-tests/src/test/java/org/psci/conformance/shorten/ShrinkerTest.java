// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.shorten;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.program.Invocation;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.conformance.session.Session;
import org.psci.conformance.shorten.Shrinker.StillFails;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Proves that a shrunk program still fails and is minimal: no part, no step of a race, no junk, no
 * repetition can go without the failure going away.
 */
class ShrinkerTest {

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void noStepIsLeftThatCanGo(
      @ForAll long seed, @ForAll @IntRange(max = 3) int calls, @ForAll PsciFunction function)
      throws TargetException {
    assertMinimal(program(seed), program -> count(program, function) >= calls);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void failureNeedNotGrowWithTheProgram(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int divisor) throws TargetException {
    assertMinimal(
        program(seed),
        program ->
            program.steps().size() % divisor == 1 && count(program, PsciFunction.CPU_ON) > 0);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void raceStaysOneIfItMustBe(@ForAll long seed) throws TargetException {
    assertMinimal(program(seed), Program::races);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void junkStaysIfItMatters(@ForAll long seed) throws TargetException {
    assertMinimal(
        program(seed),
        program -> program.steps().stream().anyMatch(step -> step.invocation().high().get(0) != 0));
  }

  private static void assertMinimal(Program program, StillFails stillFails) throws TargetException {
    if (!stillFails.test(program)) {
      return; // nothing to shrink
    }
    Program small = Shrinker.shrink(program, stillFails);
    assertThat(stillFails.test(small)).as("still fails").isTrue();
    for (Program smaller : smallerOnes(small)) {
      assertThat(stillFails.test(smaller)).as("%s is smaller than %s", smaller, small).isFalse();
    }
  }

  private static List<Program> smallerOnes(Program program) {
    List<Program> smaller = new ArrayList<>();
    for (int index = 0; index < program.phases().size(); index++) {
      List<Phase> without = new ArrayList<>(program.phases());
      without.remove(index);
      smaller.add(new Program(program.shape(), without));
      List<Step> steps = program.phases().get(index).steps();
      for (int place = 0; place < steps.size(); place++) {
        for (Step simpler : simplerOnes(steps.get(place))) {
          smaller.add(replaced(program, index, changed(steps, place, Optional.of(simpler))));
        }
        if (steps.size() > 1) {
          smaller.add(replaced(program, index, changed(steps, place, Optional.empty())));
        }
      }
    }
    return smaller;
  }

  private static List<Step> simplerOnes(Step step) {
    List<Step> simpler = new ArrayList<>();
    if (step.repeat().isPresent()) {
      simpler.add(step.once());
    }
    if (!step.dirt().isEmpty()) {
      simpler.add(step.prepared(Set.of()));
    }
    for (int register = 0; register <= Invocation.ARGUMENTS; register++) {
      if (step.invocation().high().get(register) != 0) {
        Invocation plain = step.invocation().withHigh(register, 0);
        simpler.add(step.with(plain));
      }
    }
    return simpler;
  }

  private static List<Step> changed(List<Step> steps, int place, Optional<Step> instead) {
    List<Step> changed = new ArrayList<>(steps);
    changed.remove(place);
    instead.ifPresent(step -> changed.add(place, step));
    return changed;
  }

  private static Program replaced(Program program, int index, List<Step> steps) {
    List<Phase> phases = new ArrayList<>(program.phases());
    phases.set(
        index, steps.size() == 1 ? new Phase.Alone(steps.get(0)) : new Phase.Together(steps));
    return new Program(program.shape(), phases);
  }

  private static long count(Program program, PsciFunction function) {
    return program.steps().stream().filter(step -> step.invocation().is(function)).count();
  }

  private static Program program(long seed) throws TargetException {
    try (Session session = new Session(ReferenceTarget.of(Configuration.standard(), 1))) {
      return new ProgramGenerator(session.profile(), session.platform(), seed).program(0);
    }
  }
}
