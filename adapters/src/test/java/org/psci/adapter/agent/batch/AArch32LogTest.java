// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.session.HandMadeMailbox;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;

/** What the host makes of the logs of an agent in AArch32. */
class AArch32LogTest {
  private static final int OK = 0;
  private static final int CRASHED = 2;
  private static final long AFFINITY_INFO = 0x8400_0004L;

  private static final Program CYCLE =
      Programs.of("topology 1x2", "core 0: CPU_ON core=1 entry=A+1 context=0xfedcba9876543210");

  private static HandMadeMailbox box() {
    return new HandMadeMailbox(ExecutionState.AARCH32, CYCLE);
  }

  private static Event event(HandMadeMailbox box, int index) {
    return box.last().events().get(index);
  }

  @Test
  void registersOfStepsHave32Bits() {
    Event.Called on = (Event.Called) event(box().call(0, 0, 0, 10, 20, 0).ended(0, OK), 0);
    assertThat(on.call().state()).isEqualTo(ExecutionState.AARCH32);
    assertThat(on.call().x2()).isEqualTo(Programs.SLED + 1);
    assertThat(on.call().x3()).isEqualTo(0x7654_3210L);
  }

  @Test
  void parkingCallsAreThoseOfAnAArch32Caller() {
    Event.Called parking =
        (Event.Called) event(box().parkingCall(0, 0, 10, 20, 1, AFFINITY_INFO, 1).ended(0, OK), 0);
    assertThat(parking.call().state()).isEqualTo(ExecutionState.AARCH32);
    assertThat(parking.call().wide(1)).isEqualTo(1);
  }

  @Test
  void entriesAreReadFromCpsr() {
    HandMadeMailbox box = box().call(0, 0, 0, 10, 20, 0).entry(1, 0, 30, 0, 0x7654_3210L);
    int at = box.at(1, 0);
    box.memory.putLong(at + Layout.EntryRecord.CPSR, 0x3f3);
    box.ended(0, OK);
    assertThat(((Event.Entered) event(box, 1)).state())
        .isEqualTo(
            new EntryState(
                1,
                0x7,
                EntryState.UNREAD,
                0x30d0_0800L,
                0x8000_0001L,
                HandMadeMailbox.TICKS_PER_SECOND,
                1,
                0x3f3));
    box.memory.putLong(at + Layout.EntryRecord.CPSR, 0x1da);
    EntryState hyp = ((Event.Entered) event(box, 1)).state();
    assertThat(hyp.exceptionLevel()).isEqualTo(2);
    assertThat(hyp.t32()).isZero();
    box.memory.putLong(at + Layout.EntryRecord.CPSR, 0x1d0);
    assertThat(((Event.Entered) event(box, 1)).state().exceptionLevel()).isZero();
  }

  @Test
  void changedRegistersAreR4ToR14() {
    HandMadeMailbox box = box().call(0, 0, 0, 1, 2, 0).ended(0, OK);
    int changed = box.at(0, 0) + Layout.CallRecord.CHANGED;
    box.memory.putLong(changed, 1 << 4 | 1 << 13);
    assertThat(((Event.Called) event(box, 0)).changed())
        .isEqualTo(new Changes(1 << 4 | 1 << 13, false, false, false, false));
    box.memory.putLong(changed, 1 << 15);
    History garbled = box.last();
    assertThat(garbled.ending()).isEqualTo(Ending.GARBLED);
    assertThat(garbled.remark()).contains("a set of r4 to r14");
  }

  @Test
  void exceptionsAreToldInWordsOfAArch32() {
    History died = box().crash(0, 0).ended(0, CRASHED).last();
    assertThat(died.ending()).isEqualTo(Ending.DIED);
    assertThat(died.remark()).contains("FSR or HSR 0x96000010");
  }
}
