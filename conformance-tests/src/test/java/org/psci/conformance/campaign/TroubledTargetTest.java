// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.psci.conformance.generate.ProgramGenerator;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Runs;
import org.psci.conformance.testing.TroubledTarget;
import org.psci.reference.Bug;
import org.psci.reference.Configuration;

/**
 * Proves that a target which hangs, dies or talks nonsense costs the program that it was running,
 * and no more: it is started again, and the run goes on.
 */
class TroubledTargetTest {
  @TempDir Path out;

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"SILENT", "DIED", "GARBLED"})
  void badEndingCostsOneProgramAndARestart(Ending ending) throws TargetException {
    TroubledTarget target = new TroubledTarget(Set.of(5, 6, 20), ending); // 0 is the discovery
    try (Session session = new Session(target)) {
      List<Judgement> judgements = Runs.judge(session, programs(session, 40));
      assertThat(judgements).hasSize(40);
      for (int number = 0; number < judgements.size(); number++) {
        boolean troubled = Set.of(4, 5, 19).contains(number);
        assertThat(judgements.get(number).isExplained()).isEqualTo(!troubled);
      }
      assertThat(judgements.get(4).undecided()).contains(TroubledTarget.REMARK);
      assertThat(judgements.get(4).violations()).isEmpty();
      assertThat(session.restarts()).isEqualTo(3);
    }
    assertThat(target.starts()).isEqualTo(4);
    assertThat(target.isClosed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"SILENT", "DIED", "GARBLED"})
  void troubleThatPassesLeavesNothingOpen(Ending ending) throws Exception {
    Results results =
        Runs.campaign(new TroubledTarget(Set.of(50), ending), Runs.options(1, 100), out);
    assertThat(results.verdict()).isEqualTo(Verdict.CONFORMS);
    assertThat(results.counts().restarts()).isPositive();
    assertThat(results.remarks())
        .singleElement()
        .satisfies(
            remark ->
                assertThat(remark)
                    .startsWith("1 program could not be judged when it first ran")
                    .endsWith(": " + TroubledTarget.REMARK));
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"SILENT", "DIED", "GARBLED"})
  void troubleThatStaysIsNoVerdict(Ending ending) throws Exception {
    Set<Integer> many = new HashSet<>();
    for (int number = 60; number < 80; number++) {
      many.add(number);
    }
    Results results = Runs.campaign(new TroubledTarget(many, ending), Runs.options(1, 100), out);
    assertThat(results.verdict()).isEqualTo(Verdict.NO_VERDICT);
    assertThat(results.causes()).isEmpty();
    assertThat(results.undecided())
        .isNotEmpty()
        .allMatch(undecided -> undecided.why().equals(TroubledTarget.REMARK))
        .allMatch(undecided -> undecided.program().startsWith("topology "));
  }

  @Test
  void whatWasSeenBeforeTroubleThatPassesCounts() throws Exception {
    Set<Integer> some = IntStream.range(20, 40).boxed().collect(Collectors.toSet());
    TroubledTarget target = new TroubledTarget(some, Ending.DIED);
    assertThat(Runs.campaign(target, Runs.options(1, 10), out).causes()).isEmpty();
    TroubledTarget wrong =
        new TroubledTarget(some, Ending.DIED).hasBeforeTrouble(Bug.CPUON_CONTEXT_DROPPED);
    Results results = Runs.campaign(wrong, Runs.options(1, 10), out);
    assertThat(results.verdict()).isEqualTo(Verdict.VIOLATIONS);
    assertThat(results.causes())
        .first()
        .satisfies(cause -> assertThat(cause.rules()).containsExactly("CPU_ON-13"));
  }

  @Test
  void targetThatDoesNotStartAnyMoreLeavesResults() throws Exception {
    TroubledTarget target = new TroubledTarget(Set.of(30), Ending.DIED).startsAtMost(2);
    Results results = Runs.campaign(target, Runs.options(1, 100), out);
    assertThat(results.verdict()).isEqualTo(Verdict.NO_VERDICT);
    assertThat(results.counts().programs()).isBetween(1L, 100L);
    assertThat(results.undecided())
        .last()
        .extracting(Results.UndecidedData::why)
        .isEqualTo("the target could not be used any more: no more starts");
  }

  @Test
  void fullDiskDoesNotEndTheRun() throws Exception {
    Files.createSymbolicLink(out.resolve(RecordFile.NAME), Path.of("/dev/full"));
    Results results =
        Runs.campaign(
            ReferenceTarget.of(Configuration.standard().with(Set.of(Bug.CPUON_TORN_PC_CTX)), 1),
            Runs.options(1, 10),
            out);
    assertThat(results.verdict()).isEqualTo(Verdict.VIOLATIONS);
  }

  @Test
  void scenarioWithoutAVerdictSaysSo() throws Exception {
    Set<Integer> second = Set.of(2, 3); // once more on a freshly started machine
    Results results =
        Runs.campaign(new TroubledTarget(second, Ending.DIED), Runs.options(1, 10), out);
    assertThat(results.scenarios())
        .filteredOn(scenario -> scenario.verdict() == ProgramVerdict.UNDECIDED)
        .singleElement()
        .satisfies(scenario -> assertThat(scenario.why()).isEqualTo(TroubledTarget.REMARK));
    assertThat(results.random()).isEqualTo(new Results.RandomData(10, 0, 0));
  }

  @Test
  void targetThatCannotBeStartedIsClosed() {
    class Absent implements Target {
      private boolean closed;

      @Override
      public Profile start(int patienceFactor) throws TargetException {
        throw new TargetException("no such emulator");
      }

      @Override
      public List<History> run(List<Program> programs) {
        throw new IllegalStateException("never started");
      }

      @Override
      public void close() {
        closed = true;
      }
    }
    Absent target = new Absent();
    assertThatThrownBy(() -> new Session(target).close())
        .isInstanceOf(TargetException.class)
        .hasMessage("no such emulator");
    assertThat(target.closed).isTrue();
  }

  private static List<Program> programs(Session session, int count) {
    ProgramGenerator generator = new ProgramGenerator(session.profile(), session.platform(), 1);
    List<Program> programs = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      programs.add(generator.program(number));
    }
    return programs;
  }
}
