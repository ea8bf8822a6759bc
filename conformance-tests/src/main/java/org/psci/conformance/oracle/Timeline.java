// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.spec.model.Call;
import org.psci.spec.model.State;
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
  private final List<Point> points = new ArrayList<>();

  Timeline(History history, Topology topology) {
    for (int core = 0; core < State.CORES; core++) {
      items.add(new ArrayList<>());
    }
    for (Event event : history.events()) {
      if (event instanceof Event.Called || event instanceof Event.Entered) {
        List<Item> own = items.get(event.core());
        Item item = new Item(event, own.size(), startedCore(event, topology));
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
    }
    points.sort(Comparator.comparingLong(Point::time).thenComparing(Point::isEnd));
  }

  private static int startedCore(Event event, Topology topology) {
    if (!(event instanceof Event.Called called)) {
      return -1;
    }
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
