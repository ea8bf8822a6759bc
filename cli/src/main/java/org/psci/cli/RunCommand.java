// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.campaign.Campaign;
import org.psci.conformance.record.End;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.Fold;
import org.psci.conformance.results.Results;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;
import org.psci.conformance.target.TargetException;
import org.psci.report.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci run}: judges a target. */
@Command(name = "run", description = "Run the suite against a target and give a verdict.")
final class RunCommand implements Callable<Integer> {
  private static final int PROGRAMS_EMBEDDED = 20_000;
  private static final int PROGRAMS = 128;

  @Spec CommandSpec spec;
  @Mixin TargetChoice choice = new TargetChoice();
  @Mixin VerdictForm form = new VerdictForm();

  @Option(names = "--out", paramLabel = "DIR", description = "Where results go (default: out).")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the run that was cut off and has left its records there.")
  @Nullable Path resume;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random programs (default: 1).")
  @Nullable Long seed;

  @Option(
      names = "--select",
      paramLabel = "RULES",
      split = ",",
      description = "Only these rules or groups, for instance CPU_ON or AFF-03,CPU_OFF.")
  @Nullable List<String> select;

  @Option(
      names = "--programs",
      paramLabel = "N",
      description = "How many random programs (default: 20000 on reference, 128 elsewhere).")
  @Nullable Integer programs;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      description =
          "Go on with random programs for so long, and not only until the usual number of them is"
              + " done. With --programs it means nothing.")
  @Nullable Integer seconds;

  @Override
  public Integer call() throws UsageException, TargetException, IOException {
    if (resume != null) {
      return resumed(resume);
    }
    Path directory = out == null ? Path.of("out") : out;
    return run(directory, choice, optionsFor(directory), Optional.empty());
  }

  /** Wrong words come to nothing, too: what an earlier run has left there does not stand for it. */
  private RunOptions optionsFor(Path directory) throws UsageException, IOException {
    try {
      return options();
    } catch (UsageException e) {
      RunDirectory results = new RunDirectory(directory);
      if (results.hasResults()) {
        RunOptions none =
            new RunOptions(
                choice.name(), choice.words(), 1, 0, Duration.ZERO, Selection.everything());
        Fold nothing = new Fold(Campaign.header(none), directory);
        results.begin(nothing, false);
        nothing.add(couldNotBegin(e));
        results.end(nothing);
      }
      throw e;
    }
  }

  private static End couldNotBegin(Exception why) {
    return new End("it could not begin: " + why.getMessage());
  }

  private int resumed(Path directory) throws UsageException, TargetException, IOException {
    if (out != null || seed != null || select != null || programs != null || seconds != null) {
      throw new UsageException("--resume stands alone: the records say what the run is");
    }
    RecordFile.Content records = Resumption.records(directory);
    TargetChoice same = choice.isChosen() ? choice : Resumption.target(directory, records);
    return run(directory, same, Resumption.options(directory, records), Optional.of(records));
  }

  /**
   * @param before the records of a run that this one goes on with
   */
  private int run(
      Path directory, TargetChoice target, RunOptions options, Optional<RecordFile.Content> before)
      throws UsageException, TargetException, IOException {
    Fold untilNow = new Fold(Campaign.header(options), directory);
    before.ifPresent(records -> records.entries().forEach(untilNow::add));
    RunDirectory results = new RunDirectory(directory);
    begin(results, directory, untilNow, before.isPresent());
    Interruption interruption = Interruption.of(results, reader -> reader.read(untilNow));
    try (Session session = started(target, options, before)) {
      return run(session, options, directory, before, results, interruption);
    } catch (TargetException | UsageException e) { // it never began
      if (before.isEmpty()) {
        untilNow.add(couldNotBegin(e));
      }
      results.end(untilNow);
      throw e;
    } finally {
      interruption.isOver();
    }
  }

  private Session started(
      TargetChoice target, RunOptions options, Optional<RecordFile.Content> before)
      throws UsageException, TargetException {
    Session session = new Session(target.create(options.seed()));
    if (before.isPresent()) {
      try {
        Resumption.requireSame(session, before.get());
      } catch (UsageException e) {
        session.close();
        throw e;
      }
    }
    return session;
  }

  private int run(
      Session session,
      RunOptions options,
      Path directory,
      Optional<RecordFile.Content> before,
      RunDirectory results,
      Interruption interruption)
      throws IOException {
    PrintWriter terminal = spec.commandLine().getOut();
    RunProgress progress = RunProgress.on(terminal, form);
    List<Entry> whole = before.map(RecordFile.Content::wholeParts).orElse(List.of());
    Campaign campaign = new Campaign(session, options, directory, progress, whole);
    interruption.of(campaign);
    Results verdict = campaign.run();
    boolean isWritten = isWritten(results, directory, campaign);
    progress.end();
    form.lines(verdict, directory).forEach(terminal::println);
    terminal.flush();
    return isWritten || !verdict.causes().isEmpty()
        ? verdict.verdict().exitCode()
        : Exit.NO_VERDICT;
  }

  private static void begin(
      RunDirectory results, Path directory, Fold untilNow, boolean keepsRecords)
      throws UsageException {
    if (directory.toString().isEmpty()) {
      throw new UsageException("--out needs the name of a directory");
    }
    try {
      results.begin(untilNow, keepsRecords);
    } catch (IOException e) {
      throw new UsageException(
          "--out: " + directory + " is no directory that can be written to: " + e.getMessage());
    }
  }

  private boolean isWritten(RunDirectory results, Path directory, Campaign campaign) {
    try {
      campaign.read(results::end);
      return true;
    } catch (IOException | UncheckedIOException e) {
      spec.commandLine()
          .getErr()
          .println(
              "psci: --out: the reports cannot be written to "
                  + directory
                  + ": "
                  + e.getMessage()
                  + "; make room there, then ./psci report "
                  + directory);
      return false;
    }
  }

  private RunOptions options() throws UsageException {
    int usual = choice.isFast() ? PROGRAMS_EMBEDDED : PROGRAMS;
    if ((programs != null && programs < 0) || (seconds != null && seconds < 0)) {
      throw new UsageException("--programs and --time are not negative");
    }
    Selection selection = select == null ? Selection.everything() : RuleNames.selection(select);
    return new RunOptions(
        choice.name(),
        choice.words(),
        seed == null ? 1 : seed,
        programs == null ? usual : programs,
        Duration.ofSeconds(programs == null && seconds != null ? seconds : 0),
        selection);
  }
}
