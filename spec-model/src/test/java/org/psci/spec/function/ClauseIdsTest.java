// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.Section;

/** States that each clause of a section has a name of its own: reports tell clauses by it. */
class ClauseIdsTest {

  static Stream<Section<?>> sections() {
    return Stream.of(
        new Implemented((platform, before, call) -> false),
        new CallingConvention(),
        new Migrate(),
        new MigrateInfoTypeCall(),
        new MigrateInfoUpCpu(),
        new SystemOff(),
        new SystemReset(),
        new SystemReset2(),
        new MemProtect(),
        new MemProtectCheckRange(),
        new SystemOff2());
  }

  @ParameterizedTest
  @MethodSource("sections")
  void areDifferent(Section<?> section) {
    assertThat(section.clauses()).extracting(Clause::id).doesNotHaveDuplicates();
  }
}
