// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that bugs can be called by their names, and say what they are and where they come from.
 */
class BugTest {

  @ParameterizedTest
  @EnumSource(Bug.class)
  void isFoundByItsName(Bug bug) {
    assertThat(bug.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(Bug.find(bug.id())).contains(bug);
    assertThat(bug.summary()).isNotBlank().doesNotEndWith(".");
    assertThat(bug.origin()).isNotBlank();
    assertThat(bug.rules()).isNotEmpty().allMatch(rule -> rule.matches("[A-Z0-9_]+-[0-9]{2}"));
  }

  @Test
  void otherNamesAreNoBugs() {
    assertThat(Bug.find("cpuon-everything")).isEmpty();
    assertThat(Bug.find("CPUON_SELF_INVALID")).isEmpty();
  }

  @Test
  void someAreNotCounted() {
    assertThat(Arrays.stream(Bug.values()).filter(bug -> bug.notCounted().isPresent())).hasSize(7);
    assertThat(Bug.RET_ZERO_EXTENDED_MINUS1.notCounted(Version.V1_1)).isPresent();
    assertThat(Bug.RET_ZERO_EXTENDED_MINUS1.notCounted(Version.V1_2)).isEmpty();
  }
}
