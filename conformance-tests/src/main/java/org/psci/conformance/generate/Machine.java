// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a program that is being written has made of its cores, whichever lawful answers the
 * implementation gives: a guess, by which programs get deep.
 */
final class Machine {
  private final List<Integer> running = new ArrayList<>(List.of(0));

  /** Those of the running cores that run whatever lawful answers the implementation gives. */
  private final Set<Integer> surelyRunning = new HashSet<>(Set.of(0));

  private final Set<Integer> leaving = new HashSet<>();

  /** Cores that sleep until somebody wakes them. */
  private final List<Integer> asleep = new ArrayList<>();

  private final Set<Integer> frozen = new HashSet<>();

  List<Integer> running() {
    return List.copyOf(running);
  }

  List<Integer> asleep() {
    return List.copyOf(asleep);
  }

  boolean isRunning(int core) {
    return running.contains(core);
  }

  /** Whether the core is OFF for all one knows, and has not just left. */
  boolean isAway(int core) {
    return !running.contains(core) && !asleep.contains(core);
  }

  boolean isAlone() {
    return running.size() == 1 && asleep.isEmpty() && frozen.isEmpty() && leaving.isEmpty();
  }

  /** Whether the others can do without it: without a running core nothing goes on. */
  boolean canSpare(int core) {
    return surelyRunning.size() > (surelyRunning.contains(core) ? 1 : 0);
  }

  boolean hasLeft(int core) {
    return leaving.contains(core);
  }

  /** A core that has called CPU_OFF, of which nothing has been heard since; -1 if there is none. */
  int anyLeaving() {
    return leaving.stream().min(Comparator.naturalOrder()).orElse(-1);
  }

  /** It is known to be OFF now. */
  void gone(int core) {
    leaving.remove(core);
  }

  void started(int core, boolean forSure) {
    frozen.remove(core);
    if (isAway(core)) {
      running.add(core);
      if (forSure) {
        surelyRunning.add(core);
      }
    }
  }

  void stopped(int core) {
    away(core);
    leaving.add(core);
  }

  void frozen(int core) {
    away(core);
    frozen.add(core);
  }

  void fellAsleep(int core) {
    away(core);
    asleep.add(core);
  }

  private void away(int core) {
    running.remove((Integer) core);
    surelyRunning.remove(core);
  }

  /** An interrupt came for a core; it goes on if it slept. */
  void woken(int core) {
    if (asleep.remove((Integer) core)) {
      running.add(core);
      surelyRunning.add(core);
    }
  }
}
