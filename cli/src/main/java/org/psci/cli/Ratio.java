// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How fast something is in parts of something else, from windows that take turns. What disturbs the
 * host disturbs both, so each window is compared with the one before it.
 *
 * @param what in words
 * @param unit what is counted
 * @param judged so many a second, in each window
 * @param bare the same of the bare loop
 */
record Ratio(String what, String unit, List<Double> judged, List<Double> bare) {

  Ratio {
    judged = List.copyOf(judged);
    bare = List.copyOf(bare);
    if (judged.size() != bare.size() || judged.isEmpty()) {
      throw new IllegalArgumentException("windows come in pairs");
    }
  }

  /**
   * The spread of some numbers.
   *
   * @param min the smallest
   * @param lower the lower quartile
   * @param median the middle
   * @param upper the upper quartile
   * @param max the largest
   */
  record Spread(double min, double lower, double median, double upper, double max) {
    static Spread of(List<Double> numbers) {
      List<Double> sorted = new ArrayList<>(numbers);
      Collections.sort(sorted);
      return new Spread(
          sorted.get(0), at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75), at(sorted, 1));
    }

    private static double at(List<Double> sorted, double part) {
      double place = part * (sorted.size() - 1);
      int below = (int) place;
      int above = Math.min(below + 1, sorted.size() - 1);
      return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
  }

  Spread spread() {
    List<Double> ratios = new ArrayList<>();
    for (int window = 0; window < judged.size(); window++) {
      ratios.add(judged.get(window) / bare.get(window));
    }
    return Spread.of(ratios);
  }
}
