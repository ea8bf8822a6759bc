// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import org.psci.spec.model.CoreState;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.PowerTree;

/** A change of places of cores, and of the nodes above them, done on the words of a state. */
final class Renumbering {
  private static final int BITS = 8;
  private static final long CORE = 0xff;

  /** The lowest bits of the machine word, which say nothing of a core or a node. */
  private static final long PLACELESS = 0x1f;

  private final int[] to;
  private final int[] from;
  private final int[] nodeTo;

  /** What eight bits of a core become: a pending core names its starter. */
  private final byte[] renamed = new byte[1 << BITS];

  Renumbering(int[] to, PowerTree tree) {
    this.to = to;
    this.from = new int[to.length];
    for (int core = 0; core < to.length; core++) {
      from[to[core]] = core;
    }
    for (int bits = 0; bits < renamed.length; bits++) {
      renamed[bits] = (byte) bits;
    }
    for (int starter = 0; starter < to.length; starter++) {
      renamed[bits(CoreState.pendingFrom(starter))] =
          (byte) bits(CoreState.pendingFrom(to[starter]));
    }
    nodeTo = new int[tree.nodes()];
    int first = 0;
    for (List<Long> level : tree.levels()) {
      for (int node = 0; node < level.size(); node++) {
        nodeTo[first + node] = first + level.indexOf(moved(level.get(node)));
      }
      first += level.size();
    }
  }

  private static int bits(CoreState state) {
    return (int) new State(0).with(0, state).cores();
  }

  private long moved(long members) {
    long moved = 0;
    for (int core = 0; core < to.length; core++) {
      moved |= (members >>> core & 1) << to[core];
    }
    return moved;
  }

  private long place(long cores, int place) {
    return renamed[(int) ((cores >>> (BITS * from[place])) & CORE)] & CORE;
  }

  /** Compares what a word of cores becomes with another one. */
  int compare(long cores, long other, int size) {
    for (int place = size - 1; place >= 0; place--) {
      long mine = place(cores, place);
      long its = (other >>> (BITS * place)) & CORE;
      if (mine != its) {
        return mine < its ? -1 : 1;
      }
    }
    return 0;
  }

  /** What a word of cores becomes. */
  long cores(long cores) {
    long renumbered = 0;
    for (int place = 0; place < from.length; place++) {
      renumbered |= place(cores, place) << (BITS * place);
    }
    return renumbered;
  }

  /** What the machine word becomes. */
  long machine(long machine) {
    if (machine <= PLACELESS && machine >= 0) {
      return machine;
    }
    State before = new State(0, machine);
    State after = new State(0, machine & PLACELESS);
    if (before.trustedOsCore() >= 0) {
      after = after.withTrustedOs(to[before.trustedOsCore()]);
    }
    for (int node = 0; node < nodeTo.length; node++) {
      after = after.withNode(nodeTo[node], before.node(node));
    }
    return after.machine();
  }
}
