// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.history.History;
import org.psci.spec.function.Specification;
import org.psci.spec.function.Views;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;

/**
 * Asks whether the model has a run that explains a history: an order of the calls, entries and
 * hidden steps that respects what was seen to come before what, with outcomes that the
 * specification permits.
 *
 * <p>It walks through the history and keeps the set of all configurations that explain what has
 * ended so far. An item is taken only when its end forces it, or when another one needs it. Where
 * the set becomes empty something is wrong: the oracle says what would have been permitted, assumes
 * that it happened, and goes on.
 */
public final class Oracle {
  /**
   * How many items may be tried in a history before the oracle gives up: so many, and so many more
   * for each event, since long histories of few cores are no harder than short ones.
   */
  private static final long MOST_WORK = 2_000_000;

  private static final long MOST_WORK_AN_EVENT = 100;

  private final Specification specification;
  private final boolean isReluctant;

  public Oracle(Specification specification) {
    this(specification, false);
  }

  private Oracle(Specification specification, boolean isReluctant) {
    this.specification = specification;
    this.isReluctant = isReluctant;
  }

  /**
   * The same oracle, to which cores come in and come back at the last moment that what was seen
   * allows. It explains less: what it explains needs no step that nobody saw.
   */
  public Oracle reluctant() {
    return new Oracle(specification, true);
  }

  /**
   * Judges a history of the platform that the specification is for. Others may have been run before
   * since the machine was started.
   */
  public Judgement judge(History history) {
    return judge(history, specification.platform().coldBoot().afterOthers(), false);
  }

  /** Judges the first history after a start of the machine. */
  public Judgement judgeFirst(History history) {
    return judge(history, specification.platform().coldBoot(), true);
  }

  private Judgement judge(History history, State start, boolean isFirst) {
    Timeline timeline =
        new Timeline(history, specification.platform().topology(), specification.leftOut());
    long mostWork = MOST_WORK + MOST_WORK_AN_EVENT * history.events().size();
    Lanes lanes = new Lanes(history, specification.platform());
    PastCalls calls = new PastCalls(history, lanes, specification, isFirst);
    Promise promise = new Promise(calls, specification.leftOut());
    Explorer explorer = new Explorer(specification, timeline, promise, isReluctant, mostWork);
    Recovery recovery = new Recovery(specification, history, explorer, lanes, calls, isFirst);
    Frontier frontier = new Frontier();
    frontier.add(start, 0);
    if (isFirst && specification.leftOut().has(Views.UNPROTECTED_AT_FIRST)) {
      frontier.add(start.withProtection(State.Certainty.YES), 0);
    }
    int ended = 0;
    for (Timeline.Point point : timeline.points()) {
      if (!point.isEnd()) {
        explorer.begin(point.item());
        continue;
      }
      Item item = point.item();
      Frontier explained = explorer.upTo(item, frontier);
      if (explorer.isExhausted()) {
        return undecided(
            history,
            isFirst,
            recovery,
            "too many orders of events to try; the first "
                + ended
                + " of "
                + history.events().size()
                + " to end are explained, and this one is not: "
                + Wording.of(item.event));
      }
      if (explained.isEmpty()) {
        explained = recovery.unexplained(item, frontier);
      } else {
        recovery.explained(item);
      }
      frontier = explorer.retire(item, explained);
      ended += item.isSuspension() ? 0 : 1; // its event ends when the core is back
    }
    return conclude(history, isFirst, timeline, explorer, recovery, frontier);
  }

  private Judgement conclude(
      History history,
      boolean isFirst,
      Timeline timeline,
      Explorer explorer,
      Recovery recovery,
      Frontier frontier) {
    Frontier last = explorer.without(null, frontier);
    if (explorer.isExhausted()) {
      return undecided(history, isFirst, recovery, "too many orders of events to try at the end");
    }
    recovery.end(timeline, last);
    List<Because> passed = recovery.notes().passed();
    List<Because> explanations = new ArrayList<>(passed.size() + 2 * history.events().size());
    explanations.addAll(passed);
    BitSet combinations = new BitSet();
    for (int core = 0; core < State.CORES; core++) {
      for (Item item : timeline.items(core)) {
        boolean shown = !item.isSuspension(); // how it ends shows more
        if (shown && item.explanations.size() == 1) {
          explanations.add(item.explanations.get(0));
        }
        item.combinations().forEach(combinations::set);
      }
    }
    Optional<String> undecided =
        switch (history.ending()) {
          case DIED, GARBLED -> Optional.of(history.remark());
          case SILENT ->
              recovery.notes().violations().isEmpty() && !recovery.silenceIsLawful()
                  ? Optional.of(history.remark())
                  : Optional.empty();
          default -> Optional.empty();
        };
    return new Judgement(
        history, isFirst, recovery.notes().violations(), explanations, combinations, undecided);
  }

  private static Judgement undecided(
      History history, boolean isFirst, Recovery recovery, String why) {
    return new Judgement(
        history, isFirst, recovery.notes().violations(), List.of(), new BitSet(), Optional.of(why));
  }
}
