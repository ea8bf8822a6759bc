// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;

/** What the cores other than the caller are, to calls that only the last core may make. */
enum OtherCores {
  ALL_OFF,
  /** One is frozen, and all that are not are OFF. */
  FROZEN,
  /** One is being started, and none is ON. */
  STARTING,
  /** One is ON: it runs, or is suspended. */
  ON;

  static OtherCores of(State before, int caller) {
    OtherCores others = ALL_OFF;
    for (int core = 0; core < State.CORES; core++) {
      OtherCores other = core == caller ? ALL_OFF : of(before.core(core));
      others = other.compareTo(others) > 0 ? other : others;
    }
    return others;
  }

  private static OtherCores of(CoreState core) {
    if (core.isOff()) {
      return ALL_OFF;
    }
    if (core.isFrozen()) {
      return FROZEN;
    }
    return core.isPending() ? STARTING : ON;
  }
}
