// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.agent.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.psci.adapter.Required;

/** The images that are shipped are what their sources give, byte by byte. */
class ImageRebuildTest {
  @ParameterizedTest
  @ValueSource(strings = {"agent", "agent/testfw", "agent/raspi3b"})
  void aRebuildGivesTheShippedImage(String directory) throws IOException, InterruptedException {
    Required.command("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu", "toolchain");
    Required.command("arm-linux-gnueabihf-gcc", "gcc-arm-linux-gnueabihf", "toolchain");

    Path check = Path.of(System.getProperty("psci.root", ".."), directory, "check");
    Process process = new ProcessBuilder(check.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.toLowerCase(Locale.ROOT))
        .matches("(?s).*the images? (is|are) what (its|their) sources give.*");
  }
}
