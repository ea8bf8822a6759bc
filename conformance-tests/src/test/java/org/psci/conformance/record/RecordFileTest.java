// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.psci.conformance.testing.HandMadeRun.explainedBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.psci.conformance.testing.HandMadeRun;

/** Proves that records are read as they were written, and that others are refused with a reason. */
class RecordFileTest {
  private static final Header HEADER =
      new Header(Header.FORMAT, "1", "c".repeat(64), "1", "reference", "", 1, 0, 0, null);

  @TempDir Path out;

  private void write(String... lines) throws IOException {
    Files.writeString(out.resolve(RecordFile.NAME), String.join("", lines));
  }

  @Test
  void causesSymptomsAndClausesOfNoCatalogueAreKept() throws IOException {
    Deviation some = explainedBy(List.of("VER-01/odd", "VER-02/odd"), "it was odd", "so was this");
    Deviation deviation =
        new Deviation(
            some.rules(),
            some.causes(),
            false,
            true,
            some.subject(),
            3,
            some.observed(),
            some.permitted(),
            some.states(),
            some.symptoms(),
            List.of(
                new UnlistedClause("VER-01/odd", "it is even", List.of("VER-03")),
                new UnlistedClause("VER-02/odd", "it is even", List.of())),
            null);
    ProgramRun run = HandMadeRun.of("random 1").shows(deviation).recorded();
    String line = RecordLine.of(run);
    assertThat(line)
        .contains(
            "\"rules\":[\"VER-01\",\"VER-02\"],\"causes\":[\"VER-01/odd\",\"VER-02/odd\"]",
            "\"symptoms\":[\"so was this\"]",
            "\"unlisted\":[{\"id\":\"VER-01/odd\",\"sentence\":\"it is even\","
                + "\"alsoUnder\":[\"VER-03\"]},"
                + "{\"id\":\"VER-02/odd\",\"sentence\":\"it is even\"}]");
    write(RecordLine.of(HEADER), line);
    assertThat(RecordFile.read(out).entries()).containsExactly(run);
  }

  @Test
  void recordsOfAnotherFormatAreRefusedWhateverTheirLinesAre() throws IOException {
    String old = "\"format\":1";
    write(RecordLine.of(HEADER).replace("\"format\":2", old), "{\"record\":\"odd\"}\n");
    assertThatThrownBy(() -> RecordFile.read(out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "records.jsonl:1: these records are of format 1, and this suite reads format 2; use the"
                + " suite that wrote them, version 1");
  }
}
