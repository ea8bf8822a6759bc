// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

/**
 * A target cannot be used: it is not there, does not start, or breaks the rules of its interface.
 * The message says what is wrong and what to do about it.
 */
public class TargetException extends Exception {
  private static final long serialVersionUID = 1;

  public TargetException(String message) {
    super(message);
  }

  public TargetException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
