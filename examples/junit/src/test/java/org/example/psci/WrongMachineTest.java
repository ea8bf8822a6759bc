// SPDX-License-Identifier: Apache-2.0
package org.example.psci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.psci.conformance.suite.PsciConformanceSuite;
import org.psci.conformance.target.Target;

/** Shows that the suite looks: of a machine that is wrong, scenarios fail. */
class WrongMachineTest {

  /** CPU_ON of a core that is ON returns SUCCESS. */
  private static final class WrongMachine extends PsciMachine {
    WrongMachine(Observer observer) {
      super(observer);
    }

    @Override
    protected int cpuOn(long target, long entryPoint, long contextId) {
      int result = super.cpuOn(target, entryPoint, contextId);
      return result == ALREADY_ON ? SUCCESS : result;
    }
  }

  private static final class Suite extends PsciConformanceSuite {
    @Override
    protected Target target() {
      return MachineUnderTest.target(WrongMachine::new);
    }
  }

  @Test
  void aCoreThatRunsIsNotStartedAgain() throws Exception {
    List<Throwable> failures;
    try (Stream<DynamicTest> scenarios = new Suite().scenarios()) {
      failures =
          scenarios
              .map(scenario -> catchThrowable(() -> scenario.getExecutable().execute()))
              .filter(AssertionError.class::isInstance)
              .toList();
    }

    assertThat(failures)
        .anySatisfy(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("permitted: returns ALREADY_ON")
                    .hasMessageContaining("breaks CPU_ON-05"));
  }
}
