// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import com.fasterxml.jackson.databind.JsonNode;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.psci.conformance.suite.PsciConformanceProperties;
import org.psci.conformance.suite.PsciConformanceSuite;
import org.psci.conformance.suite.TestObservation;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that the suite, as tests, leaves steps, parameters and attachments in the results of
 * Allure's listener: for Jupiter and for jqwik, where tests pass and where they fail.
 */
class AllureWitnessTest {
  private static final Configuration BUGGY =
      Configuration.complete(Version.V1_1).with(Set.of(Bug.CPUON_CONTEXT_DROPPED));

  @TempDir Path directory;

  static class SoundSuite extends PsciConformanceSuite {
    @Override
    protected Target target() {
      return ReferenceTarget.of(Configuration.complete(Version.V1_1), 1);
    }
  }

  static class BuggySuite extends PsciConformanceSuite {
    @Override
    protected Target target() {
      return ReferenceTarget.of(BUGGY, 1);
    }
  }

  static class SoundProperties extends PsciConformanceProperties {
    @Override
    protected Target target() {
      return ReferenceTarget.of(Configuration.complete(Version.V1_1), 1);
    }
  }

  static class BuggyProperties extends PsciConformanceProperties {
    @Override
    protected Target target() {
      return ReferenceTarget.of(BUGGY, 1);
    }
  }

  /** Runs a class with Allure's listener, as a build or an IDE does. */
  private AllureResults run(String engine, Class<?> suite) throws Exception {
    Path results = directory.resolve("results");
    AllureLifecycle own = new AllureLifecycle(new FileSystemResultsWriter(results));
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestExecutionListeners(new AllureJunitPlatform(own))
            .build();
    AllureLifecycle usual = Allure.getLifecycle();
    Allure.setLifecycle(own);
    try {
      LauncherFactory.create(config)
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(suite))
                  .filters(includeEngines(engine))
                  .configurationParameter("jqwik.database", directory.resolve("db").toString())
                  .configurationParameter("jqwik.tries.default", "30")
                  .configurationParameter("jqwik.reporting.onlyfailures", "true")
                  .build());
    } finally {
      Allure.setLifecycle(usual);
    }
    return AllureResults.in(results);
  }

  @Test
  void scenariosThatPass() throws Exception {
    AllureResults allure = run("junit-jupiter", SoundSuite.class);
    assertThat(allure.all()).hasSizeGreaterThan(20);
    for (JsonNode result : allure.all()) {
      if (result.get("status").asText().equals("skipped")) {
        continue; // it is for another kind of machine, and says so
      }
      assertThat(result.get("status").asText()).isEqualTo("passed");
      allure.isComplete(result);
      assertThat(AllureResults.steps(result, "failed")).isEmpty();
    }
    assertThat(AllureResults.labels(allure.named("race-for-one-core"), "story"))
        .contains("CPU_ON-07");
    assertThat(AllureResults.parameter(allure.named("cpu-off"), "seed"))
        .isEqualTo("none, the program is fixed");
  }

  @Test
  void scenariosThatFail() throws Exception {
    AllureResults allure = run("junit-jupiter", BuggySuite.class);
    JsonNode result = allure.named("cpu-on-context");
    assertThat(result.get("status").asText()).isEqualTo("failed");
    allure.isComplete(result);
    assertThat(AllureResults.steps(result, "failed"))
        .singleElement()
        .asString()
        .startsWith("core 1 entered at ");
    assertThat(allure.attachment(result, "drawing")).contains("not permitted");
    assertThat(AllureResults.parameter(result, "profile")).contains("cpuon-context-dropped");
  }

  @Test
  void propertiesThatPass() throws Exception {
    AllureResults allure = run("jqwik", SoundProperties.class);
    assertThat(allure.all()).hasSize(1);
    JsonNode result = allure.all().get(0);
    assertThat(result.get("status").asText()).isEqualTo("passed");
    allure.isComplete(result);
    assertThat(AllureResults.parameter(result, "programs")).isEqualTo("30");
    assertThat(AllureResults.parameter(result, "seed")).matches("-?\\d+");
  }

  @Test
  void propertiesThatFail() throws Exception {
    AllureResults allure = run("jqwik", BuggyProperties.class);
    assertThat(allure.all()).hasSize(1);
    JsonNode result = allure.all().get(0);
    assertThat(result.get("status").asText()).isEqualTo("failed");
    allure.isComplete(result);
    assertThat(AllureResults.steps(result, "failed")).hasSize(1);
    assertThat(allure.attachment(result, "history")).contains(" (not permitted)\n");
    assertThat(AllureResults.parameter(result, "seed")).matches("-?\\d+");
  }

  @Test
  void withoutTheListenerNothingHappens() throws Exception {
    AllureLifecycle usual = Allure.getLifecycle();
    Allure.setLifecycle(new AllureLifecycle(new FileSystemResultsWriter(directory)));
    try {
      new AllureWitness()
          .saw(
              new TestObservation(
                  HandMade.conforming().profile(),
                  Map.of(),
                  HandMade.conforming().scenarios().get(0)));
    } finally {
      Allure.setLifecycle(usual);
    }
    assertThat(directory).isEmptyDirectory();
  }
}
