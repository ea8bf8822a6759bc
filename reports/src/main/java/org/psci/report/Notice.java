// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

/** What every report says about itself. */
final class Notice {
  static final String TEXT =
      "The rules are derived from public material on Arm DEN0022. This is a test report, no"
          + " certification by Arm.";

  private Notice() {}
}
