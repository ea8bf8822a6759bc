// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.psci.conformance.target.TargetException;

class QemuOptionsTest {
  @Test
  void smcPutsTheAgentAtEl2() {
    QemuOptions options = QemuOptions.DEFAULT.withGicVersion(3);
    assertThat(VirtBoard.SMC.machine(options)).isEqualTo("virt,virtualization=on,gic-version=3");
    assertThat(VirtBoard.HVC.machine(QemuOptions.DEFAULT)).isEqualTo("virt");
    assertThat(VirtBoard.SMC.describe("QEMU 7.2", options))
        .isEqualTo("QEMU 7.2 virt, SMC, EL2, 4 cores, thread=multi");
  }

  @Test
  void threadsAndCoresAreOnTheCommandLine() {
    QemuOptions options =
        QemuOptions.DEFAULT.withThreads(QemuOptions.Threads.SINGLE).withCores(8).withCpu("max");
    assertThat(options.command())
        .containsSequence("-cpu", "max", "-smp", "8", "-accel", "tcg,thread=single");
  }

  @Test
  void moreCoresThanTheAgentKnowsAreRefused() {
    assertThatThrownBy(() -> QemuOptions.DEFAULT.withCores(9))
        .hasMessage("QEMU is used with 1 to 8 cores, not 9");
  }

  @Test
  void aMissingBinaryIsToldSo() {
    try (EmulatedTarget target =
        new EmulatedTarget(
            VirtBoard.HVC, QemuOptions.DEFAULT.withBinary("qemu-system-that-is-not-there"))) {
      assertThatThrownBy(() -> target.start(1))
          .isInstanceOf(TargetException.class)
          .hasMessage(
              "qemu-system-that-is-not-there is not installed: apt install qemu-system-arm");
    }
  }

  @Test
  void aBinaryThatIsNoQemuIsToldSo() {
    try (EmulatedTarget target =
        new EmulatedTarget(VirtBoard.HVC, QemuOptions.DEFAULT.withBinary("/bin/echo"))) {
      assertThatThrownBy(() -> target.start(1))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("does not say that it is QEMU");
    }
  }
}
