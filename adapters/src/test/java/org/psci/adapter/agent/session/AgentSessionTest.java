// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.batch.Programs;
import org.psci.adapter.agent.guest.Gic;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.target.TargetException;
import org.psci.spec.vocabulary.Conduit;

class AgentSessionTest {
  private static final Program PROGRAM = Programs.of("topology 1x1", "core 0: PSCI_VERSION");

  private final HandMadeMailbox box = new HandMadeMailbox(PROGRAM);

  @Test
  void anotherLayoutIsRefused() {
    box.memory.putInt(Layout.Boot.LAYOUT_VERSION, 1);
    assertThatThrownBy(() -> box.session(new StillMachine()))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("layout_version is 1, not 6");
  }

  @Test
  void bootFactsThatMakeNoSenseAreRefused() {
    box.memory.putInt(Layout.Boot.SLED_STRIDE, 0);
    assertThatThrownBy(() -> box.session(new StillMachine()))
        .hasMessageContaining("sled_stride is 0");
    box.memory.putInt(Layout.Boot.SLED_STRIDE, 16).putLong(Layout.Boot.SLED_BASE, 3);
    assertThatThrownBy(() -> box.session(new StillMachine()))
        .hasMessageContaining("sled_base is 3");
    box.memory
        .putLong(Layout.Boot.SLED_BASE, Programs.SLED)
        .putInt(Layout.Boot.EXECUTION_STATE, 16);
    assertThatThrownBy(() -> box.session(new StillMachine()))
        .hasMessageContaining("execution_state is 16, not 64 or 32");
  }

  @Test
  void aMissingDeviceTreeIsToldSo() throws TargetException {
    AgentSession session = box.session(new StillMachine());
    assertThatThrownBy(session::deviceTree)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("device tree");
    box.memory.putInt(Layout.Boot.DTB_LENGTH, -1);
    assertThatThrownBy(session::deviceTree).hasMessageContaining("dtb_offset + dtb_length");
  }

  @Test
  void configureSaysWhyItFailed() throws TargetException {
    AgentSession session = box.session(StillMachine.dead());
    Optional<Gic> gic = Optional.of(new Gic(3, 0x800_0000, 0x80a_0000));
    assertThatThrownBy(() -> session.configure(Conduit.SMC, box.profile.topology(), gic))
        .isInstanceOf(TargetException.class)
        .hasMessage("killed by the test");
    assertThat(box.memory.getInt(0x104)).isEqualTo(1);
    assertThat(box.memory.getInt(0x108)).as("SMC").isEqualTo(1);
    assertThat(box.memory.getInt(0x10c)).isEqualTo(2);
    assertThat(box.memory.getLong(0x110)).as("ticks").isEqualTo(1000);
    assertThat(box.memory.getLong(0x120)).as("MPIDR of core 1").isEqualTo(1);
    assertThat(box.memory.getInt(0x1a8)).as("GIC").isEqualTo(3);
    assertThat(box.memory.getLong(0x1b0)).isEqualTo(0x800_0000);
    assertThat(box.memory.getLong(0x1b8)).isEqualTo(0x80a_0000);
  }

  @Test
  void logsOfAnEarlierBatchAreNotRead() throws TargetException {
    box.call(0, 0, 0, 10, 20, 0);
    box.memory.putInt(Layout.Command.SEQ, HandMadeMailbox.SEQ);
    List<History> histories = box.session(StillMachine.dead()).run(List.of(PROGRAM), box.profile);
    assertThat(histories).hasSize(1);
    assertThat(histories.get(0).ending()).isEqualTo(Ending.DIED);
    assertThat(histories.get(0).events()).isEmpty();
    assertThat(box.memory.getInt(0x158)).as("programs").isEqualTo(1);
  }
}
