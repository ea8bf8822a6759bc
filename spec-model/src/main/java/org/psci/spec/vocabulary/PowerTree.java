// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import java.util.ArrayList;
import java.util.List;

/**
 * The power domains of a machine (DEN0022F.b, 4.2): cores at level 0, and above them nodes that can
 * go down only when everything below has. It is a tree apart from the affinity levels: power levels
 * have a numbering of their own (TOPO-01).
 *
 * @param levels for each power level from 1 on the nodes, each as the cores below it, one bit a
 *     core
 * @param isGuess whether nobody has said that the machine is like this, so that nothing above the
 *     cores is certain
 */
public record PowerTree(List<List<Long>> levels, boolean isGuess) {

  /** A tree that somebody vouches for. */
  public PowerTree(List<List<Long>> levels) {
    this(levels, false);
  }

  /**
   * @throws IllegalArgumentException if there are more levels than power_state can name, if two
   *     nodes of a level share a core, or if a node is not within one node of the next level
   */
  public PowerTree {
    levels = levels.stream().map(List::copyOf).toList();
    if (levels.size() > PowerState.HIGHEST_LEVEL) {
      throw new IllegalArgumentException(
          levels.size() + " power levels above the core; at most " + PowerState.HIGHEST_LEVEL);
    }
    long below = 0;
    for (int level = 1; level <= levels.size(); level++) {
      long all = 0;
      for (long node : levels.get(level - 1)) {
        if (node == 0 || (all & node) != 0) {
          throw new IllegalArgumentException(
              "the nodes of power level " + level + " are not disjoint, or one has no core");
        }
        all |= node;
        if (level > 1) {
          requireWhole(levels.get(level - 2), node, level);
        }
      }
      if (level > 1 && all != below) {
        throw new IllegalArgumentException(
            "power level " + level + " does not hold the same cores as the one below");
      }
      below = all;
    }
  }

  private static void requireWhole(List<Long> below, long node, int level) {
    for (long child : below) {
      if ((child & node) != 0 && (child & ~node) != 0) {
        throw new IllegalArgumentException(
            "a node of power level " + (level - 1) + " has cores in two nodes of level " + level);
      }
    }
  }

  /**
   * The usual tree: a node for each instance of an affinity level that groups cores, up to the
   * whole machine.
   */
  public static PowerTree of(Topology topology) {
    List<List<Long>> levels = new ArrayList<>();
    int nodesBelow = topology.size();
    // Above the highest affinity level is the machine as a whole, which is always there.
    for (int affinity = 1; affinity <= AffinityLevel.HIGHEST + 1; affinity++) {
      List<Long> nodes = instances(topology, affinity);
      if (nodes.size() < nodesBelow) {
        if (levels.size() == PowerState.HIGHEST_LEVEL) {
          levels.remove(levels.size() - 1);
        }
        levels.add(nodes);
        nodesBelow = nodes.size();
      }
    }
    return new PowerTree(levels);
  }

  private static List<Long> instances(Topology topology, int affinityLevel) {
    List<Long> nodes = new ArrayList<>();
    long placed = 0;
    for (int core = 0; core < topology.size(); core++) {
      if ((placed >>> core & 1) == 0) {
        long node =
            affinityLevel > AffinityLevel.HIGHEST
                ? -1L >>> (Topology.MOST_CORES - topology.size())
                : topology.instance(topology.mpidr(core).value(), affinityLevel);
        nodes.add(node);
        placed |= node;
      }
    }
    return nodes;
  }

  /** The same tree, for which nobody vouches. */
  public PowerTree asGuess() {
    return new PowerTree(levels, true);
  }

  /** The same tree with at least this many levels: what is added holds all cores. */
  public PowerTree withLevels(int highest) {
    List<List<Long>> more = new ArrayList<>(levels);
    while (more.size() < highest && !more.isEmpty()) {
      long all = 0;
      for (long node : more.get(0)) {
        all |= node;
      }
      more.add(List.of(all));
    }
    return more.size() == levels.size() ? this : new PowerTree(more);
  }

  /** The highest power level, 0 where no core has anything above it. */
  public int highestLevel() {
    return levels.size();
  }

  /** The number of nodes above the cores. */
  public int nodes() {
    return levels.stream().mapToInt(List::size).sum();
  }

  /**
   * The node above a core at a level from 1 on, counted through all levels from the lowest; -1 if
   * the core has none.
   */
  public int node(int core, int level) {
    int first = 0;
    for (int below = 1; below < level; below++) {
      first += levels.get(below - 1).size();
    }
    List<Long> nodes = levels.get(level - 1);
    for (int index = 0; index < nodes.size(); index++) {
      if ((nodes.get(index) >>> core & 1) == 1) {
        return first + index;
      }
    }
    return -1;
  }

  /** The cores below the node above this core at a level, as bits; the core alone at level 0. */
  public long members(int core, int level) {
    if (level == 0) {
      return 1L << core;
    }
    for (long node : levels.get(level - 1)) {
      if ((node >>> core & 1) == 1) {
        return node;
      }
    }
    return 0;
  }
}
