// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
import org.psci.spec.step.Entries;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.ReturnCode;
import org.psci.spec.vocabulary.Topology;

/**
 * A history as the oracle walks through it: the items of each core in order, and the points in time
 * at which items begin and end. At one instant begins come before ends, so that what touches
 * overlaps.
 */
final class Timeline {

  /**
   * A moment at which an item begins or ends.
   *
   * @param time when
   * @param isEnd whether it ends
   * @param item what
   */
  record Point(long time, boolean isEnd, Item item) {}

  private final List<List<Item>> items = new ArrayList<>();
  private final List<Point> points;

  /**
   * @param leftOut the clauses that the implementation is assumed not to keep
   */
  Timeline(History history, Topology topology, LeftOut leftOut) {
    for (int core = 0; core < State.CORES; core++) {
      items.add(new ArrayList<>());
    }
    points = new ArrayList<>(2 * history.events().size());
    for (Event event : history.events()) {
      if (event instanceof Event.Entered) {
        add(Item.Kind.ENTRY, event, -1);
      } else if (event instanceof Event.Called called && returnsFromSuspend(called, leftOut)) {
        add(Item.Kind.SUSPENSION, event, -1);
        add(Item.Kind.RESUMPTION, event, -1);
      } else if (event instanceof Event.Called called) {
        add(Item.Kind.CALL, event, startedCore(called, topology));
      }
    }
    points.sort(
        (one, other) ->
            one.time() != other.time()
                ? Long.compare(one.time(), other.time())
                : Boolean.compare(one.isEnd(), other.isEnd()));
  }

  private void add(Item.Kind kind, Event event, int startedCore) {
    List<Item> own = items.get(event.core());
    Item item = new Item(kind, event, own.size(), startedCore);
    long begin = item.begin();
    if (item.isEntry() && !own.isEmpty()) {
      begin = own.get(own.size() - 1).begin();
    }
    own.add(item);
    points.add(new Point(begin, false, item));
    if (item.end() != Event.Called.NEVER) {
      points.add(new Point(item.end(), true, item));
    }
  }

  private static boolean returnsFromSuspend(Event.Called called, LeftOut leftOut) {
    if (!called.returned() || !called.call().is(PsciFunction::suspends)) {
      return false;
    }
    int result = (int) called.result();
    boolean isNumber = result > 0 || result == (int) called.call().contextId();
    return result == ReturnCode.SUCCESS.value()
        || (isNumber && leftOut.has(Entries.STANDBY_SUCCEEDS));
  }

  private static int startedCore(Event.Called called, Topology topology) {
    Call call = called.call();
    boolean starts =
        call.is(PsciFunction.CPU_ON)
            && (!called.returned() || (int) called.result() == ReturnCode.SUCCESS.value());
    return starts ? topology.indexOf(call.wide(1)) : -1;
  }

  List<Point> points() {
    return points;
  }

  List<Item> items(int core) {
    return items.get(core);
  }

  /** The CPU_SUSPEND that a core is in; null if only a deviation has brought it there. */
  @Nullable Item lastSuspension(int core, int itemsDone) {
    Item last = itemsDone == 0 ? null : items.get(core).get(itemsDone - 1);
    return last != null && last.isSuspension() ? last : null;
  }

  /**
   * The CPU_ON that is behind a pending start: the last successful one that its caller made for
   * this core. Null if there is none, which can only be after a deviation.
   */
  @Nullable Item lastStart(int starter, int target, int itemsDone) {
    List<Item> own = items.get(starter);
    for (int number = itemsDone - 1; number >= 0; number--) {
      if (own.get(number).startedCore == target) {
        return own.get(number);
      }
    }
    return null;
  }
}
