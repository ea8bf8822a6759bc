// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.Fold;
import org.psci.conformance.results.Results;
import org.psci.report.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci report}: the report of a run, from its records. */
@Command(
    name = "report",
    description = "Make all forms of the report from the records of a run, even of one cut off.")
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin VerdictForm form = new VerdictForm();

  @Parameters(paramLabel = "DIR", description = "The directory that the run was given by --out.")
  Path directory = Path.of("out");

  @Override
  public Integer call() throws UsageException {
    Fold fold = read();
    Results results = fold.results();
    PrintWriter terminal = spec.commandLine().getOut();
    try {
      new RunDirectory(directory).end(fold);
      form.lines(results, directory).forEach(terminal::println);
    } catch (IOException e) {
      throw new UsageException(directory + ": cannot be written to: " + e.getMessage());
    } finally {
      terminal.flush();
    }
    return results.verdict().exitCode();
  }

  private Fold read() throws UsageException {
    try {
      RecordFile.Content records = RecordFile.read(directory);
      Fold fold = new Fold(records.header(), directory);
      records.entries().forEach(fold::add);
      return fold;
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
