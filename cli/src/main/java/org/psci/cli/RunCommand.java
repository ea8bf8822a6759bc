// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.ResultsFile;
import org.psci.conformance.run.Campaign;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.run.Session;
import org.psci.conformance.target.TargetException;
import org.psci.report.AllureReport;
import org.psci.report.HtmlReport;
import org.psci.report.JunitReport;
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
  private static final int PROGRAMS = 4_000;

  @Spec CommandSpec spec;
  @Mixin TargetChoice choice = new TargetChoice();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results go (default: ${DEFAULT-VALUE}).",
      defaultValue = "out")
  Path out = Path.of("out");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random programs (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  long seed;

  @Option(
      names = "--select",
      paramLabel = "RULES",
      split = ",",
      description = "Only these rules or groups, for instance CPU_ON or AFF-03,CPU_OFF.")
  @Nullable List<String> select;

  @Option(
      names = "--programs",
      paramLabel = "N",
      description = "How many random programs (default: 20000 on reference, 4000 elsewhere).")
  @Nullable Integer programs;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      description = "Start no new random programs after this time (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  int seconds;

  @Override
  public Integer call() throws UsageException, TargetException, IOException {
    RunOptions options = options();
    createDirectory();
    PrintWriter terminal = spec.commandLine().getOut();
    Results results;
    try (Session session = new Session(choice.create(seed))) {
      results = new Campaign(session, options, out, message -> say(terminal, message)).run();
    }
    TextReport.lines(results).forEach(terminal::println);
    try {
      ResultsFile.write(out, results);
      HtmlReport.write(out, results);
      JunitReport.write(out, results);
      AllureReport.write(out, results);
      terminal.println("report: " + out.resolve(HtmlReport.NAME));
    } catch (IOException | UncheckedIOException e) {
      spec.commandLine()
          .getErr()
          .println(
              "psci: --out: the reports cannot be written to "
                  + out
                  + ": "
                  + e.getMessage()
                  + "; name a directory with more room");
      return results.violations().isEmpty() ? Exit.NO_VERDICT : Exit.DEVIATION;
    } finally {
      terminal.flush();
    }
    return results.verdict().exitCode();
  }

  private static void say(PrintWriter terminal, String message) {
    terminal.println(message);
    terminal.flush();
  }

  private RunOptions options() throws UsageException {
    int count = programs != null ? programs : choice.isFast() ? PROGRAMS_EMBEDDED : PROGRAMS;
    if (count < 0 || seconds < 0) {
      throw new UsageException("--programs and --time are not negative");
    }
    Selection selection = select == null ? Selection.everything() : RuleNames.selection(select);
    return new RunOptions(
        choice.name(), choice.words(), seed, count, Duration.ofSeconds(seconds), selection);
  }

  private void createDirectory() throws UsageException {
    if (out.toString().isEmpty()) {
      throw new UsageException("--out needs the name of a directory");
    }
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UsageException("--out: " + out + " is no directory that can be written to");
    }
  }
}
