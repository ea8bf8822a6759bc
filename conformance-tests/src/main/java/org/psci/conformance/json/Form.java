// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How values of a type stand in a file.
 *
 * @param <T> the type
 */
public interface Form<T> {
  /**
   * The value.
   *
   * @throws WrongValueException if it is none
   */
  T read(JsonNode node) throws WrongValueException;

  JsonNode write(T value);

  /** Which value is wrong, and what would be right. */
  final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 60;

    private final String place;
    private final String problem;

    public WrongValueException(String problem) {
      this("", problem);
    }

    private WrongValueException(String place, String problem) {
      super(place.isEmpty() ? problem : place + ": " + problem);
      this.place = place;
      this.problem = problem;
    }

    /** The same of a field with this value. */
    public WrongValueException inField(String name) {
      return new WrongValueException(before(name), problem);
    }

    /** The same of a list with this value, which counts from 0. */
    public WrongValueException inElement(int number) {
      return new WrongValueException(before("[" + number + "]"), problem);
    }

    private String before(String outer) {
      return outer + (place.isEmpty() || place.startsWith("[") ? "" : ".") + place;
    }

    /** A value that is not of the type. */
    public static WrongValueException of(JsonNode node, String expected) {
      String text = node.toString();
      String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
      return new WrongValueException("is " + shown + "; expected " + expected);
    }
  }
}
