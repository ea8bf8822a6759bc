// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.spec.model.State;
import org.psci.spec.vocabulary.Topology;

/**
 * The machine that a program needs: a number of clusters with a number of cores each. Core numbers
 * of a program count through the clusters.
 *
 * @param clusters at least 1
 * @param coresEach at least 1
 */
public record Shape(int clusters, int coresEach) {

  /**
   * @throws IllegalArgumentException if there is no core, or more cores than a program can have
   */
  public Shape {
    if (clusters < 1 || coresEach < 1 || clusters * coresEach > State.CORES) {
      throw new IllegalArgumentException(
          "a program has 1 to " + State.CORES + " cores, not " + clusters + "x" + coresEach);
    }
  }

  public int cores() {
    return clusters * coresEach;
  }

  /** The largest shape that a machine offers: all of it, or the part that is regular. */
  public static Shape of(Topology topology) {
    List<List<Integer>> clusters = drivenClusters(topology);
    int clusterCount = Math.min(clusters.size(), State.CORES);
    int coresEach = State.CORES / clusterCount;
    for (List<Integer> cluster : clusters.subList(0, clusterCount)) {
      coresEach = Math.min(coresEach, cluster.size());
    }
    return new Shape(clusterCount, coresEach);
  }

  /** The clusters as far as their cores can take part in programs. */
  private static List<List<Integer>> drivenClusters(Topology topology) {
    return topology.clusters().stream()
        .map(cluster -> cluster.stream().filter(core -> core < State.CORES).toList())
        .filter(cluster -> !cluster.isEmpty())
        .toList();
  }

  /** Which core of the machine stands for each core of the program; empty if there are too few. */
  public Optional<List<Integer>> placeOn(Topology topology) {
    List<List<Integer>> available = drivenClusters(topology);
    List<Integer> placed = new ArrayList<>();
    int found = 0;
    for (List<Integer> cluster : available) {
      if (found < clusters && cluster.size() >= coresEach) {
        placed.addAll(cluster.subList(0, coresEach));
        found++;
      }
    }
    return found == clusters && placed.get(0) == 0 ? Optional.of(placed) : Optional.empty();
  }

  @Override
  public String toString() {
    return clusters + "x" + coresEach;
  }
}
