// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.session.HandMadeMailbox;
import org.psci.adapter.agent.session.StillMachine;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.Event.Called;
import org.psci.conformance.history.Event.Silent.Awaited;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;

/** Suspensions and wake-ups in logs, and what is missing when they do not end. */
class SuspensionLogTest {
  private static final int OK = 0;
  private static final int SILENT = 1;

  private static final Program WOKEN =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON core=1 entry=A context=0",
          "core 1: CPU_SUSPEND power_state=powerdown entry=B context=0xb",
          "wake core 1",
          "core 1: PSCI_VERSION");

  private static final Program TIMED =
      Programs.of(
          "topology 1x1", "core 0: CPU_SUSPEND power_state=standby entry=A context=0 timer=100");

  /** Core 1 has suspended itself at 30. */
  private static HandMadeMailbox suspended() {
    return new HandMadeMailbox(WOKEN)
        .call(0, 0, 0, 10, 20, 0)
        .entry(1, 0, 15, 0, 0)
        .cleared(1, Layout.EntryRecord.CLEARED, 16)
        .openCall(1, 0, 1, 30)
        .block(1, Layout.CoreBlock.RUNNING, 1)
        .block(1, Layout.CoreBlock.ENTRIES, 1)
        .block(0, Layout.CoreBlock.STARTS + 4, 1)
        .block(1, Layout.CoreBlock.SUSPENDED, 1);
  }

  private static List<Event> of(History history, Class<? extends Event> kind) {
    return history.events().stream().filter(kind::isInstance).toList();
  }

  @Test
  void wakeUpsHaveTheirPlaceAndStepsTheirNumber() {
    History history =
        suspended()
            .wake(0, 0, 2, 1, 40, 41)
            .entry(1, 0, 45, 1, 0xb)
            .call(1, 0, 3, 50, 51, 0x10001)
            .program(Layout.NO_PROGRAM)
            .ended(0, OK)
            .last();
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(history.events())
        .extracting(Event::time)
        .containsExactly(10L, 15L, 30L, 40L, 45L, 50L);
    assertThat(history.events().get(3)).isEqualTo(new Event.WakeUp(1, 40, 41));
    assertThat(((Called) history.events().get(5)).step()).as("of the program").isEqualTo(2);
  }

  @Test
  void whatIsAskedForInVainIsSilentAndTheProgramGoesOn() {
    Program program =
        Programs.of(
            "topology 1x2", "core 0: NODE_HW_STATE core=1 level=0 until=1", "core 0: PSCI_VERSION");
    History history =
        new HandMadeMailbox(program)
            .call(0, 0, 0, 10, 20, 0)
            .call(0, 0, 0, 500, 510, 0)
            .limit()
            .call(0, 0, 1, 520, 530, 0x10001)
            .program(Layout.NO_PROGRAM)
            .ended(0, OK)
            .last();
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(of(history, Event.Silent.class))
        .containsExactly(new Event.Silent(1, Awaited.RESULT, 510));
    assertThat(of(history, Called.class)).hasSize(3);
  }

  @Test
  void everyCallThatSuspendsMayEndAtAnEntry() {
    Program program =
        Programs.of("topology 1x1", "core 0: SYSTEM_SUSPEND entry=A context=5 timer=100");
    History history =
        new HandMadeMailbox(program)
            .timer(0, 0, 0, 40)
            .openCall(0, 0, 0, 30)
            .entry(0, 0, 45, 0, 5)
            .cleared(0, Layout.EntryRecord.CLEARED, 46)
            .program(Layout.NO_PROGRAM)
            .ended(0, OK)
            .last();
    assertThat(history.ending()).isEqualTo(Ending.PARKED);
    assertThat(history.events()).extracting(Event::time).containsExactly(30L, 40L, 45L);
    assertThat(history.events().get(1)).isEqualTo(new Event.WakeUp(0, 40, 40));
  }

  @Test
  void aCoreThatIsNotWokenByItsInterruptIsSilent() {
    History history =
        suspended()
            .wake(0, 0, 2, 1, 40, 41)
            .silence(0, 0, 1, Layout.SilenceRecord.WAKE_UP, 42, 1042)
            .ended(0, SILENT)
            .last();
    assertThat(history.remark()).isEqualTo("core 0 waited in vain for core 1 to wake up");
    assertThat(of(history, Event.Silent.class))
        .containsExactly(new Event.Silent(1, Awaited.WAKE_UP, 1042));
  }

  @Test
  void anInterruptOfJustNowMayStillWake() {
    History history =
        suspended()
            .wake(0, 0, 2, 1, 940, 941)
            .silence(0, 0, 1, Layout.SilenceRecord.WAKE_UP, 42, 1042)
            .ended(0, SILENT)
            .last();
    assertThat(of(history, Event.Silent.class)).isEmpty();
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
  }

  @Test
  void aCoreThatDoesNotGoOnIsSilent() {
    History history =
        new HandMadeMailbox(WOKEN)
            .call(0, 0, 0, 10, 20, 0)
            .entry(1, 0, 15, 0, 0)
            .silence(0, 0, 1, Layout.SilenceRecord.PROGRESS, 25, 1025)
            .ended(0, SILENT)
            .last();
    assertThat(of(history, Event.Silent.class))
        .containsExactly(new Event.Silent(1, Awaited.PROGRESS, 1025));
  }

  @Test
  void aTimerCountsOnlyIfItFired() {
    History fired =
        new HandMadeMailbox(TIMED)
            .timer(0, 0, 0, 100)
            .call(0, 0, 0, 50, 120, 0)
            .cleared(0, Layout.CallRecord.CLEARED, 121)
            .program(Layout.NO_PROGRAM)
            .ended(0, OK)
            .last();
    assertThat(of(fired, Event.WakeUp.class)).containsExactly(new Event.WakeUp(0, 100, 100));
    History refused =
        new HandMadeMailbox(TIMED)
            .timer(0, 0, 0, 100)
            .call(0, 0, 0, 50, 60, -2)
            .cleared(0, Layout.CallRecord.CLEARED, 61)
            .program(Layout.NO_PROGRAM)
            .ended(0, OK)
            .last();
    assertThat(refused.ending()).isEqualTo(Ending.PARKED);
    assertThat(of(refused, Event.WakeUp.class)).isEmpty();
  }

  @Test
  void allAsleepIsASilenceOfEachWithEveryTimerFired() {
    StillMachine machine = new StillMachine();
    List<History> histories =
        new HandMadeMailbox(TIMED)
            .timer(0, 0, 0, 100)
            .openCall(0, 0, 0, 50)
            .block(0, Layout.CoreBlock.SUSPENDED, 1)
            .read(machine);
    History history = histories.get(0);
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    assertThat(history.remark()).contains("none of them wakes up");
    assertThat(of(history, Event.WakeUp.class)).containsExactly(new Event.WakeUp(0, 100, 100));
    assertThat(of(history, Event.Silent.class))
        .containsExactly(new Event.Silent(0, Awaited.WAKE_UP, 101));
  }

  @Test
  void allAsleepInAMachineThatDoesNotAnswerSaysNothing() {
    StillMachine machine = new StillMachine();
    machine.answers = false;
    History history =
        new HandMadeMailbox(TIMED)
            .timer(0, 0, 0, 100)
            .openCall(0, 0, 0, 50)
            .block(0, Layout.CoreBlock.SUSPENDED, 1)
            .read(machine)
            .get(0);
    assertThat(history.ending()).isEqualTo(Ending.DIED);
    assertThat(of(history, Event.Silent.class)).isEmpty();
  }

  @Test
  void wakeUpsThatNoAgentSendsAreGarbled() {
    assertThat(suspended().wake(0, 0, 2, 0, 40, 41).ended(0, OK).last().remark())
        .contains("record 1 of its log: step is 2, not a wake-up of core 0");
    assertThat(suspended().wake(0, 0, 2, 9, 40, 41).ended(0, OK).last().remark())
        .contains("target is 9, not a core");
    assertThat(suspended().timer(0, 0, 0, 40).ended(0, OK).last().remark())
        .contains("step is 0, not a call with a timer");
  }

  // ---- calls without stamps

  private static final Program QUESTION =
      Programs.of("topology 1x1", "core 0: PSCI_VERSION", "core 0: MIGRATE_INFO_TYPE");

  private static HandMadeMailbox questions() {
    return new HandMadeMailbox(QUESTION, QUESTION)
        .call(0, 0, 0, 10, 20, 1)
        .call(0, 0, 1, 30, 40, 2)
        .question(1, 0, 3);
  }

  @Test
  void callsWithoutStampsHaveTheirOrder() {
    History history = questions().question(1, 1, 4).program(Layout.NO_PROGRAM).ended(0, OK).last();
    Called first = (Called) history.events().get(0);
    Called second = (Called) history.events().get(1);
    assertThat(first.result()).isEqualTo(3);
    assertThat(first.begin()).isLessThan(first.end());
    assertThat(second.begin()).isGreaterThan(first.end());
    assertThat(second.step()).isEqualTo(1);
  }

  @Test
  void aCallWithoutStampsThatDoesNotReturnIsSeenAllTheSame() {
    History history = questions().program(1).last();
    assertThat(history.ending()).isEqualTo(Ending.SILENT);
    Called open = (Called) history.events().get(1);
    assertThat(open.returned()).isFalse();
    assertThat(open.step()).isEqualTo(1);
    assertThat(of(history, Event.Silent.class))
        .extracting(event -> ((Event.Silent) event).awaited())
        .containsExactly(Awaited.RETURN);
  }
}
