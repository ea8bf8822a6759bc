// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ElfFileTest {

  @Test
  void namesTheLibrariesInTheirOrder() {
    byte[] program = TinyElf.needing("libz.so.1", "libc.so.6");
    assertThat(new ElfFile(program).needed()).containsExactly("libz.so.1", "libc.so.6");
  }

  @Test
  void aStaticProgramNeedsNone() {
    assertThat(new ElfFile(TinyElf.needing()).needed()).isEmpty();
  }

  @Test
  void refusesWhatIsNoElfFile() {
    assertThatThrownBy(() -> new ElfFile("#!/bin/sh".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no ELF file");
  }

  @Test
  void refusesAFileThatIsCutOff() {
    byte[] program = TinyElf.needing("libc.so.6");
    for (int length = 0; length < program.length; length++) {
      byte[] part = Arrays.copyOf(program, length);
      assertThatThrownBy(() -> new ElfFile(part).needed())
          .as("the first " + length + " bytes")
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
