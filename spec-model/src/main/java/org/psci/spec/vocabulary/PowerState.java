// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import java.util.ArrayList;
import java.util.List;

/**
 * A power_state value that a platform publishes, as a line of its table (DEN0022F.b, 5.4.2): the
 * composite state that it stands for.
 *
 * @param value the parameter, in the format of the implementation
 * @param type whether the core keeps its context
 * @param path the state asked for at each power level, the core's first; levels above the last one
 *     stay in Run
 * @param lastLevel the highest power level at which the caller claims to be the last core, for
 *     OS-initiated mode; {@link #NO_CLAIM} where the values of the platform do not say it
 */
public record PowerState(int value, StateType type, List<LocalState> path, int lastLevel) {
  /** The highest power level that there is room for. */
  public static final int HIGHEST_LEVEL = 3;

  public static final int NO_CLAIM = -1;

  /**
   * @throws IllegalArgumentException if the composite state makes no sense: a core that stays in
   *     Run, a type that is not that of the core, a parent deeper than its child, or more levels
   *     than {@link #HIGHEST_LEVEL} allows
   */
  public PowerState {
    path = List.copyOf(path);
    String name = String.format("power_state 0x%x", value);
    if (path.isEmpty() || path.size() > HIGHEST_LEVEL + 1) {
      throw new IllegalArgumentException(
          name + " has " + path.size() + " levels; 1 to " + (HIGHEST_LEVEL + 1) + " are possible");
    }
    if (path.get(0) == LocalState.RUN) {
      throw new IllegalArgumentException(name + " leaves the core in run");
    }
    if ((path.get(0) == LocalState.POWER_DOWN) != (type == StateType.POWER_DOWN)) {
      throw new IllegalArgumentException(
          name + " is of type " + type + " and puts the core into " + path.get(0));
    }
    for (int level = 1; level < path.size(); level++) {
      if (path.get(level).isDeeperThan(path.get(level - 1))) {
        throw new IllegalArgumentException(
            name
                + " puts level "
                + level
                + " into "
                + path.get(level)
                + ", which is deeper than "
                + path.get(level - 1)
                + " below it");
      }
    }
    if (lastLevel < NO_CLAIM || lastLevel > HIGHEST_LEVEL) {
      throw new IllegalArgumentException(name + " claims a last level of " + lastLevel);
    }
  }

  /**
   * A state of which only type and level are known: everything on its way up to the level may be as
   * deep as the type allows.
   *
   * @throws IllegalArgumentException if the level is not 0 to {@link #HIGHEST_LEVEL}
   */
  public PowerState(int value, StateType type, int level) {
    this(value, type, deepest(type, level), NO_CLAIM);
  }

  private static List<LocalState> deepest(StateType type, int level) {
    if (level < 0 || level > HIGHEST_LEVEL) {
      throw new IllegalArgumentException(
          "a power level is 0 to " + HIGHEST_LEVEL + ", not " + level);
    }
    boolean powerDown = type == StateType.POWER_DOWN;
    LocalState deepest = powerDown ? LocalState.POWER_DOWN : LocalState.RETENTION;
    List<LocalState> path = new ArrayList<>();
    path.add(powerDown ? deepest : level == 0 ? LocalState.STANDBY : LocalState.RETENTION);
    for (int above = 1; above <= level; above++) {
      path.add(deepest);
    }
    return path;
  }

  /** The state asked for at a level; RUN above the last one. */
  public LocalState at(int level) {
    return level < path.size() ? path.get(level) : LocalState.RUN;
  }

  /** The highest power level that goes below Run, 0 for the core alone. */
  public int level() {
    int level = path.size() - 1;
    while (path.get(level) == LocalState.RUN) {
      level--;
    }
    return level;
  }
}
