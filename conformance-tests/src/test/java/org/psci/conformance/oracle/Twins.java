// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.psci.conformance.cause.Diagnosis;
import org.psci.conformance.history.History;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.target.Profile;
import org.psci.spec.function.Specification;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.TrustedOs;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.LocalState;
import org.psci.spec.vocabulary.MigrateInfoType;
import org.psci.spec.vocabulary.PowerState;
import org.psci.spec.vocabulary.PowerStateFormat;
import org.psci.spec.vocabulary.PowerTree;
import org.psci.spec.vocabulary.StateType;
import org.psci.spec.vocabulary.Topology;
import org.psci.spec.vocabulary.Version;

/**
 * Two histories in one text: lines with {@code +} are in the lawful twin only, lines with {@code -}
 * in the unlawful one only. The oracle has to explain the one, and to name the rules that the other
 * breaks.
 */
final class Twins {
  private static final EntryPoints ENTRIES = new EntryPoints(0x4000_1000L, 16, 64);

  /** What the platform of the twins publishes. */
  private static final List<PowerState> POWER_STATES =
      List.of(
          new PowerState(0x0000_0001, StateType.STANDBY, 0),
          new PowerState(0x0100_0011, StateType.STANDBY, 1),
          new PowerState(0x0001_0002, StateType.POWER_DOWN, 0),
          new PowerState(0x0101_0022, StateType.POWER_DOWN, 1));

  /** What it publishes where the operating system may initiate: the last level is claimed. */
  private static final List<PowerState> ORDERS =
      List.of(
          order(0x0000_0001, 0, LocalState.STANDBY),
          order(0x0000_0003, 0, LocalState.RETENTION),
          order(0x0001_0002, 0, LocalState.POWER_DOWN),
          order(0x0001_1002, 1, LocalState.POWER_DOWN),
          order(0x0101_1012, 1, LocalState.POWER_DOWN, LocalState.RETENTION),
          order(0x0101_1022, 1, LocalState.POWER_DOWN, LocalState.POWER_DOWN),
          order(
              0x0201_2222, 2, LocalState.POWER_DOWN, LocalState.POWER_DOWN, LocalState.POWER_DOWN));

  private static PowerState order(int value, int last, LocalState... path) {
    StateType type = path[0] == LocalState.POWER_DOWN ? StateType.POWER_DOWN : StateType.STANDBY;
    return new PowerState(value, type, List.of(path), last);
  }

  private final Version version;
  private boolean smccc11;
  private Map<String, Long> constants = Map.of();
  private Topology topology = Topology.clusters(2, 2);
  private String shape = "2x2";
  private ExecutionState callers = ExecutionState.AARCH64;
  private List<PowerState> powerStates = POWER_STATES;
  private Optional<TrustedOs> trustedOs = Optional.empty();
  private boolean isFirst;

  private Twins(Version version) {
    this.version = version;
  }

  private Twins but(Consumer<Twins> change) {
    Twins copy = new Twins(version);
    copy.smccc11 = smccc11;
    copy.constants = constants;
    copy.topology = topology;
    copy.shape = shape;
    copy.callers = callers;
    copy.powerStates = powerStates;
    copy.trustedOs = trustedOs;
    copy.isFirst = isFirst;
    change.accept(copy);
    return copy;
  }

  /** On two clusters of two cores, with AArch64 callers at EL1. */
  static Twins ofVersion(Version version) {
    return new Twins(version);
  }

  static Twins standard() {
    return ofVersion(Version.V1_1);
  }

  Twins withSmccc11() {
    return but(twins -> twins.smccc11 = true);
  }

  Twins knowing(String subject, long value) {
    return but(twins -> twins.constants = Map.of(subject, value));
  }

  /** With power states that say at which level their caller is the last core. */
  Twins withOrders() {
    return but(twins -> twins.powerStates = ORDERS);
  }

  Twins withTrustedOsOn(int core) {
    TrustedOs resident = new TrustedOs(MigrateInfoType.UNIPROCESSOR_MIGRATABLE, core);
    return but(twins -> twins.trustedOs = Optional.of(resident));
  }

  Twins from(ExecutionState state) {
    return but(twins -> twins.callers = state);
  }

  /** On these cores; the shape says how many clusters of how many there are. */
  Twins on(String clusters, Topology cores) {
    return but(
        twins -> {
          twins.topology = cores;
          twins.shape = clusters;
        });
  }

  /** Right after a start of the machine, so that nothing is left of others. */
  Twins first() {
    return but(twins -> twins.isFirst = true);
  }

  /**
   * Judges both; the first deviation of the unlawful one must break one of these rules, as far as
   * the history can tell: one, unless it cannot.
   */
  void differBy(String rules, String text) throws ProgramSyntaxException {
    assertThat(judge(twin(text, '+')).violations()).as("deviations of the lawful twin").isEmpty();
    assertThat(judge(twin(text, '+')).undecided()).as("open in the lawful twin").isEmpty();
    breaks(rules, twin(text, '-'));
  }

  /** Judges an unlawful history; its first deviation must break one of these rules. */
  void breaks(String rules, String text) throws ProgramSyntaxException {
    Violation first = first(text);
    assertThat(first.rules())
        .as("%s, by %s", first.seen(), first.causes())
        .extracting(Rule::id)
        .containsExactlyInAnyOrder(rules.split(" ", -1));
  }

  /** The first deviation of a history. */
  Violation first(String text) throws ProgramSyntaxException {
    List<Violation> violations = judge(text).violations();
    assertThat(violations).as("deviations").isNotEmpty();
    return violations.get(0);
  }

  /** Judges both, which are lawful; of these rules the first one shows all, the other one none. */
  void shows(String rules, String text) throws ProgramSyntaxException {
    assertThat(shownBy(twin(text, '+'))).as("rules shown by +").contains(rules.split(" ", -1));
    assertThat(shownBy(twin(text, '-')))
        .as("rules shown by -")
        .doesNotContain(rules.split(" ", -1));
  }

  /** The rules that a lawful history shows to be kept. */
  Set<String> shownBy(String text) throws ProgramSyntaxException {
    Judgement judgement = judge(text);
    assertThat(judgement.violations()).as("deviations").isEmpty();
    return judgement.explanations().stream()
        .flatMap(why -> why.rules().stream())
        .map(Rule::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rules that the first deviation of a history breaks. */
  List<String> rulesOf(String text) throws ProgramSyntaxException {
    return first(text).rules().stream().map(Rule::id).toList();
  }

  Judgement judge(String text) throws ProgramSyntaxException {
    return judge(history(text));
  }

  Judgement judge(History history) {
    Diagnosis diagnosis = new Diagnosis(specification());
    return isFirst ? diagnosis.judgeFirst(history) : diagnosis.judge(history);
  }

  History history(String text) throws ProgramSyntaxException {
    return HistoryText.parse(profile(), shape, text);
  }

  Specification specification() {
    return new Specification(platform());
  }

  /** The readings that a lawful history shows. */
  Set<String> readingsOf(String text) throws ProgramSyntaxException {
    Judgement judgement = judge(text);
    assertThat(judgement.violations()).as("deviations").isEmpty();
    return judgement.explanations().stream()
        .flatMap(why -> why.reading().stream())
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String twin(String text, char mark) {
    return text.lines()
        .filter(line -> line.isBlank() || line.charAt(0) == ' ' || line.charAt(0) == mark)
        .map(line -> line.isBlank() ? "" : line.substring(1))
        .collect(Collectors.joining("\n"));
  }

  private Profile profile() {
    return new Profile(
        "written by hand",
        Optional.empty(),
        topology,
        Optional.empty(),
        callers,
        1,
        ENTRIES,
        Optional.of(powerStates),
        true,
        true,
        Duration.ZERO);
  }

  private Platform platform() {
    return new Platform(
        version,
        version.encoded(),
        topology,
        PowerTree.of(topology),
        callers,
        1,
        ENTRIES,
        Set.of(),
        trustedOs,
        0,
        constants,
        new PowerStates(PowerStateFormat.ORIGINAL, Optional.of(powerStates)),
        Optional.empty(),
        smccc11);
  }
}
