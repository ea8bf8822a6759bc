// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.psci.conformance.history.Changes;
import org.psci.conformance.history.Event;
import org.psci.spec.model.Call;
import org.psci.spec.step.EntryState;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;

/** States how events read in a finding. */
class WordingTest {

  private static Call call(int id, long x1) {
    return new Call(2, id & 0xffff_ffffL, x1, 0x40, 0xa, ExecutionState.AARCH64);
  }

  private static Event.Called called(Call call, long end, long result) {
    return new Event.Called(call, 0, 1, end, result, Changes.NONE, false);
  }

  @Test
  void calls() {
    Call on = call(PsciFunction.CPU_ON.smc64(), 1);
    assertThat(Wording.of(called(on, 2, -4)))
        .isEqualTo("core 2: CPU_ON(0x1, 0x40, 0xa) returned ALREADY_ON (-4)");
    assertThat(Wording.of(called(on, 2, 0x77)))
        .isEqualTo("core 2: CPU_ON(0x1, 0x40, 0xa) returned 0x77");
    assertThat(Wording.of(called(call(PsciFunction.CPU_OFF.smc32(), 1), Event.Called.NEVER, 0)))
        .isEqualTo("core 2: CPU_OFF() did not return");
    assertThat(Wording.call(new Call(0, 0x7_8400_0000L, 0, 0, 0, ExecutionState.AARCH64)))
        .isEqualTo("PSCI_VERSION() [x0 = 0x784000000]");
    assertThat(Wording.call(call(0x8400_001f, 1))).endsWith("(0x1, 0x40, 0xa)");
    assertThat(Wording.functionOf(call(PsciFunction.CPU_ON.smc32(), 1))).isEqualTo("CPU_ON");
    assertThat(Wording.functionOf(call(0x8400_001f, 1))).isEqualTo("0x8400001f");
  }

  @Test
  void whatHappensToCores() {
    assertThat(Wording.of(new Event.Entered(1, 0x4000_1000L, 0xa, EntryState.NOTHING_READ, 3)))
        .isEqualTo("core 1 entered at 0x40001000 with x0 = 0xa");
    assertThat(Wording.of(new Event.WakeUp(1, 2, 3)))
        .isEqualTo("an interrupt became pending for core 1");
  }

  @ParameterizedTest
  @CsvSource({
    "ENTRY, core 1 never came in",
    "RETURN, core 1 never came back from its call",
    "WAKE_UP, core 1 never came back from its CPU_SUSPEND",
    "PROGRESS, 'core 1 never went on, although it was in no call'",
    "RESULT, core 1 never brought about the result that was waited for"
  })
  void silences(Event.Silent.Awaited awaited, String words) {
    assertThat(Wording.of(new Event.Silent(1, awaited, 9))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "RESET, the machine was reset",
    "POWERED_OFF, the machine was powered off",
    "HIBERNATED, the machine was powered off to hibernate"
  })
  void endsOfTheMachine(Event.Machine.What what, String words) {
    assertThat(Wording.of(new Event.Machine(what, 9))).isEqualTo(words);
  }
}
