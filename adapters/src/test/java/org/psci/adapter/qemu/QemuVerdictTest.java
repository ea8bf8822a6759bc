// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.psci.adapter.Required;
import org.psci.conformance.campaign.Campaign;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.results.FindingFile;
import org.psci.conformance.results.FindingFiles;
import org.psci.conformance.results.Results;
import org.psci.conformance.results.Verdict;
import org.psci.conformance.run.ProgressListener;
import org.psci.conformance.run.RunOptions;
import org.psci.conformance.run.Selection;
import org.psci.conformance.session.Session;
import org.psci.conformance.testing.Flattery;

/**
 * The whole way, on a real emulator: QEMU's PSCI is judged, deviations are found, and each of them
 * shows again from its file. That the suite finds nothing in a lawful machine is shown elsewhere;
 * here are the checks that a real implementation fails.
 */
@Tag("qemu")
@Timeout(1800)
class QemuVerdictTest {
  private static final int MOST_RUNS = 400;

  @TempDir Path directory;

  @BeforeEach
  void needQemu() {
    Required.command("qemu-system-aarch64", "qemu-system-arm", "qemu");
  }

  @Test
  void qemuIsJudgedAndItsDeviationsShowAgain() throws Exception {
    // Deviations that every run of Debian's QEMU shows, whatever the load of the machine.
    isJudgedAndItsDeviationsShowAgain("qemu", VirtBoard.HVC, "AFF-06", "CONV-03", "INIT-04");
  }

  @Test
  void qemuIsJudgedByAnAgentInAArch32() throws Exception {
    Required.command("qemu-system-arm", "qemu-system-arm", "qemu");
    isJudgedAndItsDeviationsShowAgain("qemu-aarch32", VirtBoard.AARCH32, "AFF-06", "INIT-04");
  }

  private void isJudgedAndItsDeviationsShowAgain(String target, Board board, String... certain)
      throws Exception {
    RunOptions options =
        new RunOptions(
            target, "--target " + target, 1, 60, Duration.ofSeconds(20), Selection.everything());
    Results results;
    try (Session session = new Session(EmulatedTarget.of(board))) {
      Campaign campaign = new Campaign(session, options, directory, ProgressListener.NONE);
      results = campaign.run();
      campaign.read(fold -> FindingFiles.write(directory, fold));
    }
    Flattery.isNotIn(directory, results);

    assertThat(results.verdict()).isEqualTo(Verdict.VIOLATIONS);
    assertThat(results.psciVersion()).isNotBlank();
    List<String> broken = results.causes().stream().flatMap(v -> v.rules().stream()).toList();
    assertThat(broken).contains(certain);

    List<String> notAgain = new ArrayList<>();
    try (Session session = new Session(EmulatedTarget.of(board))) {
      for (Results.CauseData cause : results.causes()) {
        boolean deterministic = cause.runs() > 0 && cause.shown() == cause.runs();
        if (deterministic && !showsAgain(session, cause)) {
          notAgain.add(cause.observed());
        }
      }
    }
    assertThat(notAgain).isEmpty();
  }

  private boolean showsAgain(Session session, Results.CauseData cause) throws Exception {
    String text = Files.readString(directory.resolve(cause.file()));
    Program program = ProgramParser.parse(cause.file(), text);
    assertThat(FindingFile.cause(text)).contains(cause.id());
    assertThat(FindingFile.rule(text)).contains(cause.rules().get(0));
    for (int run = 0; run < Math.min(MOST_RUNS, FindingFile.runs(text)); run++) {
      if (session.confirmed(program).shows(cause.id())) {
        return true;
      }
    }
    return false;
  }
}
