// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.spec.clause.Answers;
import org.psci.spec.clause.Outcomes;
import org.psci.spec.function.Combination;
import org.psci.spec.function.Specification;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.rule.Because;
import org.psci.spec.step.CoreStart;
import org.psci.spec.step.Progress;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.CallWidth;

/**
 * Takes open items, and hidden steps, in every order that the history leaves open, as far as the
 * model permits what was seen of them.
 */
final class Explorer {
  private final Specification specification;
  private final Timeline timeline;
  private final Promise promise;
  private final boolean isReluctant;
  private final long mostWork;

  /** For each core the number of items that are behind every configuration. */
  private final int[] retired = new int[State.CORES];

  /** For each core the number of items that have begun. */
  private final int[] begun = new int[State.CORES];

  /** How many items have begun and are not behind every configuration. */
  private int open;

  private long work;

  /**
   * @param isReluctant whether cores come in and come back no earlier than they have to
   */
  Explorer(
      Specification specification,
      Timeline timeline,
      Promise promise,
      boolean isReluctant,
      long mostWork) {
    this.specification = specification;
    this.isReluctant = isReluctant;
    this.promise = promise;
    this.timeline = timeline;
    this.mostWork = mostWork;
  }

  void begin(Item item) {
    begun[item.core]++;
    open++;
  }

  /** Whether so much was tried that the answer would come too late. */
  boolean isExhausted() {
    return work > mostWork;
  }

  int done(long ahead, int core) {
    return retired[core] + Frontier.ahead(ahead, core);
  }

  boolean isDone(Item item, long ahead) {
    return done(ahead, item.core) > item.number;
  }

  /** All configurations in which the item has just taken effect, or had before. */
  Frontier upTo(Item item, Frontier from) {
    Frontier reached = new Frontier();
    if (open == 1
        && from.size() == 1
        && !isDone(item, from.ahead(0))
        && hasNoHiddenStep(from.state(0))) {
      take(item, from.state(0), from.ahead(0), reached); // there is nothing else to try
      return reached;
    }
    Frontier seen = new Frontier();
    for (int index = 0; index < from.size(); index++) {
      seen.add(from.state(index), from.ahead(index));
    }
    for (int index = 0; index < seen.size() && !isExhausted(); index++) {
      if (isDone(item, seen.ahead(index))) {
        reached.add(seen.state(index), seen.ahead(index));
      } else if (!takeHarmless(seen.state(index), seen.ahead(index), seen)) {
        expand(seen.state(index), seen.ahead(index), isReluctant ? item : null, seen);
      }
    }
    return reached;
  }

  private static boolean hasNoHiddenStep(State state) {
    for (int core = 0; core < State.CORES; core++) {
      if (CoreStart.isPossible(state, core)) {
        return false;
      }
    }
    return true;
  }

  /** All configurations that can be reached without this item; with null, by any items. */
  Frontier without(@Nullable Item item, Frontier from) {
    Frontier seen = new Frontier();
    for (int index = 0; index < from.size(); index++) {
      seen.add(from.state(index), from.ahead(index));
    }
    Frontier kept = new Frontier();
    for (int index = 0; index < seen.size() && !isExhausted(); index++) {
      if (item == null || !isDone(item, seen.ahead(index))) {
        kept.add(seen.state(index), seen.ahead(index));
        expand(seen.state(index), seen.ahead(index), null, seen);
      }
    }
    return kept;
  }

  /**
   * Takes an item that fits and changes nothing, if there is one: whatever can follow without it
   * can follow with it too, so no other order needs a try. Not where more than the rules shows,
   * since another order might show something else.
   */
  private boolean takeHarmless(State state, long ahead, Frontier into) {
    for (int core = 0; core < State.CORES; core++) {
      int next = done(ahead, core);
      if (next < begun[core]) {
        Item item = timeline.items(core).get(next);
        if (item.kind == Item.Kind.CALL && item.showsReturn() && isHarmless(item, state)) {
          take(item, state, ahead, into);
          return true;
        }
      }
    }
    return false;
  }

  private boolean isHarmless(Item item, State state) {
    work++;
    Harmlessness harmlessness = new Harmlessness(item, state);
    specification.permit(state, ((Event.Called) item.event).call(), harmlessness);
    return harmlessness.isShown();
  }

  /**
   * Takes each item that may come next.
   *
   * @param only the only step of a core by itself that is taken; null if all are
   */
  private void expand(State state, long ahead, @Nullable Item only, Frontier into) {
    for (int core = 0; core < State.CORES; core++) {
      int next = done(ahead, core);
      if (next < begun[core]) {
        Item item = timeline.items(core).get(next);
        if (only == null || only.equals(item) || !item.isByItself()) {
          take(item, state, ahead, into);
        }
      } else if (only == null
          && CoreStart.isPossible(state, core)
          && next == timeline.items(core).size()) {
        work++;
        if (specification.leftOut().has(Progress.COMES_IN)) { // or its start is lost
          into.add(state.with(core, CoreState.OFF), ahead);
        }
        into.add(
            CoreStart.of(specification.platform(), state, core),
            ahead); // it came in, but was never seen to
      }
    }
  }

  private void take(Item item, State state, long ahead, Frontier into) {
    work++;
    long after = Frontier.oneMore(ahead, item.core);
    switch (item.kind) {
      case ENTRY -> enter(item, (Event.Entered) item.event, state, ahead, into);
      case RESUMPTION -> {
        if (WakeUp.isPossible(state, item.core)) {
          item.explain(WakeUp.returns(state.core(item.core)));
          into.add(WakeUp.of(specification.platform(), state, item.core), after);
        }
      }
      case CALL, SUSPENSION -> {
        Call call = ((Event.Called) item.event).call();
        Outcomes matching = new Matching(specification.platform(), state, item, after, into);
        specification.permit(state, call, matching);
        if (item.startedCore >= 0 && promise.mayStartTwice((Event.Called) item.event)) {
          State seen = state.with(item.startedCore, CoreState.OFF);
          specification.permitSeen(state, seen, call, matching);
        }
      }
    }
  }

  private void enter(Item item, Event.Entered entered, State state, long ahead, Frontier into) {
    long after = Frontier.oneMore(ahead, item.core);
    if (!mayEnter(state, item.core)) {
      if (promise.isExcused(entered, state)) {
        item.request = promise.ownRequest(entered);
        into.add(state.with(item.core, CoreState.ON), after);
      }
      return;
    }
    Event.Called request = request(state, ahead, item.core);
    boolean starts = CoreStart.isPossible(state, item.core);
    if (promise.isKept(entered, request)) {
      item.explain(starts ? CoreStart.WHY : WakeUp.reenters(state.core(item.core)));
      item.request = request;
      State running =
          starts
              ? CoreStart.of(specification.platform(), state, item.core)
              : WakeUp.of(specification.platform(), state, item.core);
      into.add(running, after);
    } else {
      item.misfit = request;
      if (starts) { // it is ON all the same, which others may have seen before it came in wrong
        into.add(CoreStart.of(specification.platform(), state, item.core), ahead);
      }
    }
  }

  /** Whether a core has an entry before it: a start that is due, or the end of a power-down. */
  static boolean mayEnter(State state, int core) {
    return CoreStart.isPossible(state, core) || state.core(core).mayReenter();
  }

  /**
   * The call that says where a core enters and with what: the CPU_ON behind a pending start, or the
   * call in which the core was suspended. Null if only a deviation has brought it there.
   */
  Event.@Nullable Called request(State state, long ahead, int core) {
    Item item;
    if (state.core(core).isPending()) {
      int starter = state.core(core).starter();
      item = timeline.lastStart(starter, core, done(ahead, starter));
    } else {
      item = timeline.lastSuspension(core, done(ahead, core));
    }
    return item == null ? null : (Event.Called) item.event;
  }

  /** Why what was seen of a call is permitted, in all orders that were tried. */
  List<Because> explanations(Event.Called called) {
    for (Item item : timeline.items(called.core())) {
      if (item.event.equals(called)) {
        return item.explanations;
      }
    }
    return List.of();
  }

  /** Moves items that are over for good behind all configurations. */
  Frontier retire(Item item, Frontier frontier) {
    int items = item.number + 1 - retired[item.core];
    Frontier shifted = new Frontier();
    for (int index = 0; index < frontier.size(); index++) {
      long ahead = frontier.ahead(index);
      for (int i = 0; i < items; i++) {
        ahead = Frontier.oneLess(ahead, item.core);
      }
      shifted.add(frontier.state(index), ahead);
    }
    retired[item.core] += items;
    open -= items;
    return shifted;
  }

  /** Lets through the outcomes that fit what was seen of a call. */
  private abstract static class Fitting implements Outcomes {
    final Item item;
    final Event.Called called;

    Fitting(Item item) {
      this.item = item;
      this.called = (Event.Called) item.event;
    }

    abstract void fits(State next, Because why);

    @Override
    public void returns(int value, State next, Because why) {
      if (item.kind == Item.Kind.SUSPENSION) {
        return; // it returned SUCCESS, and that only after the core had been suspended
      }
      if (!called.returned() || called.call().resultIs(value, called.result())) {
        fits(next, why);
      }
    }

    @Override
    public void returnsNumber(long value, State next, Because why) {
      long result = called.result();
      boolean wide = called.call().width() == CallWidth.SMC64;
      if (!called.returned() || (wide ? result == value : (int) result == (int) value)) {
        fits(next, why);
      }
    }

    @Override
    public void returnsOneOf(Answers answers, State next, Because why) {
      if (!called.returned() || answers.contains((int) called.result())) {
        fits(next, why);
      }
    }

    @Override
    public void leaves(State next, Because why) {
      if (!item.showsReturn()) {
        fits(next, why);
      }
    }
  }

  /** Finds out whether what was seen fits, and in no way changes or reveals anything. */
  private static final class Harmlessness extends Fitting {
    private final State before;
    private boolean fits;
    private boolean changesNothing = true;

    Harmlessness(Item item, State before) {
      super(item);
      this.before = before;
    }

    boolean isShown() {
      return fits && changesNothing;
    }

    @Override
    void fits(State next, Because why) {
      fits = true;
      changesNothing &= next.equals(before) && why.reading().isEmpty() && why.facts().isEmpty();
    }

    @Override
    public void returnsAnything(State next) {
      changesNothing = false;
    }
  }

  /** Adds the configurations after outcomes that fit. */
  private static final class Matching extends Fitting {
    private final Platform platform;
    private final State before;
    private final long after;
    private final Frontier into;

    Matching(Platform platform, State before, Item item, long after, Frontier into) {
      super(item);
      this.platform = platform;
      this.before = before;
      this.after = after;
      this.into = into;
    }

    @Override
    void fits(State next, Because why) {
      item.explain(
          why, Combination.of(platform, before, called.call(), called.returned(), called.result()));
      into.add(next, after);
    }

    @Override
    public void returnsAnything(State next) {
      into.add(next, after);
    }
  }
}
