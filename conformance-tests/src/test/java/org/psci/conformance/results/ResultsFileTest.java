// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;

/** Proves that results can be read, by programs and by people, down to single events. */
class ResultsFileTest {
  @TempDir Path out;

  private JsonNode written(Bug bug) throws Exception {
    Configuration configuration = Configuration.standard().with(Set.of(bug));
    ResultsFile.write(out, Runs.campaign(configuration, Runs.options(1, 20), out));
    return new ObjectMapper().readTree(out.resolve(ResultsFile.NAME).toFile());
  }

  @Test
  void eventsOfADeviationSayWhoAndWhenAndWhichOneIsImpossible() throws Exception {
    JsonNode history = written(Bug.CPUON_CONTEXT_DROPPED).at("/causes/0/history");
    assertThat(history.get(0).fieldNames())
        .toIterable()
        .containsExactly("kind", "core", "begin", "end", "label", "text");
    assertThat(history.get(0).get("kind").asText()).isEqualTo("call");
    assertThat(history.get(0).get("begin").asLong()).isZero();
    List<JsonNode> impossible = new ArrayList<>();
    long before = 0;
    for (JsonNode event : history) {
      assertThat(event.get("begin").asLong()).isGreaterThanOrEqualTo(before);
      before = event.get("begin").asLong();
      if (event.path("impossible").asBoolean()) {
        impossible.add(event);
      }
    }
    assertThat(impossible).hasSize(1);
    assertThat(impossible.get(0).get("kind").asText()).isEqualTo("entry");
    assertThat(impossible.get(0).get("core").asInt()).isEqualTo(1);
    assertThat(impossible.get(0).get("label").asText()).isEqualTo("A, 0x0");
  }

  @Test
  void silenceHasNoEnd() throws Exception {
    JsonNode history = written(Bug.CLUSTER_LAST_OFF_NEVER_ON).at("/causes/0/history");
    List<JsonNode> silences = new ArrayList<>();
    history.forEach(
        event -> {
          if (event.get("kind").asText().equals("silence")) {
            silences.add(event);
          }
        });
    assertThat(silences).hasSize(1);
    assertThat(silences.get(0).has("end")).isFalse();
    assertThat(silences.get(0).get("impossible").asBoolean()).isTrue();
    assertThat(silences.get(0).get("label").asText()).isEqualTo("no entry");
  }

  @Test
  void everyEventAndEveryRuleHasALineOfItsOwn() throws Exception {
    JsonNode results = written(Bug.CPUON_CONTEXT_DROPPED);
    int events = 0;
    for (JsonNode history : results.findValues("history")) {
      events += history.size();
    }
    List<String> lines = Files.readAllLines(out.resolve(ResultsFile.NAME));
    assertThat(lines)
        .filteredOn(line -> line.matches(" +\\{ \"kind\" : \"[a-z-]+\".* },?"))
        .hasSize(events);
    assertThat(lines)
        .filteredOn(line -> line.matches(" {4}\\{ \"id\" : .* },?"))
        .hasSameSizeAs(results.get("rules"));
    assertThat(lines).contains("  \"rules\" : [", "  ],");
  }
}
