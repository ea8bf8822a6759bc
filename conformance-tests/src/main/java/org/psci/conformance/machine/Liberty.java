// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.machine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.psci.reference.CallChoices;
import org.psci.reference.Configuration;
import org.psci.reference.DiscoveryChoices;
import org.psci.reference.IdleChoices;
import org.psci.reference.PowerStateChoices;
import org.psci.reference.SuspendChoices;
import org.psci.reference.SystemChoices;
import org.psci.reference.TrustedOs;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.Mpidr;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;

/** Something that the specification leaves to an implementation, put the other way than usual. */
enum Liberty {
  ONE_CORE("1x1", c -> c.with(Topology.clusters(1, 1))),
  ONE_CLUSTER("1x4", c -> c.with(Topology.clusters(1, 4))),
  TWO_CLUSTERS("2x4", c -> c.with(Topology.clusters(2, 4))),
  THREE_LEVELS("2x2x2", c -> c.with(Topologies.THREE_LEVELS)),
  GAPS("gaps between MPIDRs", c -> c.with(Topologies.GAPS)),
  HIGH_AFFINITY("cores with Aff3", c -> c.with(Topologies.HIGH_AFFINITY)),
  FLAT_TREE(
      "all cores in one power domain",
      c -> c.with(new PowerTree(List.of(List.of(-1L >>> (64 - c.topology().size())))))),
  AARCH32("AArch32", c -> c.with(ExecutionState.AARCH32)),

  NO_PENDING(
      "never ON_PENDING",
      c ->
          c.with(
              new Configuration.Choices(
                  true,
                  c.choices().answersGroups(),
                  c.choices().checksEntries(),
                  c.choices().hasMigrateInfo()))),
  NO_GROUPS(
      "AFFINITY_INFO for cores only",
      c ->
          c.with(
              new Configuration.Choices(
                  c.choices().hidesPending(),
                  false,
                  c.choices().checksEntries(),
                  c.choices().hasMigrateInfo()))),
  ANY_ENTRY(
      "entry points unchecked",
      c ->
          c.with(
              new Configuration.Choices(
                  c.choices().hidesPending(),
                  c.choices().answersGroups(),
                  false,
                  c.choices().hasMigrateInfo()))),
  NO_MIGRATE_INFO(
      "no word of a trusted OS",
      c ->
          c.with(
              new Configuration.Choices(
                  c.choices().hidesPending(),
                  c.choices().answersGroups(),
                  c.choices().checksEntries(),
                  false))),

  DOWNGRADES(
      "power-downs end as standbys",
      c -> c.with(new SuspendChoices(c.suspend().format(), true, c.suspend().wakesEarly()))),
  WAKES_EARLY(
      "wake-ups without interrupts",
      c -> c.with(new SuspendChoices(c.suspend().format(), c.suspend().downgrades(), true))),
  UNPUBLISHED(
      "no table of power states",
      c ->
          c.with(
              new PowerStateChoices(
                  c.powerStateChoices().osInitiated(),
                  false,
                  c.powerStateChoices().highestLevel(),
                  c.powerStateChoices().own()))),
  CORES_ONLY("power states for cores only", c -> c.with(upTo(c, 0))),
  CLUSTERS_ONLY("power states up to level 1", c -> c.with(upTo(c, 1))),
  OWN_TABLE("a table of its own", c -> c.with(ownTable(c))),

  STANDBY_BY_DEFAULT(
      "CPU_DEFAULT_SUSPEND is a standby",
      c ->
          c.with(
              new IdleChoices(
                  true,
                  c.idle().frozenShowsOff(),
                  c.idle().countsOnExit(),
                  c.idle().strictModeChange()))),
  FROZEN_IS_OFF(
      "a frozen core shows OFF",
      c ->
          c.with(
              new IdleChoices(
                  c.idle().defaultIsStandby(),
                  true,
                  c.idle().countsOnExit(),
                  c.idle().strictModeChange()))),
  COUNTS_ON_EXIT(
      "statistics at the end of a stay",
      c ->
          c.with(
              new IdleChoices(
                  c.idle().defaultIsStandby(),
                  c.idle().frozenShowsOff(),
                  true,
                  c.idle().strictModeChange()))),
  STRICT_MODE_CHANGE(
      "OS-initiated mode only when alone",
      c ->
          c.with(
              new IdleChoices(
                  c.idle().defaultIsStandby(),
                  c.idle().frozenShowsOff(),
                  c.idle().countsOnExit(),
                  true))),

  ENTRY_FIRST(
      "entry points looked at first", c -> c.with(c.calls().with(CallChoices.Order.ENTRY_FIRST))),
  STATE_FIRST("states looked at first", c -> c.with(c.calls().with(CallChoices.Order.STATE_FIRST))),
  ZERO_ABOVE("zero above SMC32 results", c -> c.with(c.calls().with(CallChoices.UpperHalf.ZERO))),
  JUNK_ABOVE("junk above SMC32 results", c -> c.with(c.calls().with(CallChoices.UpperHalf.JUNK))),
  ANY_ALIGNMENT(
      "alignment unchecked",
      c ->
          c.with(
              new CallChoices(
                  c.calls().order(),
                  c.calls().upperHalf(),
                  false,
                  c.calls().keepsWidthRule(),
                  c.calls().answersUpTo(),
                  c.calls().startsFailOnce()))),
  NO_WIDTH_RULE(
      "calls of the other width served",
      c ->
          c.with(
              new CallChoices(
                  c.calls().order(),
                  c.calls().upperHalf(),
                  c.calls().checksAlignment(),
                  false,
                  c.calls().answersUpTo(),
                  c.calls().startsFailOnce()))),
  LEVEL_1_ONLY(
      "AFFINITY_INFO up to level 1",
      c ->
          c.with(
              new CallChoices(
                  c.calls().order(),
                  c.calls().upperHalf(),
                  c.calls().checksAlignment(),
                  c.calls().keepsWidthRule(),
                  1,
                  c.calls().startsFailOnce()))),
  FIRST_START_FAILS(
      "the first start of a core fails",
      c ->
          c.with(
              new CallChoices(
                  c.calls().order(),
                  c.calls().upperHalf(),
                  c.calls().checksAlignment(),
                  c.calls().keepsWidthRule(),
                  c.calls().answersUpTo(),
                  true))),

  NO_SMCCC_VERSION("no SMCCC_VERSION", c -> c.with(DiscoveryChoices.STANDARD)),
  SILENT_SMCCC_VERSION(
      "SMCCC_VERSION unreported", c -> c.with(new DiscoveryChoices(true, false, false))),
  SMC64_TOLD_TO_AARCH32(
      "AArch32 callers hear of SMC64",
      c ->
          c.with(ExecutionState.AARCH32)
              .with(
                  new DiscoveryChoices(
                      c.discovery().hasSmcccVersion(), c.discovery().reportsSmcccVersion(), true))),

  SUSPEND_ALREADY_ON(
      "SYSTEM_SUSPEND says ALREADY_ON",
      c -> c.with(system(c, true, c.system().suspendReturnsEarly()))),
  SUSPEND_RETURNS_EARLY(
      "SYSTEM_SUSPEND returns early",
      c -> c.with(system(c, c.system().suspendSaysAlreadyOn(), true))),
  VENDOR_RESETS(
      "vendor types of SYSTEM_RESET2",
      c ->
          c.with(
              new SystemChoices(
                  c.system().suspendSaysAlreadyOn(),
                  c.system().suspendReturnsEarly(),
                  true,
                  c.system().hibernatesByDefault(),
                  c.system().acceptsEmptyRange()))),
  NO_DEFAULT_HIBERNATION(
      "type 0 of SYSTEM_OFF2 refused",
      c ->
          c.with(
              new SystemChoices(
                  c.system().suspendSaysAlreadyOn(),
                  c.system().suspendReturnsEarly(),
                  c.system().vendorResets(),
                  false,
                  c.system().acceptsEmptyRange()))),
  EMPTY_RANGE(
      "empty ranges accepted",
      c ->
          c.with(
              new SystemChoices(
                  c.system().suspendSaysAlreadyOn(),
                  c.system().suspendReturnsEarly(),
                  c.system().vendorResets(),
                  c.system().hibernatesByDefault(),
                  true))),

  MIGRATABLE_OS(
      "a migratable trusted OS",
      c -> c.with(new TrustedOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, 0))),
  MIGRATABLE_OS_ELSEWHERE(
      "a migratable trusted OS on the last core",
      c -> c.with(new TrustedOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, c.topology().size() - 1))),
  FIXED_OS("a fixed trusted OS", c -> c.with(new TrustedOs(MigrateInfoType.UNIPROCESSOR_FIXED, 0))),
  FIXED_OS_ELSEWHERE(
      "a fixed trusted OS on the last core",
      c -> c.with(new TrustedOs(MigrateInfoType.UNIPROCESSOR_FIXED, c.topology().size() - 1))),

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

  private static PowerStateChoices upTo(Configuration machine, int level) {
    PowerStateChoices choices = machine.powerStateChoices();
    return new PowerStateChoices(choices.osInitiated(), choices.published(), level, choices.own());
  }

  /** One standby and one power-down, both of the core alone. */
  private static PowerStateChoices ownTable(Configuration machine) {
    PowerStateChoices choices = machine.powerStateChoices();
    int claim = choices.osInitiated() ? 0 : PowerState.NO_CLAIM;
    PowerStateFormat format = machine.suspend().format();
    List<PowerState> table = new ArrayList<>();
    for (LocalState state : List.of(LocalState.STANDBY, LocalState.POWER_DOWN)) {
      StateType type = state == LocalState.STANDBY ? StateType.STANDBY : StateType.POWER_DOWN;
      table.add(new PowerState(format.encode(type, 0, 0), type, List.of(state), claim));
    }
    return new PowerStateChoices(
        choices.osInitiated(), choices.published(), choices.highestLevel(), table);
  }

  private static SystemChoices system(Configuration machine, boolean alreadyOn, boolean early) {
    return new SystemChoices(
        alreadyOn,
        early,
        machine.system().vendorResets(),
        machine.system().hibernatesByDefault(),
        machine.system().acceptsEmptyRange());
  }

  /** Cores that are not numbered one after the other. */
  private static final class Topologies {
    static final Topology THREE_LEVELS =
        new Topology(
            List.of(
                Mpidr.of(0, 0, 0, 0),
                Mpidr.of(0, 0, 0, 1),
                Mpidr.of(0, 0, 1, 0),
                Mpidr.of(0, 0, 1, 1),
                Mpidr.of(0, 1, 0, 0),
                Mpidr.of(0, 1, 0, 1),
                Mpidr.of(0, 1, 1, 0),
                Mpidr.of(0, 1, 1, 1)));
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
