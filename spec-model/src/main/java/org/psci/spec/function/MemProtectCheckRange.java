// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import static org.psci.spec.vocabulary.ReturnCode.DENIED;
import static org.psci.spec.vocabulary.ReturnCode.SUCCESS;

import java.util.function.Predicate;
import org.psci.spec.clause.Clauses;
import org.psci.spec.clause.Section;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * MEM_PROTECT_CHECK_RANGE(base, length) (5.15), from 1.1: whether all of a range lies in memory
 * that MEM_PROTECT protects, whether it is on or not. Where nobody says which memory that is,
 * either answer may be right.
 */
final class MemProtectCheckRange extends Section<MemProtectCheckRange.Situation> {

  /** Where a range lies. */
  enum Range {
    /** It has no length. */
    EMPTY,
    BEYOND_HIGHEST_ADDRESS,
    IN_MEMORY,
    NOT_ALL_IN_MEMORY,
    /** Nobody has said which memory there is. */
    UNKNOWN
  }

  /** What a call meets. */
  record Situation(Range range) implements org.psci.spec.clause.Situation {
    @Override
    public int index() {
      return range.ordinal();
    }
  }

  MemProtectCheckRange() {
    super("MEM_PROTECT_CHECK_RANGE", Situation.class, MemProtectCheckRange::text);
  }

  private static void text(Clauses<Situation> on) {
    on.refuses(DENIED)
        .when("part of the range is no memory that can be protected", isIn(Range.NOT_ALL_IN_MEMORY))
        .by("MEM-04", "MEM-06");
    on.refuses(DENIED)
        .when("the range goes beyond the highest address", isIn(Range.BEYOND_HIGHEST_ADDRESS))
        .by("MEM-04", "MEM-06");
    on.mayRefuse(DENIED)
        .when("the range has no length, and so holds no memory", isIn(Range.EMPTY))
        .by("MEM-04", "MEM-06")
        .under("AMB-30", "A");

    on.answers(SUCCESS.value(), "SUCCESS")
        .when("all of the range is memory that can be protected", isIn(Range.IN_MEMORY))
        .by("MEM-04");
    on.answers(SUCCESS.value(), "SUCCESS")
        .when("the range has no length, and so nothing outside", isIn(Range.EMPTY))
        .by("MEM-04")
        .under("AMB-30", "B");
    on.answers(SUCCESS.value(), "SUCCESS")
        .when("nobody says which memory there is", isIn(Range.UNKNOWN))
        .by("MEM-04");
    on.mayRefuse(DENIED)
        .when("nobody says that the range is memory", isIn(Range.UNKNOWN))
        .by("MEM-04", "MEM-06");
    on.answers(SUCCESS.value(), "SUCCESS") // a fault
        .when("the range goes beyond the highest address", isIn(Range.BEYOND_HIGHEST_ADDRESS))
        .by("MEM-04")
        .under("AMB-30", "C");

    on.means(DENIED, "protection cannot cover the range in full").by("MEM-04", "MEM-06");
    on.onlyTheseResults().by("MEM-04", "MEM-06");
  }

  private static Predicate<Situation> isIn(Range range) {
    return situation -> situation.range == range;
  }

  @Override
  protected Situation situation(Platform platform, State before, Call call) {
    return new Situation(range(platform, call.wide(1), call.wide(2)));
  }

  private static Range range(Platform platform, long base, long length) {
    long last = base + length - 1;
    if (length == 0) {
      return Range.EMPTY;
    }
    if (Long.compareUnsigned(last, base) < 0) {
      return Range.BEYOND_HIGHEST_ADDRESS;
    }
    return platform
        .memory()
        .map(
            memory ->
                memory.stream().anyMatch(range -> range.contains(base, last))
                    ? Range.IN_MEMORY
                    : Range.NOT_ALL_IN_MEMORY)
        .orElse(Range.UNKNOWN);
  }
}
