// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;

/** Whatever the guest writes, the host neither throws nor waits for ever. */
class GarbageTest {
  private static final Program PROGRAM =
      Programs.of(
          "topology 1x2",
          "core 0: CPU_ON core=1 entry=A context=0",
          "core 1: CPU_OFF",
          "core 0: AFFINITY_INFO core=1 level=0 until=OFF");

  /** The parts that only the agent writes. */
  private static void fillAgentAreas(HandMadeMailbox box, Random random) {
    byte[] bytes = new byte[box.memory.capacity()];
    random.nextBytes(bytes);
    box.memory.put(0, bytes, 0, 0x100);
    box.memory.put(0x200, bytes, 0x200, Layout.FREE - 0x200);
    int logs = box.batch.logOffset(0);
    box.memory.put(logs, bytes, logs, bytes.length - logs);
  }

  @Property(tries = 200)
  void randomBytesNeverThrow(@ForAll long seed) throws TargetException {
    HandMadeMailbox box = new HandMadeMailbox(PROGRAM, PROGRAM);
    AgentSession session = box.session(StillMachine.dead());
    fillAgentAreas(box, new Random(seed));
    List<History> histories = session.run(List.of(PROGRAM, PROGRAM), box.profile);
    assertThat(histories).hasSizeBetween(1, 2);
    assertThat(histories.get(histories.size() - 1).isParked()).isFalse();
    try {
      session.deviceTree();
      session.configure(Conduit.HVC, box.profile.topology(), Optional.empty());
    } catch (TargetException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static HandMadeMailbox sound() {
    return new HandMadeMailbox(PROGRAM, PROGRAM)
        .call(0, 0, 0, 10, 20, 0)
        .entry(1, 0, 15, 0, 0)
        .openCall(1, 0, 1, 30)
        .call(0, 0, 2, 40, 41, 0)
        .call(0, 0, 2, 50, 51, 1)
        .call(0, 1, 0, 60, 61, 0)
        .silence(0, 1, 1, Layout.SilenceRecord.ENTRY, 75, 1075)
        .program(1)
        .ended(0, 1);
  }

  @Property(tries = 2000)
  void aFlippedBitNeverThrows(
      @ForAll @IntRange(max = 0x6ff) int headBit,
      @ForAll @IntRange(max = 6 * 0x80 * 8 - 1) int logBit,
      @ForAll boolean inLog,
      @ForAll @IntRange(max = 1) int core) {
    HandMadeMailbox box = sound();
    ByteBuffer memory = box.memory;
    int at = inLog ? box.at(core, 0) + logBit / 8 : 0x200 + headBit;
    memory.put(at, (byte) (memory.get(at) ^ 1 << logBit % 8));
    List<History> histories = box.read(StillMachine.dead());
    assertThat(histories).hasSizeBetween(1, 2);
  }
}
