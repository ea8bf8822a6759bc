// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * What the reference machine is like. Everything here is lawful, apart from the bugs; what
 * contradicts itself is refused.
 *
 * @param version the version that it implements
 * @param topology its cores
 * @param tree its power domains
 * @param executionState the Execution state of all callers
 * @param absent the optional functions that are left out, beside those that cannot be there: newer
 *     ones than the version, PSCI_SET_SUSPEND_MODE where OS-initiated mode is not offered, MIGRATE
 *     without a uniprocessor trusted OS
 * @param choices what the specification leaves to it
 * @param suspend how it suspends
 * @param powerStateChoices which power_state values it takes
 * @param idle how it treats suspended and frozen cores
 * @param calls how it treats arguments and results
 * @param discovery what it tells of itself beside PSCI
 * @param system how it treats calls for the machine as a whole
 * @param trustedOs its trusted OS
 * @param bugs the bugs that are switched on
 */
public record Configuration(
    Version version,
    Topology topology,
    PowerTree tree,
    ExecutionState executionState,
    Set<PsciFunction> absent,
    Choices choices,
    SuspendChoices suspend,
    PowerStateChoices powerStateChoices,
    IdleChoices idle,
    CallChoices calls,
    DiscoveryChoices discovery,
    SystemChoices system,
    TrustedOs trustedOs,
    Set<Bug> bugs) {

  /** All that came after the first versions: what {@link #standard} leaves out. */
  private static final Set<PsciFunction> MOST_OPTIONAL_FUNCTIONS = mostOptionalFunctions();

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

  /**
   * @throws IllegalArgumentException if two of the fields contradict each other; the message names
   *     the field and the reason
   */
  public Configuration {
    absent = Set.copyOf(absent);
    bugs = Set.copyOf(bugs);
    Contradictions.refuse(
        version,
        topology,
        tree,
        executionState,
        absent,
        choices,
        suspend,
        powerStateChoices,
        calls,
        discovery,
        trustedOs);
  }

  /** The mandatory functions and MIGRATE_INFO_TYPE, no trusted OS, the standard choices. */
  public Configuration(
      Version version, Topology topology, Choices choices, SuspendChoices suspend, Set<Bug> bugs) {
    this(
        version,
        topology,
        PowerTree.of(topology),
        ExecutionState.AARCH64,
        MOST_OPTIONAL_FUNCTIONS,
        choices,
        suspend,
        PowerStateChoices.STANDARD,
        IdleChoices.STANDARD,
        CallChoices.STANDARD,
        DiscoveryChoices.STANDARD,
        SystemChoices.STANDARD,
        TrustedOs.NONE,
        bugs);
  }

  private static Set<PsciFunction> mostOptionalFunctions() {
    Set<PsciFunction> most = EnumSet.noneOf(PsciFunction.class);
    for (PsciFunction function : PsciFunction.values()) {
      if (!function.isMandatory() && function != PsciFunction.MIGRATE_INFO_TYPE) {
        most.add(function);
      }
    }
    return Set.copyOf(most);
  }

  /** PSCI 1.1 with two clusters of three cores and of the optional functions only one. */
  public static Configuration standard() {
    return new Configuration(
        Version.V1_1, Topology.clusters(2, 3), Choices.STANDARD, SuspendChoices.STANDARD, Set.of());
  }

  /** Two clusters of three cores and everything that this version has. */
  public static Configuration complete(Version version) {
    boolean osInitiated = version.isAtLeast(Version.V1_0);
    return standard()
        .with(version)
        .withAbsent()
        .with(osInitiated ? PowerStateChoices.OS_INITIATED : PowerStateChoices.STANDARD)
        .with(DiscoveryChoices.WITH_SMCCC_VERSION);
  }

  private Configuration edited(Consumer<ConfigurationDraft> change) {
    ConfigurationDraft draft = new ConfigurationDraft(this);
    change.accept(draft);
    return draft.finished();
  }

  public Configuration with(Version other) {
    return edited(draft -> draft.version = other);
  }

  /** With other cores, in the usual tree for them. */
  public Configuration with(Topology other) {
    return edited(
        draft -> {
          draft.topology = other;
          draft.tree = PowerTree.of(other);
        });
  }

  public Configuration with(PowerTree other) {
    return edited(draft -> draft.tree = other);
  }

  public Configuration with(ExecutionState other) {
    return edited(draft -> draft.executionState = other);
  }

  /** Without these optional functions, and with all others that its version has. */
  public Configuration withAbsent(Set<PsciFunction> other) {
    return edited(draft -> draft.absent = other);
  }

  public Configuration with(Choices other) {
    return edited(draft -> draft.choices = other);
  }

  public Configuration with(SuspendChoices other) {
    return edited(draft -> draft.suspend = other);
  }

  public Configuration with(PowerStateChoices other) {
    return edited(draft -> draft.powerStateChoices = other);
  }

  public Configuration with(IdleChoices other) {
    return edited(draft -> draft.idle = other);
  }

  public Configuration with(CallChoices other) {
    return edited(draft -> draft.calls = other);
  }

  public Configuration with(DiscoveryChoices other) {
    return edited(draft -> draft.discovery = other);
  }

  public Configuration with(SystemChoices other) {
    return edited(draft -> draft.system = other);
  }

  public Configuration with(TrustedOs other) {
    return edited(draft -> draft.trustedOs = other);
  }

  public Configuration with(Set<Bug> other) {
    return edited(draft -> draft.bugs = other);
  }

  /** Without these optional functions, and with all others that its version has. */
  public Configuration withAbsent(PsciFunction... others) {
    return withAbsent(Set.copyOf(Arrays.asList(others)));
  }

  /** The layout of power_state. */
  PowerStateFormat format() {
    return suspend.format();
  }

  /** The power_state values that it takes. */
  public List<PowerState> powerStates() {
    return powerStateChoices.own().isEmpty()
        ? PowerStateTable.of(
            tree, format(), powerStateChoices.highestLevel(), powerStateChoices.osInitiated())
        : powerStateChoices.own();
  }

  /** The power_state values that it publishes, or empty if it publishes no table. */
  public Optional<List<PowerState>> publishedPowerStates() {
    return powerStateChoices.published() ? Optional.of(powerStates()) : Optional.empty();
  }

  /** Whether a function is there. */
  public boolean has(PsciFunction function) {
    if (function.since().compareTo(version) > 0 || absent.contains(function)) {
      return false;
    }
    return switch (function) {
      case MIGRATE -> trustedOs.isUniprocessor();
      case MIGRATE_INFO_TYPE -> choices.hasMigrateInfo();
      case PSCI_SET_SUSPEND_MODE -> powerStateChoices.osInitiated();
      default -> true;
    };
  }

  boolean has(Bug bug) {
    return bugs.contains(bug);
  }
}
