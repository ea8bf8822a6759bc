// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

/** Exit codes, beside those of {@code Verdict}. */
final class Exit {
  static final int OK = 0;
  static final int DEVIATION = 1;
  static final int USAGE = 2;
  static final int NO_VERDICT = 3;

  private Exit() {}
}
