// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.reviewing;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.review.Claim;
import org.psci.conformance.session.Session;
import org.psci.conformance.shorten.Investigation;
import org.psci.conformance.shorten.Shrinker;
import org.psci.conformance.target.TargetException;

/**
 * The search for the shortest program on which a machine breaks a rule of a claim. Other than an
 * {@link Investigation} it does not ask for one certain deviation: any first deviation will do, as
 * long as it is about the claim.
 */
final class Settling {
  /** For a look at each program: most show it at once; if none does, it may show in a race. */
  private static final int[] TRIES = {2, 40};

  /** Before a part is said to be needed. */
  private static final int TRIES_TO_BE_SURE = 100;

  private static final int MOST_TRIES = 200;

  /** Silences take long, and most come every time. */
  private static final int TRIES_OF_SILENCE = 8;

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
    for (int tries : TRIES) {
      for (Program start : starts) {
        boolean wanted = best == null || (tries == TRIES[0] && !isOver());
        if (wanted && session.canRun(start)) {
          Optional<Shortest> found = shortest(start, tries);
          best = found.filter(isSmallerThan(best)).orElse(best);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Predicate<Shortest> isSmallerThan(@Nullable Shortest best) {
    return found -> best == null || found.size() < best.size();
  }

  private Optional<Shortest> shortest(Program start, int tries) throws TargetException {
    Optional<Session.Showing> first = show(start, tries, Session.Patience.USUAL);
    return first.isEmpty() ? Optional.empty() : shrunk(start, first.get());
  }

  private Optional<Shortest> shrunk(Program start, Session.Showing first) throws TargetException {
    boolean silent = first.violation().isSilence();
    int tries = Math.min(MOST_TRIES, Math.max(2, 4 * first.tries()));
    int more = silent ? Math.max(tries, TRIES_OF_SILENCE) : Math.max(tries, TRIES_TO_BE_SURE);
    Program small = Shrinker.shrink(start, candidate -> isStillShown(candidate, tries));
    small = Shrinker.shrink(small, candidate -> isStillShown(candidate, more));
    boolean minimal = !isOver();
    session.freshStart();
    Optional<Session.Showing> again =
        silent
            ? show(small, more, Session.Patience.LONG)
            : show(small, MOST_TRIES, Session.Patience.USUAL);
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
