// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.spec.explore.testing.Installed;

/**
 * Proves that the life cycle of cores, written a second time in Promela, has as many states for
 * SPIN as it has here.
 */
class LifecycleTwinTest {
  private static final Pattern STORED = Pattern.compile("(\\d+) states, stored");
  private static final Pattern FAULTS = Pattern.compile("errors: (\\d+)");

  @BeforeAll
  static void needsSpin() {
    Installed.orSkip("spin", "spin", "spin");
    Installed.orSkip("gcc", "gcc", "spin");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void bothHaveTheSameStates(int cores, @TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("lifecycle.pml"), LifeCycle.promela());
    run(directory, "spin", "-DN=" + cores, "-a", "lifecycle.pml");
    run(directory, "gcc", "-O", "-w", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c");
    String seen = run(directory, directory.resolve("pan").toString(), "-n");
    assertThat(number(FAULTS, seen)).isZero();
    assertThat(number(STORED, seen)).isEqualTo(LifeCycle.explore(cores, 2).states());
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", command), output).isZero();
    return output;
  }
}
