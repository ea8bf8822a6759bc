// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.clause;

import java.util.List;
import java.util.function.Consumer;
import org.psci.spec.model.Call;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;

/**
 * What the specification says of one function: how its calls fall into situations, and the clauses
 * that speak of them.
 *
 * @param <S> its situations
 */
public abstract class Section<S extends Record & Situation> {
  private final List<S> situations;
  private final List<Line<S>> lines;
  private final Table<S> whole;

  /**
   * @param subject the name of the function
   * @param type its situations
   * @param text writes down the clauses
   */
  protected Section(String subject, Class<S> type, Consumer<Clauses<S>> text) {
    this.situations = Situations.of(type);
    Clauses<S> clauses = new Clauses<>(subject);
    text.accept(clauses);
    this.lines = clauses.lines();
    this.whole = new Table<>(lines, situations, LeftOut.NOTHING);
  }

  /** What a call meets in this state. */
  protected abstract S situation(Platform platform, State before, Call call);

  /** Its clauses, in the order of the text. */
  public final List<Clause> clauses() {
    return List.copyOf(lines);
  }

  /** Hands every permitted outcome of the call, made in this state, to the sink. */
  public final void permit(Platform platform, State before, Call call, Outcomes outcomes) {
    int situation = situation(platform, before, call).index();
    whole.permit(situation, platform, before, call, outcomes);
  }

  /** The same section where some clauses are not kept. */
  public final Permits without(LeftOut leftOut) {
    if (!leftOut.hasAnyOf(lines)) {
      return this::permit;
    }
    Table<S> table = new Table<>(lines, situations, leftOut);
    return (platform, before, call, outcomes) ->
        table.permit(situation(platform, before, call).index(), platform, before, call, outcomes);
  }

  /** A section, with or without some of its clauses. */
  @FunctionalInterface
  public interface Permits {
    /** Hands every permitted outcome of the call, made in this state, to the sink. */
    void permit(Platform platform, State before, Call call, Outcomes outcomes);
  }
}
