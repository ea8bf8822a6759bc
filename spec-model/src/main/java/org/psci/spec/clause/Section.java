// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.ReturnCode;

/**
 * What the specification says of one function: how its calls fall into situations, and the clauses
 * that speak of them.
 *
 * @param <S> its situations
 */
public abstract class Section<S extends Record & Situation> {
  private static final Permits NOBODY =
      (platform, before, call, outcomes) -> {
        throw new IllegalStateException("nobody to pass the call on to: " + call);
      };

  private final List<S> situations;
  private final List<Line<S>> lines;

  /** Its lines, and the wider clauses that these belong to. */
  private final Set<Clause> clauses;

  private final Table<S> whole;

  /**
   * @param subject the name of the function
   * @param type its situations
   * @param text writes down the clauses
   */
  protected Section(String subject, Class<S> type, Consumer<Clauses<S>> text) {
    this.situations = Situations.of(type);
    Clauses<S> written = new Clauses<>(subject);
    text.accept(written);
    this.lines = written.lines();
    Set<Clause> all = new LinkedHashSet<>(lines);
    lines.forEach(line -> all.addAll(line.wider()));
    this.clauses = Collections.unmodifiableSet(all);
    this.whole = new Table<>(lines, situations, LeftOut.NOTHING);
  }

  /** What a call meets in this state. */
  protected abstract S situation(Platform platform, State before, Call call);

  /** Its clauses in the order of the text, and then those that say the same of more situations. */
  public final List<Clause> clauses() {
    return List.copyOf(clauses);
  }

  /** Those of its clauses that say what a call does, or answers, in this state, if they do. */
  public final List<Clause> effects(Platform platform, State before, Call call) {
    S situation = situation(platform, before, call);
    return lines.stream()
        .filter(line -> line.kind() == Clause.Kind.EFFECT && line.row() != null)
        .filter(line -> line.speaksOf(situation))
        .map(Clause.class::cast)
        .toList();
  }

  /** Hands every permitted outcome of the call, made in this state, to the sink. */
  public final void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    permit(whole, platform, before, call, NOBODY, outcomes);
  }

  /** The same section, followed by another that gets the calls that this one passes on. */
  public final Permits then(Permits next) {
    return without(LeftOut.NOTHING, next);
  }

  /** The same section where some clauses are not kept. */
  public final Permits without(LeftOut leftOut) {
    return without(leftOut, NOBODY);
  }

  /** The same section where some clauses are not kept, followed by another. */
  public final Permits without(LeftOut leftOut, Permits next) {
    Table<S> table = leftOut.hasAnyOf(clauses) ? new Table<>(lines, situations, leftOut) : whole;
    return (platform, before, call, outcomes) ->
        permit(table, platform, before, call, next, outcomes);
  }

  private void permit(
      Table<S> table, Platform platform, State before, Call call, Permits next, Outcomes outcomes) {
    int situation = situation(platform, before, call).index();
    table.permit(situation, platform, before, call, next, outcomes);
  }

  /** Whether all that a call can get is a refusal, at least one of them with one of these codes. */
  public final boolean onlyRefuses(
      Platform platform, State before, Call call, Set<ReturnCode> codes) {
    return whole.onlyRefuses(situation(platform, before, call).index(), codes);
  }

  /** A section, with or without some of its clauses. */
  @FunctionalInterface
  public interface Permits {
    /** Hands every permitted outcome of the call, made in this state, to the sink. */
    void permit(Platform platform, State before, Call call, Outcomes outcomes);
  }
}
