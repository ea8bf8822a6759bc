// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.List;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.StateType;

/** What a program puts into an argument register. */
public sealed interface Value {

  Value ZERO = new Literal(0);

  /**
   * A number as it is.
   *
   * @param bits the register
   */
  record Literal(long bits) implements Value {}

  /**
   * The MPIDR of a core of the program.
   *
   * @param core its number in the program
   */
  record Core(int core) implements Value {}

  /**
   * A power_state by what it means: the first one of the platform's table that fits.
   *
   * @param type StateType
   * @param level the highest power level that goes below Run
   * @param path the state at each level, the core's first; empty if any of this type and level will
   *     do
   * @param last the level at which the caller claims to be the last core; {@link #ANY_LAST} for the
   *     level that goes below Run, as far as the platform's values say it at all
   */
  record Suspend(StateType type, int level, List<LocalState> path, int last) implements Value {
    /** The highest level that a program can name. */
    public static final int HIGHEST_LEVEL = PowerState.HIGHEST_LEVEL;

    public static final int ANY_LAST = -1;

    /** Any state of this type and level. */
    public Suspend(StateType type, int level) {
      this(type, level, List.of(), ANY_LAST);
    }

    /**
     * @throws IllegalArgumentException if there is no such level
     */
    public Suspend {
      path = List.copyOf(path);
      if (level < 0 || level > HIGHEST_LEVEL || last < ANY_LAST || last > HIGHEST_LEVEL) {
        throw new IllegalArgumentException(
            "a power level is 0 to " + HIGHEST_LEVEL + ", not " + level + " or " + last);
      }
    }

    /** Whether a line of a platform's table is meant. */
    public boolean fits(PowerState state) {
      int claim = state.lastLevel();
      boolean claimFits = last == ANY_LAST ? claim <= level : claim == last;
      return state.type() == type
          && state.level() == level
          && claimFits
          && (path.isEmpty() || path.equals(state.path().subList(0, level + 1)));
    }
  }

  /**
   * An entry point: the address of a slot, or near it.
   *
   * @param slot number of the slot, 0 for A
   * @param offset bytes behind its address, 0 for a usable entry point
   */
  record Entry(int slot, int offset) implements Value {

    /** How many entry points a program can tell apart. */
    public static final int SLOTS = 60;

    /**
     * @throws IllegalArgumentException if there is no such slot
     */
    public Entry {
      if (slot < 0 || slot >= SLOTS) {
        throw new IllegalArgumentException("a program has entry points 0 to " + (SLOTS - 1));
      }
    }
  }
}
