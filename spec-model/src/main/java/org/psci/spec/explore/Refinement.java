// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.Version;

/**
 * Whether a version permits only what the one before it did, apart from the listed {@link
 * Difference}s: looked at in given states, with the calls of the newer version.
 */
final class Refinement {
  private static final int EXAMPLES = 5;

  private final Version older;
  private final TransitionSystem newerSteps;
  private final TransitionSystem olderSteps;
  private final List<Difference> differences;
  private final Map<String, Long> used = new TreeMap<>();
  private final List<String> unexplained = new ArrayList<>();
  private long unexplainedCount;

  private Refinement(Setting newer, Version older, TransitionSystem steps, Alphabet alphabet) {
    this.older = older;
    this.newerSteps = steps;
    this.olderSteps = new PsciSteps(newer.of(older).platform(), alphabet);
    this.differences = Difference.of(newer);
    differences.forEach(difference -> used.put(difference.name(), 0L));
  }

  /** A comparison with the version before, if there is one. */
  static Optional<Refinement> of(Setting newer) {
    Platform platform = newer.platform();
    return newer.version() == Version.V0_2
        ? Optional.empty()
        : Optional.of(new Refinement(newer, new PsciSteps(platform, new Alphabet(platform))));
  }

  /** A comparison of any steps with those of the version before. */
  Refinement(Setting newer, TransitionSystem steps) {
    this(
        newer,
        Version.values()[newer.version().ordinal() - 1],
        steps,
        new Alphabet(newer.platform()));
  }

  /** Compares what the versions permit in a state. */
  void compare(State state) {
    if (DeadEnd.hasEnded(state)) {
      return;
    }
    Steps permitted = new Steps();
    olderSteps.steps(state, permitted);
    Steps wanted = new Steps();
    newerSteps.steps(state, wanted);
    int from = 0;
    for (Step step : wanted.steps) {
      while (from < permitted.steps.size()
          && permitted.steps.get(from).action().index() < step.action().index()) {
        from++;
      }
      if (!isAmong(step, permitted.steps, from)) {
        explain(state, step);
      }
    }
  }

  private static boolean isAmong(Step wanted, List<Step> permitted, int from) {
    for (int index = from; index < permitted.size(); index++) {
      Step step = permitted.get(index);
      if (step.action().index() != wanted.action().index()) {
        return false;
      }
      if (step.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private void explain(State before, Step step) {
    for (Difference difference : differences) {
      if (difference.explains().isOne(step.action(), step.result(), before, step.next())) {
        used.merge(difference.name(), 1L, Long::sum);
        return;
      }
    }
    unexplainedCount++;
    if (unexplained.size() < EXAMPLES) {
      unexplained.add(
          before + " -- " + step.action() + " " + step.result().describe(step.action()));
    }
  }

  /** The version that it is compared with. */
  Version older() {
    return older;
  }

  /** How often each difference was needed. */
  Map<String, Long> used() {
    return used;
  }

  /** How many outcomes the newer version permits without a listed difference. */
  long unexplainedCount() {
    return unexplainedCount;
  }

  /** Some of them. */
  List<String> unexplained() {
    return unexplained;
  }

  /** A step as data. */
  private record Step(Action action, Result result, State next) {}

  private static final class Steps implements StepSink {
    private final List<Step> steps = new ArrayList<>();

    @Override
    public void step(Action action, Result result, State next, Because why) {
      steps.add(new Step(action, result, next));
    }

    @Override
    public void unanswered(Action action) {}
  }
}
