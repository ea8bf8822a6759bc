// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.session.HandMadeMailbox;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;

/**
 * An agent that writes what no agent writes: each time the remark says which field, and its value.
 */
class GarbledLogTest {
  private static final Program PROGRAM =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON core=1 entry=A context=0",
          "core 1: PSCI_VERSION",
          "core 0: PSCI_VERSION");

  /** Two records of core 0, and one of core 1. */
  private static HandMadeMailbox sound() {
    return new HandMadeMailbox(PROGRAM, PROGRAM)
        .call(0, 0, 0, 10, 20, 0)
        .entry(1, 0, 15, 0, 0)
        .call(0, 0, 2, 40, 41, 0)
        .program(Layout.NO_PROGRAM)
        .ended(0, 0);
  }

  private static Arguments garble(String remark, Consumer<HandMadeMailbox> how) {
    return arguments(remark, how);
  }

  static Stream<Arguments> garbles() {
    return Stream.of(
        garble(
            "core 0: log_count is 4294967295, not at most",
            box -> box.block(0, Layout.CoreBlock.LOG_COUNT, -1)),
        garble(
            "core 1: log_count is 100000, not at most",
            box -> box.block(1, Layout.CoreBlock.LOG_COUNT, 100_000)),
        garble(
            "core 0: record 2 of its log: kind is 0, not 1 to 5",
            box -> box.block(0, Layout.CoreBlock.LOG_COUNT, 3)),
        garble("record 1 of its log: kind is 77", box -> box.memory.put(box.at(0, 1), (byte) 77)),
        garble(
            "record 0 of its log: core is 9, not 1",
            box -> box.memory.put(box.at(1, 0) + Layout.Head.CORE, (byte) 9)),
        garble(
            "record 0 of its log: program is 2, not between 0 and 1",
            box -> box.memory.putInt(box.at(0, 0) + Layout.Head.PROGRAM, 2)),
        garble(
            "record 0 of its log: program is 4294967295",
            box -> box.memory.putInt(box.at(0, 0) + Layout.Head.PROGRAM, -1)),
        garble(
            "record 1 of its log: step is 3, not a step of program 0, which has 3",
            box -> box.memory.putInt(box.at(0, 1) + Layout.CallRecord.STEP, 3)),
        garble(
            "record 1 of its log: step is 1, not a step of this core",
            box -> box.memory.putInt(box.at(0, 1) + Layout.CallRecord.STEP, 1)),
        garble(
            "record 1 of its log: begin is 19, not a stamp from 20 on",
            box -> box.memory.putLong(box.at(0, 1) + Layout.CallRecord.BEGIN, 19)),
        garble(
            "record 1 of its log: end is 39, not a stamp from 40 on",
            box -> box.memory.putLong(box.at(0, 1) + Layout.CallRecord.END, 39)),
        garble(
            "record 1 of its log: end is 9223372036854775807",
            box -> box.memory.putLong(box.at(0, 1) + Layout.CallRecord.END, Long.MAX_VALUE)),
        garble(
            "record 0 of its log: stamp is 18446744073709551615",
            box -> box.memory.putLong(box.at(1, 0) + Layout.EntryRecord.STAMP, -1)),
        garble(
            "record 0 of its log: mpidr is 0, not that of this core",
            box -> box.memory.putLong(box.at(1, 0) + Layout.EntryRecord.MPIDR, 0)),
        garble(
            "record 0 of its log: changed is 1, not a set of x4 to x30 and SP",
            box -> box.memory.putLong(box.at(0, 0) + Layout.CallRecord.CHANGED, 1)),
        garble(
            "record 1 of its log: kind is 1, not possible: the call before has not returned",
            box -> box.memory.putShort(box.at(0, 0) + Layout.Head.FLAGS, (short) 0)),
        garble(
            "record 2 of its log: what is 7, not 1 to 6", box -> box.silence(0, 0, 1, 7, 50, 60)),
        garble(
            "record 2 of its log: awaited is 2, not a core",
            box -> box.silence(0, 0, 2, Layout.SilenceRecord.ENTRY, 50, 60)),
        garble(
            "the batch ended well, but a log ends with SILENCE",
            box -> box.silence(0, 0, 1, Layout.SilenceRecord.ENTRY, 50, 60)),
        garble(
            "record 3 of its log: kind is 2, not there: nothing follows a SILENCE or CRASH",
            box -> box.crash(0, 0).entry(0, 0, 70, 0, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("garbles")
  void isToldFieldAndValue(String remark, Consumer<HandMadeMailbox> how) {
    HandMadeMailbox box = sound();
    assertThat(box.last().ending()).isEqualTo(Ending.PARKED);
    how.accept(box);
    List<History> histories = box.read();
    assertThat(histories).hasSize(1);
    assertThat(histories.get(0).ending()).isEqualTo(Ending.GARBLED);
    assertThat(histories.get(0).remark()).contains(remark);
  }

  @Test
  void whatWasSaidBeforeIsKept() {
    HandMadeMailbox box = sound().call(0, 1, 0, 50, 51, 0).call(0, 1, 99, 60, 61, 0);
    List<History> histories = box.read();
    assertThat(histories)
        .extracting(History::ending)
        .containsExactly(Ending.PARKED, Ending.GARBLED);
    assertThat(histories.get(0).events()).hasSize(3);
    assertThat(histories.get(1).events()).hasSize(1);
  }

  @Test
  void aLogThatIsAheadOfTheBatchIsGarbled() {
    HandMadeMailbox box = sound().call(0, 1, 0, 50, 51, 0).program(0).ended(0, 1);
    assertThat(box.last().ending()).isEqualTo(Ending.GARBLED);
    assertThat(box.last().remark()).contains("program 1");
  }
}
