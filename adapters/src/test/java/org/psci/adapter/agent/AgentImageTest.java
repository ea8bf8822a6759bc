// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class AgentImageTest {
  @Test
  void imageIsPartOfTheJar() {
    assertThat(AgentImage.aarch64().bytes()).hasSizeGreaterThan(4096);
  }

  @Test
  void mailboxIsPatchedAndNothingElse() {
    AgentImage image = AgentImage.aarch64();
    byte[] patched = image.withMailbox(0x1234_5678_9abcL, 0x80_0000).bytes();
    ByteBuffer header = ByteBuffer.wrap(patched).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(header.getLong(0x40)).isEqualTo(0x1234_5678_9abcL);
    assertThat(header.getLong(0x48)).isEqualTo(0x80_0000);
    byte[] original = image.bytes();
    System.arraycopy(original, 0x40, patched, 0x40, 16);
    assertThat(patched).isEqualTo(original);
  }

  @Test
  void otherFilesAreNoImage() {
    assertThatThrownBy(() -> AgentImage.of(new byte[100]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AgentImage.of(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
