// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What a test does when the implementation that it needs is not installed. */
final class RequiredTargets {
  private static final String VARIABLE = "PSCI_REQUIRE_TARGETS";

  private RequiredTargets() {}

  /**
   * Skips the test without QEMU, loudly, or fails it if the environment says that QEMU is a must.
   */
  static void needQemu() {
    if (QemuVersion.isInstalled(QemuOptions.DEFAULT.binary())) {
      return;
    }
    String message = "SKIPPED: needs qemu-system-aarch64 (apt install qemu-system-arm)";
    String required = System.getenv().getOrDefault(VARIABLE, "");
    if (Arrays.asList(required.split("[\\s,]+")).contains("qemu")) {
      fail(VARIABLE + " is '" + required + "', but: " + message);
    }
    System.err.println(message);
    Assumptions.abort(message);
  }
}
