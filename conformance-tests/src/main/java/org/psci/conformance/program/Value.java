// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

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
   * A power_state by what it means: the first one of the platform's table with this StateType and
   * power level.
   *
   * @param type StateType
   * @param level the highest power level that goes below Run
   */
  record Suspend(StateType type, int level) implements Value {

    /** The highest level that a program can name. */
    public static final int HIGHEST_LEVEL = 3;

    /**
     * @throws IllegalArgumentException if there is no such level
     */
    public Suspend {
      if (level < 0 || level > HIGHEST_LEVEL) {
        throw new IllegalArgumentException(
            "a power level is 0 to " + HIGHEST_LEVEL + ", not " + level);
      }
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
