// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.session.HandMadeMailbox;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Parking;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;

class LogReaderTest {
  private static final int OK = 0;
  private static final int SILENT = 1;
  private static final int CRASHED = 2;
  private static final int UNPARKED = 4;
  private static final int STRANGER = 5;
  private static final int LEFT = 7;

  private static final long CPU_OFF = 0x8400_0002L;
  private static final long AFFINITY_INFO = 0xc400_0004L;

  private static final Program CYCLE =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON core=1 entry=A context=0x77 dirty=be",
          "core 1: CPU_OFF",
          "core 0: AFFINITY_INFO core=1 level=0 until=OFF");

  /** CPU_ON of core 1 at 10, and its entry at 15. */
  private static HandMadeMailbox started() {
    return new HandMadeMailbox(CYCLE, CYCLE).call(0, 0, 0, 10, 20, 0).entry(1, 0, 15, 0, 0x77);
  }

  private static HandMadeMailbox complete() {
    return started()
        .openCall(1, 0, 1, 30)
        .call(0, 0, 2, 40, 41, 0)
        .call(0, 0, 2, 50, 51, 1)
        .parkingCall(0, 0, 60, 61, 1, AFFINITY_INFO, 1)
        .call(0, 1, 0, 70, 71, -2)
        .program(Layout.NO_PROGRAM)
        .ended(0, OK);
  }

  private static List<Event> silent(History history) {
    return history.events().stream().filter(Event.Silent.class::isInstance).toList();
  }

  @Test
  void everyProgramGetsItsOwnEvents() {
    List<History> histories = complete().read();
    assertThat(histories).allSatisfy(history -> assertThat(history.remark()).isEmpty());
    assertThat(histories).extracting(History::ending).containsExactly(Ending.PARKED, Ending.PARKED);
    assertThat(histories.get(0).events()).hasSize(6);
    assertThat(histories.get(1).events()).hasSize(1);
  }

  @Test
  void eventsSayWhatTheRecordsSay() {
    List<Event> events = complete().read().get(0).events();
    assertThat(events).extracting(Event::time).containsExactly(10L, 15L, 30L, 40L, 50L, 60L);
    Event.Called on = (Event.Called) events.get(0);
    assertThat(on.step()).isZero();
    assertThat(on.end()).isEqualTo(20);
    assertThat(on.bigEndian()).isTrue();
    assertThat(on.call().x2()).isEqualTo(Programs.SLED);
    assertThat(on.call().x3()).isEqualTo(0x77);
    Event.Entered entered = (Event.Entered) events.get(1);
    assertThat(entered.address()).isEqualTo(Programs.SLED);
    assertThat(entered.x0()).isEqualTo(0x77);
    assertThat(entered.state())
        .isEqualTo(
            new EntryState(
                1, 0xf, 1, 0x30d0_0800L, 0x8000_0001L, HandMadeMailbox.TICKS_PER_SECOND));
    Event.Called off = (Event.Called) events.get(2);
    assertThat(off.core()).isEqualTo(1);
    assertThat(off.returned()).isFalse();
    Event.Called parking = (Event.Called) events.get(5);
    assertThat(parking.isParking()).isTrue();
    assertThat(parking.call().x0()).isEqualTo(AFFINITY_INFO);
    assertThat(parking.call().x1()).isEqualTo(1);
  }

  @Test
  void changesAreThoseOfTheRecord() {
    HandMadeMailbox box = new HandMadeMailbox(CYCLE).call(0, 0, 0, 1, 2, 0).ended(0, OK);
    int at = box.at(0, 0);
    box.memory.putLong(at + Layout.CallRecord.CHANGED, 1L << 19 | 1L << 31);
    box.memory.putShort(at + Layout.Head.FLAGS, (short) (0x01 | 0x04 | 0x20 | 0x80));
    assertThat(((Event.Called) box.last().events().get(0)).changed())
        .isEqualTo(new Changes(1L << 19 | 1L << 31, false, true, false, true));
    box.memory.putShort(at + Layout.Head.FLAGS, (short) 0x01);
    assertThat(((Event.Called) box.last().events().get(0)).changed())
        .as("not checked")
        .isEqualTo(Changes.UNREAD);
  }

  @Test
  void aCoreThatNeverComesInIsSilent() {
    History history =
        new HandMadeMailbox(CYCLE)
            .call(0, 0, 0, 10, 20, 0)
            .silence(0, 0, 1, Layout.SilenceRecord.ENTRY, 25, 1025)
            .ended(0, SILENT)
            .last();
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(history.remark()).isEqualTo("core 0 waited in vain for core 1 to come in");
    assertThat(silent(history)).containsExactly(new Event.Silent(1, Awaited.ENTRY, 1025));
  }

  @Test
  void aCallThatDoesNotReturnIsSilent() {
    History history =
        started()
            .call(1, 0, 1, 30, 31, -3)
            .openCall(0, 0, 2, 40)
            .silence(1, 0, 0, Layout.SilenceRecord.PROGRESS, 35, 1035)
            .ended(1, SILENT)
            .last();
    assertThat(silent(history)).containsExactly(new Event.Silent(0, Awaited.RETURN, 1035));
  }

  @Test
  void whoeverIsWaitedForMayItselfWait() {
    History history =
        new HandMadeMailbox(CYCLE)
            .call(0, 0, 0, 10, 20, 0)
            .silence(0, 0, 0, Layout.SilenceRecord.PROGRESS, 25, 1025)
            .ended(0, SILENT)
            .last();
    assertThat(silent(history)).containsExactly(new Event.Silent(1, Awaited.ENTRY, 1025));
  }

  @Test
  void whatIsDueForAShortTimeOnlyIsNotMissing() {
    History history =
        new HandMadeMailbox(CYCLE)
            .call(0, 0, 0, 10, 900, 0)
            .silence(0, 0, 1, Layout.SilenceRecord.ENTRY, 25, 1025)
            .ended(0, SILENT)
            .last();
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(silent(history)).isEmpty();
  }

  @Test
  void aResultThatNeverComesIsSilent() {
    History history =
        started()
            .openCall(1, 0, 1, 30)
            .call(0, 0, 2, 40, 41, 0)
            .call(0, 0, 2, 1038, 1039, 0)
            .silence(0, 0, 1, Layout.SilenceRecord.RESULT, 40, 1041)
            .ended(0, SILENT)
            .last();
    assertThat(silent(history)).containsExactly(new Event.Silent(1, Awaited.RESULT, 1041));
  }

  private static HandMadeMailbox box(String... lines) {
    return new HandMadeMailbox(Programs.of(lines));
  }

  private static void expectNoFault(History history) {
    assertThat(history.ending()).isEqualTo(Ending.UNPARKED);
    assertThat(history.remark()).contains("took an exception");
    assertThat(silent(history)).isEmpty();
  }

  @Test
  void crashBehindAnEntryPointWithoutCodeIsNoFault() {
    String suspend = "core 0: CPU_SUSPEND power_state=0x10000 entry=%s context=0xa";
    expectNoFault(
        box("topology 1x2", String.format(suspend, "0x1000"))
            .openCall(0, 0, 0, 10)
            .crash(0, 0)
            .ended(0, CRASHED)
            .last());
    History died =
        box("topology 1x2", String.format(suspend, "A"))
            .openCall(0, 0, 0, 10)
            .crash(0, 0)
            .ended(0, CRASHED)
            .last();
    assertThat(died.ending()).isEqualTo(Ending.DIED);
  }

  @Test
  void crashOfACoreThatWasStartedWhereNoCodeIsIsNoFault() {
    String start = "core 0: CPU_ON core=1 entry=%s context=0xa";
    for (boolean returned : new boolean[] {true, false}) {
      HandMadeMailbox away = box("topology 1x2", String.format(start, "0x1000"));
      HandMadeMailbox here = box("topology 1x2", String.format(start, "A"));
      for (HandMadeMailbox box : List.of(away, here)) {
        HandMadeMailbox called =
            returned ? box.call(0, 0, 0, 10, 20, 0) : box.openCall(0, 0, 0, 10);
        called.crash(1, 0).ended(1, CRASHED);
      }
      expectNoFault(away.last());
      assertThat(here.last().ending()).isEqualTo(Ending.DIED);
    }
  }

  @Test
  void crashOfACoreThatRunsIsAFaultWhateverWasCalledBefore() {
    History history =
        box(
                "topology 1x2",
                "core 0: CPU_ON core=1 entry=A context=0xa",
                "core 0: CPU_ON core=1 entry=0x1000 context=0xb")
            .call(0, 0, 0, 10, 20, 0)
            .entry(1, 0, 15, 0, 0xa)
            .call(0, 0, 1, 30, 40, 0)
            .crash(1, 0)
            .ended(1, CRASHED)
            .last();
    assertThat(history.ending()).isEqualTo(Ending.DIED);
  }

  @Test
  void aCrashSaysWhereAndWhy() {
    History history = started().crash(1, 0).ended(1, CRASHED).last();
    assertThat(history.ending()).isEqualTo(Ending.DIED);
    assertThat(history.remark())
        .isEqualTo(
            "core 1 took an exception: vector 4, ESR 0x96000010, ELR 0x40201234, FAR 0xdead0000");
  }

  @Test
  void aRefusedParkingCallIsInTheHistory() {
    History history = started().parkingCall(1, 0, 30, 31, -3, CPU_OFF, 0).ended(1, UNPARKED).last();
    assertThat(history.ending()).isEqualTo(Ending.UNPARKED);
    assertThat(history.remark()).contains("core 1");
    Event.Called off = (Event.Called) history.events().get(2);
    assertThat(off.isParking()).isTrue();
    assertThat(off.result()).isEqualTo(-3);
  }

  @Test
  void aStrangerIsNamed() {
    HandMadeMailbox box =
        started()
            .ended(Layout.STRANGER, STRANGER)
            .block(Layout.STRANGER, Layout.CoreBlock.LOG_COUNT, 1);
    int at = box.batch.logOffset(HandMadeMailbox.CORES);
    box.memory.putLong(at + Layout.EntryRecord.MPIDR, 0x8000_0105L);
    box.memory.putLong(at + Layout.EntryRecord.ADDRESS, 0x4020_0810L);
    assertThat(box.last().ending()).isEqualTo(Ending.GARBLED);
    assertThat(box.last().remark())
        .isEqualTo(
            "a core came in that is not known; its MPIDR is 0x80000105, and it came in at"
                + " 0x40200810");
  }

  @Test
  void programsBeforeTheLastEndedParked() {
    List<History> histories =
        started()
            .openCall(1, 0, 1, 30)
            .call(0, 0, 2, 50, 51, 1)
            .call(0, 1, 0, 70, 71, 0)
            .silence(0, 1, 1, Layout.SilenceRecord.ENTRY, 75, 1075)
            .program(1)
            .ended(0, SILENT)
            .read();
    assertThat(histories).extracting(History::ending).containsExactly(Ending.PARKED, Ending.SILENT);
  }

  @Test
  void questionThatIsNotBelievedIsNoSilence() {
    HandMadeMailbox asks =
        new HandMadeMailbox(ExecutionState.AARCH64, Parking.BY_ASKING, CYCLE)
            .call(0, 0, 2, 10, 20, 0)
            .limit()
            .ended(0, LEFT);
    assertThat(silent(asks.last())).hasSize(1);
    HandMadeMailbox restarts =
        new HandMadeMailbox(ExecutionState.AARCH64, Parking.BY_RESTART, CYCLE)
            .call(0, 0, 2, 10, 20, 0)
            .limit()
            .ended(0, LEFT);
    assertThat(silent(restarts.last())).isEmpty();
    assertThat(restarts.last().ending()).isEqualTo(Ending.UNPARKED);
  }
}
