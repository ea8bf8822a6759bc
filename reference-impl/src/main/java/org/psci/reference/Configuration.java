// SPDX-License-Identifier: Apache-2.0
package org.psci.reference;

import java.util.Arrays;
import java.util.Collections;
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
 * @param trustedOs its trusted OS
 * @param format the layout of its power_state values; 0.2 has the original one only
 * @param highestLevel the highest power level that a request may put below Run, as far as the tree
 *     has it
 * @param ownPowerStates its power_state values, if they are not those that follow from the tree;
 *     else empty
 * @param answersUpTo the highest affinity level that AFFINITY_INFO answers for, in a machine that
 *     answers for groups; 0.2 demands all
 * @param order which of several applicable errors is told
 * @param upperHalf what the upper half of X0 holds after an SMC32 call
 * @param choices what else it does of all that the specification leaves to it
 * @param bugs the bugs that are switched on
 */
public record Configuration(
    Version version,
    Topology topology,
    PowerTree tree,
    ExecutionState executionState,
    Set<PsciFunction> absent,
    ResidentOs trustedOs,
    PowerStateFormat format,
    int highestLevel,
    List<PowerState> ownPowerStates,
    int answersUpTo,
    ErrorOrder order,
    UpperHalf upperHalf,
    Set<Choice> choices,
    Set<Bug> bugs) {

  /** All that came after the first versions: what {@link #standard} leaves out. */
  private static final Set<PsciFunction> MOST_OPTIONAL_FUNCTIONS = mostOptionalFunctions();

  private static final int HIGHEST_AFFINITY_LEVEL = 3;

  private static final Configuration STANDARD =
      new Configuration(
          Version.V1_1,
          Topology.clusters(2, 3),
          PowerTree.of(Topology.clusters(2, 3)),
          ExecutionState.AARCH64,
          MOST_OPTIONAL_FUNCTIONS,
          ResidentOs.NONE,
          PowerStateFormat.ORIGINAL,
          PowerStateTable.HIGHEST_LEVEL,
          List.of(),
          HIGHEST_AFFINITY_LEVEL,
          ErrorOrder.TARGET_FIRST,
          UpperHalf.SIGN,
          Choice.STANDARD,
          Set.of());

  /**
   * @throws IllegalArgumentException if two of the fields contradict each other; the message begins
   *     with the name of the field in files, and gives the reason
   */
  public Configuration {
    absent = fixed(PsciFunction.class, absent);
    ownPowerStates = List.copyOf(ownPowerStates);
    choices = fixed(Choice.class, choices);
    bugs = fixed(Bug.class, bugs);
    Contradictions.refuse(
        version, topology, tree, executionState, absent, trustedOs, answersUpTo, choices);
    Contradictions.refuseStates(
        version, tree, format, highestLevel, ownPowerStates, choices.contains(Choice.OS_INITIATED));
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

  /** A copy in the order of declaration, which a look into takes no hash codes for. */
  private static <E extends Enum<E>> Set<E> fixed(Class<E> type, Set<E> elements) {
    EnumSet<E> copy = EnumSet.noneOf(type);
    copy.addAll(elements);
    return Collections.unmodifiableSet(copy);
  }

  /** PSCI 1.1 with two clusters of three cores and of the optional functions only one. */
  public static Configuration standard() {
    return STANDARD;
  }

  /** Two clusters of three cores and everything that this version has. */
  public static Configuration complete(Version version) {
    Configuration complete =
        standard()
            .with(version)
            .withAbsent()
            .with(Choice.HAS_SMCCC_VERSION, Choice.REPORTS_SMCCC_VERSION);
    return version.isAtLeast(Version.V1_0) ? complete.with(Choice.OS_INITIATED) : complete;
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
          draft.tree = null;
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

  public Configuration with(PowerStateFormat other) {
    return edited(draft -> draft.format = other);
  }

  /** With requests that reach no higher than this power level. */
  public Configuration withHighestLevel(int other) {
    return edited(draft -> draft.highestLevel = other);
  }

  /** With a table of power_state values of its own. */
  public Configuration withPowerStates(List<PowerState> other) {
    return edited(draft -> draft.ownPowerStates = other);
  }

  /** With an AFFINITY_INFO that answers up to this affinity level. */
  public Configuration withAnswersUpTo(int other) {
    return edited(draft -> draft.answersUpTo = other);
  }

  public Configuration with(ErrorOrder other) {
    return edited(draft -> draft.order = other);
  }

  public Configuration with(UpperHalf other) {
    return edited(draft -> draft.upperHalf = other);
  }

  /** One that does this, or does not. */
  public Configuration with(Choice choice, boolean does) {
    return edited(draft -> draft.set(choice, does));
  }

  /** One that does these things too. */
  public Configuration with(Choice... others) {
    return edited(draft -> draft.choices.addAll(Arrays.asList(others)));
  }

  /** One that does not do these things. */
  public Configuration without(Choice... others) {
    return edited(draft -> Arrays.asList(others).forEach(draft.choices::remove));
  }

  public Configuration with(ResidentOs other) {
    return edited(draft -> draft.trustedOs = other);
  }

  public Configuration with(Set<Bug> other) {
    return edited(draft -> draft.bugs = other);
  }

  /** Without these optional functions, and with all others that its version has. */
  public Configuration withAbsent(PsciFunction... others) {
    return withAbsent(Set.copyOf(Arrays.asList(others)));
  }

  /** The power_state values that it takes. */
  public List<PowerState> powerStates() {
    return ownPowerStates.isEmpty()
        ? PowerStateTable.of(tree, format, highestLevel, has(Choice.OS_INITIATED))
        : ownPowerStates;
  }

  /** The power_state values that it publishes, or empty if it publishes no table. */
  public Optional<List<PowerState>> publishedPowerStates() {
    return has(Choice.PUBLISHED) ? Optional.of(powerStates()) : Optional.empty();
  }

  /** Whether a function is there. */
  public boolean has(PsciFunction function) {
    if (function.since().compareTo(version) > 0 || absent.contains(function)) {
      return false;
    }
    return switch (function) {
      case MIGRATE -> trustedOs.isUniprocessor();
      case PSCI_SET_SUSPEND_MODE -> has(Choice.OS_INITIATED);
      default -> true;
    };
  }

  /** Whether it does what is left to it. */
  public boolean has(Choice choice) {
    return choices.contains(choice);
  }

  boolean has(Bug bug) {
    return bugs.contains(bug);
  }
}
