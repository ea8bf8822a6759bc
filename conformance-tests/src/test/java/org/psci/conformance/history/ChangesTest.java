// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.ExecutionState;

class ChangesTest {
  private static final Changes SOME = new Changes(1 << 4 | 1 << 13, true, false, true, true);

  @Test
  void registersHaveTheNamesOfTheExecutionState() {
    assertThat(SOME.inWords(ExecutionState.AARCH64)).isEqualTo("x4, x13, SCTLR, DAIF, SPSel");
    assertThat(SOME.inWords(ExecutionState.AARCH32))
        .isEqualTo("r4, r13, SCTLR, CPSR.AIF, CPSR.M or E");
  }
}
