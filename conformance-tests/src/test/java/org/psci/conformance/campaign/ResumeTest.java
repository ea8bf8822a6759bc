// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.history.History;
import org.psci.conformance.history.History.Ending;
import org.psci.conformance.program.Program;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.PointVerdict;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.RuleVerdict;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.scenario.Scenarios;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.Profile;
import org.psci.conformance.target.ReferenceTarget;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.conformance.testing.Runs;
import org.psci.conformance.testing.TwoFacedTarget;
import org.psci.reference.Bug;
import org.psci.reference.Choice;
import org.psci.reference.Configuration;
import org.psci.spec.vocabulary.Version;

/**
 * Proves that a run which was cut off at any place, and then goes on, is the run that was not cut
 * off: byte for byte in its records, and in all that is said of it.
 */
class ResumeTest {
  private static final int PLACES = 10;
  private static final long SEED = 20;

  @TempDir Path out;

  private static Supplier<Target> reference(Bug... bugs) {
    Configuration machine = Configuration.complete(Version.V1_1).with(Set.of(bugs));
    return () -> ReferenceTarget.of(machine, SEED);
  }

  private static RunOptions options(String... rules) {
    return Runs.options(SEED, 130, Selection.parse(List.of(rules)));
  }

  /** The whole run, after it was shown that it comes out the same when cut anywhere. */
  private Results cutAnywhere(Supplier<Target> target, RunOptions options) throws Exception {
    Results whole = Runs.campaign(target.get(), options, out);
    Path file = out.resolve(RecordFile.NAME);
    byte[] records = Files.readAllBytes(file);
    String text = new String(records, StandardCharsets.ISO_8859_1); // a character is a byte
    cutAt(records.length - 1, target, options, whole, records); // with the least left to do
    SplittableRandom random = new SplittableRandom(SEED);
    for (int number = 0; number < PLACES; number++) {
      cutAt(random.nextInt(text.indexOf('\n') + 1, text.length()), target, options, whole, records);
      cutAt(inAnyLine(text, random), target, options, whole, records);
    }
    return whole;
  }

  /** Short lines are as likely as long ones: looks into deviations have few. */
  private static int inAnyLine(String text, SplittableRandom random) {
    long lines = text.lines().count();
    int begin = 0;
    for (long line = random.nextLong(1, lines); line > 0; line--) {
      begin = text.indexOf('\n', begin) + 1;
    }
    return random.nextInt(begin, text.indexOf('\n', begin) + 1);
  }

  private void cutAt(
      int place, Supplier<Target> target, RunOptions options, Results whole, byte[] records)
      throws Exception {
    Path file = out.resolve(RecordFile.NAME);
    Files.write(file, Arrays.copyOf(records, place));
    try (Session session = new Session(target.get())) {
      RecordFile.Content before = RecordFile.read(out);
      Results again =
          new Campaign(session, options, out, ProgressListener.NONE, before.wholeParts()).run();
      assertThat(Files.readAllBytes(file)).as("cut at %d", place).isEqualTo(records);
      assertThat(again).as("cut at %d", place).isEqualTo(whole);
    }
  }

  @Test
  void runThatConformsIsTheSame() throws Exception {
    Results whole = cutAnywhere(reference(), options("AFF-05", "STAT-10", "CPU_ON-06"));
    assertThat(whole.verdict()).isEqualTo(Verdict.CONFORMS);
  }

  @Test
  void runWithDeviationsIsTheSame() throws Exception {
    Results whole =
        cutAnywhere(
            reference(Bug.CPUON_TORN_PC_CTX, Bug.STAT_READ_CLEARS, Bug.CPUON_DURING_OFF_LOST),
            options("CPU_ON-07", "STAT-10"));
    assertThat(whole.rules())
        .filteredOn(rule -> rule.verdict() == RuleVerdict.VIOLATED)
        .extracting(Results.RuleResult::id)
        .contains("CPU_ON-07", "STAT-10");
  }

  @Test
  void runThatParksByRestartIsTheSame() throws Exception {
    Results whole = cutAnywhere(reference(Bug.AFFINFO_ALWAYS_ON), options("AFF-01"));
    assertThat(whole.remarks()).anyMatch(remark -> remark.contains("leads nowhere"));
  }

  /** A machine of which some programs, always the same ones, ask in vain whether cores are OFF. */
  private static Supplier<Target> asksInVain(Predicate<Program> which) {
    Configuration machine = Configuration.complete(Version.V1_1);
    Configuration inVain = machine.with(Set.of(Bug.AFFINFO_ALWAYS_ON));
    return () ->
        new TwoFacedTarget(machine, inVain, (starts, programs, program) -> which.test(program));
  }

  @Test
  void runInWhichOneProgramAsksInVainIsTheSame() throws Exception {
    String inVain = program("suspend-then-off");
    Supplier<Target> target = asksInVain(program -> program.toString().equals(inVain));
    RunOptions options = options("CPU_OFF-01", "CPU_ON-15");
    Results whole = cutAnywhere(target, options);
    assertThat(whole.remarks()).noneMatch(remark -> remark.contains("leads nowhere"));
    byte[] records = Files.readAllBytes(out.resolve(RecordFile.NAME));
    String text = new String(records, StandardCharsets.ISO_8859_1);
    int first = text.indexOf("\"repeated\":true"); // it was silent, and is run once more
    assertThat(first).isPositive();
    cutAt(text.indexOf('\n', first) + 1, target, options, whole, records);
  }

  private static String program(String scenario) {
    return Scenarios.all().stream()
        .filter(each -> each.name().equals(scenario))
        .map(each -> each.program().toString())
        .findFirst()
        .orElseThrow();
  }

  /** A machine that dies of every other program, always of the same ones. */
  private static final class Mortal implements Target {
    private final Target machine = reference(Bug.CPUON_CONTEXT_DROPPED).get();

    @Override
    public Profile start(int patienceFactor) throws TargetException {
      return machine.start(patienceFactor);
    }

    @Override
    public void part(int number) {
      machine.part(number);
    }

    @Override
    public List<History> run(List<Program> programs) throws TargetException {
      Program next = programs.get(0);
      return next.toString().hashCode() % 2 == 0
          ? machine.run(List.of(next))
          : List.of(new History(next, List.of(), Ending.DIED, "it died"));
    }

    @Override
    public void close() {
      machine.close();
    }
  }

  @Test
  void runThatGaveUpIsTheSame() throws Exception {
    Results whole = cutAnywhere(Mortal::new, options("CPU_ON-13", "INIT-10"));
    assertThat(whole.verdict()).isEqualTo(Verdict.VIOLATIONS);
    assertThat(whole.undecided())
        .extracting(Results.UndecidedData::source)
        .contains("random programs from 64");
  }

  @Test
  void runWithConflictsIsTheSame() throws Exception {
    Configuration one = Configuration.complete(Version.V1_3);
    Configuration other = one.with(Choice.SUSPEND_SAYS_ALREADY_ON, true);
    Results whole =
        cutAnywhere(
            () -> new TwoFacedTarget(one, other, (starts, programs, program) -> programs % 2 == 1),
            options("SSUSP-01"));
    assertThat(whole.readings()).anyMatch(point -> point.verdict() == PointVerdict.INCONSISTENT);
  }
}
