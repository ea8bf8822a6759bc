// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.function.Combination;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * A call or an entry on its way through the oracle: at some moment between its begin and its end it
 * takes effect. A call that suspends its core and returned SUCCESS is two items: the core is
 * suspended, and later it wakes and returns.
 */
final class Item {
  /** What an item is about. */
  enum Kind {
    /** A call takes effect, and returns if it was seen to. */
    CALL,
    /** A call that returned later suspends its caller. */
    SUSPENSION,
    /** A suspended core wakes up, and its call returns. */
    RESUMPTION,
    /** A core comes in. */
    ENTRY
  }

  private static final int[] NO_COMBINATIONS = {};

  final Kind kind;
  final Event event;
  final int core;

  /** Its place among the items of its core. */
  final int number;

  /** For a CPU_ON that may have started somebody: the index of that core; else -1. */
  final int startedCore;

  /** For an entry that does not fit a request that was open: the CPU_ON or CPU_SUSPEND. */
  Event.@Nullable Called misfit;

  /** For an entry that fits: the CPU_ON or CPU_SUSPEND that asked for it. */
  Event.@Nullable Called request;

  /** The different reasons for which it has been found permitted. */
  final List<Because> explanations = new ArrayList<>(1);

  private int[] combinations = NO_COMBINATIONS;
  private int combinationCount;

  Item(Kind kind, Event event, int number, int startedCore) {
    this.kind = kind;
    this.event = event;
    this.core = event.core();
    this.number = number;
    this.startedCore = startedCore;
  }

  /** Whether it is a step that a core makes by itself: it comes in, or comes back. */
  boolean isByItself() {
    return kind == Kind.ENTRY || kind == Kind.RESUMPTION;
  }

  boolean isEntry() {
    return kind == Kind.ENTRY;
  }

  /** When it can take effect at the earliest; an entry shows only when it is over. */
  long begin() {
    return isEntry() ? Long.MIN_VALUE : event.time();
  }

  /** When it has taken effect at the latest, or {@link Event.Called#NEVER}. */
  long end() {
    return event instanceof Event.Called called ? called.end() : event.time();
  }

  /** Whether what its call returned shows in this item. */
  boolean showsReturn() {
    return event instanceof Event.Called called && called.returned() && kind != Kind.SUSPENSION;
  }

  /** Whether the call took its caller into suspension, and has not been seen to return. */
  boolean isSuspension() {
    return kind == Kind.SUSPENSION
        || (kind == Kind.CALL
            && event instanceof Event.Called called
            && !called.returned()
            && called.call().is(PsciFunction::suspends));
  }

  /** The combinations of the model, as in {@link Combination}, that it has or may have shown. */
  IntStream combinations() {
    return Arrays.stream(combinations, 0, combinationCount);
  }

  void explain(Because why, int shown) {
    explain(why);
    if (shown == Combination.NONE || combinations().anyMatch(known -> known == shown)) {
      return;
    }
    if (combinationCount == combinations.length) {
      combinations = Arrays.copyOf(combinations, combinationCount + 4);
    }
    combinations[combinationCount++] = shown;
  }

  @SuppressWarnings("ReferenceEquality") // only to save the comparison that follows
  void explain(Because why) {
    for (Because known : explanations) {
      if (known == why) { // which it nearly always is, and comparing all of it takes long
        return;
      }
    }
    if (explanations.stream().noneMatch(why::saysTheSameAs)) {
      explanations.add(why);
    }
  }
}
