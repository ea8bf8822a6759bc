// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.rule.Because;

/**
 * A call or an entry on its way through the oracle: at some moment between its begin and its end it
 * takes effect.
 */
final class Item {
  final Event event;
  final int core;

  /** Its place among the items of its core. */
  final int number;

  /** For a CPU_ON that may have started somebody: the index of that core; else -1. */
  final int startedCore;

  /** For an entry that does not fit a start that was due: the CPU_ON behind that start. */
  Event.@Nullable Called misfit;

  /** The different reasons for which it has been found permitted. */
  final List<Because> explanations = new ArrayList<>(1);

  Item(Event event, int number, int startedCore) {
    this.event = event;
    this.core = event.core();
    this.number = number;
    this.startedCore = startedCore;
  }

  boolean isEntry() {
    return event instanceof Event.Entered;
  }

  /** When it can take effect at the earliest; an entry shows only when it is over. */
  long begin() {
    return isEntry() ? Long.MIN_VALUE : event.time();
  }

  /** When it has taken effect at the latest, or {@link Event.Called#NEVER}. */
  long end() {
    return event instanceof Event.Called called ? called.end() : event.time();
  }

  void explain(Because why) {
    if (!explanations.contains(why)) {
      explanations.add(why);
    }
  }
}
