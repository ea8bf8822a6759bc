// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long a machine may take to boot. A slow machine is not a dead one: a start that is lost is
 * tried again, and each further try waits twice as long as the one before.
 *
 * @param first how long the first try waits
 * @param tries how many there are
 * @param lost hears of each start that is lost and tried again
 */
public record BootTime(Duration first, int tries, Consumer<String> lost) {
  private static final int TRIES = 3;

  /** One start of a machine. */
  public interface Start<T> {
    /**
     * Starts it.
     *
     * @param longest how long to wait until it is up
     * @throws StartLostException if it is not up by then, or died; nothing may be left of it
     * @throws TargetException if no other try can be better
     */
    T within(Duration longest) throws TargetException;
  }

  /**
   * @throws IllegalArgumentException if there is no time
   */
  public BootTime {
    if (first.isZero() || first.isNegative()) {
      throw new IllegalArgumentException("a boot takes time, more than " + first);
    }
  }

  /** Three tries. */
  public static BootTime of(Duration first) {
    return new BootTime(first, TRIES, lost -> {});
  }

  /** One try: for who wants to know how a start goes. */
  public static BootTime once(Duration longest) {
    return new BootTime(longest, 1, lost -> {});
  }

  /** The same, with somebody who hears of starts that are lost. */
  public BootTime telling(Consumer<String> listener) {
    return new BootTime(first, tries, listener);
  }

  /**
   * Starts a machine, trying it again while its starts are lost.
   *
   * @throws StartLostException if all of them were lost; it is the last one's
   * @throws TargetException if a try failed for good
   */
  public <T> T start(Start<T> start) throws TargetException {
    Duration longest = first;
    for (int left = tries - 1; ; left--) {
      try {
        return start.within(longest);
      } catch (StartLostException e) {
        if (left == 0) {
          throw tries == 1 ? e : new StartLostException(e.getMessage() + afterAll());
        }
        longest = longest.multipliedBy(2);
        lost.accept(e.getMessage() + "; trying again, for up to " + longest.toSeconds() + " s");
      }
    }
  }

  private String afterAll() {
    return " (the last of " + tries + " tries; --boot-time SECONDS makes all of them wait longer)";
  }
}
