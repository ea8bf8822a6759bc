// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/** Proves that whatever is handed over under a reading arrives, and needs that reading. */
class OutcomesTest {
  private static final Because WHY = Because.of("CPU_ON-01");

  private record Recorded(List<String> seen) implements Outcomes {
    private void add(String what, Optional<Because> why) {
      seen.add(what + why.flatMap(Because::reading).map(r -> " under " + r).orElse(""));
    }

    @Override
    public void returns(int value, State next, Because why) {
      add("value " + value, Optional.of(why));
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      add("number " + value, Optional.of(why));
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      add(answers.name(), Optional.of(why));
    }

    @Override
    public void leaves(State next, Because why) {
      add("leaves", Optional.of(why));
    }

    @Override
    public void returnsAnything(State next) {
      add("anything", Optional.empty());
    }
  }

  private static List<String> all(Outcomes sink, Recorded recorded) {
    sink.returns(-2, State.COLD_BOOT, WHY);
    sink.returnsNumber(7, State.COLD_BOOT, WHY);
    sink.returnsOneOf(Answers.NO_ERROR, State.COLD_BOOT, WHY);
    sink.leaves(State.COLD_BOOT, WHY);
    sink.returnsAnything(State.COLD_BOOT);
    return recorded.seen();
  }

  @Test
  void readingIsAddedToEachKindOfOutcome() {
    Recorded recorded = new Recorded(new ArrayList<>());
    assertThat(all(recorded.under("AMB-04", "B"), recorded))
        .containsExactly(
            "value -2 under AMB-04 B",
            "number 7 under AMB-04 B",
            "NO_ERROR under AMB-04 B",
            "leaves under AMB-04 B",
            "anything");
  }
}
