// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.psci.adapter.qemu.TestFirmwareBug;
import org.psci.conformance.rules.RuleCheck;
import org.psci.conformance.rules.RuleChecks;
import org.psci.report.RulesPage;

/** Proves that the page of rules says what the suite does. */
class RulesPageTest {
  private static final String TEST_FIRMWARE = "testfw:";

  @Test
  void pageIsUpToDate() throws IOException {
    Path page = Path.of(System.getProperty("psci.root", ".."), "docs/rules.md");
    List<String> stands = Files.readAllLines(page);
    List<String> wanted = RulesPage.markdown().lines().toList();
    List<String> stale =
        IntStream.range(0, Math.max(stands.size(), wanted.size()))
            .filter(line -> !line(stands, line).equals(line(wanted, line)))
            .mapToObj(line -> "line " + (line + 1) + ": " + line(wanted, line))
            .limit(3)
            .toList();
    assertThat(stale)
        .as("docs/rules.md is out of date: ./psci rules --markdown > docs/rules.md")
        .isEmpty();
  }

  private static String line(List<String> lines, int number) {
    return number < lines.size() ? lines.get(number) : "(nothing)";
  }

  @Test
  void bugsOfTheTestFirmwareExist() {
    for (RuleCheck check : RuleChecks.all()) {
      check
          .proof()
          .filter(bug -> bug.startsWith(TEST_FIRMWARE))
          .map(bug -> bug.substring(TEST_FIRMWARE.length()))
          .ifPresent(
              id ->
                  assertThat(Arrays.stream(TestFirmwareBug.values()).map(TestFirmwareBug::id))
                      .as(check.rule().id())
                      .contains(id));
    }
  }
}
