// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of the words that there are somebody may have meant. */
final class Nearest {
  /** A word of fewer letters is part of too many others. */
  private static final int LEAST_PART = 3;

  private Nearest() {}

  /**
   * The nearest word: one that begins with what was written, or has it in it, else one with the
   * fewest letters to change, leave out, put in or swap.
   */
  static Optional<String> to(String written, Collection<String> words) {
    String wanted = written.toLowerCase(Locale.ROOT);
    return words.stream()
        .min(
            Comparator.comparingInt((String word) -> kind(wanted, word.toLowerCase(Locale.ROOT)))
                .thenComparingInt(word -> distance(wanted, word.toLowerCase(Locale.ROOT))));
  }

  private static int kind(String wanted, String word) {
    if (wanted.length() < LEAST_PART) {
      return 2;
    }
    return word.startsWith(wanted) ? 0 : word.contains(wanted) ? 1 : 2;
  }

  /** How many letters have to be changed, left out, put in, or swapped with their neighbours. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int cheapest = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cheapest, 1 + cost[i - 2][j - 2]) : cheapest;
  }
}
