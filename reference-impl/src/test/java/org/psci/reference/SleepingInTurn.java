// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/**
 * What {@link SleepingInParallel} has to look like: one call after the other (4.2.3, 5.4, 5.22).
 */
public class SleepingInTurn {
  private static final int LEVELS = 2;
  private static final long HW_ON = 0;
  private static final long HW_OFF = 1;

  /** Up to which level each core would let everything go down; -1 while it runs. */
  private final int[] vote = {-1, -1, -1};

  private final boolean[] interrupted = new boolean[SleepingInParallel.CORES];
  private final boolean[] down = new boolean[LEVELS + 1];
  private final long[] count = new long[LEVELS + 1];

  private void coordinate() {
    for (int level = 1; level <= LEVELS; level++) {
      boolean wasDown = down[level];
      down[level] = true;
      int members = level == 1 ? 2 : vote.length; // the third core is in another cluster
      for (int core = 0; core < members; core++) {
        down[level] &= vote[core] >= level;
      }
      count[level] += down[level] && !wasDown ? 1 : 0;
    }
  }

  public long suspend(int thread, int level) {
    int self = thread - 1;
    if (vote[self] >= 0) {
      return ParallelCores.NOTHING;
    }
    vote[self] = level;
    coordinate();
    return ParallelCores.AWAY;
  }

  public void wake(int target) {
    interrupted[target] = true;
  }

  public long comeBack(int thread) {
    int self = thread - 1;
    if (vote[self] < 0 || !interrupted[self]) {
      return ParallelCores.NOTHING;
    }
    vote[self] = -1;
    interrupted[self] = false;
    coordinate();
    return ParallelCores.COMES_IN + (self + 1) * (ParallelCores.SLOT + 1);
  }

  public long hwState(int thread, int level) {
    if (vote[thread - 1] >= 0) {
      return ParallelCores.NOTHING;
    }
    return down[level] ? HW_OFF : HW_ON;
  }

  public long count(int thread, int level) {
    return vote[thread - 1] >= 0 ? ParallelCores.NOTHING : count[level];
  }
}
