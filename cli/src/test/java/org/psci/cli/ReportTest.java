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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        .startsWith(
            "no verdict on reference machine with stat-read-clears: the run was interrupted")
        .contains(
            " after " + programs + " programs, and until then 1 deviation from PSCI was seen\n",
            "breaks:    STAT-10",
            "replay: ");
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
    assertThat(left.reason()).endsWith("interrupted before its first program");
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
      expectRefusal(place, damaged, "");
    }
  }

  /** Each of these is JSON, and would mislead whoever reads it, or make it fail. */
  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          explained | "STAT-10"            | "STAT-99"         | no rule STAT-99 in the catalogue
          explained | "first":0,           | ~~                | first: is not there, and is needed
          explained | "first":0,           | "first":null,     | first: is null; expected a value
          explained | "combinations":\\[    | "combinations":[-1, | no combination of the model has number -1
          explained | "AMB-\\d+ A"          | "AMB-999 A"       | no reading AMB-999 A of an open point
          program   | "ending":"PARKED",   | ~~                | ending: is not there, and is needed
          program   | "ending":"PARKED",   | "ending":"GOOD",  | ending: is "GOOD"; expected "PARKED", "NO_CORE_LEFT"
          program   | PSCI_VERSION         | PSCI_COFFEE       | a recorded program:2: 'PSCI_COFFEE' is no PSCI function
          program   | "source":"discovery" | "source":"random one" | no programs come from 'random one'
          program   | "scores":.*          | "scores":[]}      | scores: is []; expected fields in braces
          look      | "result":"shown"     | "result":"seen"   | result: is "seen"; expected "shown", "not again"
          look      | "program":"topology  | "program":"topolgy | a recorded program:1: expected 'topology
          look      | "kind":"call"        | "kind":"cal"      | events: [0].kind: is "cal"; expected "call"
          look      | "deviation":         | "deviatoin":      | it has shown something, and does not say what
          target    | "psci_version":"1.1" | "psci_version":"9.9" | platform: psci_version: is "9.9"; expected
          run       | "STAT-10"            | "NO-10"           | no rule NO-10 in the catalogue
          run       | "seed":1,            | ~~                | seed: is not there, and is needed
          run       | "catalogue":"\\w+"    | "catalogue":"x"   | catalogue: is 'x'; expected
          end       | "record":"end"       | "record":"conflict","point":"AMB-999","confirmed":true | no point AMB-999
          """)
  void lineThatMeansNothingIsNamedWithItsPlace(
      String record, String some, String other, String problem) throws Exception {
    int place = first("\"record\":\"" + record + "\"");
    String line = records.get(place);
    assertThat(line).containsPattern(some);
    expectRefusal(place, line.replaceFirst(some, other), problem);
  }

  private void expectRefusal(int place, String damaged, String problem) throws Exception {
    List<String> lines = new ArrayList<>(records);
    lines.set(place, damaged);
    writeRecords(lines);
    for (String[] command :
        List.of(
            new String[] {"report", out.toString()},
            new String[] {"run", "--resume", out.toString()})) {
      Ran ran = psci(command);
      assertThat(ran.code()).as("%s: %s", command[0], damaged).isEqualTo(Exit.USAGE);
      assertThat(ran.err())
          .contains(
              out.resolve(RecordFile.NAME) + ":" + (place + 1) + ": this is no record: " + problem)
          .doesNotContain("\tat ", "a fault of the suite");
      assertThat(ran.err().lines()).hasSize(1);
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
