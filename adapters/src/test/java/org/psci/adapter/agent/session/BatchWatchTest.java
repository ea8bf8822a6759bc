// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Parking;

class BatchWatchTest {
  private static final Program PROGRAM =
      Programs.of(
          "topology 1x2", "core 0: CPU_ON core=1 entry=A context=0", "core 0: PSCI_VERSION");

  private final HandMadeMailbox box = new HandMadeMailbox(PROGRAM, PROGRAM);
  private final StillMachine machine = new StillMachine();

  private History last() {
    List<History> histories = box.read(machine);
    return histories.get(histories.size() - 1);
  }

  private void expectEnding(Ending ending, String remark) {
    History history = last();
    assertThat(history.ending()).isEqualTo(ending);
    assertThat(history.remark()).contains(remark);
    assertThat(machine.frozen || machine.death != null).isTrue();
  }

  @Test
  void aFullLogIsToldSo() {
    box.ended(1, 3);
    expectEnding(Ending.GARBLED, "the log of core 1 is full");
  }

  @Test
  void aRefusedBatchIsToldSo() {
    box.ended(0, 6);
    expectEnding(Ending.GARBLED, "refused");
  }

  @Test
  void aMachineThatIsLeftAsItIsHasToBeRestarted() {
    box.ended(1, 7);
    expectEnding(Ending.UNPARKED, Parking.LEFT_AS_IT_IS);
  }

  @Test
  void anUnknownStatusIsGarbled() {
    box.ended(1, -1);
    expectEnding(Ending.GARBLED, "ended of core 1 holds an unknown status");
  }

  @Test
  void onlyCoreZeroEndsABatchWell() {
    box.ended(1, 0);
    expectEnding(Ending.GARBLED, "ended of core 1");
  }

  @Test
  void anotherCommandsEndIsNone() {
    box.memory.putLong(Layout.Ended.WORDS, 7L << 32 | 2);
    machine.death = "QEMU ended";
    expectEnding(Ending.DIED, "QEMU ended");
  }

  @Test
  void aMachineThatSwitchesItselfOffIsGone() {
    box.openCall(0, 0, 1, 10);
    machine.did = Event.Machine.What.POWERED_OFF;
    History history = last();
    assertThat(history.ending()).isEqualTo(Ending.MACHINE_GONE);
    assertThat(history.events()).endsWith(new Event.Machine(Event.Machine.What.POWERED_OFF, 11));
  }

  @Test
  void aNewBootLosesTheLogs() {
    box.memory.putInt(Layout.Boot.BOOT_COUNT, 2);
    expectEnding(Ending.DIED, "reset");
  }

  @Test
  void nobodyIsLeftIfAllCoresAreOff() {
    box.openCall(0, 0, 1, 10).block(0, Layout.CoreBlock.RUNNING, 0);
    expectEnding(Ending.NO_CORE_LEFT, "no core is left");
  }

  @Test
  void whatIsDueIsMissingWhenNothingMoves() {
    box.call(0, 0, 0, 10, 20, 0).openCall(0, 0, 1, 30);
    box.block(0, Layout.CoreBlock.STARTS + 4, 1);
    expectEnding(Ending.SILENT, "nothing moves");
    assertThat(last().events())
        .contains(new Event.Silent(0, Awaited.RETURN, 31), new Event.Silent(1, Awaited.ENTRY, 31));
  }

  @Test
  void aMachineThatDoesNotAnswerSaysNothingAboutItsCores() {
    box.openCall(0, 0, 1, 30);
    machine.answers = false;
    expectEnding(Ending.DIED, "does not answer");
    assertThat(last().events()).hasSize(1);
  }

  @Test
  void programsCannotGoBackwards() {
    box.program(5);
    expectEnding(Ending.GARBLED, "program is 5, not between 0 and 1");
  }
}
