// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgentImageTest {
  static Stream<AgentImage> images() {
    return Stream.of(AgentImage.aarch64(), AgentImage.aarch32());
  }

  @ParameterizedTest
  @MethodSource("images")
  void imagesArePartOfTheJar(AgentImage image) {
    assertThat(image.bytes()).hasSizeGreaterThan(4096);
  }

  @ParameterizedTest
  @MethodSource("images")
  void mailboxIsPatchedAndNothingElse(AgentImage image) {
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
    assertThatThrownBy(() -> AgentImage.of(new byte[100], 0x38, 0x644d_5241))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AgentImage.of(new byte[3], 0x24, 0x016f_2818))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AgentImage.of(AgentImage.aarch32().bytes(), 0x38, 0x644d_5241))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
