// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An adapter that answers by itself is left alone; one that needs time is given it soon. */
class PromptnessTest {
  private final Promptness promptness = new Promptness();

  @Test
  void isLongForAnAdapterThatAnswersByItself() {
    promptness.learn(true);
    assertThat(promptness.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
  }

  @Test
  void getsShortForAnAdapterThatNeedsTimeAndLongAgain() {
    for (int call = 0; call < 12; call++) {
      promptness.learn(false);
    }
    assertThat(promptness.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
    for (int call = 0; call < 12; call++) {
      promptness.learn(true);
    }
    assertThat(promptness.nanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
  }
}
