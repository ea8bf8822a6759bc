// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.vocabulary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cores of a machine, core 0 first: the one that a cold boot starts. Cores have indices here
 * and MPIDRs in calls; the affinity levels above a core follow from its MPIDR.
 *
 * @param cores the affinity of each core, in the order of its index
 */
public record Topology(List<Mpidr> cores) {

  /** The most cores that a topology can name: one bit of a word each. */
  public static final int MOST_CORES = 64;

  /**
   * @throws IllegalArgumentException if there is no core or more than {@link #MOST_CORES}, or if
   *     two cores have one MPIDR
   */
  public Topology {
    cores = List.copyOf(cores);
    if (cores.isEmpty()) {
      throw new IllegalArgumentException("a topology has at least one core");
    }
    if (cores.size() > MOST_CORES) {
      throw new IllegalArgumentException(
          cores.size() + " cores; a topology here has at most " + MOST_CORES);
    }
    Set<Mpidr> seen = new HashSet<>();
    for (Mpidr core : cores) {
      if (!seen.add(core)) {
        throw new IllegalArgumentException("two cores have the MPIDR " + core);
      }
    }
  }

  /** Clusters of equal size: core i of cluster c has Aff1 = c and Aff0 = i. */
  public static Topology clusters(int clusters, int coresEach) {
    return groups(1, clusters, coresEach);
  }

  /** Groups of clusters of equal size: core i of cluster c of group g has Aff2 = g. */
  public static Topology groups(int groups, int clustersEach, int coresEach) {
    List<Mpidr> cores = new ArrayList<>();
    for (int core = 0; core < groups * clustersEach * coresEach; core++) {
      int cluster = core / coresEach;
      cores.add(Mpidr.of(0, cluster / clustersEach, cluster % clustersEach, core % coresEach));
    }
    return new Topology(cores);
  }

  public int size() {
    return cores.size();
  }

  public Mpidr mpidr(int core) {
    return cores.get(core);
  }

  /** The index of the core that a target_cpu value names, or -1: reserved bits name no core. */
  public int indexOf(long targetCpu) {
    for (int core = 0; core < cores.size(); core++) {
      if (cores.get(core).value() == targetCpu) {
        return core;
      }
    }
    return -1;
  }

  /**
   * The cores of one instance of an affinity level from 0 to 3, as bits; 0 if it does not exist.
   */
  public long instance(long targetAffinity, int level) {
    if ((targetAffinity & ~Mpidr.AFFINITY_BITS) != 0) {
      return 0;
    }
    long members = 0;
    for (int core = 0; core < cores.size(); core++) {
      if (cores.get(core).sharesInstance(targetAffinity, level)) {
        members |= 1L << core;
      }
    }
    return members;
  }

  /** The cores by cluster, that is by everything above Aff0, in the order of their first core. */
  public List<List<Integer>> clusters() {
    List<List<Integer>> clusters = new ArrayList<>();
    long placed = 0;
    for (int core = 0; core < cores.size(); core++) {
      if ((placed >>> core & 1) == 0) {
        long members = instance(cores.get(core).value(), 1);
        placed |= members;
        List<Integer> cluster = new ArrayList<>();
        for (int member = 0; member < cores.size(); member++) {
          if ((members >>> member & 1) == 1) {
            cluster.add(member);
          }
        }
        clusters.add(cluster);
      }
    }
    return clusters;
  }
}
