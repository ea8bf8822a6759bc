// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that no bug hides another one, and that the numbers of a run are no matter of luck. */
class SeveralBugsTest {
  private static final int PROGRAMS = 150;

  /** These are exercised where AFFINITY_INFO says that a core is OFF, or comes ON. */
  private static final Set<String> LIED_ABOUT =
      Set.of("CPU_ON-10", "CPU_OFF-04", "CPU_OFF-06", "SSUSP-06");

  @TempDir Path directory;

  private JsonNode run(String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "--out", directory.toString()));
    words.addAll(List.of("--programs", Integer.toString(PROGRAMS), "--json"));
    words.addAll(List.of(more));
    return new ObjectMapper().readTree(Ran.psci(words.toArray(String[]::new)).out());
  }

  private static List<String> rules(JsonNode results, String verdict) {
    List<String> all = new ArrayList<>();
    for (JsonNode rule : results.get("rules")) {
      if (rule.get("verdict").asText().equals(verdict)) {
        all.add(rule.get("id").asText());
      }
    }
    return all;
  }

  @Test
  void fourBugsAreAllFoundAndHideNothingFromEachOther() throws Exception {
    String bugs =
        "affinfo-always-on,suspend-reentry-keeps-mmu,memprotect-on-at-boot,stat-read-clears";
    JsonNode all = run("--bug", bugs);
    new LeftBehind(directory).doesNotFlatter();
    assertThat(rules(all, "violated"))
        .containsExactly("AFF-01", "AFF-06", "INIT-06", "MEM-02", "STAT-10");
    assertThat(all.at("/random/programs").asInt()).isEqualTo(PROGRAMS);
    assertThat(all.get("undecided")).isEmpty();
    JsonNode sound = run();
    assertThat(rules(sound, "violated")).isEmpty();
    assertThat(all.get("skipped")).isEqualTo(sound.get("skipped"));
    List<String> less = rules(all, "not exercised");
    less.removeAll(rules(sound, "not exercised"));
    assertThat(less).as("what only AFFINITY_INFO shows").isSubsetOf(LIED_ABOUT);
    assertThat(run("--bug", bugs)).isEqualTo(all);
  }
}
