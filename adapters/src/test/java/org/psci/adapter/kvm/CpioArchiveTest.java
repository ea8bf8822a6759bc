// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CpioArchiveTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String written() {
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aFileIsAHeaderANameAndItsContentEachFilledUpToFourBytes() throws IOException {
    CpioArchive archive = new CpioArchive(out);
    archive.addFile("init", "abcde".getBytes(StandardCharsets.US_ASCII));
    assertThat(written())
        .isEqualTo(
            "070701" // magic
                + "00000001" // inode
                + "000081ed" // a regular file that everybody may execute
                + "00000000" // user
                + "00000000" // group
                + "00000001" // links
                + "00000000" // time
                + "00000005" // size
                + "00000000".repeat(4) // devices
                + "00000005" // size of the name with its end
                + "00000000" // checksum
                + "init\0"
                + "\0" // 110 + 5 + 1 = 116
                + "abcde"
                + "\0\0\0");
  }

  @Test
  void foldersHaveNoContent() throws IOException {
    new CpioArchive(out).addFolder("bin");
    assertThat(written().substring(14, 22)).isEqualTo("000041ed");
    assertThat(written()).hasSize(116).contains("bin\0");
  }

  @Test
  void theEndIsAnEntryOfItsOwn() throws IOException {
    CpioArchive archive = new CpioArchive(out);
    archive.addFolder("a");
    archive.finish();
    assertThat(written()).contains("TRAILER!!!\0").hasSize(112 + 124);
    assertThat(written().substring(112, 126)).isEqualTo("07070100000002");
  }
}
