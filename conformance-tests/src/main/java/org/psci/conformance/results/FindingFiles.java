// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.psci.conformance.history.Event;
import org.psci.conformance.history.History;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.recording.RecordedEvents;
import org.psci.conformance.recording.Recording;
import org.psci.conformance.recording.RecordingText;
import org.psci.spec.model.Platform;

/**
 * The findings of a run as files: each as a program that can be replayed, and as a history that can
 * be judged.
 */
public final class FindingFiles {
  public static final String DIRECTORY = "findings";

  /** Which files of that directory are findings. */
  public static final String FILES = "[0-9]*.{psci,json}";

  private FindingFiles() {}

  /** The program of a finding, relative to the results. */
  static String program(int number) {
    return DIRECTORY + "/" + number + ".psci";
  }

  /**
   * Writes them all.
   *
   * @param directory that of the results
   * @throws IOException if they cannot be written
   */
  public static void write(Path directory, Fold fold) throws IOException {
    List<Deviations.Finding> findings = fold.findings();
    if (findings.isEmpty()) {
      return;
    }
    Files.createDirectories(directory.resolve(DIRECTORY));
    int number = 0;
    for (Deviations.Finding finding : findings) {
      Path file = directory.resolve(program(++number));
      Program program = ProgramParser.recorded(finding.program());
      int runs =
          program.schedule().isPresent() ? 1 : FindingFile.runs(finding.shown(), finding.runs());
      Files.writeString(file, FindingFile.text(finding, fold.header().choice(), runs));
      JsonNode events = finding.events();
      if (events != null && fold.platform().isPresent()) {
        Recording recording =
            recording(fold.implementation(), fold.platform().get(), finding, program, events);
        Files.writeString(
            directory.resolve(DIRECTORY + "/" + number + ".json"), RecordingText.of(recording));
      }
    }
  }

  private static Recording recording(
      String implementation,
      Platform platform,
      Deviations.Finding finding,
      Program program,
      JsonNode json) {
    List<Event> events = RecordedEvents.read(json, platform);
    return new Recording(
        implementation,
        platform,
        finding.first(),
        new History(program, events, finding.ending(), finding.endingRemark()));
  }
}
