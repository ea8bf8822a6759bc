// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * A time in which a core may have been down: in a call that suspends it, or out of the machine. It
 * may have been up for parts of it.
 *
 * @param core the core
 * @param begin when the call was made, or {@link Long#MIN_VALUE} for a core that was OFF at first
 * @param end when it was back, or {@link Event.Called#NEVER}
 * @param how what the core allowed the nodes above it
 * @param lostContext whether it came back at an entry point, from a call that suspended it
 */
record Absence(int core, long begin, long end, CoreState how, boolean lostContext) {

  /** Whether it lets the node at a level be this deep. */
  boolean allows(int level, LocalState state) {
    return !state.isDeeperThan(how.state(level));
  }

  boolean isSuspension() {
    return how.isSuspended();
  }

  boolean touches(long from, long to) {
    return begin <= to && end >= from;
  }

  boolean liesWithin(long from, long to) {
    return begin >= from && end <= to;
  }

  /** The part of it between two points in time. */
  Absence cut(long from, long to) {
    return new Absence(core, Math.max(begin, from), Math.min(end, to), how, lostContext);
  }

  /** Of a core that takes no part in programs. */
  static Absence always(int core) {
    return new Absence(core, Long.MIN_VALUE, Event.Called.NEVER, CoreState.OFF, false);
  }

  /** All of a core, in order. */
  static List<Absence> of(int core, History history, Platform platform) {
    List<Absence> absences = new ArrayList<>();
    long begin = Long.MIN_VALUE;
    CoreState how = core == 0 ? CoreState.ON : CoreState.OFF;
    for (Event event : history.events()) {
      if (event.core() != core) {
        continue;
      }
      if (event instanceof Event.Entered) {
        if (how != CoreState.ON) {
          absences.add(new Absence(core, begin, event.time(), how, how.isSuspended()));
        }
        how = CoreState.ON;
      } else if (event instanceof Event.Called called && mayBeAway(called)) {
        if (called.returned()) {
          absences.add(
              new Absence(core, called.begin(), called.end(), how(called, platform), false));
        } else {
          begin = called.begin();
          how = how(called, platform);
        }
      }
    }
    if (how != CoreState.ON) {
      absences.add(new Absence(core, begin, Event.Called.NEVER, how, false));
    }
    return absences;
  }

  private static boolean mayBeAway(Event.Called called) {
    boolean leaves = called.call().is(PsciFunction::takesCoreOut);
    boolean refused = called.returned() && (int) called.result() < 0;
    return !refused && (leaves || called.call().is(PsciFunction::suspends));
  }

  private static CoreState how(Event.Called called, Platform platform) {
    if (called.call().is(PsciFunction.CPU_SUSPEND)) {
      return CoreState.suspended(platform.powerStates().of(called.call().word(1)).path());
    }
    if (called.call().is(PsciFunction.CPU_OFF)) {
      return CoreState.OFF;
    }
    return called.call().is(PsciFunction.CPU_FREEZE)
        ? CoreState.FROZEN
        : called.call().is(PsciFunction.SYSTEM_SUSPEND)
            ? CoreState.IN_SYSTEM_SUSPEND
            : CoreState.IN_DEFAULT_SUSPEND;
  }
}
