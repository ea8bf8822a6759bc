// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proves that the same run leaves the same files, but for the times that they tell. */
@Timeout(240)
class SameAgainTest {
  @TempDir Path directory;

  private SortedMap<String, String> files(String name, String seed, String... more)
      throws Exception {
    Path here = Files.createDirectories(directory.resolve(name));
    List<String> words = new ArrayList<>(List.of("run", "--out", "out", "--seed", seed));
    words.addAll(List.of("--programs", "300", "--time", "600"));
    words.addAll(List.of(more));
    try (Child child = Child.psci(directory, here, List.of(), words.toArray(String[]::new))) {
      Ran ran = child.ended();
      assertThat(ran.err()).isEmpty();
    }
    return new LeftBehind(here.resolve("out")).files();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--bug=cpuon-torn-pc-ctx"})
  void sameSeedLeavesTheSameFiles(String bug) throws Exception {
    String[] more = bug.isEmpty() ? new String[0] : new String[] {bug};
    SortedMap<String, String> first = files("first", "7", more);
    assertThat(first.keySet())
        .contains("records.jsonl", "results.json", "report.html", "junit.xml")
        .anyMatch(name -> name.matches("allure-results/.*-result.json"))
        .anyMatch(name -> !bug.isEmpty() == name.startsWith("findings/"));
    SortedMap<String, String> second = files("second", "7", more);
    assertThat(second.keySet()).isEqualTo(first.keySet());
    second.forEach((name, text) -> assertThat(text).as(name).isEqualTo(first.get(name)));
  }

  @Test
  void otherSeedLeavesOtherFiles() throws Exception {
    String[] few = {"--select", "VER"};
    assertThat(files("first", "7", few)).isNotEqualTo(files("second", "8", few));
  }
}
