// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.psci.adapter.Required;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;

/** The example of the documentation is an adapter, and its machine runs programs. */
@Timeout(60)
class PythonExampleTest {

  @BeforeAll
  static void needsPython() {
    Required.command("python3", "python3", "python");
  }

  private static String command(String options) {
    Path script = Path.of("examples", "python-adapter", "psci_adapter.py");
    Path found =
        Stream.of(Path.of(""), Path.of(".."), Path.of(System.getProperty("psci.root", ".")))
            .map(directory -> directory.resolve(script).toAbsolutePath())
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(script + " is missing"));
    return "python3 '" + found + "' " + options;
  }

  private static History run(String options, String program)
      throws TargetException, ProgramSyntaxException {
    try (Target target = ProcessTarget.of(command(options))) {
      target.start(1);
      return target.run(List.of(ProgramParser.parse("test", program))).get(0);
    }
  }

  @Test
  void keepsToTheProtocol() {
    CheckReport report = AdapterCheck.check(command(""));
    assertThat(report.lines())
        .noneMatch(line -> line.startsWith("FAIL"))
        .anyMatch(line -> line.startsWith("ok    standby: "))
        .anyMatch(
            line ->
                line.startsWith("ok    power-down: ")
                    && line.contains("core 0 came in at its entry point with its context id"))
        .anyMatch(line -> line.startsWith("ok    pending wake: "));
    assertThat(report.passed()).isTrue();
  }

  @Test
  void runsPrograms() throws TargetException, ProgramSyntaxException {
    String program =
        """
        topology 1x4
        core 0: CPU_ON32 core=1 entry=A context=0x5 x1.high=0xdeadbeef
        core 0: AFFINITY_INFO core=1 level=0
        core 1: AFFINITY_INFO core=1 level=1
        core 1: CPU_SUSPEND power_state=standby entry=E context=0x0
        wake core 1
        core 1: CPU_SUSPEND power_state=powerdown entry=F context=0xf timer=100
        together
          core 0: CPU_ON core=2 entry=B context=0xffffffffffffffff
          core 1: CPU_ON core=2 entry=C context=0xc
        core 2: CPU_OFF
        core 0: AFFINITY_INFO core=2 level=0 until=OFF
        core 0: CPU_OFF
        core 1: CPU_ON core=0 entry=D context=0xd until=SUCCESS
        core 0: PSCI_FEATURES function=CPU_SUSPEND
        """;
    History history = run("", program);
    assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.PARKED);
    assertThat(history.events()).filteredOn(Event.Entered.class::isInstance).hasSize(4);
  }

  @Test
  void showsItsBugs() throws TargetException, ProgramSyntaxException {
    String on = "topology 1x4\ncore 0: CPU_ON core=1 entry=A context=0x5\ncore 1: PSCI_VERSION\n";
    assertThat(run("--bug forgets-context", on).events())
        .filteredOn(Event.Entered.class::isInstance)
        .allMatch(event -> ((Event.Entered) event).x0() == 0);
    assertThat(run("--bug always-on", on).ending()).isEqualTo(Ending.SILENT);
    assertThat(run("--bug on-again", "topology 1x4\ncore 0: CPU_ON core=0 entry=A context=0x5\n"))
        .extracting(history -> ((Event.Called) history.events().get(0)).result())
        .isEqualTo(0L);
  }

  @Test
  void coresSleepUntilTheyAreWoken() throws TargetException, ProgramSyntaxException {
    String program =
        """
        topology 1x2
        core 0: CPU_ON core=1 entry=A context=0x5
        core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb
        core 0: AFFINITY_INFO core=1 level=0
        wake core 1
        core 1: PSCI_VERSION
        wake core 1
        core 1: CPU_SUSPEND power_state=standby entry=C context=0xc
        core 1: PSCI_VERSION
        """;
    History history = run("", program);
    assertThat(history.ending()).as(history.remark()).isEqualTo(Ending.PARKED);
    assertThat(history.events())
        .filteredOn(Event.Entered.class::isInstance)
        .extracting(event -> ((Event.Entered) event).x0())
        .containsExactly(5L, 0xbL);
    assertThat(run("--bug sleeps-on", program).ending()).isEqualTo(Ending.SILENT);
  }

  @Test
  void checkFindsACoreThatSleepsOn() {
    CheckReport report = AdapterCheck.check(command("--bug sleeps-on"));
    assertThat(report.lines())
        .anyMatch(line -> line.startsWith("ok    wake: "))
        .anyMatch(line -> line.startsWith("FAIL  standby: CPU_SUSPEND of core 0 with 0x1 did not"))
        .anyMatch(line -> line.startsWith("FAIL  pending wake: "));
  }

  @Test
  void switchesItselfOff() throws TargetException, ProgramSyntaxException {
    assertThat(run("", "topology 1x4\ncore 0: SYSTEM_OFF\n").ending())
        .isEqualTo(Ending.MACHINE_GONE);
  }
}
