// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.psci.conformance.record.RecordFile;
import org.psci.conformance.results.FindingFiles;
import org.psci.conformance.results.Fold;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.ResultsFile;

/**
 * The directory that a run writes into. From the first moment on nothing of an earlier run lies
 * there; until the results are whole it says that the run goes on.
 */
public final class RunDirectory {
  /** Those that a run writes, but for its records. */
  private static final List<String> FILES =
      List.of(ResultsFile.NAME, HtmlReport.NAME, JunitReport.NAME);

  private static final String UNFINISHED = ".unfinished";

  private final Path directory;
  private boolean isFinished;

  public RunDirectory(Path directory) {
    this.directory = directory;
  }

  /** Whether a run has left results there. */
  public boolean hasResults() {
    return Files.exists(directory.resolve(ResultsFile.NAME));
  }

  /**
   * Makes it, or clears it of all that a run writes, and says that a run goes on.
   *
   * @param keepsRecords whether the records stay, since the run goes on with them
   * @throws IOException if it cannot be written to
   */
  public void begin(Fold nothing, boolean keepsRecords) throws IOException {
    Files.createDirectories(directory);
    for (String file : FILES) {
      Files.deleteIfExists(directory.resolve(file));
    }
    if (!keepsRecords) {
      Files.deleteIfExists(directory.resolve(RecordFile.NAME));
    }
    clear(directory.resolve(FindingFiles.DIRECTORY), FindingFiles.FILES);
    clear(directory.resolve(AllureReport.NAME), AllureReport.OLD_FILES);
    Results running = nothing.running();
    ResultsFile.write(directory, running);
    HtmlReport.write(directory, running);
    JunitReport.write(directory, running);
  }

  /** Takes the files out of a folder that an earlier run has left there, and no others. */
  static void clear(Path folder, String files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, files)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
  }

  /**
   * Replaces what says that the run goes on by the results in all forms, once.
   *
   * @throws IOException if they cannot be written
   */
  public synchronized void end(Fold fold) throws IOException {
    if (isFinished) {
      return;
    }
    isFinished = true;
    Results results = fold.results();
    Path unfinished = Files.createDirectories(directory.resolve(UNFINISHED));
    ResultsFile.write(unfinished, results);
    HtmlReport.write(unfinished, results);
    JunitReport.write(unfinished, results);
    clear(directory.resolve(FindingFiles.DIRECTORY), FindingFiles.FILES);
    FindingFiles.write(directory, fold);
    AllureReport.write(directory, results);
    for (String file : FILES) {
      Files.move(
          unfinished.resolve(file),
          directory.resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.delete(unfinished);
  }
}
