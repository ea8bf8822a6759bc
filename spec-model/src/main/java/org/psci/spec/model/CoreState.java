// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.model;

import java.util.ArrayList;
import java.util.List;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;

/**
 * What PSCI knows of one core (DEN0022F.b, 6.6): OFF, ON_PENDING or ON. A core that is suspended is
 * ON; so is one that has just asked for the end of the machine. A pending start also knows whose
 * CPU_ON it came from, because entry point and context id are those of that call; a core that is
 * suspended knows what it asked for at each power level, and where it enters follows from its own
 * call. The addresses themselves are no part of the state.
 */
public final class CoreState {
  /** How many bits of a state one core takes. */
  static final int BITS = 8;

  private enum Kind {
    OFF,
    ON,
    IN_DEFAULT_SUSPEND,
    IN_SYSTEM_SUSPEND,
    FROZEN,
    POWERS_OFF,
    RESETS,
    HIBERNATES,
    PENDING,
    SUSPENDED
  }

  private static final int FIRST_PENDING = Kind.PENDING.ordinal();
  private static final int FIRST_SUSPENDED = FIRST_PENDING + State.CORES;
  private static final CoreState[] TABLE = table();
  private static final int[] BY_PATH = byPath();

  public static final CoreState OFF = TABLE[Kind.OFF.ordinal()];

  /** ON, and executing. */
  public static final CoreState ON = TABLE[Kind.ON.ordinal()];

  /** ON, in a CPU_DEFAULT_SUSPEND: how deep is not for the caller to say. */
  public static final CoreState IN_DEFAULT_SUSPEND = TABLE[Kind.IN_DEFAULT_SUSPEND.ordinal()];

  /** ON, in a SYSTEM_SUSPEND. */
  public static final CoreState IN_SYSTEM_SUSPEND = TABLE[Kind.IN_SYSTEM_SUSPEND.ordinal()];

  /** In a CPU_FREEZE: neither ON nor OFF for certain (AMB-14). */
  public static final CoreState FROZEN = TABLE[Kind.FROZEN.ordinal()];

  /** ON, in a SYSTEM_OFF that has taken effect. */
  public static final CoreState POWERS_OFF = TABLE[Kind.POWERS_OFF.ordinal()];

  /** ON, in a SYSTEM_RESET or SYSTEM_RESET2 that has taken effect. */
  public static final CoreState RESETS = TABLE[Kind.RESETS.ordinal()];

  /** ON, in a SYSTEM_OFF2 that has taken effect. */
  public static final CoreState HIBERNATES = TABLE[Kind.HIBERNATES.ordinal()];

  /** ON, in a CPU_SUSPEND of the core alone that keeps its context. */
  public static final CoreState IN_STANDBY =
      suspended(new PowerState(0, StateType.STANDBY, 0).path());

  /** ON, in a CPU_SUSPEND of the core alone that may lose its context. */
  public static final CoreState IN_POWER_DOWN =
      suspended(new PowerState(0, StateType.POWER_DOWN, 0).path());

  private final int bits;
  private final Kind kind;
  private final int starter;

  /** What a suspended core asked for at each level from the core's own on. */
  private final List<LocalState> path;

  private CoreState(int bits, Kind kind, int starter, List<LocalState> path) {
    this.bits = bits;
    this.kind = kind;
    this.starter = starter;
    this.path = path;
  }

  private static CoreState[] table() {
    List<CoreState> states = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind.ordinal() < FIRST_PENDING) {
        states.add(new CoreState(states.size(), kind, 0, List.of()));
      }
    }
    for (int starter = 0; starter < State.CORES; starter++) {
      states.add(new CoreState(states.size(), Kind.PENDING, starter, List.of()));
    }
    for (List<LocalState> path : paths(LocalState.POWER_DOWN, PowerState.HIGHEST_LEVEL + 1)) {
      if (path.get(0) != LocalState.RUN) {
        states.add(new CoreState(states.size(), Kind.SUSPENDED, 0, path));
      }
    }
    return states.toArray(new CoreState[0]);
  }

  /** All ways up in which no parent is deeper than its child. */
  private static List<List<LocalState>> paths(LocalState deepest, int levels) {
    List<List<LocalState>> paths = new ArrayList<>();
    for (LocalState lowest : LocalState.values()) {
      if (levels == 0) {
        return List.of(List.of());
      }
      if (!lowest.isDeeperThan(deepest)) {
        for (List<LocalState> above : paths(lowest, levels - 1)) {
          List<LocalState> path = new ArrayList<>(List.of(lowest));
          path.addAll(above);
          paths.add(List.copyOf(path));
        }
      }
    }
    return paths;
  }

  /** ON_PENDING by a CPU_ON of this core. */
  public static CoreState pendingFrom(int starter) {
    return TABLE[FIRST_PENDING + starter];
  }

  /**
   * In a CPU_SUSPEND that asks for these states, the core's first; levels that are not named stay
   * in Run.
   *
   * @throws IllegalArgumentException if the path is none of a {@link PowerState}
   */
  public static CoreState suspended(List<LocalState> path) {
    int bits = BY_PATH[key(path)];
    if (bits == 0 || path.size() > PowerState.HIGHEST_LEVEL + 1) {
      throw new IllegalArgumentException(path + " is no composite power state");
    }
    return TABLE[bits];
  }

  /** Two bits for each level. */
  private static int key(List<LocalState> path) {
    int key = 0;
    for (int level = 0; level < path.size() && level <= PowerState.HIGHEST_LEVEL; level++) {
      key |= path.get(level).ordinal() << (2 * level);
    }
    return key;
  }

  private static int[] byPath() {
    int[] byPath = new int[1 << (2 * (PowerState.HIGHEST_LEVEL + 1))];
    for (int bits = FIRST_SUSPENDED; bits < TABLE.length; bits++) {
      byPath[key(TABLE[bits].path)] = bits;
    }
    return byPath;
  }

  static CoreState of(int bits) {
    return TABLE[bits];
  }

  int bits() {
    return bits;
  }

  public boolean isOff() {
    return kind == Kind.OFF;
  }

  public boolean isPending() {
    return kind == Kind.PENDING;
  }

  /** In a CPU_FREEZE. */
  public boolean isFrozen() {
    return kind == Kind.FROZEN;
  }

  /** ON as PSCI shows it: running, suspended, or waiting for the end of the machine. */
  public boolean isOn() {
    return !isOff() && !isPending() && !isFrozen();
  }

  /** ON and executing, so that it can make calls. */
  public boolean isRunning() {
    return kind == Kind.ON;
  }

  /** In a CPU_SUSPEND, a CPU_DEFAULT_SUSPEND or a SYSTEM_SUSPEND. */
  public boolean isSuspended() {
    return kind == Kind.SUSPENDED
        || kind == Kind.IN_DEFAULT_SUSPEND
        || kind == Kind.IN_SYSTEM_SUSPEND;
  }

  /** In a CPU_DEFAULT_SUSPEND. */
  public boolean isInDefaultSuspend() {
    return kind == Kind.IN_DEFAULT_SUSPEND;
  }

  /**
   * Whether it has stopped in a way that OS-initiated mode gives no orders for: frozen, in
   * CPU_DEFAULT_SUSPEND or SYSTEM_SUSPEND, or in the end of the machine.
   */
  public boolean isOutsideOrders() {
    return switch (kind) {
      case FROZEN, IN_DEFAULT_SUSPEND, IN_SYSTEM_SUSPEND, POWERS_OFF, RESETS, HIBERNATES -> true;
      case OFF, ON, PENDING, SUSPENDED -> false;
    };
  }

  /** Whether its suspension may end at the entry point. */
  public boolean mayReenter() {
    return isSuspended() && state(0) == LocalState.POWER_DOWN;
  }

  /**
   * How deep this core lets the node at a power level be, its own being level 0: what it asked for,
   * or anything if it is not there at all, or takes the machine away.
   */
  public LocalState state(int level) {
    return switch (kind) {
      case SUSPENDED -> path.get(level);
      case ON, PENDING -> LocalState.RUN;
      case OFF, FROZEN, IN_DEFAULT_SUSPEND, IN_SYSTEM_SUSPEND, POWERS_OFF, RESETS, HIBERNATES ->
          LocalState.POWER_DOWN;
    };
  }

  /** The core whose CPU_ON is pending; it has a meaning only while {@link #isPending()}. */
  public int starter() {
    return starter;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case OFF -> "OFF";
      case ON -> "ON";
      case PENDING -> "ON_PENDING (CPU_ON of core " + starter + ")";
      case SUSPENDED -> "ON (suspended, " + describe() + ")";
      case IN_DEFAULT_SUSPEND -> "ON (in CPU_DEFAULT_SUSPEND)";
      case IN_SYSTEM_SUSPEND -> "ON (in SYSTEM_SUSPEND)";
      case FROZEN -> "frozen";
      case POWERS_OFF -> "ON (in SYSTEM_OFF)";
      case RESETS -> "ON (in a reset)";
      case HIBERNATES -> "ON (in SYSTEM_OFF2)";
    };
  }

  private String describe() {
    StringBuilder text = new StringBuilder();
    for (LocalState state : path) {
      if (state != LocalState.RUN) {
        text.append(text.length() == 0 ? "" : "-").append(state);
      }
    }
    return text.toString();
  }
}
