// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.record.Score;
import org.psci.conformance.results.Points;
import org.psci.conformance.session.Session;
import org.psci.conformance.testing.TwoFacedTarget;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/** Proves that a point read in two ways is a fault only if that shows again on a fresh machine. */
class ConflictsTest {
  private static final String OTHER_CORE_IS_ON =
      """
      topology 1x2
      core 0: CPU_ON core=1 entry=A context=0
      core 0: SYSTEM_SUSPEND entry=B context=0
      """;

  private static Configuration alreadyOn(boolean alreadyOn) {
    return Configuration.complete(Version.V1_3).with(Choice.SUSPEND_SAYS_ALREADY_ON, alreadyOn);
  }

  /**
   * Every other program runs on another machine, which reads one point in another way.
   *
   * @param forEver whether it goes on so after its first start
   */
  private static TwoFacedTarget twoFaced(boolean forEver) {
    return new TwoFacedTarget(
        alreadyOn(false),
        alreadyOn(true),
        (starts, programs, program) -> (forEver || starts == 1) && programs % 2 == 1);
  }

  private static boolean isConfirmed(boolean forEver) throws Exception {
    Program program = ProgramParser.parse("test", OTHER_CORE_IS_ON);
    Score score = new Score();
    try (Session session = new Session(twoFaced(forEver))) {
      for (int times = 0; times < 2; times++) {
        score.add("test", session.judge(List.of(program)).get(0).judgement());
      }
      List<Points.TwoWays> twoWays = new Points(score.scores().readings()).inTwoWays();
      assertThat(twoWays).hasSize(1);
      assertThat(twoWays.get(0).point()).isEqualTo("AMB-01");
      return new Conflicts(session).isConfirmed(twoWays.get(0));
    }
  }

  @Test
  void machineWithTwoFacesIsFoundOut() throws Exception {
    assertThat(isConfirmed(true)).isTrue();
  }

  @Test
  void whatDoesNotShowAgainIsNotConfirmed() throws Exception {
    assertThat(isConfirmed(false)).isFalse();
  }
}
