// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.program.Schedule;
import org.psci.conformance.program.Schedule.Decision;
import org.psci.reference.Scheduler;

/**
 * The turns that the cores of the reference machine take: by chance, or as the schedule of a
 * program says. What was decided is kept, so that it can be had again.
 */
final class Turns implements Scheduler {
  private static final int DOES = -1;
  private static final int LEAVES = -2;

  private Scheduler chance;

  /** What was decided since the program began: DOES, LEAVES, or the number of a core. */
  private int[] decided = new int[64];

  private int count;

  /** What is still to be followed, or null if chance decides. */
  private int @Nullable [] followed;

  private int next;
  private int last;

  Turns(long seed) {
    chance = Scheduler.seeded(seed);
  }

  /** Chance begins anew. */
  void seed(long seed) {
    chance = Scheduler.seeded(seed);
  }

  /** A program begins. */
  void begin(Optional<Schedule> schedule, Placement placement) {
    count = 0;
    next = 0;
    last = -1;
    followed = null;
    if (schedule.isPresent()) {
      followed = schedule.get().decisions().stream().mapToInt(d -> number(d, placement)).toArray();
    }
  }

  private static int number(Decision decision, Placement placement) {
    if (decision instanceof Schedule.Turn turn) {
      return placement.core(turn.core());
    }
    return ((Schedule.Liberty) decision).does() ? DOES : LEAVES;
  }

  /** What was decided since the program began, as far as its own cores go. */
  Schedule taken(Placement placement) {
    List<Decision> decisions = new ArrayList<>();
    for (int place = 0; place < count; place++) {
      if (decided[place] < 0) {
        decisions.add(new Schedule.Liberty(decided[place] == DOES));
      } else {
        int core = placement.programCore(decided[place]);
        if (core >= 0) {
          decisions.add(new Schedule.Turn(core));
        }
      }
    }
    return new Schedule(decisions);
  }

  @Override
  public int next(int[] ready, int count) {
    last = followed == null ? chance.next(ready, count) : follow(followed, ready, count);
    keep(last);
    return last;
  }

  private int follow(int[] schedule, int[] ready, int count) {
    while (next < schedule.length) {
      int core = schedule[next++];
      if (isAmong(core, ready, count)) {
        return core;
      }
    }
    return isAmong(last, ready, count) ? last : ready[0];
  }

  private static boolean isAmong(int core, int[] ready, int count) {
    for (int place = 0; place < count; place++) {
      if (ready[place] == core) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean does(int core) {
    boolean does;
    if (followed == null) {
      does = chance.does(core);
    } else {
      boolean isSaid = next < followed.length && followed[next] < 0;
      does = isSaid && followed[next++] == DOES;
    }
    keep(does ? DOES : LEAVES);
    return does;
  }

  private void keep(int decision) {
    if (count == decided.length) {
      decided = Arrays.copyOf(decided, 2 * count);
    }
    decided[count++] = decision;
  }
}
