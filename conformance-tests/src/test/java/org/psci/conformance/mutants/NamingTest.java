// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.rules.RuleCheck;
import org.psci.conformance.rules.RuleChecks;
import org.psci.conformance.target.Threading;
import org.psci.reference.Bug;
import org.psci.spec.function.ClauseCatalogue;

/**
 * Proves how well bugs are named: {@code named.txt} says how the diagnosis names each of them, and
 * whatever changes that has to change the file. Where this fails: {@code ./psci mutants --named
 * conformance-tests/src/test/resources/org/psci/conformance/mutants/named.txt}, and look whether it
 * got better.
 */
class NamingTest {
  private static final int PROGRAMS = 64;

  // What was reached until now; these numbers only ever go up.
  private static final int NAMED = 154;
  private static final int ONE_CAUSE = 139;
  private static final double PRECISION = 168.0 / 185;

  private static final Naming.Cause RIGHT = new Naming.Cause("CPU_ON-05/CPU_ON/right", true);
  private static final Naming.Cause WRONG = new Naming.Cause("AFF-01/AFFINITY_INFO/wrong", false);
  private static final Naming ONE = naming(Bug.CPUON_SELF_INVALID, RIGHT);
  private static final Naming TWO = naming(Bug.CPUON_RUNNING_CORE_RESET, WRONG, RIGHT);

  @TempDir Path directory;

  private static Naming naming(Bug bug, Naming.Cause... causes) {
    return new Naming(bug, MutantSetting.COMPLETE, List.of(causes));
  }

  private static List<Naming> named() {
    try (InputStream in = NamingTest.class.getResourceAsStream("named.txt")) {
      return NamingFile.parse(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Naming named(Bug bug) {
    return named().stream().filter(each -> each.bug() == bug).findFirst().orElseThrow();
  }

  /** A few that are quick, of all sorts; the command looks at all of them. */
  @ParameterizedTest
  @EnumSource(
      value = Bug.class,
      names = {
        "CPUON_FAILURE_STUCK_PENDING",
        "CPUON_THUMB_IGNORED",
        "CPUON_KEEPS_SCTLR",
        "CPUON_FROZEN_ALREADY_ON",
        "BADADDR_NEWCODE_ON_0_2",
        "CPUOFF_BAD_ERROR_CODE",
        "CPUOFF_WAKES_AND_RETURNS",
        "AFFINFO_LOWER_FIELDS_COUNT",
        "AFFINFO_SUSPENDED_CLUSTER_OFF",
        "SUSPEND_STANDBY_VALIDATES_ENTRY",
        "OSI_DEEPEST_ORDER_STAYS",
        "STAT_READ_CLEARS",
        "SYSOFF2_BOOT_CORE_ONLY"
      })
  void diagnosisNamesItAsBefore(Bug bug) {
    Naming before = named(bug);
    Mutants suite = new Mutants(1, 1, 1, Threading.SINGLE);
    Naming now = suite.survey(bug, before.setting(), PROGRAMS);
    assertThat(NamingFile.text(List.of(now))).isEqualTo(NamingFile.text(List.of(before)));
  }

  @Test
  void everyBugThatCountsIsThere() {
    assertThat(named())
        .extracting(Naming::bug)
        .containsExactlyElementsOf(
            Arrays.stream(Bug.values())
                .filter(bug -> MutantHunt.notCounted(bug).isEmpty())
                .toList());
    assertThat(named())
        .allSatisfy(each -> assertThat(MutantSetting.of(each.bug())).contains(each.setting()));
  }

  @Test
  void diagnosisGetsNoWorse() {
    NamingScore score = NamingScore.of(named());
    assertThat(score.named()).isGreaterThanOrEqualTo(NAMED);
    assertThat(score.oneCause()).isGreaterThanOrEqualTo(ONE_CAUSE);
    assertThat(score.precision()).isGreaterThanOrEqualTo(PRECISION);
  }

  @Test
  void onlyBugsThatNeedAReasonHaveOne() {
    assertThat(named().stream().filter(Naming::isExplained))
        .allSatisfy(
            each ->
                assertThat(each.isExact() && each.wrong().isEmpty()).as(each.bug().id()).isFalse());
    assertThat(Arrays.stream(Bug.values()).flatMap(bug -> bug.disguise().stream()))
        .allSatisfy(why -> assertThat(why).isNotBlank().doesNotEndWith("."));
  }

  /**
   * What the list of checks says of proofs: the bug is named by the rule, or by what implies it.
   */
  @Test
  void checkOfARuleIsProvenByABugThatIsNamedByIt() {
    for (RuleCheck check : RuleChecks.all()) {
      check
          .proof()
          .ifPresent(
              bug ->
                  assertThat(rulesOf(named(Bug.find(bug).orElseThrow())))
                      .as("%s is named by", bug)
                      .contains(check.rule().id()));
    }
  }

  private static Set<String> rulesOf(Naming naming) {
    Set<String> rules = new TreeSet<>();
    for (Naming.Cause cause : naming.causes()) {
      rules.add(cause.rule());
      ClauseCatalogue.find(cause.clause())
          .ifPresent(clause -> clause.alsoUnder().forEach(rule -> rules.add(rule.id())));
    }
    return rules;
  }

  @Test
  void precisionIsAboutRulesAndRecallAboutBugs() {
    NamingScore score = NamingScore.of(List.of(ONE, TWO));
    assertThat(score.precision()).isEqualTo(2.0 / 3);
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.oneCauseShare()).isEqualTo(0.5);
    assertThat(score.causesPerBug()).isEqualTo(1.5);
    assertThat(TWO.wrong()).containsExactly("AFF-01");
    assertThat(TWO.certain().isExact()).isTrue();
    assertThat(NamingScore.of(List.of()).precision()).isEqualTo(1);
  }

  @Test
  void bugOfWhichNothingIsSaidIsNotNamed() {
    NamingScore score = NamingScore.of(List.of(naming(Bug.CPUON_SELF_INVALID)));
    assertThat(score.recall()).isZero();
    assertThat(score.oneCause()).isZero();
    assertThat(score.precision()).isEqualTo(1);
  }

  @Test
  void fileKeepsWhatItSaysOfOthers() throws IOException {
    Path file = directory.resolve("named.txt");
    NamingFile.write(file, List.of(TWO, naming(Bug.CPUON_SELF_INVALID, WRONG)));
    NamingFile.write(file, List.of(ONE));
    assertThat(NamingFile.parse(Files.readString(file)))
        .extracting(Naming::bug)
        .containsExactly(Bug.CPUON_RUNNING_CORE_RESET, Bug.CPUON_SELF_INVALID);
    assertThat(NamingFile.parse(Files.readString(file))).contains(ONE);
    assertThat(Files.readString(file)).contains("  AFF-01/AFFINITY_INFO/wrong ?\n");
  }

  @Test
  void otherFilesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NamingFile.parse("core 0: CPU_OFF\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> NamingFile.parse("cpuon-self-invalid\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamingFile.parse("cpuon-self-invalid NOWHERE\n"));
  }

  @Test
  void tableSaysWhatIsRightAndWhatIsWrong() {
    NamingTable table = new NamingTable(List.of(ONE, TWO));
    assertThat(String.join("\n", table.lines()))
        .contains("told of as one cause: 1 of 2 (0.500)", "  told of as one cause: 2 of 2 (1.000)");
    assertThat(table.markdown(PROGRAMS))
        .contains("| `cpuon-running-core-reset` | `AFF-01/AFFINITY_INFO/wrong` ?, `CPU_ON-05/");
  }
}
