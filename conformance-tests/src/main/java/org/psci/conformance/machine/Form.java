// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How values of a type stand in a file.
 *
 * @param <T> the type
 */
interface Form<T> {
  /**
   * The value.
   *
   * @throws WrongValueException if it is none
   */
  T read(JsonNode node) throws WrongValueException;

  JsonNode write(T value);

  /** What is wrong with a value, and what would be right. */
  final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 60;

    WrongValueException(String message) {
      super(message);
    }

    /** A value that is not of the type. */
    static WrongValueException of(JsonNode node, String expected) {
      String text = node.toString();
      String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
      return new WrongValueException("is " + shown + "; expected " + expected);
    }
  }
}
