// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.reference.ErrorOrder;
import org.psci.reference.ResidentOs;
import org.psci.reference.UpperHalf;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;

/** Something that the specification leaves to an implementation, put the other way than usual. */
enum Liberty {
  ONE_CORE("1x1", c -> c.with(Topology.clusters(1, 1))),
  ONE_CLUSTER("1x4", c -> c.with(Topology.clusters(1, 4))),
  TWO_CLUSTERS("2x4", c -> c.with(Topology.clusters(2, 4))),
  THREE_LEVELS("2x2x2", c -> c.with(Topology.groups(2, 2, 2))),
  GAPS("gaps between MPIDRs", c -> c.with(Topologies.GAPS)),
  HIGH_AFFINITY("cores with Aff3", c -> c.with(Topologies.HIGH_AFFINITY)),
  FLAT_TREE(
      "all cores in one power domain",
      c -> c.with(new PowerTree(List.of(List.of(-1L >>> (64 - c.topology().size())))))),
  AARCH32("AArch32", c -> c.with(ExecutionState.AARCH32)),

  NO_PENDING("never ON_PENDING", Choice.HIDES_PENDING),
  NO_GROUPS("AFFINITY_INFO for cores only", Choice.ANSWERS_GROUPS),
  LEVEL_1_ONLY("AFFINITY_INFO up to level 1", c -> c.withAnswersUpTo(1)),
  ANY_ENTRY("entry points unchecked", Choice.CHECKS_ENTRIES),
  ANY_ALIGNMENT("alignment unchecked", Choice.CHECKS_ALIGNMENT),
  FIRST_START_FAILS("the first start of a core fails", Choice.STARTS_FAIL_ONCE),

  DOWNGRADES("power-downs end as standbys", Choice.DOWNGRADES),
  WAKES_EARLY("wake-ups without interrupts", Choice.WAKES_EARLY),
  UNPUBLISHED("no table of power states", Choice.PUBLISHED),
  CORES_ONLY("power states for cores only", c -> c.withHighestLevel(0)),
  CLUSTERS_ONLY("power states up to level 1", c -> c.withHighestLevel(1)),
  OWN_TABLE("a table of its own", c -> c.withPowerStates(ownTable(c))),

  STANDBY_BY_DEFAULT("CPU_DEFAULT_SUSPEND is a standby", Choice.DEFAULT_IS_STANDBY),
  FROZEN_IS_OFF("a frozen core shows OFF", Choice.FROZEN_SHOWS_OFF),
  COUNTS_ON_EXIT("statistics at the end of a stay", Choice.COUNTS_ON_EXIT),
  STRICT_MODE_CHANGE("OS-initiated mode only when alone", Choice.STRICT_MODE_CHANGE),

  ENTRY_FIRST("entry points looked at first", c -> c.with(ErrorOrder.ENTRY_FIRST)),
  STATE_FIRST("states looked at first", c -> c.with(ErrorOrder.STATE_FIRST)),
  ZERO_ABOVE("zero above SMC32 results", c -> c.with(UpperHalf.ZERO)),
  JUNK_ABOVE("junk above SMC32 results", c -> c.with(UpperHalf.JUNK)),
  NO_WIDTH_RULE("calls of the other width served", Choice.KEEPS_WIDTH_RULE),

  NO_SMCCC_VERSION(
      "no SMCCC_VERSION", c -> c.without(Choice.HAS_SMCCC_VERSION, Choice.REPORTS_SMCCC_VERSION)),
  SILENT_SMCCC_VERSION(
      "SMCCC_VERSION unreported",
      c -> c.with(Choice.HAS_SMCCC_VERSION).without(Choice.REPORTS_SMCCC_VERSION)),
  SMC64_TOLD_TO_AARCH32(
      "AArch32 callers hear of SMC64",
      c -> c.with(ExecutionState.AARCH32).with(Choice.REPORTS_SMC64_TO_AARCH32)),

  SUSPEND_ALREADY_ON("SYSTEM_SUSPEND says ALREADY_ON", Choice.SUSPEND_SAYS_ALREADY_ON),
  SUSPEND_RETURNS_EARLY("SYSTEM_SUSPEND returns early", Choice.SUSPEND_RETURNS_EARLY),
  VENDOR_RESETS("vendor types of SYSTEM_RESET2", Choice.VENDOR_RESETS),
  NO_DEFAULT_HIBERNATION("type 0 of SYSTEM_OFF2 refused", Choice.HIBERNATES_BY_DEFAULT),
  EMPTY_RANGE("empty ranges accepted", Choice.ACCEPTS_EMPTY_RANGE),

  MIGRATABLE_OS(
      "a migratable trusted OS",
      c -> c.with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 0))),
  MIGRATABLE_OS_ELSEWHERE(
      "a migratable trusted OS on the last core",
      c ->
          c.with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, c.topology().size() - 1))),
  FIXED_OS(
      "a fixed trusted OS", c -> c.with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_FIXED, 0))),
  FIXED_OS_ELSEWHERE(
      "a fixed trusted OS on the last core",
      c -> c.with(new ResidentOs(MigrateInfoType.UNIPROCESSOR_FIXED, c.topology().size() - 1))),

  NO_MIGRATE("no MIGRATE", c -> without(c, PsciFunction.MIGRATE)),
  NO_MIGRATE_INFO_TYPE("no MIGRATE_INFO_TYPE", c -> without(c, PsciFunction.MIGRATE_INFO_TYPE)),
  NO_MIGRATE_INFO_UP_CPU(
      "no MIGRATE_INFO_UP_CPU", c -> without(c, PsciFunction.MIGRATE_INFO_UP_CPU)),
  NO_CPU_FREEZE("no CPU_FREEZE", c -> without(c, PsciFunction.CPU_FREEZE)),
  NO_CPU_DEFAULT_SUSPEND(
      "no CPU_DEFAULT_SUSPEND", c -> without(c, PsciFunction.CPU_DEFAULT_SUSPEND)),
  NO_NODE_HW_STATE("no NODE_HW_STATE", c -> without(c, PsciFunction.NODE_HW_STATE)),
  NO_SYSTEM_SUSPEND("no SYSTEM_SUSPEND", c -> without(c, PsciFunction.SYSTEM_SUSPEND)),
  NO_STATISTICS(
      "no statistics",
      c -> without(c, PsciFunction.PSCI_STAT_RESIDENCY, PsciFunction.PSCI_STAT_COUNT)),
  NO_SYSTEM_RESET2("no SYSTEM_RESET2", c -> without(c, PsciFunction.SYSTEM_RESET2)),
  NO_MEM_PROTECT(
      "no MEM_PROTECT",
      c -> without(c, PsciFunction.MEM_PROTECT, PsciFunction.MEM_PROTECT_CHECK_RANGE)),
  NO_SYSTEM_OFF2("no SYSTEM_OFF2", c -> without(c, PsciFunction.SYSTEM_OFF2));

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // a function of its argument alone
  private final UnaryOperator<Configuration> change;

  Liberty(String words, UnaryOperator<Configuration> change) {
    this.words = words;
    this.change = change;
  }

  /** The other way than the standard machine. */
  Liberty(String words, Choice choice) {
    this(words, c -> c.with(choice, !Choice.STANDARD.contains(choice)));
  }

  String words() {
    return words;
  }

  Configuration take(Configuration machine) {
    return change.apply(machine);
  }

  /** Whether a machine may be so, and would be another one then. */
  boolean isOpenTo(Configuration machine) {
    try {
      return !take(machine).equals(machine);
    } catch (IllegalArgumentException e) { // it contradicts something else that it is
      return false;
    }
  }

  private static Configuration without(Configuration machine, PsciFunction... functions) {
    Set<PsciFunction> absent = EnumSet.noneOf(PsciFunction.class);
    absent.addAll(machine.absent());
    absent.addAll(List.of(functions));
    return machine.withAbsent(absent);
  }

  /** One standby and one power-down, both of the core alone. */
  private static List<PowerState> ownTable(Configuration machine) {
    int claim = machine.has(Choice.OS_INITIATED) ? 0 : PowerState.NO_CLAIM;
    List<PowerState> table = new ArrayList<>();
    for (LocalState state : List.of(LocalState.STANDBY, LocalState.POWER_DOWN)) {
      StateType type = state == LocalState.STANDBY ? StateType.STANDBY : StateType.POWER_DOWN;
      table.add(new PowerState(machine.format().encode(type, 0, 0), type, List.of(state), claim));
    }
    return table;
  }

  /** Cores that are not numbered one after the other. */
  private static final class Topologies {
    static final Topology GAPS =
        new Topology(
            List.of(
                Mpidr.of(0, 0, 2, 1),
                Mpidr.of(0, 0, 2, 5),
                Mpidr.of(0, 0, 4, 0),
                Mpidr.of(0, 0, 4, 7)));
    static final Topology HIGH_AFFINITY =
        new Topology(
            List.of(
                Mpidr.of(1, 2, 0, 0),
                Mpidr.of(1, 2, 0, 1),
                Mpidr.of(1, 2, 1, 0),
                Mpidr.of(2, 2, 1, 1),
                Mpidr.of(2, 2, 1, 2)));

    private Topologies() {}
  }
}
