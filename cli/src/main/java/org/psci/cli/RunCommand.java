// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.record.End;
import org.psci.conformance.record.Entry;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.Fold;
import org.psci.conformance.results.Results;
import org.psci.conformance.run.Campaign;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.run.Session;
import org.psci.conformance.target.Target;
import org.psci.conformance.target.TargetException;
import org.psci.report.HtmlReport;
import org.psci.report.RunDirectory;
import org.psci.report.TextReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code psci run}: judges a target. */
@Command(name = "run", description = "Run the suite against a target and give a verdict.")
final class RunCommand implements Callable<Integer> {
  private static final int PROGRAMS_EMBEDDED = 20_000;
  private static final int PROGRAMS = 256;

  @Spec CommandSpec spec;
  @Mixin TargetChoice choice = new TargetChoice();

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
      description = "How many random programs (default: 20000 on reference, 256 elsewhere).")
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
    return run(directory, choice, options(), List.of());
  }

  private int resumed(Path directory) throws UsageException, TargetException, IOException {
    if (out != null || seed != null || select != null || programs != null || seconds != null) {
      throw new UsageException("--resume stands alone: the records say what the run is");
    }
    RecordFile.Content records = Resumption.records(directory);
    TargetChoice same = choice.isChosen() ? choice : Resumption.target(directory, records);
    return run(directory, same, Resumption.options(directory, records), records.wholeParts());
  }

  private int run(Path directory, TargetChoice target, RunOptions options, List<Entry> before)
      throws UsageException, TargetException, IOException {
    RunDirectory results = new RunDirectory(directory);
    Fold nothing = new Fold(Campaign.header(options), directory);
    begin(results, directory, nothing, !before.isEmpty());
    PrintWriter terminal = spec.commandLine().getOut();
    RunProgress progress = new RunProgress(terminal, Terminal.isOne());
    try (Session session = started(target.create(options.seed()), results, nothing)) {
      Resumption.requireSame(session, before, directory);
      Campaign campaign = new Campaign(session, options, directory, progress, before);
      Results verdict;
      boolean isWritten;
      Interruption interruption = Interruption.of(campaign, results);
      try {
        verdict = campaign.run();
        isWritten = isWritten(results, directory, campaign);
      } finally {
        interruption.isOver();
        progress.end();
      }
      TextReport.lines(verdict).forEach(terminal::println);
      if (!isWritten) {
        return verdict.violations().isEmpty() ? Exit.NO_VERDICT : Exit.DEVIATION;
      }
      terminal.println("report: " + directory.resolve(HtmlReport.NAME));
      return verdict.verdict().exitCode();
    } finally {
      terminal.flush();
    }
  }

  private static void begin(
      RunDirectory results, Path directory, Fold nothing, boolean keepsRecords)
      throws UsageException {
    if (directory.toString().isEmpty()) {
      throw new UsageException("--out needs the name of a directory");
    }
    try {
      results.begin(nothing, keepsRecords);
    } catch (IOException e) {
      throw new UsageException(
          "--out: " + directory + " is no directory that can be written to: " + e.getMessage());
    }
  }

  /** A target that does not start leaves results that say so. */
  private static Session started(Target target, RunDirectory results, Fold nothing)
      throws TargetException, IOException {
    try {
      return new Session(target);
    } catch (TargetException e) {
      nothing.add(new End("the target did not start: " + e.getMessage()));
      results.end(nothing);
      throw e;
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
    Selection selection;
    try {
      selection = select == null ? Selection.everything() : Selection.parse(select);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--select: " + e.getMessage());
    }
    return new RunOptions(
        choice.name(),
        choice.words(),
        seed == null ? 1 : seed,
        programs == null ? usual : programs,
        Duration.ofSeconds(programs == null && seconds != null ? seconds : 0),
        selection);
  }
}
