// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.Parking;
import org.psci.conformance.target.Placement;

/** Offsets are written as numbers here: they are those of agent/MAILBOX.md. */
class ProgramEncoderTest {
  private static final long TICKS_PER_SECOND = 10_000_000;

  private static ByteBuffer encode(String... lines) {
    Program program = Programs.of(lines);
    Placement placement = Placement.of(program, Programs.machine(4)).orElseThrow();
    Plan plan = Planner.plan(program, placement, true);
    ByteBuffer bytes = ProgramEncoder.encode(plan, TICKS_PER_SECOND);
    assertThat(bytes.capacity()).isEqualTo(ProgramEncoder.size(plan));
    return bytes;
  }

  private static int step(int number) {
    return 0x98 + 0x40 * number;
  }

  private static int need(ByteBuffer bytes, int step, int core) {
    return bytes.getShort(step(step) + 0x20 + 2 * core);
  }

  @Test
  void registersAreThoseOfThePlacement() {
    ByteBuffer bytes = encode("topology 1x2", "core 0: CPU_ON core=1 entry=B context=0x1122334455");
    assertThat(bytes.getInt(0)).isEqualTo(1);
    assertThat(bytes.getLong(step(0))).isEqualTo(0xc400_0003L);
    assertThat(bytes.getLong(step(0) + 8)).isEqualTo(1);
    assertThat(bytes.getLong(step(0) + 16)).isEqualTo(Programs.SLED + 16);
    assertThat(bytes.getLong(step(0) + 24)).isEqualTo(0x11_2233_4455L);
  }

  @Test
  void everyStepNeedsAllPhasesBeforeIt() {
    ByteBuffer bytes =
        encode(
            "topology 1x3",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 0: PSCI_VERSION",
            "core 1: PSCI_VERSION",
            "core 0: PSCI_VERSION");
    assertThat(bytes.getShort(0x08)).isEqualTo((short) 3);
    assertThat(bytes.getShort(0x0a)).isEqualTo((short) 1);
    assertThat(need(bytes, 1, 0)).as("own steps need nothing").isZero();
    assertThat(need(bytes, 2, 0)).isEqualTo(2);
    assertThat(need(bytes, 3, 1)).isEqualTo(1);
    assertThat(bytes.getShort(step(3) + 0x34)).as("phase").isEqualTo((short) 3);
    assertThat(bytes.get(step(2) + 0x30)).as("core").isEqualTo((byte) 1);
  }

  @Test
  void callsTogetherMeetAndDoNotNeedEachOther() {
    ByteBuffer bytes =
        encode(
            "topology 1x4",
            "core 0: CPU_ON core=3 entry=A context=0",
            "together",
            "  core 0: CPU_ON core=2 entry=B context=0",
            "  core 3: CPU_ON core=2 entry=C context=0",
            "core 0: PSCI_VERSION");
    assertThat(bytes.get(step(0) + 0x31)).isZero();
    assertThat(bytes.get(step(1) + 0x31)).isEqualTo((byte) 0b1001);
    assertThat(bytes.get(step(2) + 0x31)).isEqualTo((byte) 0b1001);
    assertThat(need(bytes, 1, 3)).isZero();
    assertThat(need(bytes, 2, 0)).isEqualTo(1);
    assertThat(bytes.getShort(step(2) + 0x34)).isEqualTo(bytes.getShort(step(1) + 0x34));
  }

  @Test
  void slotsKnowThePhaseThatHandsThemOut() {
    ByteBuffer bytes =
        encode(
            "topology 1x2",
            "core 0: PSCI_VERSION",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 0: CPU_ON core=1 entry=C+20 context=0",
            "core 0: CPU_ON core=1 entry=A context=0");
    assertThat(bytes.getShort(0x18)).as("A, the first time").isEqualTo((short) 1);
    assertThat(bytes.getShort(0x18 + 2)).as("B").isEqualTo((short) 0xffff);
    assertThat(bytes.getShort(0x18 + 2 * 3)).as("20 bytes behind C").isEqualTo((short) 2);
  }

  @Test
  void flagsSayHowACallIsMade() {
    ByteBuffer bytes =
        encode(
            "topology 1x2",
            "core 0: PSCI_VERSION",
            "core 0: AFFINITY_INFO core=1 level=0 until=OFF",
            "core 0: AFFINITY_INFO core=1 level=0 while=ON",
            "core 0: CPU_OFF");
    assertThat(bytes.get(step(0) + 0x33)).as("CHECK").isEqualTo((byte) 0x01);
    assertThat(bytes.get(step(1) + 0x33)).as("UNTIL_EQUAL").isEqualTo((byte) 0x09);
    assertThat(bytes.getInt(step(1) + 0x38)).isEqualTo(1);
    assertThat(bytes.get(step(2) + 0x33)).as("UNTIL_DIFFERENT").isEqualTo((byte) 0x11);
    assertThat(bytes.getInt(step(2) + 0x38)).isZero();
    assertThat(bytes.get(step(3) + 0x33)).as("NORETURN").isEqualTo((byte) 0x03);
  }

  @Test
  void theAgentLearnsWhatCallsDo() {
    ByteBuffer bytes =
        encode(
            "topology 1x2",
            "core 0: CPU_ON32 core=1 entry=A context=0",
            "core 1: CPU_FREEZE",
            "core 0: CPU_DEFAULT_SUSPEND entry=B context=0 timer=100",
            "core 0: SYSTEM_SUSPEND entry=C context=0",
            "core 0: PSCI_SET_SUSPEND_MODE mode=1",
            "core 0: MIGRATE core=1",
            "core 0: NODE_HW_STATE core=1 level=0 until=1",
            "core 0: CALL id=0xc4000002",
            "core 0: SYSTEM_RESET2 type=0 cookie=0");
    byte[] effects = {0x01, 0x06, 0x08, 0x08, 0x10, 0x20, 0x40, 0, (byte) 0x80};
    for (int number = 0; number < effects.length; number++) {
      assertThat(bytes.get(step(number) + 0x36)).as("step %d", number).isEqualTo(effects[number]);
      boolean leaves = (effects[number] & 0x0a) != 0;
      assertThat(bytes.get(step(number) + 0x33) & 0x02)
          .as("NORETURN of step %d", number)
          .isEqualTo(leaves ? 0x02 : 0);
    }
  }

  @Test
  void everyPreparationHasItsBit() {
    ByteBuffer bytes =
        encode(
            "topology 1x1",
            "core 0: PSCI_VERSION dirty=mmu",
            "core 0: PSCI_VERSION dirty=daif",
            "core 0: PSCI_VERSION dirty=be",
            "core 0: PSCI_VERSION dirty=vbar",
            "core 0: PSCI_VERSION dirty=regs",
            "core 0: PSCI_VERSION dirty=all");
    for (int number = 0; number < 5; number++) {
      assertThat(bytes.get(step(number) + 0x32)).isEqualTo((byte) (1 << number));
    }
    assertThat(bytes.get(step(5) + 0x32)).isEqualTo((byte) 0x1f);
  }

  @Test
  void suspensionsCompleteWhenTheyAreMade() {
    ByteBuffer bytes =
        encode(
            "topology 1x2",
            "core 0: CPU_ON core=1 entry=A context=0",
            "core 1: CPU_SUSPEND power_state=standby entry=B context=0",
            "wake core 1",
            "core 0: CPU_SUSPEND power_state=standby entry=C context=0 timer=250");
    assertThat(bytes.getInt(0)).as("steps").isEqualTo(4);
    assertThat(bytes.getInt(0x04)).as("WAKES").isEqualTo(1);
    assertThat(bytes.get(step(1) + 0x33)).as("CHECK, NORETURN").isEqualTo((byte) 0x03);
    assertThat(bytes.get(step(2) + 0x33)).as("WAKE").isEqualTo((byte) 0x20);
    assertThat(bytes.get(step(2) + 0x30)).as("sender").isZero();
    assertThat(bytes.getLong(step(2))).as("target").isEqualTo(1);
    assertThat(bytes.get(step(2) + 0x37)).as("skew").isEqualTo((byte) (4000 / 16));
    assertThat(bytes.get(step(0) + 0x36)).as("STARTS").isEqualTo((byte) 0x01);
    assertThat(bytes.get(step(1) + 0x36)).as("SUSPENDS").isEqualTo((byte) 0x08);
    assertThat(bytes.get(step(2) + 0x36)).as("no effects").isZero();
    assertThat(need(bytes, 2, 1)).isEqualTo(1);
    assertThat(bytes.get(step(3) + 0x33)).as("with TIMER").isEqualTo((byte) 0x43);
    assertThat(bytes.getInt(step(3) + 0x3c)).as("ticks").isEqualTo(2500);
    assertThat(bytes.getShort(0x08)).as("wake-ups count").isEqualTo((short) 3);
  }

  @Test
  void questionsGoTheShortWayButForOneInEight() {
    Program program = Programs.of("topology 1x1", "core 0: PSCI_VERSION");
    Batch batch =
        Batch.of(
            Collections.nCopies(10, program),
            Programs.machine(2),
            2,
            new Batch.Area(Layout.FREE, Mailbox.LEAST_SIZE));
    ByteBuffer bytes = batch.encode(TICKS_PER_SECOND).order(ByteOrder.LITTLE_ENDIAN);
    for (int index = 0; index < 10; index++) {
      byte flags = bytes.get(index * (0x98 + 0x40) + step(0) + 0x33);
      assertThat(flags).isEqualTo((byte) (index % 8 == 0 ? 0x01 : 0x04));
    }
    assertThat(bytes.getInt(0x04)).as("no WAKES").isZero();
  }

  private static ByteBuffer encode(Parking parking, String... lines) {
    Program program = Programs.of(lines);
    Placement placement = Placement.of(program, Programs.machine(4)).orElseThrow();
    Plan plan = Planner.plan(program, placement, true);
    ByteBuffer bytes = ByteBuffer.allocate(ProgramEncoder.size(plan));
    new ProgramEncoder(bytes, TICKS_PER_SECOND, parking).write(plan, false);
    return bytes;
  }

  @Test
  void programsThatParkByRestartSayItAndGiveUpAsking() {
    String[] lines = {
      "topology 1x2",
      "core 0: AFFINITY_INFO core=1 level=0 until=OFF",
      "core 0: AFFINITY_INFO core=1 level=0",
      "core 0: CPU_ON core=1 entry=A context=0"
    };
    ByteBuffer restarts = encode(Parking.BY_RESTART, lines);
    assertThat(restarts.getInt(0x04)).isEqualTo(0x02);
    assertThat(restarts.get(step(0) + 0x36)).isEqualTo((byte) 0x40);
    assertThat(restarts.get(step(1) + 0x36)).isZero();
    assertThat(restarts.get(step(2) + 0x36)).isEqualTo((byte) 0x01);
    ByteBuffer asks = encode(Parking.BY_ASKING, lines);
    assertThat(asks.getInt(0x04)).isZero();
    assertThat(asks.get(step(0) + 0x36)).isZero();
  }
}
