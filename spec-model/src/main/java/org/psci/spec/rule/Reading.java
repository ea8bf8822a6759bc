// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

/**
 * One way to read a point at which the text is open.
 *
 * @param ambiguity the id of the point, {@code AMB-nn}
 * @param letter which of its readings, {@code A} the first
 * @param standing what it means for an implementation to follow it
 * @param sentence what it says
 */
public record Reading(String ambiguity, String letter, Standing standing, String sentence) {

  /** What it means for an implementation to follow a reading, the gravest last. */
  public enum Standing {
    /** What a strict suite expects. */
    DEFAULT,
    /** Lawful, and nothing to remark on: the point has no default. */
    PERMITTED,
    /** Lawful, but worth a remark. */
    VARIATION,
    /** A fault. */
    VIOLATION
  }

  public boolean isLawful() {
    return standing != Standing.VIOLATION;
  }

  /** What is to be said of an answer that follows it, where that is a fault. */
  public String asFault() {
    return this + ", which is a fault: " + sentence;
  }

  @Override
  public String toString() {
    return ambiguity + " " + letter;
  }
}
