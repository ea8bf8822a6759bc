// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

/**
 * That a call is made again and again, up to the patience of the target.
 *
 * @param kind when to stop
 * @param value the value of W0 that is meant
 */
public record Repeat(Kind kind, int value) {
  public enum Kind {
    /** Until the call returns the value, or an error. */
    UNTIL,
    /** While the call returns the value. */
    WHILE
  }

  public boolean goesOnAfter(int result) {
    return kind == Kind.UNTIL ? result != value && result >= 0 : result == value;
  }
}
