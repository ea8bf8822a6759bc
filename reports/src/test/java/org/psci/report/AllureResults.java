// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Results for Allure, read back from their directory. */
record AllureResults(Path directory, List<JsonNode> all) {

  static AllureResults in(Path directory) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*-result.json")) {
      for (Path file : files) {
        all.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return new AllureResults(directory, all);
  }

  JsonNode named(String name) {
    return first(name, name::equals);
  }

  JsonNode beginningWith(String start) {
    return first(start, name -> name.startsWith(start));
  }

  private JsonNode first(String wanted, Predicate<String> hasName) {
    return all.stream()
        .filter(result -> hasName.test(result.get("name").asText()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no result " + wanted));
  }

  static String parameter(JsonNode result, String name) {
    for (JsonNode parameter : result.get("parameters")) {
      if (parameter.get("name").asText().equals(name)) {
        return parameter.get("value").asText();
      }
    }
    throw new AssertionError("no parameter " + name + " in " + result);
  }

  static List<String> labels(JsonNode result, String name) {
    List<String> values = new ArrayList<>();
    for (JsonNode label : result.get("labels")) {
      if (label.get("name").asText().equals(name)) {
        values.add(label.get("value").asText());
      }
    }
    return values;
  }

  static List<String> steps(JsonNode result, String status) {
    List<String> names = new ArrayList<>();
    for (JsonNode step : result.get("steps")) {
      if (step.get("status").asText().equals(status)) {
        names.add(step.get("name").asText());
      }
    }
    return names;
  }

  String attachment(JsonNode result, String name) throws IOException {
    for (JsonNode attachment : result.get("attachments")) {
      if (attachment.get("name").asText().equals(name)) {
        return Files.readString(directory.resolve(attachment.get("source").asText()));
      }
    }
    throw new AssertionError("no attachment " + name + " in " + result);
  }

  /** Program, history and drawing hang on it, and the steps are those of the history. */
  void isComplete(JsonNode result) throws IOException {
    assertThat(attachment(result, "program")).startsWith("topology ");
    assertThat(attachment(result, "drawing")).startsWith("<svg ").contains("data-core=\"0\"");
    assertThat(attachment(result, "history").lines()).hasSameSizeAs(result.get("steps"));
    assertThat(result.get("steps")).isNotEmpty();
    assertThat(parameter(result, "seed")).isNotEmpty();
    assertThat(parameter(result, "profile")).startsWith("reference machine");
    assertThat(parameter(result, "PSCI version")).isEqualTo("1.1");
  }
}
