// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.former;

import java.util.List;
import java.util.Optional;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.model.Call;
import org.psci.spec.model.MemoryRange;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * MEM_PROTECT_CHECK_RANGE(base, length) (5.15), from 1.1: whether all of a range lies in memory
 * that MEM_PROTECT protects, whether it is on or not. Where nobody says which memory that is,
 * either answer may be right.
 */
final class MemProtectCheckRange implements Step {
  private static final Because INSIDE = Because.of("MEM-04");
  private static final Because OUTSIDE = Because.of("MEM-04", "MEM-06");

  @Override
  public void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    long base = call.wide(1);
    long length = call.wide(2);
    long last = base + length - 1;
    if (length == 0) {
      outcomes.returns(ReturnCode.DENIED, before, OUTSIDE.under("AMB-30", "A"));
      outcomes.returns(ReturnCode.SUCCESS, before, INSIDE.under("AMB-30", "B"));
    } else if (Long.compareUnsigned(last, base) < 0) {
      outcomes.returns(ReturnCode.DENIED, before, OUTSIDE);
      outcomes.returns(ReturnCode.SUCCESS, before, INSIDE.under("AMB-30", "C"));
    } else {
      Optional<List<MemoryRange>> memory = platform.memory();
      boolean inside =
          memory.filter(m -> m.stream().anyMatch(range -> range.contains(base, last))).isPresent();
      if (inside || memory.isEmpty()) {
        outcomes.returns(ReturnCode.SUCCESS, before, INSIDE);
      }
      if (!inside) {
        outcomes.returns(ReturnCode.DENIED, before, OUTSIDE);
      }
    }
  }

  @Override
  public Optional<Because> definitionOf(Platform platform, Call call, int value) {
    return Optional.of(OUTSIDE);
  }
}
