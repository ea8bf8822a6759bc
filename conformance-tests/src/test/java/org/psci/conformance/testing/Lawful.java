// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.psci.reference.Configuration;
import org.psci.reference.SuspendChoices;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/** Every way in which the reference machine can differ from itself and still keep the rules. */
public final class Lawful {
  /**
   * One core, one cluster, equal clusters, and unequal clusters with MPIDRs that are no indices.
   */
  public static final List<Topology> TOPOLOGIES =
      List.of(
          Topology.clusters(1, 1),
          Topology.clusters(1, 4),
          Topology.clusters(2, 2),
          Topology.clusters(4, 2),
          new Topology(
              List.of(
                  Mpidr.of(1, 2, 0, 0),
                  Mpidr.of(1, 2, 0, 1),
                  Mpidr.of(1, 2, 1, 0),
                  Mpidr.of(1, 2, 1, 1),
                  Mpidr.of(1, 2, 1, 2))));

  /** Every way to suspend; each configuration gets the next one of them. */
  private static final List<SuspendChoices> SUSPEND_CHOICES = suspendChoices();

  private static final List<Boolean> EITHER = List.of(false, true);

  private Lawful() {}

  private static List<SuspendChoices> suspendChoices() {
    List<SuspendChoices> all = new ArrayList<>();
    for (PowerStateFormat format : PowerStateFormat.values()) {
      for (boolean downgrades : List.of(false, true)) {
        for (boolean wakesEarly : List.of(false, true)) {
          all.add(new SuspendChoices(format, downgrades, wakesEarly));
        }
      }
    }
    return all;
  }

  /** The next way to suspend that the version knows: 0.2 has one format only. */
  private static SuspendChoices suspendChoices(Version version, int number) {
    boolean oneFormat = version == Version.V0_2;
    int ways = oneFormat ? SUSPEND_CHOICES.size() / 2 : SUSPEND_CHOICES.size();
    return SUSPEND_CHOICES.get(number % ways); // the original format comes first
  }

  /** All versions, topologies and liberties, multiplied. */
  public static List<Configuration> configurations() {
    List<Configuration> all = new ArrayList<>();
    for (Version version : Version.values()) {
      for (Topology topology : TOPOLOGIES) {
        for (boolean hidesPending : EITHER) {
          for (boolean answersGroups : EITHER) {
            for (boolean checksEntries : EITHER) {
              for (boolean hasMigrateInfo : EITHER) {
                boolean owesGroups = version == Version.V0_2; // there levels are no option
                if (answersGroups || !owesGroups) {
                  all.add(
                      new Configuration(
                          version,
                          topology,
                          new Configuration.Choices(
                              hidesPending, answersGroups, checksEntries, hasMigrateInfo),
                          suspendChoices(version, all.size()),
                          Set.of()));
                }
              }
            }
          }
        }
      }
    }
    return all;
  }
}
