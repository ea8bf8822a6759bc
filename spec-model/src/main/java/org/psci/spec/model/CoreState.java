// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

/**
 * What PSCI knows of one core (DEN0022F.b, 6.6): OFF, ON or ON_PENDING. A pending start also knows
 * whose CPU_ON it came from, because entry point and context id are those of that call; their
 * values are no part of the state.
 */
public final class CoreState {
  /** How many bits of a state one core takes. */
  static final int BITS = 8;

  private static final int POWER = 3;
  private static final int OFF_BITS = 0;
  private static final int PENDING_BITS = 1;
  private static final int ON_BITS = 2;
  private static final int STARTER_SHIFT = 2;
  private static final CoreState[] TABLE = new CoreState[1 << BITS];

  static {
    for (int bits = 0; bits < TABLE.length; bits++) {
      TABLE[bits] = new CoreState(bits);
    }
  }

  public static final CoreState OFF = TABLE[OFF_BITS];
  public static final CoreState ON = TABLE[ON_BITS];

  private final int bits;

  private CoreState(int bits) {
    this.bits = bits;
  }

  /** ON_PENDING by a CPU_ON of this core. */
  public static CoreState pendingFrom(int starter) {
    return TABLE[PENDING_BITS | starter << STARTER_SHIFT];
  }

  static CoreState of(int bits) {
    return TABLE[bits];
  }

  int bits() {
    return bits;
  }

  public boolean isOff() {
    return (bits & POWER) == OFF_BITS;
  }

  public boolean isPending() {
    return (bits & POWER) == PENDING_BITS;
  }

  public boolean isOn() {
    return (bits & POWER) == ON_BITS;
  }

  /** The core whose CPU_ON is pending; it has a meaning only while {@link #isPending()}. */
  public int starter() {
    return bits >>> STARTER_SHIFT & 7;
  }

  @Override
  public String toString() {
    return isOff() ? "OFF" : isOn() ? "ON" : "ON_PENDING (CPU_ON of core " + starter() + ")";
  }
}
