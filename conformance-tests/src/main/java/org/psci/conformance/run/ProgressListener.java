// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

/** Who wants to know how a run is getting on. */
@FunctionalInterface
public interface ProgressListener {
  ProgressListener NONE = message -> {};

  /** The phases of a run, each whole before the next. */
  enum Phase {
    SCENARIOS("scenarios"),
    RANDOM_PROGRAMS("random programs"),
    LOOKING_INTO_DEVIATIONS("looking into deviations");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    /** The phase for people, such as {@code random programs}. */
    public String words() {
      return words;
    }
  }

  /** A short message for people. */
  void say(String message);

  /**
   * How far a phase has come.
   *
   * @param done how many of its parts are done: scenarios, programs, or kinds of deviations
   * @param all how many there are; 0 if nobody can say
   * @param deviations how many kinds of deviations have been seen until now
   */
  default void at(Phase phase, long done, long all, int deviations) {
    // not everybody wants to know that much
  }
}
