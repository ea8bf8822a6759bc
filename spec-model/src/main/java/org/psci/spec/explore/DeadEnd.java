// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;

/** Why nothing leads on from a state. */
public enum DeadEnd {
  POWERED_OFF(true, "a core called SYSTEM_OFF, or a vendor's reset that powers the machine off"),
  RESET(true, "a core called SYSTEM_RESET or SYSTEM_RESET2; what follows is another boot"),
  HIBERNATED(true, "a core called SYSTEM_OFF2"),
  ALL_OFF(true, "every core called CPU_OFF, so none is left to call CPU_ON"),
  ALL_OFF_OR_FROZEN(true, "every core is OFF or frozen, so none is left to call CPU_ON"),
  UNEXPLAINED(
      false, "there are cores that run, wait for their start or sleep, and nothing happens");

  private final boolean lawful;
  private final String sentence;

  DeadEnd(boolean lawful, String sentence) {
    this.lawful = lawful;
    this.sentence = sentence;
  }

  /** Whether the specification leads there; its callers may be foolish. */
  public boolean isLawful() {
    return lawful;
  }

  public String sentence() {
    return sentence;
  }

  /** Whether the machine has ended: nothing is asked of such a state any more. */
  static boolean hasEnded(State state) {
    for (int core = 0; core < State.CORES; core++) {
      if (ends(state.core(core))) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(CoreState core) {
    return core.equals(CoreState.POWERS_OFF)
        || core.equals(CoreState.RESETS)
        || core.equals(CoreState.HIBERNATES);
  }

  /** The kind of a state from which nothing leads on. */
  static DeadEnd of(State state) {
    boolean frozen = false;
    boolean present = false;
    for (int core = 0; core < State.CORES; core++) {
      CoreState its = state.core(core);
      if (ends(its)) {
        return its.equals(CoreState.POWERS_OFF)
            ? POWERED_OFF
            : its.equals(CoreState.RESETS) ? RESET : HIBERNATED;
      }
      frozen |= its.isFrozen();
      present |= !its.isOff() && !its.isFrozen();
    }
    return present ? UNEXPLAINED : frozen ? ALL_OFF_OR_FROZEN : ALL_OFF;
  }
}
