// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.psci.adapter.Required;
import org.psci.conformance.campaign.Campaign;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;
import org.psci.conformance.testing.Flattery;

/** The example in C compiles without warnings, keeps to the protocol, and is judged. */
@Timeout(300)
class CExampleTest {
  @TempDir static Path directory;

  private static String command = "";

  @BeforeAll
  static void compile() throws Exception {
    Required.command("gcc", "gcc libc6-dev", "gcc");
    Path source = Path.of("examples", "c-adapter", "psci_adapter.c");
    Path found =
        Stream.of(Path.of(""), Path.of(".."), Path.of(System.getProperty("psci.root", ".")))
            .map(root -> root.resolve(source).toAbsolutePath())
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(source + " is missing"));
    Path binary = directory.resolve("psci_adapter");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-O1",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
                binary.toString(),
                found.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(gcc.waitFor()).as(said).isZero();
    command = "'" + binary + "'";
  }

  private static Results judged(String options) throws Exception {
    RunOptions run =
        new RunOptions(
            "process",
            "",
            1,
            20,
            Duration.ofSeconds(20),
            Selection.parse(List.of("CPU_ON", "AFF")));
    try (Session session = new Session(ProcessTarget.of(command + options))) {
      Results results = new Campaign(session, run, directory, ProgressListener.NONE).run();
      Flattery.isNotIn(directory, results);
      return results;
    }
  }

  @Test
  void keepsToTheProtocol() {
    CheckReport report = AdapterCheck.check(command);
    assertThat(report.lines()).noneMatch(line -> line.startsWith("FAIL"));
    assertThat(report.passed()).isTrue();
  }

  @Test
  void isJudgedAndConforms() throws Exception {
    assertThat(judged("").verdict()).isEqualTo(Verdict.CONFORMS);
  }

  @Test
  void itsBugsAreFound() throws Exception {
    assertThat(judged(" --bug on-again").causes())
        .anyMatch(cause -> cause.rules().contains("CPU_ON-05"));
  }
}
