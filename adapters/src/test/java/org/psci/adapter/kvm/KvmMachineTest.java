// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class KvmMachineTest {
  private static final int MAILBOX_ADDRESS = 0x40;
  private static final int MAILBOX_SIZE = 0x48;

  @Test
  void theMailboxIsASecondPieceOfMemoryBehindTheRam() {
    assertThat(KvmMachine.DEFAULT.command("qemu", "/agent", "/mailbox"))
        .containsSequence("-accel", "kvm", "-cpu", "host", "-smp", "4", "-m", "36M")
        .containsSequence("-object", "memory-backend-ram,id=ram,size=32M")
        .contains("memory-backend-file,id=mailbox,size=4M,share=on,mem-path=/mailbox")
        .containsSequence("-numa", "node,memdev=ram", "-numa", "node,memdev=mailbox")
        .containsSequence("-kernel", "/agent");
    ByteBuffer agent = ByteBuffer.wrap(KvmMachine.agent()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(agent.getLong(MAILBOX_ADDRESS)).isEqualTo(0x4200_0000L);
    assertThat(agent.getLong(MAILBOX_SIZE)).isEqualTo(KvmMachine.MAILBOX_SIZE);
  }

  @Test
  void moreCoresThanTheAgentKnowsAreRefused() {
    assertThatThrownBy(() -> new KvmMachine(9)).hasMessage("KVM is used with 1 to 8 cores, not 9");
  }

  @Test
  void noWordHasABlankSinceAShellSplitsThem() {
    assertThat(KvmMachine.DEFAULT.command("/bin/qemu", "/agent", "/mailbox"))
        .noneMatch(word -> word.contains(" "));
  }
}
