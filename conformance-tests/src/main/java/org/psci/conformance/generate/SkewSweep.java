// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;

/**
 * A racing program again and again, each time with other distances between the calls of cores that
 * act together: the window in which a race is lost may be narrow, and nobody knows where it is.
 */
public final class SkewSweep {
  /** Small distances matter most, so each doubling gets the same share. */
  private static final int DOUBLINGS = 8;

  private SkewSweep() {}

  /**
   * The program as it is run this time: the first time as it stands, then with skews. The same
   * number gives the same skews.
   *
   * @param number how often it has been run
   */
  public static Program of(Program program, long number) {
    if (number == 0 || !program.races()) {
      return program;
    }
    SplittableRandom random = new SplittableRandom(number);
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : program.phases()) {
      phases.add(phase instanceof Phase.Together together ? skewed(together, random) : phase);
    }
    return new Program(program.shape(), phases);
  }

  private static Phase skewed(Phase.Together together, SplittableRandom random) {
    List<Step> steps = new ArrayList<>();
    for (Step step : together.steps()) {
      int most = 1 << random.nextInt(1, DOUBLINGS + 1);
      steps.add(random.nextBoolean() ? step : step.withSkew(random.nextInt(most)));
    }
    return new Phase.Together(steps);
  }
}
