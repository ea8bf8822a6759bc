// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

/** Who decides what becomes of nodes above the core (DEN0022F.b, 4.2.3, 5.21). */
public enum SuspendMode {
  /** The platform, from the votes of all cores below the node; the mode after boot. */
  PLATFORM_COORDINATED(0),
  /** The operating system: the last core of a node orders its state. */
  OS_INITIATED(1);

  private final int value;

  SuspendMode(int value) {
    this.value = value;
  }

  /** The argument of PSCI_SET_SUSPEND_MODE. */
  public int value() {
    return value;
  }
}
