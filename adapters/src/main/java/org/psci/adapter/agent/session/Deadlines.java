// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.session;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long the host waits. The agent's own patience comes first; these are for what the agent
 * cannot see, because no core of it runs any more.
 *
 * @param patience the agent's own, for one wait
 */
record Deadlines(Duration patience) {
  private static final Duration LEAST_STANDSTILL = Duration.ofMillis(500);
  private static final Duration LEAST_FOR_PROGRAM = Duration.ofSeconds(2);
  private static final Duration LEAST_DESERTED = Duration.ofMillis(50);
  private static final Duration LEAST_FOR_COMMAND = Duration.ofSeconds(5);

  /**
   * How long nothing at all may move.
   *
   * @param timer the longest time for which the program sets a timer, in microseconds
   */
  long standstillNanos(int timer) {
    return patience.multipliedBy(2).plus(LEAST_STANDSTILL).toNanos() + nanos(timer);
  }

  /** How long no core may be running before nobody is expected to come back. */
  long desertedNanos() {
    return patience.dividedBy(4).plus(LEAST_DESERTED).toNanos();
  }

  /** How long all cores that run may be suspended before none is expected to wake up. */
  long asleepNanos(int timer) {
    return patience.plus(LEAST_DESERTED).toNanos() + nanos(timer);
  }

  /** How long a core may do nothing before it counts as standing still. */
  long stillNanos() {
    return patience.dividedBy(2).toNanos();
  }

  /** How long a program may take: as if every wait of it took the whole patience. */
  long programNanos(int steps, int cores, int timer) {
    return patience.multipliedBy(2L * cores + steps + 2).plus(LEAST_FOR_PROGRAM).toNanos()
        + steps * nanos(timer);
  }

  private static long nanos(int micros) {
    return Duration.of(micros, ChronoUnit.MICROS).toNanos();
  }

  /** How long the agent may take for a command that is no batch. */
  long commandNanos() {
    return patience.plus(LEAST_FOR_COMMAND).toNanos();
  }
}
