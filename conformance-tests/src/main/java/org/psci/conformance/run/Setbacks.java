// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.Optional;

/**
 * Programs that could not be judged when they first ran, for instance because the target died, and
 * that were judged when they ran again. They cost no verdict, but a target that fails now and then
 * is not to pass in silence.
 */
final class Setbacks {
  private int programs;
  private String first = "";

  /**
   * One more.
   *
   * @param name what the program is called in the journal
   * @param why why it could not be judged at first
   */
  void add(String name, String why) {
    if (programs++ == 0) {
      first = name + ": " + why;
    }
  }

  /** What a report has to say of them. */
  Optional<String> remark() {
    if (programs == 0) {
      return Optional.empty();
    }
    String which =
        programs == 1
            ? "1 program could not be judged when it first ran, and was"
            : programs + " programs could not be judged when they first ran, and were";
    return Optional.of(
        which
            + " judged when run again after a fresh start; "
            + (programs == 1 ? "it was " : "the first was ")
            + first);
  }
}
