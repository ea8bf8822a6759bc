// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.List;

/** A part of a program that begins when all parts before it are over. */
public sealed interface Phase {

  /** The calls in it. */
  List<Step> steps();

  /**
   * One call.
   *
   * @param step the call; it has no skew, since there are no others
   */
  record Alone(Step step) implements Phase {
    public Alone {
      step = step.withSkew(0);
    }

    @Override
    public List<Step> steps() {
      return List.of(step);
    }
  }

  /**
   * Calls of several cores, which meet before they make them.
   *
   * @param steps at most one for each core
   */
  record Together(List<Step> steps) implements Phase {

    /**
     * @throws IllegalArgumentException if a core is to make two calls at once, or nobody any
     */
    public Together {
      steps = List.copyOf(steps);
      if (steps.isEmpty() || steps.stream().map(Step::core).distinct().count() != steps.size()) {
        throw new IllegalArgumentException(
            "'together' holds one call of each core that takes part, and at least one");
      }
    }
  }

  /**
   * An interrupt becomes pending for a core, from outside.
   *
   * @param core number of the core in the program
   */
  record Wake(int core) implements Phase {
    @Override
    public List<Step> steps() {
      return List.of();
    }
  }
}
