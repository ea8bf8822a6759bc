// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the check of an adapter tells its author. */
@Timeout(60)
class AdapterCheckTest {
  @Test
  void passesAnAdapterThatBehaves() {
    CheckReport report = AdapterCheck.check(TinyAdapter.command("none"));
    assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
    assertThat(report.lines())
        .anyMatch(line -> line.startsWith("ok    CPU_ON: core 1 came in"))
        .anyMatch(line -> line.startsWith("ok    two calls at once"))
        .anyMatch(line -> line.startsWith("ok    end of input"));
  }

  @Test
  void passesAnAdapterThatAnswersOnlyWithTime() {
    CheckReport report = AdapterCheck.check(TinyAdapter.command("backwards"));
    assertThat(report.passed()).as(String.join("\n", report.lines())).isTrue();
  }

  @Test
  void saysThatACommandIsMissing() {
    CheckReport report = AdapterCheck.check("no-such-command");
    assertThat(report.passed()).isFalse();
    assertThat(report.lines()).hasSize(2);
    assertThat(report.lines().get(0)).startsWith("FAIL  hello and reset: ").contains("no such");
  }

  @Test
  void findsAnAdapterThatOnlyGreets() {
    String greeter =
        "read l; echo '{\"event\":\"profile\",\"protocol\":1,\"implementation\":\"x\",\"cores\":[0],"
            + "\"entry\":{\"base\":4096,\"stride\":16,\"count\":8}}';"
            + "read l; echo '{\"event\":\"ready\"}'; while read l; do :; done";
    List<String> lines =
        AdapterCheck.check("sh -c \"" + greeter.replace("\"", "\\\"") + "\"").lines();
    assertThat(lines).anyMatch(line -> line.startsWith("FAIL  idle: the adapter did not answer"));
    assertThat(lines).anyMatch(line -> line.startsWith("ok    bye"));
  }
}
