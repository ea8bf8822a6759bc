// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import org.psci.spec.vocabulary.StateType;

/**
 * What PSCI knows of one core (DEN0022F.b, 6.6): OFF, ON_PENDING or ON. A core that is suspended is
 * ON; so is one that has just asked for the end of the machine. A pending start also knows whose
 * CPU_ON it came from, because entry point and context id are those of that call; a core in
 * power-down re-enters by its own CPU_SUSPEND. The values themselves are no part of the state.
 */
public final class CoreState {
  /** How many bits of a state one core takes. */
  static final int BITS = 8;

  private static final int KIND = 7;
  private static final int OFF_KIND = 0;
  private static final int PENDING_KIND = 1;
  private static final int RUNNING_KIND = 2;
  private static final int STANDBY_KIND = 3;
  private static final int POWER_DOWN_KIND = 4;
  private static final int ENDS_BY_OFF_KIND = 5;
  private static final int ENDS_BY_RESET_KIND = 6;
  private static final int STARTER_SHIFT = 3;
  private static final CoreState[] TABLE = new CoreState[1 << BITS];

  static {
    for (int bits = 0; bits < TABLE.length; bits++) {
      TABLE[bits] = new CoreState(bits);
    }
  }

  public static final CoreState OFF = TABLE[OFF_KIND];

  /** ON, and executing. */
  public static final CoreState ON = TABLE[RUNNING_KIND];

  /** ON, in a CPU_SUSPEND that keeps its context. */
  public static final CoreState IN_STANDBY = TABLE[STANDBY_KIND];

  /** ON, in a CPU_SUSPEND that may lose its context. */
  public static final CoreState IN_POWER_DOWN = TABLE[POWER_DOWN_KIND];

  /** ON, in a SYSTEM_OFF that has taken effect. */
  public static final CoreState POWERS_OFF = TABLE[ENDS_BY_OFF_KIND];

  /** ON, in a SYSTEM_RESET that has taken effect. */
  public static final CoreState RESETS = TABLE[ENDS_BY_RESET_KIND];

  private final int bits;

  private CoreState(int bits) {
    this.bits = bits;
  }

  /** ON_PENDING by a CPU_ON of this core. */
  public static CoreState pendingFrom(int starter) {
    return TABLE[PENDING_KIND | starter << STARTER_SHIFT];
  }

  /** In a CPU_SUSPEND of this type. */
  public static CoreState suspended(StateType type) {
    return type == StateType.STANDBY ? IN_STANDBY : IN_POWER_DOWN;
  }

  static CoreState of(int bits) {
    return TABLE[bits];
  }

  int bits() {
    return bits;
  }

  private int kind() {
    return bits & KIND;
  }

  public boolean isOff() {
    return kind() == OFF_KIND;
  }

  public boolean isPending() {
    return kind() == PENDING_KIND;
  }

  /** ON as PSCI shows it: running, suspended, or waiting for the end of the machine. */
  public boolean isOn() {
    return kind() >= RUNNING_KIND;
  }

  /** ON and executing, so that it can make calls. */
  public boolean isRunning() {
    return kind() == RUNNING_KIND;
  }

  public boolean isSuspended() {
    return kind() == STANDBY_KIND || kind() == POWER_DOWN_KIND;
  }

  /** Whether its CPU_SUSPEND may end at the entry point. */
  public boolean mayReenter() {
    return kind() == POWER_DOWN_KIND;
  }

  /** The core whose CPU_ON is pending; it has a meaning only while {@link #isPending()}. */
  public int starter() {
    return bits >>> STARTER_SHIFT & 7;
  }

  @Override
  public String toString() {
    return switch (kind()) {
      case OFF_KIND -> "OFF";
      case PENDING_KIND -> "ON_PENDING (CPU_ON of core " + starter() + ")";
      case RUNNING_KIND -> "ON";
      case STANDBY_KIND -> "ON (in standby)";
      case POWER_DOWN_KIND -> "ON (in power-down)";
      case ENDS_BY_OFF_KIND -> "ON (in SYSTEM_OFF)";
      case ENDS_BY_RESET_KIND -> "ON (in SYSTEM_RESET)";
      default -> "?";
    };
  }
}
