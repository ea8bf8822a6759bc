// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.psci.conformance.results.ResultsFile;
import org.psci.conformance.testing.Flattery;

/** What a run has left in its directory. */
record LeftBehind(Path directory) {

  /** All files by their names, without the times that they tell. */
  SortedMap<String, String> files() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        all.put(
            directory.relativize(path).toString(),
            Files.readString(path).replaceAll("\"(start|stop)\":\\d+", "\"$1\":0"));
      }
    }
    return all;
  }

  /** No rule is said to be kept that any record names. */
  void doesNotFlatter() throws IOException {
    Flattery.isNotIn(directory, ResultsFile.read(directory));
  }

  String text(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  JsonNode results() throws IOException {
    return new ObjectMapper().readTree(text("results.json"));
  }

  String verdict() throws IOException {
    return results().get("verdict").asText();
  }

  String reason() throws IOException {
    return results().get("reason").asText();
  }

  /** Whether anybody who looks at any of the files might take it for a pass. */
  void isNotGreen() throws IOException {
    assertThat(verdict()).isIn("running", "no verdict", "violations");
    assertThat(text("junit.xml")).containsPattern("<(error|failure) ");
    assertThat(text("junit.xml")).doesNotContain("value=\"conforms\"");
    assertThat(text("report.html")).doesNotContain(" conforms: no deviation");
    if (verdict().equals("running")) {
      assertThat(files().keySet()).noneMatch(name -> name.startsWith("allure-results/"));
    }
  }
}
