// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** What the help says, and that nothing is missing in it. */
class HelpTest {
  @Test
  void bareCommandShowsTheUsage() {
    Ran ran = psci();
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("Usage: psci", "run", "replay", "targets", "explain");
  }

  @Test
  void helpIsNoMistake() {
    assertThat(psci("--help").code()).isZero();
    assertThat(psci("run", "--help").code()).isZero();
    assertThat(psci("--version").out()).startsWith("PSCI conformance suite ");
  }

  @Test
  void everyCommandStandsUnderAHeading() {
    List<String> listed =
        HelpPage.COMMANDS.values().stream().flatMap(names -> names.stream()).toList();
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            CommandSpec.forAnnotatedObject(Psci.class).subcommands().keySet());
    assertThat(psci("--help").out())
        .contains("\nJudge an implementation:\n  run ", "\n  check-adapter ")
        .doesNotContain("\nCommands:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "replay", "soak"})
  void optionsStandWhereTheTargetIsThatTakesThem(String command) {
    String help = psci(command, "--help").out();
    assertThat(help).startsWith("Usage: psci " + command + " [OPTIONS]");
    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    for (TargetKind kind : TargetKinds.ALL) {
      String part = part(help, kind.name());
      for (String option : kind.options()) {
        assertThat(part).contains(option.replace("--os-initiated", "os-initiated"));
      }
    }
    String run = help.substring(0, help.indexOf("\nWith --target "));
    assertThat(run).contains("--target=NAME", "--seed=N", "--help").doesNotContain("--qemu");
    assertThat(part(help, "tfa")).doesNotContain("--cores");
  }

  /** What the help says of a target. */
  private static String part(String help, String target) {
    return Arrays.stream(help.split("\n\n", -1))
        .filter(part -> part.startsWith("With --target "))
        .filter(
            part ->
                List.of(part.lines().findFirst().orElse("").split("[ ,:]+", -1)).contains(target))
        .findFirst()
        .orElseThrow();
  }
}
