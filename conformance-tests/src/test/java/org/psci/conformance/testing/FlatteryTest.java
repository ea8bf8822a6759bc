// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.psci.conformance.testing.HandMadeRun.deviation;
import static org.psci.conformance.testing.HandMadeRun.explainedBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.Header;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.record.Recorder;
import org.psci.conformance.results.Fold;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.run.Selection;
import org.psci.reference.Configuration;

/** Proves that flattery is seen. */
class FlatteryTest {
  @TempDir Path out;

  private Results sound;

  @BeforeEach
  void soundRun() throws Exception {
    sound =
        Runs.campaign(
            Configuration.standard(), Runs.options(1, 0, Selection.parse(List.of("VER"))), out);
  }

  /** The records of the sound run, but with one more. */
  private Results with(Entry more) throws Exception {
    RecordFile.Content records = RecordFile.read(out);
    Fold fold = new Fold(records.header(), out);
    try (Recorder recorder =
        new Recorder(
            out,
            records.header(),
            records.entries(),
            e -> {
              throw new IllegalStateException(e);
            })) {
      recorder.add(more);
    }
    RecordFile.read(out).entries().forEach(fold::add);
    return fold.results();
  }

  @Test
  void resultsOfASoundRunDoNotFlatter() {
    assertThatCode(() -> Flattery.isNotIn(out, sound)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HOLDS", "PERMITTED_VARIATION", "NOT_EXERCISED"},
      value = RuleVerdict.class)
  void ruleThatARecordNamesIsNotGood(RuleVerdict good) throws Exception {
    Results now = with(HandMadeRun.of("random 1").shows(deviation("odd", "VER-02")).recorded());
    assertThatCode(() -> Flattery.isNotIn(out, now)).doesNotThrowAnyException();
    Results kind = changed(now, now.verdict(), "VER-02", good);
    assertThatThrownBy(() -> Flattery.isNotIn(out, kind))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("VER-02");
  }

  @Test
  void ruleThatALookNamesIsNotGood() throws Exception {
    Results now = with(HandMadeRun.shown("VER-02/odd", deviation("odd", "VER-02")));
    assertThatCode(() -> Flattery.isNotIn(out, now)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Flattery.isNotIn(out, sound)).hasMessageContaining("VER-02");
  }

  @Test
  void runDoesNotConformWithARuleInDoubt() throws Exception {
    Results now =
        with(
            HandMadeRun.of("random 1")
                .shows(deviation("odd", "VER-02"))
                .afterDeviation()
                .recorded());
    assertThatCode(() -> Flattery.isNotIn(out, now)).doesNotThrowAnyException();
    Results green = changed(now, Verdict.CONFORMS, "VER-02", RuleVerdict.IN_DOUBT);
    assertThatThrownBy(() -> Flattery.isNotIn(out, green)).hasMessageContaining("CONFORMS");
  }

  @Test
  void testReportIsNotGreenThere() throws Exception {
    Results now = with(HandMadeRun.of("random 1").shows(deviation("odd", "VER-02")).recorded());
    String red = "<testsuite><testcase name='VER-02: x'><failure/></testcase></testsuite>";
    Files.writeString(out.resolve("junit.xml"), red);
    assertThatCode(() -> Flattery.isNotIn(out, now)).doesNotThrowAnyException();
    Files.writeString(out.resolve("junit.xml"), red.replace("<failure/>", "<skipped/>"));
    assertThatThrownBy(() -> Flattery.isNotIn(out, now)).hasMessageContaining("VER-02");
  }

  @Test
  void ruleIsNotViolatedWithoutACause() {
    Results harsh = changed(sound, Verdict.VIOLATIONS, "VER-02", RuleVerdict.VIOLATED);
    assertThatThrownBy(() -> Flattery.isNotIn(out, harsh))
        .hasMessageContaining("rules of no cause");
  }

  @Test
  void ruleUnderWhichABrokenClauseAlsoStandsIsNotGood() throws Exception {
    String context = "CPU_ON-13/start/context-id";
    RecordFile.Content records = RecordFile.read(out);
    Header wider =
        new Header(2, "1", "c", "1", "reference", "", 1, 0, 0, List.of("CPU_ON-13", "INIT-10"));
    Fold fold = new Fold(wider, out);
    records.entries().forEach(fold::add);
    Entry more =
        HandMadeRun.of("scenario cpu-on").shows(explainedBy(List.of(context), "odd")).recorded();
    fold.add(more);
    with(more);
    Results now = fold.results();
    assertThatCode(() -> Flattery.isNotIn(out, now)).doesNotThrowAnyException();
    Results kind = changed(now, now.verdict(), "INIT-10", RuleVerdict.HOLDS);
    assertThatThrownBy(() -> Flattery.isNotIn(out, kind)).hasMessageContaining("INIT-10");

    String red =
        "<testsuite><testcase name='"
            + context
            + "'><failure/></testcase><testcase name='INIT-10: x'><error/></testcase>"
            + "<testcase name='CPU_ON-13: x'><failure/></testcase>"
            + "<testcase name='cpu-on'><skipped/></testcase></testsuite>";
    Files.writeString(out.resolve("junit.xml"), red);
    assertThatCode(() -> Flattery.isNotIn(out, now)).doesNotThrowAnyException();
    for (String mark : List.of("<skipped/>", "<failure/></testcase><testcase name='INIT")) {
      Files.writeString(
          out.resolve("junit.xml"), red.replace(mark, mark.replaceFirst("<\\w+/>", "")));
      assertThatThrownBy(() -> Flattery.isNotIn(out, now)).isInstanceOf(AssertionError.class);
    }
  }

  private static Results changed(Results results, Verdict verdict, String id, RuleVerdict of) {
    List<Results.RuleResult> rules =
        results.rules().stream()
            .map(
                rule ->
                    rule.id().equals(id)
                        ? new Results.RuleResult(
                            id, rule.section(), rule.level(), rule.basis(), of, rule.exercised())
                        : rule)
            .toList();
    return new Results(
        results.suite(),
        results.catalogue(),
        results.scenarioList(),
        results.target(),
        results.choice(),
        results.profile(),
        results.psciVersion(),
        results.seed(),
        results.counts(),
        verdict,
        results.reason(),
        rules,
        results.causes(),
        results.doubts(),
        results.readings(),
        results.coverage(),
        results.scenarios(),
        results.random(),
        results.undecided(),
        results.skipped(),
        List.of());
  }
}
