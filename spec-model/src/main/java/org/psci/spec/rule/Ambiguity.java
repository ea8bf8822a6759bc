// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

import java.util.List;

/**
 * A point at which the text admits several readings.
 *
 * @param id stable name, {@code AMB-nn}
 * @param section where it is open, in DEN0022F.b
 * @param isConstant whether an implementation has to follow one reading always; else timing or
 *     arguments may decide each time
 * @param question what is open, as a noun phrase or a question
 * @param unseen why no run of this suite can show what an implementation does, empty if one can
 * @param readings the readings, at least two
 */
public record Ambiguity(
    String id,
    String section,
    boolean isConstant,
    String question,
    String unseen,
    List<Reading> readings) {

  public Ambiguity {
    readings = List.copyOf(readings);
  }

  /**
   * The reading with this letter.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Reading reading(String letter) {
    for (Reading reading : readings) {
      if (reading.letter().equals(letter)) {
        return reading;
      }
    }
    throw new IllegalArgumentException(id + " has no reading " + letter);
  }
}
