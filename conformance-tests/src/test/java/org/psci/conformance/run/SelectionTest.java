// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.spec.rule.RuleCatalogue;

/** Proves that rules are chosen by name or by group, and that a misspelt one is no empty choice. */
class SelectionTest {

  @Test
  void everythingIsEveryRule() {
    assertThat(Selection.everything().ids()).hasSameSizeAs(RuleCatalogue.all());
  }

  @Test
  void groupIsAllOfIts() {
    Selection selection = Selection.parse(List.of("CPU_ON", "AFF-03"));
    assertThat(selection.ids()).contains("CPU_ON-01", "CPU_ON-20", "AFF-03");
    assertThat(selection.ids()).doesNotContain("AFF-01", "CPU_OFF-01");
    assertThat(selection.contains(RuleCatalogue.rule("CPU_ON-05"))).isTrue();
    assertThat(selection.contains(RuleCatalogue.rule("CPU_OFF-05"))).isFalse();
  }

  @Test
  void beginningOfANameIsNoGroup() {
    assertThatThrownBy(() -> Selection.parse(List.of("CPU")))
        .hasMessage("no rule is called 'CPU'; rules look like CPU_ON-05, groups like CPU_ON");
  }
}
