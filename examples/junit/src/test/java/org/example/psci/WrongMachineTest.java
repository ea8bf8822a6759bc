// SPDX-License-Identifier: Apache-2.0
package org.example.psci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.psci.conformance.suite.PsciConformanceSuite;
import org.psci.conformance.target.StepwiseTarget;
import org.psci.conformance.target.Target;

/** The tests of a machine that is wrong are red. */
class WrongMachineTest {
  private static final int ALREADY_ON = -4;

  /** CPU_ON of a core that runs returns SUCCESS. */
  private static final class Wrong extends PsciMachine {
    @Override
    protected int cpuOn(long target, long entry, long context) {
      int result = super.cpuOn(target, entry, context);
      return result == ALREADY_ON ? 0 : result;
    }
  }

  private static final class Suite extends PsciConformanceSuite {
    @Override
    protected Target target() {
      return new StepwiseTarget(new Wrong(), 16);
    }
  }

  @Test
  void aCoreThatRunsIsNotStartedAgain() throws Exception {
    try (Stream<DynamicTest> scenarios = new Suite().scenarios()) {
      List<Throwable> failures =
          scenarios
              .map(scenario -> catchThrowable(() -> scenario.getExecutable().execute()))
              .filter(AssertionError.class::isInstance)
              .toList();

      assertThat(failures).anySatisfy(f -> assertThat(f).hasMessageContaining("CPU_ON-05"));
    }
  }
}
