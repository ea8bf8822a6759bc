// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.mailbox;

/** The agent, or whoever wrote into its memory, said something that makes no sense. */
public final class GarbledException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param field what was read
   * @param value what it held
   * @param expected what it may hold
   */
  public GarbledException(String field, long value, String expected) {
    this(field + " is " + Long.toUnsignedString(value) + ", not " + expected);
  }

  GarbledException(String message) {
    super(message);
  }
}
