// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.target.Profile;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.model.Platform;
import org.psci.spec.model.PowerStates;
import org.psci.spec.model.Specification;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.ExecutionState;
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

  private final Version version;
  private final boolean smccc11;
  private final Map<String, Long> constants;

  private Twins(Version version, boolean smccc11, Map<String, Long> constants) {
    this.version = version;
    this.smccc11 = smccc11;
    this.constants = constants;
  }

  /** On two clusters of two cores, with AArch64 callers at EL1. */
  static Twins ofVersion(Version version) {
    return new Twins(version, false, Map.of());
  }

  static Twins standard() {
    return ofVersion(Version.V1_1);
  }

  Twins withSmccc11() {
    return new Twins(version, true, constants);
  }

  Twins knowing(String subject, long value) {
    return new Twins(version, smccc11, Map.of(subject, value));
  }

  /** Judges both; the first deviation of the unlawful one must name all of these rules. */
  void differBy(String rules, String text) throws ProgramSyntaxException {
    assertThat(judge(twin(text, '+')).violations()).as("deviations of the lawful twin").isEmpty();
    assertThat(judge(twin(text, '+')).undecided()).as("open in the lawful twin").isEmpty();
    assertThat(rulesOf(twin(text, '-'))).as("rules broken").contains(rules.split(" ", -1));
  }

  /** The rules that the first deviation of a history breaks. */
  List<String> rulesOf(String text) throws ProgramSyntaxException {
    List<Violation> violations = judge(text).violations();
    assertThat(violations).as("deviations").isNotEmpty();
    return violations.get(0).rules().stream().map(Rule::id).toList();
  }

  Judgement judge(String text) throws ProgramSyntaxException {
    return new Oracle(new Specification(platform()))
        .judge(HistoryText.parse(profile(), "2x2", text));
  }

  private static String twin(String text, char mark) {
    return text.lines()
        .filter(line -> line.isBlank() || line.charAt(0) == ' ' || line.charAt(0) == mark)
        .map(line -> line.isBlank() ? "" : line.substring(1))
        .collect(Collectors.joining("\n"));
  }

  private static Profile profile() {
    return new Profile(
        "written by hand",
        Optional.empty(),
        Topology.clusters(2, 2),
        Optional.empty(),
        ExecutionState.AARCH64,
        1,
        ENTRIES,
        Optional.of(POWER_STATES),
        true,
        true,
        Duration.ZERO);
  }

  private Platform platform() {
    return new Platform(
        version,
        version.encoded(),
        Topology.clusters(2, 2),
        PowerTree.of(Topology.clusters(2, 2)),
        ExecutionState.AARCH64,
        1,
        ENTRIES,
        Set.of(),
        Optional.empty(),
        0,
        constants,
        new PowerStates(PowerStateFormat.ORIGINAL, Optional.of(POWER_STATES)),
        Optional.empty(),
        smccc11);
  }
}
