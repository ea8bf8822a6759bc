// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import java.util.Locale;

/**
 * The power states that a node of the power tree can be in (DEN0022F.b, 4.1), from shallow to deep.
 * Whether a platform offers several of one kind is its own matter: what a parent may do depends on
 * the kind alone.
 */
public enum LocalState {
  /** Powered and working. */
  RUN,
  /** Powered, clocks stopped; only cores have it. */
  STANDBY,
  /** Contents kept, not powered for work. */
  RETENTION,
  /** Contents lost. */
  POWER_DOWN;

  public boolean isDeeperThan(LocalState other) {
    return compareTo(other) > 0;
  }

  /** The word for it in tables of power states, for instance {@code powerdown}. */
  @Override
  public String toString() {
    return this == POWER_DOWN ? "powerdown" : name().toLowerCase(Locale.ROOT);
  }

  /** The shallower of the two. */
  public LocalState butNoDeeperThan(LocalState bound) {
    return isDeeperThan(bound) ? bound : this;
  }
}
