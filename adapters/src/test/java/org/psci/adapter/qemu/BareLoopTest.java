// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.adapter.Required;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.session.AgentSession;
import org.psci.adapter.agent.session.AgentSession.BareLoop;
import org.psci.conformance.history.History;
import org.psci.conformance.target.TargetException;
import org.psci.spec.model.Call;
import org.psci.spec.vocabulary.ExecutionState;

/** The loops that judging is measured against do their work, and leave the machine as it was. */
@Tag("qemu")
@Timeout(120)
class BareLoopTest {
  private static final Duration SHORTLY = Duration.ofMillis(50);
  private static final int PATIENT = 5;

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  static Stream<Arguments> allRunAgainAndAgain() {
    return Stream.of(
        Arguments.of(VirtBoard.HVC, ExecutionState.AARCH64),
        Arguments.of(VirtBoard.SMC, ExecutionState.AARCH64),
        Arguments.of(VirtBoard.AARCH32, ExecutionState.AARCH32));
  }

  @ParameterizedTest
  @MethodSource
  void allRunAgainAndAgain(VirtBoard board, ExecutionState state) throws TargetException {
    List<Call> list =
        List.of(
            new Call(0, 0x8400_0000L, 0, 0, 0, state), new Call(0, 0x8400_0004L, 0, 0, 0, state));
    try (EmulatedTarget target = EmulatedTarget.of(board)) {
      target.start(PATIENT);
      AgentSession agent = target.agent();
      for (int time = 0; time < 2; time++) {
        for (BareLoop loop : BareLoop.values()) {
          assertThat(agent.bare(loop, list, SHORTLY).done()).as(loop.toString()).isPositive();
        }
      }
      assertThat(
              target.run(
                  List.of(
                      Programs.of(
                          "topology 1x2",
                          "core 0: CPU_ON core=1 entry=A context=0",
                          "core 1: CPU_OFF"))))
          .allMatch(History::isParked);
    }
  }
}
