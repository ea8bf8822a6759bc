// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.conformance.record.RecordFile;

/**
 * Proves that a run which came to nothing, for whatever reason, leaves nothing green behind, though
 * an earlier run in the same directory was.
 */
@Timeout(120)
class NoStaleGreenTest {
  /** A run that goes on for long, with something to find. */
  private static final String LONG = "--bug stat-read-clears --select STAT --programs 100000";

  private static final int BYTES = 60_000;

  @TempDir Path out;
  @TempDir Path scratch;

  private LeftBehind left;

  @BeforeEach
  void earlierRunWasGreen() throws Exception {
    left = new LeftBehind(out);
    assertThat(run("--programs", "0", "--select", "VER-01").code()).isZero();
    assertThat(left.verdict()).isEqualTo("conforms");
    assertThat(left.text("junit.xml")).doesNotContain("<error ", "<failure ");
    assertThat(left.files().keySet()).anyMatch(name -> name.startsWith("allure-results/"));
  }

  private String[] words(String... more) {
    return Stream.concat(Stream.of("run", "--out", out.toString()), Arrays.stream(more))
        .toArray(String[]::new);
  }

  private Ran run(String... more) {
    return psci(words(more));
  }

  private Child running(String words) throws Exception {
    return Child.psci(scratch, scratch, List.of(), words(words.split(" ", -1)))
        .hasRecorded(out.resolve(RecordFile.NAME), BYTES);
  }

  @Test
  void targetThatDoesNotStart() throws Exception {
    Ran ran = run("--target", "process", "--command", "/no/such/adapter");
    assertThat(ran.code()).isEqualTo(Exit.NO_VERDICT);
    left.isNotGreen();
    assertThat(left.verdict()).isEqualTo("no verdict");
    assertThat(left.reason()).contains("it could not begin: ", "/no/such/adapter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--target qemu --qemu /no/such/emulator",
        "--bug no-such-bug",
        "--target no-such-target",
        "--programs -1",
        "--select NO_SUCH_RULE",
        "--cores 4",
        "--profile /no/such/file"
      })
  void wrongWords(String words) throws Exception {
    Ran ran = run(words.split(" ", -1));
    assertThat(ran.code()).isIn(Exit.USAGE, Exit.NO_VERDICT);
    left.isNotGreen();
    assertThat(left.verdict()).isEqualTo("no verdict");
    assertThat(left.reason()).contains("it could not begin: ");
  }

  @Test
  void runThatIsInterrupted() throws Exception {
    try (Child child = running(LONG)) {
      assertThat(child.interrupted().code()).isNotZero();
    }
    left.isNotGreen();
    assertThat(left.verdict()).isEqualTo("no verdict");
    assertThat(left.reason()).contains("interrupted after ", " programs");
  }

  @Test
  void runThatIsKilledIsReportedAndGoesOnAsIfNothingHadBeen() throws Exception {
    String words = "--bug stat-read-clears --select STAT-10 --programs 200";
    assertThat(run(words.split(" ", -1)).code()).isEqualTo(Exit.DEVIATION);
    SortedMap<String, String> uninterrupted = left.files();
    earlierRunWasGreen();

    try (Child child = running(words)) {
      assertThat(child.killed().code()).isNotZero();
    }
    left.isNotGreen();
    assertThat(left.verdict()).isEqualTo("running");

    assertThat(psci("report", out.toString()).code()).isEqualTo(Exit.NO_VERDICT);
    left.isNotGreen();
    assertThat(left.verdict()).isEqualTo("no verdict");
    assertThat(left.reason()).contains("interrupted after ", " programs");

    Ran resumed = psci("run", "--resume", out.toString());
    assertThat(resumed.code()).as(resumed.err()).isEqualTo(Exit.DEVIATION);
    assertThat(left.files()).isEqualTo(uninterrupted);
  }

  @Test
  void runThatCannotBeResumedSaysWhatWasSeen() throws Exception {
    try (Child child = running(LONG)) {
      child.killed();
    }
    Ran other = psci("run", "--resume", out.toString(), "--target", "reference");
    assertThat(other.code()).isEqualTo(Exit.USAGE);
    left.isNotGreen();
    assertThat(left.reason()).contains("interrupted after ", " programs");
  }

  /** As on a disk that is full: no file may become larger than that. */
  @Test
  void diskThatIsFull() throws Exception {
    List<String> small = List.of("bash", "-c", "ulimit -f 100 && exec \"$@\"", "bash");
    String[] words = words("--bug", "stat-read-clears", "--select", "STAT", "--programs", "100");
    Ran ran;
    try (Child child = Child.psci(scratch, scratch, small, words)) {
      ran = child.ended();
    }
    assertThat(ran.out()).contains(": nothing more can be written: ", "; the run goes on");
    assertThat(ran.out()).contains("deviates from PSCI in ", "breaks:    STAT-10");
    assertThat(ran.err()).contains("psci: --out: the reports cannot be written to " + out);
    assertThat(ran.code()).isEqualTo(Exit.DEVIATION);
    left.isNotGreen();
    assertThat(left.verdict()).isEqualTo("running");
    assertThat(psci("report", out.toString()).code()).isEqualTo(Exit.NO_VERDICT);
    left.isNotGreen();
    assertThat(left.reason()).contains("interrupted after ");
  }
}
