// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.Score;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.testing.Runs;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.rule.AmbiguityCatalogue;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
import org.psci.spec.vocabulary.Version;

/** Proves that a run says how open points are read, and tells the ways of doing so apart. */
class PointsTest {
  @TempDir Path out;

  private static Judgement shows(String program, String... readings) throws ProgramSyntaxException {
    List<Because> explanations = new ArrayList<>();
    for (String reading : readings) {
      String[] words = reading.split(" ", -1);
      explanations.add(Because.of("SM-01").under(words[0], words[1]));
    }
    Program parsed = ProgramParser.parse("test", "topology 1x2\n" + program);
    History history = new History(parsed, List.of(), History.Ending.PARKED, "");
    return new Judgement(history, false, List.of(), explanations, new BitSet(), Optional.empty());
  }

  private static Points points(Score score) {
    return new Points(score.scores().readings());
  }

  private static Results.PointData only(Score score, String... confirmed) {
    List<Results.PointData> points = points(score).data(Set.of(confirmed));
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  @Test
  void countsAndKeepsTheFirstProgram() throws Exception {
    Score ledger = new Score();
    ledger.add("scenario version", shows("core 0: PSCI_VERSION\n", "AMB-26 A", "AMB-26 A"));
    ledger.add("random 1", shows("core 0: CPU_OFF\n", "AMB-26 A"));
    Results.PointData point = only(ledger);
    assertThat(point.verdict()).isEqualTo(PointVerdict.DEFAULT);
    assertThat(point.confirmed()).isNull();
    assertThat(point.readings()).hasSize(1);
    Results.ReadingData reading = point.readings().get(0);
    assertThat(reading.letter()).isEqualTo("A");
    assertThat(reading.standing()).isEqualTo("default");
    assertThat(reading.seen()).isEqualTo(3);
    assertThat(reading.source()).isEqualTo("scenario version");
    assertThat(reading.program()).contains("PSCI_VERSION");
  }

  @Test
  void gravestStandingDecides() throws Exception {
    assertThat(verdict("AMB-09 A", "AMB-09 B")).isEqualTo(PointVerdict.PERMITTED);
    assertThat(verdict("AMB-12 A", "AMB-12 B")).isEqualTo(PointVerdict.VARIATION);
    assertThat(verdict("AMB-26 A", "AMB-26 B")).isEqualTo(PointVerdict.VIOLATION);
    assertThat(verdict("AMB-01 A", "AMB-01 B")).isEqualTo(PointVerdict.INCONSISTENT);
    assertThat(verdict("AMB-14 B")).isEqualTo(PointVerdict.PERMITTED);
  }

  private static PointVerdict verdict(String... readings) throws ProgramSyntaxException {
    Score ledger = new Score();
    ledger.add("random 0", shows("core 0: PSCI_VERSION\n", readings));
    return only(ledger).verdict();
  }

  @Test
  void conflictIsConfirmedOrARemark() throws Exception {
    Score ledger = new Score();
    ledger.add("random 1", shows("core 0: PSCI_VERSION\n", "AMB-14 A"));
    assertThat(points(ledger).inTwoWays()).isEmpty();
    ledger.add("random 2", shows("core 0: CPU_OFF\n", "AMB-14 B"));
    Points.TwoWays twoWays = points(ledger).inTwoWays().get(0);
    assertThat(twoWays.first()).isEqualTo(AmbiguityCatalogue.ambiguity("AMB-14").reading("A"));
    assertThat(twoWays.secondProgram()).contains("CPU_OFF");
    assertThat(only(ledger).confirmed()).isFalse();
    assertThat(only(ledger, "AMB-14").confirmed()).isTrue();
  }

  private static Configuration alreadyOn(boolean alreadyOn) {
    return Configuration.complete(Version.V1_3).with(Choice.SUSPEND_SAYS_ALREADY_ON, alreadyOn);
  }

  private static final String TWO_CORES_ON =
      """
      topology 1x2
      core 0: CPU_ON core=1 entry=A context=0
      core 1: PSCI_VERSION
      core 0: SYSTEM_SUSPEND entry=B context=0
      """;

  @Test
  void programOfTheFirstCallSaysHowItWasRead() throws Exception {
    Program program = ProgramParser.parse("test", TWO_CORES_ON);
    for (boolean alreadyOn : List.of(true, false)) {
      Score ledger = new Score();
      try (Session session = new Session(ReferenceTarget.of(alreadyOn(alreadyOn), 1))) {
        Runs.judge(session, List.of(program)).forEach(j -> ledger.add("test", j));
      }
      assertThat(points(ledger).data(Set.of()))
          .filteredOn(point -> point.point().equals("AMB-01"))
          .extracting(Results.PointData::verdict)
          .containsExactly(alreadyOn ? PointVerdict.VARIATION : PointVerdict.DEFAULT);
    }
  }

  @Test
  void wrongAnswerNamesTheReadingThatItFollows() throws Exception {
    Program program =
        ProgramParser.parse(
            "test", "topology 1x2\ncore 0: AFFINITY_INFO core=0 level=0 x2.high=0x1\n");
    Configuration configuration =
        Configuration.standard().with(Set.of(Bug.AFFINFO_UPPER_LEVEL_BITS));
    Score ledger = new Score();
    try (Session session = new Session(ReferenceTarget.of(configuration, 1))) {
      Judgement judgement = Runs.judge(session, List.of(program)).get(0);
      ledger.add("test", judgement);
      Violation violation = judgement.violations().get(0);
      assertThat(violation.reading()).map(Reading::toString).contains("AMB-38 B");
      String text =
          FindingFile.text(
              Deviation.of(violation),
              "--target reference",
              1,
              judgement.history().program().toString());
      assertThat(text).contains("# follows: AMB-38 B, which is a fault: Yes");
    }
    assertThat(only(ledger).verdict()).isEqualTo(PointVerdict.VIOLATION);
  }

  @Test
  void resultsAreReadAsTheyWereWritten() throws Exception {
    Results results = Runs.campaign(Configuration.standard(), Runs.options(1, 20), out);
    assertThat(results.readings()).isNotEmpty();
    ResultsFile.write(out, results);
    assertThat(ResultsFile.read(out)).isEqualTo(results);
  }

  @Test
  void fileThatIsMissingOrNoResultsIsNamed() throws IOException {
    assertThatThrownBy(() -> ResultsFile.read(out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("results.json is not there; name the directory");
    Files.writeString(out.resolve(ResultsFile.NAME), "{\n  \"suite\" : \n}");
    assertThatThrownBy(() -> ResultsFile.read(out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("results.json:3:")
        .hasMessageContaining("make them again with a run");
  }
}
