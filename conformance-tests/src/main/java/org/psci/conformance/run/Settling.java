// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.review.Claim;
import org.psci.conformance.target.TargetException;

/**
 * The search for the shortest program on which a machine breaks a rule of a claim. Other than an
 * {@link Investigation} it does not ask for one certain deviation: any first deviation will do, as
 * long as it is about the claim.
 */
final class Settling {
  /** For a look at a program that may show something in a race. */
  private static final int TRIES = 40;

  /** Before a part is said to be needed. */
  private static final int TRIES_TO_BE_SURE = 100;

  private static final int MOST_TRIES = 200;

  private final Session session;
  private final Claim claim;
  private final long deadline;

  /**
   * @param deadline when to stop, by {@link System#nanoTime}
   */
  Settling(Session session, Claim claim, long deadline) {
    this.session = session;
    this.claim = claim;
    this.deadline = deadline;
  }

  /**
   * The shortest program that was found.
   *
   * @param showing what it showed
   * @param minimal whether no part of it can be left out; else the time was over
   */
  record Shortest(Session.Showing showing, boolean minimal) {
    Program program() {
      return showing.judgement().history().program();
    }

    private int size() {
      return program().phases().size() * 1000 + program().toString().length();
    }
  }

  /**
   * The shortest program that comes out of any of these.
   *
   * @throws TargetException if the machine cannot be used any more
   */
  Optional<Shortest> shortest(List<Program> starts) throws TargetException {
    Shortest best = null;
    for (Program start : starts) {
      if (!session.canRun(start) || (best != null && isOver())) {
        continue;
      }
      Optional<Session.Showing> first = show(start, TRIES, Session.Patience.USUAL);
      Optional<Shortest> found = first.isEmpty() ? Optional.empty() : shrunk(start, first.get());
      if (found.isPresent() && (best == null || found.get().size() < best.size())) {
        best = found.get();
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<Shortest> shrunk(Program start, Session.Showing first) throws TargetException {
    int tries = Math.min(MOST_TRIES, Math.max(2, 4 * first.tries()));
    Program small = Shrinker.shrink(start, candidate -> isStillShown(candidate, tries));
    small = Shrinker.shrink(small, candidate -> isStillShown(candidate, TRIES_TO_BE_SURE));
    boolean minimal = !isOver();
    session.freshStart();
    boolean silent = first.violation().isSilence();
    Optional<Session.Showing> again =
        show(small, MOST_TRIES, silent ? Session.Patience.LONG : Session.Patience.USUAL);
    session.freshStart(); // and with it the usual patience
    return again.map(showing -> new Shortest(showing, minimal));
  }

  private boolean isStillShown(Program candidate, int tries) throws TargetException {
    return !isOver()
        && session.canRun(candidate)
        && show(candidate, tries, Session.Patience.USUAL).isPresent();
  }

  private boolean isOver() {
    return System.nanoTime() > deadline;
  }

  private Optional<Session.Showing> show(Program program, int tries, Session.Patience patience)
      throws TargetException {
    return session.show(
        program,
        judgement ->
            judgement.violations().stream().limit(1).filter(this::isAboutTheClaim).findFirst(),
        tries,
        patience);
  }

  private boolean isAboutTheClaim(Violation violation) {
    return claim.isTouchedBy(violation.rules());
  }
}
