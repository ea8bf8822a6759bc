// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.history.Event;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.TargetException;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/** Programs in OS-initiated mode run on machines that let it be set. */
class ModeForecastTest {
  private static Program program(String... lines) {
    try {
      return ProgramParser.parse("test", "topology 1x1\n" + String.join("\n", lines) + "\n");
    } catch (ProgramSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Program mode(int mode, String... more) {
    List<String> lines = new ArrayList<>(List.of("core 0: PSCI_SET_SUSPEND_MODE mode=" + mode));
    lines.addAll(List.of(more));
    return program(lines.toArray(String[]::new));
  }

  private static String sleep(String state) {
    return String.format("core 0: CPU_SUSPEND power_state=%s entry=A context=0 timer=1", state);
  }

  @Test
  void suspendingInTheOtherModeIsInTheWay() {
    ModeForecast forecast = new ModeForecast();
    Program initiated = mode(1, sleep("powerdown"));
    assertThat(forecast.forbids(initiated)).isFalse();
    forecast.note(initiated);
    assertThat(forecast.forbids(initiated)).as("the mode was changed since").isFalse();
    forecast.note(program("core 0: PSCI_VERSION"));
    assertThat(forecast.forbids(initiated)).isFalse();
    forecast.note(mode(1, "core 0: PSCI_SET_SUSPEND_MODE mode=0", sleep("standby")));
    assertThat(forecast.forbids(initiated)).isTrue();
    assertThat(forecast.forbids(program(sleep("standby")))).isFalse();
    assertThat(forecast.forbids(mode(0))).isFalse();
    forecast.note(initiated);
    assertThat(forecast.forbids(initiated)).as("it was refused").isTrue();
    forecast.started();
    assertThat(forecast.forbids(initiated)).isFalse();
  }

  @Test
  void theMachineIsStartedAgain() throws TargetException {
    Program initiated = mode(1, sleep("powerdown"));
    Program coordinated = program(sleep("powerdown"));
    List<Program> programs =
        List.of(initiated, initiated, coordinated, coordinated, initiated, coordinated, initiated);
    List<Long> results = new ArrayList<>();
    Configuration configuration = Configuration.complete(Version.V1_1);
    try (Session session = new Session(ReferenceTarget.of(configuration, 1))) {
      session.judge(
          programs.iterator(),
          judged -> {
            assertThat(judged.judgement().isExplained()).isTrue();
            if (judged.judgement().history().program().equals(initiated)) {
              results.add(((Event.Called) judged.judgement().history().events().get(0)).result());
            }
          });
      assertThat(session.restarts()).isEqualTo(2);
    }
    assertThat(results).containsExactly(0L, 0L, 0L, 0L);
  }
}
