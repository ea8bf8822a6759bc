// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What a test does when a program that it needs is not installed. */
public final class Installed {
  private static final String VARIABLE = "PSCI_REQUIRE_TARGETS";

  private Installed() {}

  /**
   * Skips the test, loudly, if a command is not there; fails it if the environment says that the
   * command is a must.
   *
   * @param debianPackage what to install
   * @param word what the environment calls it
   */
  public static void orSkip(String command, String debianPackage, String word) {
    String path = System.getenv().getOrDefault("PATH", "");
    if (Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)))) {
      return;
    }
    String message = "SKIPPED: needs " + command + " (apt install " + debianPackage + ")";
    String required = System.getenv().getOrDefault(VARIABLE, "");
    if (Arrays.asList(required.split("[\\s,]+", -1)).contains(word)) {
      fail(VARIABLE + " is '" + required + "', but: " + message);
    }
    System.err.println(message);
    Assumptions.abort(message);
  }
}
