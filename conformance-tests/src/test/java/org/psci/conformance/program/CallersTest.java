// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.spec.vocabulary.ExecutionState;

/** Programs are written for AArch64; callers in AArch32 have other ids and 32 bits. */
class CallersTest {
  private static Program parse(String... lines) throws ProgramSyntaxException {
    return ProgramParser.parse("test", String.join("\n", lines) + "\n");
  }

  @Test
  void anAArch32CallerUsesTheIdsOfItsWidth() throws ProgramSyntaxException {
    Program wide =
        parse(
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A+1 context=0x1122334455667788 dirty=mmu",
            "wake core 1",
            "together",
            "  core 0: PSCI_FEATURES function=CPU_ON",
            "  core 1: CPU_SUSPEND power_state=standby entry=B context=0x1 timer=7",
            "core 1: CALL id=0xc4001234 x1=0x1ffffffff",
            "core 1: CPU_OFF",
            "core 0: AFFINITY_INFO core=1 level=0 until=OFF");
    Program narrow =
        parse(
            "topology 1x2",
            "core 0: CPU_ON32 core=1 entry=A+1 context=0x55667788 dirty=mmu",
            "wake core 1",
            "together",
            "  core 0: PSCI_FEATURES function=CPU_ON",
            "  core 1: CPU_SUSPEND32 power_state=standby entry=B context=0x1 timer=7",
            "core 1: CALL id=0xc4001234 x1=0xffffffff",
            "core 1: CPU_OFF",
            "core 0: AFFINITY_INFO32 core=1 level=0 until=OFF");
    assertThat(wide.forCallers(ExecutionState.AARCH32)).hasToString(narrow.toString());
    assertThat(wide.forCallers(ExecutionState.AARCH64)).isEqualTo(wide);
    assertThat(narrow.forCallers(ExecutionState.AARCH32)).isEqualTo(narrow);
  }

  /** Findings are written as text and read again. */
  @Test
  void everyScenarioCanBeReadAgainAsItRunsInAArch32() throws ProgramSyntaxException {
    for (Scenario scenario : Scenarios.all()) {
      Program narrow = scenario.program(ExecutionState.AARCH32);
      assertThat(ProgramParser.parse(scenario.name(), narrow.toString())).isEqualTo(narrow);
    }
  }

  @Test
  void scenariosForAArch32CallersAreAsTheyAreWritten() {
    List<Scenario> narrow =
        Scenarios.all().stream().filter(scenario -> scenario.callers().isPresent()).toList();
    assertThat(narrow)
        .isNotEmpty()
        .allSatisfy(
            scenario ->
                assertThat(scenario.program(ExecutionState.AARCH32)).isEqualTo(scenario.program()));
  }
}
