// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.shorten;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Schedule;
import org.psci.conformance.program.Schedule.Decision;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;

/**
 * Looks for a schedule under which a racing program shows a deviation each time, on a fresh machine
 * whose cores take turns, and makes it short. A program that shows it under every schedule needs
 * none.
 */
final class ScheduleSearch {
  /** After so many runs that all show it, it shows always. */
  private static final int RUNS_TO_BE_SURE = 20;

  private final Session session;
  private final Predicate<Judgement> wanted;

  /**
   * @param wanted whether a judgement shows the deviation
   */
  ScheduleSearch(Session session, Predicate<Judgement> wanted) {
    this.session = session;
    this.wanted = wanted;
  }

  /**
   * Looks for one.
   *
   * @param tries how many runs to make until it shows once
   * @return the judgement of the program with its schedule; empty if it needs none, if the machine
   *     follows none, or if it did not show
   * @throws TargetException if the target cannot be used any more
   */
  Optional<Judgement> search(Program program, int tries) throws TargetException {
    if (!session.profile().followsSchedules()) {
      return Optional.empty();
    }
    int shown = 0;
    Optional<Judgement> found = Optional.empty();
    for (int run = 0; run < Math.max(tries, RUNS_TO_BE_SURE); run++) {
      Judgement judgement = run(program);
      if (wanted.test(judgement)) {
        shown++;
        found = found.or(() -> Optional.of(judgement));
      }
      if (shown > 0 && shown < run + 1) {
        return shortened(found.orElseThrow());
      }
      if (shown == RUNS_TO_BE_SURE) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Judgement run(Program program) throws TargetException {
    session.freshStart();
    return session.judge(List.of(program)).get(0).judgement();
  }

  /** Leaves out decisions, many at once first, as long as it still shows. */
  private Optional<Judgement> shortened(Judgement seen) throws TargetException {
    Program program = seen.history().program();
    List<Decision> decisions = seen.history().schedule().orElseThrow().decisions();
    Optional<Judgement> best = show(program, decisions);
    boolean isShorter = best.isPresent();
    while (isShorter) {
      isShorter = false;
      for (int length = Math.max(1, decisions.size()); length >= 1; length /= 2) {
        for (int from = decisions.size() - length; from >= 0; from--) {
          if (from + length <= decisions.size()) {
            List<Decision> rest = new ArrayList<>(decisions);
            rest.subList(from, from + length).clear();
            Optional<Judgement> shows = show(program, rest);
            if (shows.isPresent()) {
              best = shows;
              decisions = rest;
              isShorter = true;
            }
          }
        }
      }
    }
    return best;
  }

  private Optional<Judgement> show(Program program, List<Decision> decisions)
      throws TargetException {
    return Optional.of(run(program.with(new Schedule(decisions)))).filter(wanted);
  }
}
