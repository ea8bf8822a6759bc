// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/** What {@link StartingInParallel} has to look like: one call after the other (5.5 to 5.7, 6.6). */
public class StartingInTurn {
  private static final long SUCCESS = 0;
  private static final long ALREADY_ON = -4;
  private static final long ON_PENDING = -5;

  private enum Power {
    ON,
    OFF,
    PENDING
  }

  private final Power[] power = {Power.ON, Power.ON, Power.OFF};
  private final long[] entry = new long[power.length];

  public long on(int thread, int target) {
    int self = thread - 1;
    if (power[self] != Power.ON) {
      return ParallelCores.NOTHING;
    }
    if (power[target] == Power.OFF) {
      power[target] = Power.PENDING;
      entry[target] = ParallelCores.COMES_IN + (self + 1) * (ParallelCores.SLOT + 1);
      return SUCCESS;
    }
    return power[target] == Power.ON ? ALREADY_ON : ON_PENDING;
  }

  public long off(int thread) {
    int self = thread - 1;
    if (power[self] != Power.ON) {
      return ParallelCores.NOTHING;
    }
    power[self] = Power.OFF;
    return ParallelCores.AWAY;
  }

  public long info(int thread, int target) {
    return power[thread - 1] == Power.ON ? power[target].ordinal() : ParallelCores.NOTHING;
  }

  public long infoOfAll(int thread) {
    return power[thread - 1] == Power.ON ? Power.ON.ordinal() : ParallelCores.NOTHING;
  }

  /** A running core has interrupts masked, and one that is OFF does not care. */
  public void wake(int target) {}

  public long comeBack(int thread) {
    int self = thread - 1;
    if (power[self] != Power.PENDING) {
      return ParallelCores.NOTHING;
    }
    power[self] = Power.ON;
    return entry[self];
  }
}
