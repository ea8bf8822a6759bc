// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Version;

/** Proves that the comparison of versions sees what a version must not permit. */
class RefinementOfVersionsTest {
  private static final Setting PAIR =
      Machines.setting(Version.V1_2, 1, 2, Setting.Modes.OSI, Setting.Resident.NONE);

  @Test
  void newPermissionThatIsNotListedIsFound() {
    TransitionSystem loose =
        new BrokenSteps(
            Machines.steps(PAIR),
            step -> step.action().isCallOf(PsciFunction.CPU_OFF),
            (step, why, sink) ->
                sink.step(step.action(), Result.of(ReturnCode.DENIED), step.before(), why));
    Refinement refinement = new Refinement(PAIR, loose);
    refinement.compare(loose.start());
    assertThat(refinement.unexplainedCount()).isEqualTo(1);
    assertThat(refinement.unexplained().get(0)).endsWith("CPU_OFF(0x0, 0x0, 0x0) DENIED");
  }

  @Test
  void differenceThatIsNotThereIsFound() {
    TransitionSystem strict =
        new BrokenSteps(
            Machines.steps(PAIR),
            step ->
                step.action().isCallOf(PsciFunction.CPU_ON) && step.result().is(ReturnCode.DENIED),
            (step, why, sink) -> {});
    Refinement refinement = new Refinement(PAIR, strict);
    refinement.compare(strict.start());
    assertThat(refinement.unexplainedCount()).isZero();
    assertThat(refinement.used()).containsEntry("start-denied", 0L);
  }

  @Test
  void oldestVersionHasNothingToRefine() {
    Setting oldest = Machines.setting(Version.V0_2, 1, 1, Setting.Modes.PC, Setting.Resident.NONE);
    assertThat(Refinement.of(oldest)).isEmpty();
  }
}
