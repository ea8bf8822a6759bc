// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.cause;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.psci.conformance.history.Event;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Oracle;
import org.psci.conformance.oracle.Tier;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.function.Specification;
import org.psci.spec.rule.Because;

/**
 * The causes of what is wrong with one history, one after the other: for the first deviation that
 * is not explained yet the clauses of which each one, left out, leaves the fewest deviations.
 */
final class CauseSearch {
  /** So many causes are looked for; a history with more is beyond telling. */
  private static final int MOST_CAUSES = 6;

  private final Specification specification;
  private final Function<Oracle, Judgement> examination;

  /**
   * @param examination judges the history by an oracle
   */
  CauseSearch(Specification specification, Function<Oracle, Judgement> examination) {
    this.specification = specification;
    this.examination = examination;
  }

  /** The same judgement, whose deviations are put down to clauses; symptoms are no deviations. */
  Judgement explain(Judgement judgement) {
    Candidates candidates = new Candidates(judgement.history());
    List<Violation> explained = new ArrayList<>();
    List<Clause> leftOut = new ArrayList<>();
    List<Violation> open = judgement.violations();
    Set<Event> inexplicable = new LinkedHashSet<>();
    while (!open.isEmpty() && explained.size() < MOST_CAUSES) {
      Violation first = open.get(0);
      Explanation best = best(first, candidates, leftOut, inexplicable);
      if (best.clauses.isEmpty()) {
        explained.add(first.explainedBy(List.of(inexplicable(first)), List.of()));
        inexplicable.add(first.event());
        open = open.subList(1, open.size());
      } else {
        explained.add(first.explainedBy(best.clauses, symptoms(open, best.left)));
        leftOut.add(best.clauses.get(0));
        open = best.left;
      }
    }
    return judgement.with(explained);
  }

  /**
   * Clauses that explain a deviation equally well.
   *
   * @param clauses those that permit least first; empty if there are none
   * @param left the deviations that are left without the first of them
   */
  private record Explanation(List<Clause> clauses, List<Violation> left) {}

  private Explanation best(
      Violation violation, Candidates candidates, List<Clause> leftOut, Set<Event> inexplicable) {
    List<Clause> equal = new ArrayList<>();
    List<Violation> fewest = List.of();
    for (Clause clause : candidates.of(violation)) {
      boolean isWider = !equal.isEmpty() && isMuchWider(clause, equal.get(0));
      if (equal.contains(clause) || leftOut.contains(clause) || isWider) {
        continue;
      }
      List<Violation> left = left(oracle(leftOut, clause), inexplicable);
      boolean helps = left.stream().noneMatch(each -> isSame(each, violation));
      if (helps && (equal.isEmpty() || left.size() < fewest.size())) {
        equal.clear();
        fewest = left;
      }
      if (helps && left.size() == fewest.size()) {
        equal.add(clause);
      }
    }
    return new Explanation(natural(equal, fewest.size(), leftOut, inexplicable), fewest);
  }

  /**
   * Of clauses that explain equally well those for which no core has to have come in, or come back,
   * before that was seen; all of them if there are no such.
   */
  private List<Clause> natural(
      List<Clause> equal, int fewest, List<Clause> leftOut, Set<Event> inexplicable) {
    if (equal.size() < 2) {
      return equal;
    }
    List<Clause> natural =
        equal.stream()
            .filter(
                clause -> left(oracle(leftOut, clause).reluctant(), inexplicable).size() <= fewest)
            .toList();
    return natural.isEmpty() ? equal : natural;
  }

  private Oracle oracle(List<Clause> leftOut, Clause another) {
    List<Clause> more = new ArrayList<>(leftOut);
    more.add(another);
    return new Oracle(specification.leavingOut(LeftOut.of(more)));
  }

  /** The deviations that are left by this oracle. */
  private List<Violation> left(Oracle oracle, Set<Event> inexplicable) {
    return examination.apply(oracle).violations().stream()
        .filter(each -> !inexplicable.contains(each.event()))
        .toList();
  }

  private static boolean isSame(Violation one, Violation other) {
    return one.event().equals(other.event()) && one.seen().equals(other.seen());
  }

  /**
   * Whether a clause is not looked at any more once a narrower one explains the deviation. A view
   * is about several situations: what it claims, other programs may bear out.
   */
  private static boolean isMuchWider(Clause clause, Clause than) {
    return Tier.of(clause).compareTo(Tier.VIEW) > 0 && Tier.of(clause).compareTo(Tier.of(than)) > 0;
  }

  private static List<String> symptoms(List<Violation> before, List<Violation> after) {
    return before.stream()
        .skip(1)
        .filter(each -> after.stream().noneMatch(left -> isSame(left, each)))
        .map(Violation::seen)
        .toList();
  }

  /** Where no clause helps, the deviation stands for itself. */
  private static Clause inexplicable(Violation violation) {
    return violation.causes().isEmpty()
        ? new Clause(
            Clause.Kind.FRAME,
            violation.event() instanceof Event.Called ? violation.subject() : "machine",
            "not explained",
            Because.of("SM-06"),
            "what happens fits some order of the calls")
        : violation.causes().get(0);
  }
}
