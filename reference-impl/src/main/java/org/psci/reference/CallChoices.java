// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

/**
 * What the specification leaves open of arguments and results.
 *
 * @param order which of several applicable errors is told
 * @param upperHalf what the upper half of X0 holds after an SMC32 call
 * @param checksAlignment whether an entry point that no instruction can be at is refused, in a
 *     machine that checks entry points
 * @param keepsWidthRule whether 0.2 refuses calls of a width that is not the caller's with
 *     INVALID_PARAMETERS
 * @param answersUpTo the highest affinity level that AFFINITY_INFO answers for, in a machine that
 *     answers for groups; 0.2 demands all
 * @param startsFailOnce whether the first CPU_ON of each core fails with INTERNAL_FAILURE
 */
public record CallChoices(
    Order order,
    UpperHalf upperHalf,
    boolean checksAlignment,
    boolean keepsWidthRule,
    int answersUpTo,
    boolean startsFailOnce) {
  public static final CallChoices STANDARD =
      new CallChoices(Order.TARGET_FIRST, UpperHalf.SIGN, true, true, 3, false);

  /** What is looked at first. */
  public enum Order {
    /** The target or the power_state, then the entry point, then the state of the cores. */
    TARGET_FIRST,
    /** The entry point before all else. */
    ENTRY_FIRST,
    /** The target or the power_state, then the state of the cores, then the entry point. */
    STATE_FIRST
  }

  /** The upper half of a register of which only the lower half is defined. */
  public enum UpperHalf {
    SIGN,
    ZERO,
    JUNK
  }

  public CallChoices with(Order other) {
    return new CallChoices(
        other, upperHalf, checksAlignment, keepsWidthRule, answersUpTo, startsFailOnce);
  }

  public CallChoices with(UpperHalf other) {
    return new CallChoices(
        order, other, checksAlignment, keepsWidthRule, answersUpTo, startsFailOnce);
  }
}
