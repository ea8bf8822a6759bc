// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import org.junit.jupiter.api.Test;

/** What the help says, and that nothing is missing in it. */
class HelpTest {
  @Test
  void bareCommandShowsTheUsage() {
    Ran ran = psci();
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("Usage: psci", "run", "replay", "targets", "explain");
  }

  @Test
  void helpIsNoMistake() {
    assertThat(psci("--help").code()).isZero();
    assertThat(psci("run", "--help").code()).isZero();
    assertThat(psci("--version").out()).startsWith("PSCI conformance suite ");
  }
}
