// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.psci.spec.model.Platform;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.AffinityLevel;
import org.psci.spec.vocabulary.PowerTree;

/**
 * Which cores can change places without anybody noticing: the permutations that keep clusters and
 * nodes of the power tree together. Core 0 is nothing special once it has booted, and a trusted OS
 * that moves moves along; one that is fixed keeps its core in its place.
 *
 * <p>Of the states that are the same but for such a change, the one with the lowest words stands
 * for all: it is canonical.
 */
public final class Symmetry {
  private final Renumbering[] renumberings;
  private final int cores;

  private Symmetry(List<Renumbering> renumberings, int cores) {
    this.renumberings = renumberings.toArray(new Renumbering[0]);
    this.cores = cores;
  }

  /** No core can take the place of another. */
  public static Symmetry none(Platform platform) {
    int cores = State.cores(platform.topology());
    int[] same = new int[cores];
    Arrays.setAll(same, core -> core);
    return new Symmetry(List.of(new Renumbering(same, platform.powerTree())), cores);
  }

  /** Every core that has the same place in the machine can. */
  public static Symmetry of(Platform platform, boolean fixedCore0) {
    int cores = State.cores(platform.topology());
    List<Renumbering> found = new ArrayList<>();
    search(platform, fixedCore0, new int[cores], 0, found);
    return new Symmetry(found, cores);
  }

  private static void search(
      Platform platform, boolean fixedCore0, int[] to, int placed, List<Renumbering> found) {
    if (placed == to.length) {
      found.add(new Renumbering(to.clone(), platform.powerTree()));
      return;
    }
    for (int place = 0; place < to.length; place++) {
      to[placed] = place;
      if ((placed > 0 || place == 0 || !fixedCore0) && fits(platform, to, placed)) {
        search(platform, fixedCore0, to, placed + 1, found);
      }
    }
  }

  /** Whether the last core placed is as far from each one before as it was. */
  private static boolean fits(Platform platform, int[] to, int last) {
    for (int core = 0; core < last; core++) {
      if (to[core] == to[last]
          || distance(platform, core, last) != distance(platform, to[core], to[last])) {
        return false;
      }
    }
    return true;
  }

  /** The lowest levels, of the affinity and of the power tree, that two cores have in common. */
  private static int distance(Platform platform, int one, int other) {
    int affinity = 0;
    long target = platform.topology().mpidr(one).value();
    while (affinity <= AffinityLevel.HIGHEST
        && (platform.topology().instance(target, affinity) >>> other & 1) == 0) {
      affinity++;
    }
    PowerTree tree = platform.powerTree();
    int power = 0;
    while (power <= tree.highestLevel() && (tree.members(one, power) >>> other & 1) == 0) {
      power++;
    }
    return 16 * affinity + power;
  }

  /** How many changes of places there are, with the one that changes nothing. */
  public int order() {
    return renumberings.length;
  }

  /** The state that stands for this one and all that are the same but for a change of places. */
  State canonical(State state) {
    if (renumberings.length == 1) {
      return state;
    }
    long bestCores = state.cores();
    long bestMachine = state.machine();
    for (Renumbering renumbering : renumberings) {
      int order = renumbering.compare(state.cores(), bestCores, cores);
      if (order <= 0) {
        long machine = renumbering.machine(state.machine());
        if (order < 0) {
          bestCores = renumbering.cores(state.cores());
          bestMachine = machine;
        } else if (Long.compareUnsigned(machine, bestMachine) < 0) {
          bestMachine = machine;
        }
      }
    }
    return bestCores == state.cores() && bestMachine == state.machine()
        ? state
        : new State(bestCores, bestMachine);
  }

  /** How many states are the same as this one but for a change of places, with itself. */
  int orbit(State state) {
    int same = 0;
    for (Renumbering renumbering : renumberings) {
      if (renumbering.compare(state.cores(), state.cores(), cores) == 0
          && renumbering.machine(state.machine()) == state.machine()) {
        same++;
      }
    }
    return renumberings.length / same;
  }

  /** All states that are the same but for a change of places, some perhaps more than once. */
  List<State> images(State state) {
    return Arrays.stream(renumberings)
        .map(r -> new State(r.cores(state.cores()), r.machine(state.machine())))
        .toList();
  }
}
