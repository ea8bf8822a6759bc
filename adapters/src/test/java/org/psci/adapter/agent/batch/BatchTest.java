// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.psci.adapter.agent.mailbox.Layout;
import org.psci.adapter.agent.mailbox.Mailbox;
import org.psci.conformance.program.Program;

class BatchTest {
  private static final Batch.Area AREA = new Batch.Area(Layout.FREE, Mailbox.LEAST_SIZE);
  private static final Program SHORT = Programs.of("topology 1x1", "core 0: PSCI_VERSION");

  @Test
  void whatDoesNotFitIsLeftForTheNextBatch() {
    Batch batch = Batch.of(Collections.nCopies(1000, SHORT), Programs.machine(2), 2, AREA);
    assertThat(batch.size()).isBetween(1, 999);
    assertThat(batch.logOffset(2) + Batch.STRANGER_CAPACITY * Layout.RECORD_SIZE)
        .isLessThanOrEqualTo(Mailbox.LEAST_SIZE);
    assertThat(batch.logsOffset())
        .isGreaterThanOrEqualTo(Layout.FREE + batch.encode(1000).remaining());
  }

  @Test
  void aProgramThatTheMachineCannotRunIsRefused() {
    Program large = Programs.of("topology 2x4", "core 0: PSCI_VERSION");
    assertThatThrownBy(() -> Batch.of(List.of(large), Programs.machine(2), 2, AREA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too small");
  }

  @Test
  void aProgramThatTheMailboxCannotHoldIsRefused() {
    Program once = SHORT;
    for (int doubling = 0; doubling < 11; doubling++) {
      once = once.then(once);
    }
    Program endless = once;
    assertThatThrownBy(() -> Batch.of(List.of(endless), Programs.machine(2), 2, AREA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("larger than the mailbox");
  }
}
