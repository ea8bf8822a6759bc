// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

/**
 * How long to wait for the return of a call before time is let pass for the machine. Long for an
 * adapter that answers by itself: then its machine sees no idle that depends on how busy the host
 * is, and the same program gives the same history. Short for one whose calls return only with time.
 */
final class Promptness {
  private static final long LONGEST_NANOS = 500_000_000;
  private static final long SHORTEST_NANOS = 1_000_000;

  private long nanos = LONGEST_NANOS;

  long nanos() {
    return nanos;
  }

  /**
   * Learns from a call.
   *
   * @param byItself whether something came of it without an idle
   */
  void learn(boolean byItself) {
    nanos = byItself ? Math.min(2 * nanos, LONGEST_NANOS) : Math.max(nanos / 2, SHORTEST_NANOS);
  }
}
