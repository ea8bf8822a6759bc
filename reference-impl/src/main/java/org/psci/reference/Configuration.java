// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Set;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * What the reference machine is like. Everything here is lawful, apart from the bugs.
 *
 * @param version the version that it implements
 * @param topology its cores
 * @param hidesPending whether a core is ON from the return of CPU_ON, so that ON_PENDING is never
 *     seen
 * @param answersGroups whether AFFINITY_INFO answers for levels above 0, which 0.2 demands
 * @param checksEntries whether CPU_ON refuses entry points outside its memory
 * @param hasMigrateInfo whether MIGRATE_INFO_TYPE is there, to say that no trusted OS is
 * @param bugs the bugs that are switched on
 */
public record Configuration(
    Version version,
    Topology topology,
    boolean hidesPending,
    boolean answersGroups,
    boolean checksEntries,
    boolean hasMigrateInfo,
    Set<Bug> bugs) {

  public Configuration {
    bugs = Set.copyOf(bugs);
  }

  /** PSCI 1.1 with two clusters of three cores, nothing left out. */
  public static Configuration standard() {
    return new Configuration(
        Version.V1_1, Topology.clusters(2, 3), false, true, true, true, Set.of());
  }

  public Configuration with(Version other) {
    return new Configuration(
        other, topology, hidesPending, answersGroups, checksEntries, hasMigrateInfo, bugs);
  }

  public Configuration with(Topology other) {
    return new Configuration(
        version, other, hidesPending, answersGroups, checksEntries, hasMigrateInfo, bugs);
  }

  public Configuration with(Set<Bug> others) {
    return new Configuration(
        version, topology, hidesPending, answersGroups, checksEntries, hasMigrateInfo, others);
  }

  boolean has(Bug bug) {
    return bugs.contains(bug);
  }
}
