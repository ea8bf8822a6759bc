// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;

/** A clause of a section: the situations that it speaks of, and the outcome that it permits. */
final class Line<S> extends Clause {
  private final Predicate<S> when;
  private final @Nullable Row row;
  private final Optional<Reading> amongOthers;
  private final Optional<Reading> undetected;
  private final Optional<Answers> otherwise;
  private final boolean besideRefusals;
  private final List<Clause> wider;

  /**
   * @param row the outcome; null for a clause that only says what is not permitted
   * @param amongOthers the reading that its outcome follows where other refusals apply too
   * @param undetected the reading by which the refusal may be left out
   * @param otherwise what comes in place of its answer where it is not kept, if that is not for its
   *     situation to say
   * @param besideRefusals whether its outcome is permitted where refusals are due as well
   * @param wider clauses that say the same of more situations: it is left out with each of them
   */
  Line(
      Kind kind,
      String subject,
      String situation,
      Predicate<S> when,
      Because because,
      String sentence,
      @Nullable Row row,
      Optional<Reading> amongOthers,
      Optional<Reading> undetected,
      Optional<Answers> otherwise,
      boolean besideRefusals,
      List<Clause> wider) {
    super(kind, subject, situation, because, sentence);
    this.when = when;
    this.row = row;
    this.amongOthers = amongOthers;
    this.undetected = undetected;
    this.otherwise = otherwise;
    this.besideRefusals = besideRefusals;
    this.wider = List.copyOf(wider);
  }

  List<Clause> wider() {
    return wider;
  }

  boolean isLeftOut(LeftOut leftOut) {
    if (leftOut.isEmpty()) {
      return false;
    }
    return leftOut.has(this) || wider.stream().anyMatch(leftOut::has);
  }

  boolean speaksOf(S situation) {
    return when.test(situation);
  }

  @Nullable Row row() {
    return row;
  }

  @Override
  public Optional<Reading> amongOthers() {
    return amongOthers;
  }

  @Override
  public Optional<Reading> undetected() {
    return undetected;
  }

  Optional<Answers> otherwise() {
    return otherwise;
  }

  @Override
  public boolean isBesideRefusals() {
    return besideRefusals;
  }
}
