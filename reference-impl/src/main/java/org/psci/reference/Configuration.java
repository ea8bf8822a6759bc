// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.List;
import java.util.Set;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * What the reference machine is like. Everything here is lawful, apart from the bugs.
 *
 * @param version the version that it implements
 * @param topology its cores
 * @param choices what the specification leaves to it
 * @param suspend how it suspends
 * @param bugs the bugs that are switched on
 */
public record Configuration(
    Version version, Topology topology, Choices choices, SuspendChoices suspend, Set<Bug> bugs) {

  /**
   * What the specification leaves open, beside suspending.
   *
   * @param hidesPending whether a core is ON from the return of CPU_ON, so that ON_PENDING is never
   *     seen
   * @param answersGroups whether AFFINITY_INFO answers for levels above 0, which 0.2 demands
   * @param checksEntries whether entry points outside its memory are refused
   * @param hasMigrateInfo whether MIGRATE_INFO_TYPE is there, to say that no trusted OS is
   */
  public record Choices(
      boolean hidesPending, boolean answersGroups, boolean checksEntries, boolean hasMigrateInfo) {
    public static final Choices STANDARD = new Choices(false, true, true, true);
  }

  public Configuration {
    bugs = Set.copyOf(bugs);
  }

  /** PSCI 1.1 with two clusters of three cores, nothing left out. */
  public static Configuration standard() {
    return new Configuration(
        Version.V1_1, Topology.clusters(2, 3), Choices.STANDARD, SuspendChoices.STANDARD, Set.of());
  }

  public Configuration with(Version other) {
    return new Configuration(other, topology, choices, suspend, bugs);
  }

  public Configuration with(Topology other) {
    return new Configuration(version, other, choices, suspend, bugs);
  }

  public Configuration with(Choices others) {
    return new Configuration(version, topology, others, suspend, bugs);
  }

  public Configuration with(SuspendChoices others) {
    return new Configuration(version, topology, choices, others, bugs);
  }

  public Configuration with(Set<Bug> others) {
    return new Configuration(version, topology, choices, suspend, others);
  }

  /** The layout of power_state: there was only one before 1.0. */
  PowerStateFormat format() {
    return version.isBefore(Version.V1_0) ? PowerStateFormat.ORIGINAL : suspend.format();
  }

  /** The power_state values that it takes. */
  public List<PowerState> powerStates() {
    return suspend.table(format());
  }

  boolean has(Bug bug) {
    return bugs.contains(bug);
  }
}
