// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.psci.cli.Ran.psci;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.record.RecordFile;

/** Proves what a report says of records that are whole, cut off or damaged. */
class ReportTest {
  @TempDir Path out;

  private LeftBehind left;
  private List<String> records;

  @BeforeEach
  void wholeRun() throws Exception {
    left = new LeftBehind(out);
    Ran ran =
        psci(
            "run",
            "--out",
            out.toString(),
            "--bug",
            "stat-read-clears",
            "--select",
            "STAT-10",
            "--programs",
            "100");
    assertThat(ran.code()).isEqualTo(Exit.DEVIATION);
    records = List.copyOf(Files.readAllLines(out.resolve(RecordFile.NAME)));
  }

  private Ran report() {
    return psci("report", out.toString());
  }

  private void writeRecords(List<String> lines) throws Exception {
    Files.write(out.resolve(RecordFile.NAME), lines);
  }

  private int first(String part) {
    for (int line = 0; line < records.size(); line++) {
      if (records.get(line).contains(part)) {
        return line;
      }
    }
    throw new IllegalStateException("no record has " + part);
  }

  @Test
  void wholeRecordsGiveTheSameReport() throws Exception {
    SortedMap<String, String> ofTheRun = left.files();
    assertThat(report().code()).isEqualTo(Exit.DEVIATION);
    assertThat(left.files()).isEqualTo(ofTheRun);
  }

  @Test
  void recordsThatWereCutOffGiveNoVerdictAndWhatWasSeenUntilThen() throws Exception {
    List<String> some = new ArrayList<>(records.subList(0, first("\"record\":\"look\"")));
    some.add(records.get(some.size()).substring(0, 20));
    Files.writeString(out.resolve(RecordFile.NAME), String.join("\n", some));
    Ran ran = report();
    assertThat(ran.code()).isEqualTo(Exit.NO_VERDICT);
    long programs = left.results().get("counts").get("programs").asLong();
    assertThat(programs).isGreaterThan(100);
    assertThat(ran.out())
        .contains("interrupted after " + programs + " programs", "breaks:    STAT-10", "replay: ");
    left.isNotGreen();
    left.doesNotFlatter();
    assertThat(left.verdict()).isEqualTo("no verdict");
    String file = left.results().get("causes").get(0).get("file").asText();
    assertThat(out.resolve(file)).content().contains("# rules: STAT-10");
    Path history = out.resolve(file.replace(".psci", ".json"));
    assertThat(psci("judge", history.toString()).code()).isEqualTo(Exit.DEVIATION);
  }

  @Test
  void recordsThatWereCutOffBeforeAnythingWasFoundGiveNoVerdict() throws Exception {
    writeRecords(records.subList(0, 1));
    assertThat(report().code()).isEqualTo(Exit.NO_VERDICT);
    left.isNotGreen();
    assertThat(left.reason()).endsWith("interrupted after 0 programs");
    writeRecords(records.subList(0, 3));
    assertThat(report().code()).isEqualTo(Exit.NO_VERDICT);
    left.isNotGreen();
    assertThat(left.reason()).contains("interrupted after 1 program");
  }

  @Test
  void damagedLineIsNamedWithItsPlace() throws Exception {
    int place = first("\"record\":\"explained\"");
    String line = records.get(place);
    for (String damaged :
        List.of(
            line.substring(0, 40),
            "",
            "null",
            "{}",
            line + line,
            line.replace("\"record\":\"explained\"", "\"record\":\"no such\""),
            line.replaceFirst("\"programs\":\\d+", "\"programs\":\"many\""))) {
      List<String> lines = new ArrayList<>(records);
      lines.set(place, damaged);
      writeRecords(lines);
      for (String command : List.of("report", "resume")) {
        Ran ran = command.equals("report") ? report() : psci("run", "--resume", out.toString());
        assertThat(ran.code()).as("%s: %s", command, damaged).isEqualTo(Exit.USAGE);
        assertThat(ran.err())
            .contains(out.resolve(RecordFile.NAME) + ":" + (place + 1) + ": this is no record: ")
            .doesNotContain("\tat ", "a fault of the suite");
      }
    }
  }

  @Test
  void recordsOfAnotherFormatOrNoneAreRefused() throws Exception {
    List<String> lines = new ArrayList<>(records);
    lines.set(0, records.get(0).replace("\"format\":2", "\"format\":3"));
    writeRecords(lines);
    assertThat(report().code()).isEqualTo(Exit.USAGE);
    assertThat(report().err()).contains("format 3, and this suite reads format 2");
    writeRecords(records.subList(1, 3));
    assertThat(report().err()).contains("has no first record");
    Files.delete(out.resolve(RecordFile.NAME));
    assertThat(report().code()).isEqualTo(Exit.USAGE);
    assertThat(report().err()).contains("is not there");
  }
}
