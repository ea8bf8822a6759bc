// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.run.ProgressListener.Phase;

/** Proves what a run prints while it goes on: to people, to files, and to other programs. */
class RunProgressTest {
  private static final String RENEW = "\r\u001b[K";

  @TempDir Path directory;

  private final StringWriter printed = new StringWriter();
  private long now;

  private RunProgress progress(boolean isSilent, boolean isTerminal) {
    return new RunProgress(new PrintWriter(printed), isSilent, isTerminal, () -> now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void onATerminalOneLineRenewsItself() {
    RunProgress progress = progress(false, true);
    for (int second = 1; second <= 3; second++) {
      pass(Duration.ofSeconds(1));
      progress.at(Phase.SCENARIOS, second * 10L, 100, second - 1);
      progress.at(Phase.SCENARIOS, second * 10L, 100, second - 1); // too soon for another one
    }
    String first = RENEW + "scenarios: 10 of 100, 10.0 a second, about 9 s left";
    String second = RENEW + "scenarios: 20 of 100, 10.0 a second, about 8 s left";
    String third = RENEW + "scenarios: 30 of 100, 10.0 a second, about 7 s left";
    String one = "; 1 kind of deviation seen";
    String two = "; 2 kinds of deviations seen";
    assertThat(printed).hasToString(first + second + one + third + two);
    progress.say("hello");
    assertThat(printed.toString()).endsWith(two + RENEW + "hello" + System.lineSeparator());
    progress.end();
    assertThat(printed.toString()).endsWith("hello" + System.lineSeparator());
  }

  @Test
  void elsewhereThereIsALineNowAndThen() {
    RunProgress progress = progress(false, false);
    for (int second = 0; second < 25; second++) {
      progress.at(Phase.RANDOM_PROGRAMS, second * 10L, 0, 0);
      pass(Duration.ofSeconds(1));
    }
    progress.end();
    assertThat(printed.toString().lines())
        .containsExactly(
            "random programs: 100, 10.0 a second", "random programs: 200, 10.0 a second");
  }

  @Test
  void everyPhaseCountsItsOwnTime() {
    RunProgress progress = progress(false, true);
    pass(Duration.ofSeconds(50));
    progress.at(Phase.RANDOM_PROGRAMS, 64, 264, 0);
    pass(Duration.ofSeconds(2));
    progress.at(Phase.RANDOM_PROGRAMS, 84, 264, 0);
    assertThat(printed.toString())
        .endsWith("random programs: 84 of 264, 10.0 a second, about 18 s left");
  }

  @Test
  void whoWantsNothingGetsNothing() {
    RunProgress progress = progress(true, true);
    pass(Duration.ofSeconds(60));
    progress.at(Phase.SCENARIOS, 1, 2, 3);
    progress.say("hello");
    progress.end();
    assertThat(printed.toString()).isEmpty();
  }

  private Ran run(String... more) {
    return psci(
        Stream.concat(
                Stream.of("run", "--out", directory.toString(), "--programs", "5"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  @Test
  void quietRunSaysTheVerdictInALine() {
    Ran green = run("--select", "VER", "--quiet");
    assertThat(green.out().lines()).hasSize(1).first().asString().contains(" conforms: ");
    Ran red = run("--select", "STAT-10", "--bug", "stat-read-clears", "--quiet");
    assertThat(red.out().lines()).hasSize(1).first().asString().contains(" deviates from PSCI in ");
    assertThat(green.err() + red.err()).isEmpty();
  }

  @Test
  void jsonIsAllThatIsPrinted() throws Exception {
    Ran red = run("--select", "STAT-10", "--bug", "stat-read-clears", "--json");
    assertThat(new ObjectMapper().readTree(red.out()))
        .isEqualTo(new ObjectMapper().readTree(directory.resolve("results.json").toFile()));
    Ran report = psci("report", directory.toString(), "--json");
    assertThat(report.out()).isEqualTo(red.out());
  }

  @Test
  void coloursAreForTerminalsWhoseUsersHaveNothingAgainstThem() {
    assertThat(Terminal.hasColour(true, Map.of())).isTrue();
    assertThat(Terminal.hasColour(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.hasColour(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.hasColour(false, Map.of())).isFalse();
  }
}
