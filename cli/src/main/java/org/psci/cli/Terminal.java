// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.Map;

/** Where the output goes. */
final class Terminal {
  /** The launcher says so, since Java cannot tell output from input. */
  private static final String PROPERTY = "psci.terminal";

  private Terminal() {}

  /** Whether people look at a terminal. */
  static boolean isOne() {
    return Boolean.getBoolean(PROPERTY);
  }

  /** Whether there may be colours: on terminals, unless the user does not want them. */
  static boolean hasColour() {
    return hasColour(isOne(), System.getenv());
  }

  /**
   * The same.
   *
   * @param isTerminal whether people look at a terminal
   * @param environment of the process
   */
  static boolean hasColour(boolean isTerminal, Map<String, String> environment) {
    return isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
