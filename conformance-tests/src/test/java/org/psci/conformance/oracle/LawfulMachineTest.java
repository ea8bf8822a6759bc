// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Lawful;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Configuration;

/**
 * Proves that the oracle raises no false alarm: whatever a machine without bugs does, in whichever
 * of its lawful configurations, is explained.
 */
class LawfulMachineTest {
  private static final int PROGRAMS = 60;

  @Provide
  Arbitrary<Configuration> configurations() {
    return Arbitraries.of(Lawful.configurations());
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void everyHistoryIsExplained(
      @ForAll("configurations") Configuration configuration, @ForAll long seed)
      throws TargetException {
    List<Judgement> judgements = Runs.judged(configuration, seed, PROGRAMS);
    assertThat(judgements).hasSize(PROGRAMS + 1);
    assertThat(judgements)
        .allSatisfy(
            judgement -> {
              assertThat(judgement.violations()).isEmpty();
              assertThat(judgement.undecided()).isEmpty();
            });
  }
}
