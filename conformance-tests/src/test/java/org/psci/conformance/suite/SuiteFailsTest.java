// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.testing.TroubledTarget;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Topology;

/**
 * Proves that the suite, as tests, fails where it must: on a machine with a bug and on one without
 * a verdict; and that it skips, rather than passes, what a small machine cannot run.
 */
class SuiteFailsTest {
  private static final Configuration BUGGY =
      Configuration.standard().with(Set.of(Bug.CPUON_CONTEXT_DROPPED));

  @TempDir Path directory;

  static class BuggySuite extends PsciConformanceSuite {
    @Override
    protected Target target() {
      return ReferenceTarget.of(BUGGY, 1);
    }
  }

  static class BuggyProperties extends PsciConformanceProperties {
    @Override
    protected Target target() {
      return ReferenceTarget.of(BUGGY, 1);
    }
  }

  static class SmallSuite extends PsciConformanceSuite {
    @Override
    protected Target target() {
      return ReferenceTarget.of(Configuration.standard().with(Topology.clusters(1, 1)), 1);
    }
  }

  static class TroubledSuite extends PsciConformanceSuite {
    @Override
    protected Target target() {
      return new TroubledTarget(Set.of(1), Ending.DIED);
    }
  }

  private EngineExecutionResults run(String engine, Class<?> suite) {
    return EngineTestKit.engine(engine)
        .configurationParameter("jqwik.database", directory.resolve("database").toString())
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .selectors(selectClass(suite))
        .execute();
  }

  private static String message(Event event) {
    return event
        .getPayload(TestExecutionResult.class)
        .flatMap(TestExecutionResult::getThrowable)
        .map(Throwable::getMessage)
        .orElse("");
  }

  @Test
  void scenariosFailOnABugAndSayWhy() {
    EngineExecutionResults results = run("junit-jupiter", BuggySuite.class);
    assertThat(results.testEvents().failed().list())
        .filteredOn(event -> event.getTestDescriptor().getDisplayName().equals("cpu-on-context"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(message(event))
                    .startsWith("deviates from PSCI\n    topology ")
                    .contains("    core 0: CPU_ON core=1 entry=")
                    .contains("  observed:  core 1 entered at 0x")
                    .contains(" with x0 = 0x0")
                    .contains("  permitted: core 1 enters at 0x")
                    .contains("  breaks CPU_ON-13 (stated, section "));
  }

  @Test
  void scenariosThatDoNotShowTheBugPass() {
    EngineExecutionResults results = run("junit-jupiter", BuggySuite.class);
    assertThat(results.testEvents().succeeded().list())
        .extracting(event -> event.getTestDescriptor().getDisplayName())
        .contains("discovery", "unknown-ids");
  }

  @Test
  void randomProgramsFailOnABugAndSayWhy() {
    EngineExecutionResults results = run("jqwik", BuggyProperties.class);
    assertThat(results.testEvents().failed().list())
        .singleElement()
        .satisfies(
            event ->
                assertThat(message(event))
                    .contains("deviates from PSCI\n    topology ")
                    .contains("  breaks CPU_ON-13 (stated, section "));
  }

  @Test
  void whatASmallMachineCannotRunIsSkippedLoudly() {
    EngineExecutionResults results = run("junit-jupiter", SmallSuite.class);
    results.testEvents().assertStatistics(statistics -> statistics.failed(0));
    assertThat(results.testEvents().aborted().list())
        .extracting(SuiteFailsTest::message)
        .anyMatch(
            reason ->
                reason.startsWith(
                    "Assumption failed: NOT RUN: race-for-one-core: it needs topology 1x3, which"
                        + " this target does not have; rules not exercised by it: CPU_ON-07"));
  }

  @Test
  void noVerdictIsAFailure() {
    EngineExecutionResults results = run("junit-jupiter", TroubledSuite.class);
    assertThat(results.testEvents().failed().list())
        .singleElement()
        .satisfies(
            event -> assertThat(message(event)).startsWith("no verdict: " + TroubledTarget.REMARK));
    assertThat(results.testEvents().succeeded().count()).isGreaterThan(10);
  }
}
