// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PsciFunction;
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
  private static final List<Boolean> EITHER = List.of(false, true);

  private Lawful() {}

  /** The machine with the next way to suspend that its version knows: 0.2 has one format only. */
  private static Configuration suspending(Configuration machine, int number) {
    boolean extended = number % 8 >= 4 && machine.version() != Version.V0_2;
    return machine
        .with(extended ? PowerStateFormat.EXTENDED_STATE_ID : PowerStateFormat.ORIGINAL)
        .with(Choice.DOWNGRADES, (number & 2) != 0)
        .with(Choice.WAKES_EARLY, (number & 1) != 0);
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
                  Configuration machine =
                      Configuration.standard()
                          .with(version)
                          .with(topology)
                          .with(Choice.HIDES_PENDING, hidesPending)
                          .with(Choice.ANSWERS_GROUPS, answersGroups)
                          .with(Choice.CHECKS_ENTRIES, checksEntries);
                  all.add(
                      suspending(
                          hasMigrateInfo ? machine : withoutMigrateInfo(machine), all.size()));
                }
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static Configuration withoutMigrateInfo(Configuration machine) {
    Set<PsciFunction> absent = EnumSet.copyOf(machine.absent());
    absent.add(PsciFunction.MIGRATE_INFO_TYPE);
    return machine.withAbsent(absent);
  }
}
