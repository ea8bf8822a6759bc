// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;

/** How often one action ended in which way, and for which reason; there are few of each. */
final class Tally {
  private Result[] results = new Result[2];
  private Because[] reasons = new Because[2];
  private long[] counts = new long[2];
  private int used;

  /** Reasons that differ only in the reading or in facts count as one. */
  void add(Result result, Because why, long count) {
    List<Rule> rules = why.rules();
    for (int index = 0; index < used; index++) {
      if (reasons[index].rules() == rules && results[index].equals(result)) {
        counts[index] += count;
        return;
      }
    }
    if (used == counts.length) {
      results = Arrays.copyOf(results, 2 * used);
      reasons = Arrays.copyOf(reasons, 2 * used);
      counts = Arrays.copyOf(counts, 2 * used);
    }
    results[used] = result;
    reasons[used] = why;
    counts[used++] = count;
  }

  void add(Tally other) {
    for (int index = 0; index < other.used; index++) {
      add(other.results[index], other.reasons[index], other.counts[index]);
    }
  }

  void forEachResult(BiConsumer<Result, Long> use) {
    for (int index = 0; index < used; index++) {
      use.accept(results[index], counts[index]);
    }
  }

  void forEachReason(BiConsumer<Because, Long> use) {
    for (int index = 0; index < used; index++) {
      use.accept(reasons[index], counts[index]);
    }
  }
}
