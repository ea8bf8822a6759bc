// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.psci.adapter.Required;

/** The image that is shipped is what its sources give, byte by byte. */
class AgentRebuildTest {
  @Test
  void aRebuildGivesTheShippedImage() throws IOException, InterruptedException {
    Required.command("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu", "toolchain");

    Path check = Path.of(System.getProperty("psci.root", ".."), "agent", "check");
    Process process = new ProcessBuilder(check.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.toLowerCase(Locale.ROOT)).contains("the image is what its sources give");
  }
}
