// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.psci.adapter.packages.PackageCache;
import org.psci.adapter.packages.PackageSet;

/** What a test does when something that it needs is not installed. */
public final class Required {
  private static final String VARIABLE = "PSCI_REQUIRE_TARGETS";

  private Required() {}

  /**
   * Skips the test, loudly, if a command is not there; fails it if the environment says that the
   * command is a must.
   *
   * @param debianPackage what to install
   * @param word what the environment calls it
   */
  public static void command(String command, String debianPackage, String word) {
    if (!isInstalled(command)) {
      miss(command + " (apt install " + debianPackage + ")", word);
    }
  }

  /**
   * The same for packages in the user's cache. The word is the name of the target that needs them.
   */
  public static void fetched(PackageSet packages) {
    if (PackageCache.ofUser().find(packages).isEmpty()) {
      miss(
          String.join(", ", packages.packages())
              + " (./psci targets fetch "
              + packages.name()
              + ")",
          packages.name());
    }
  }

  private static void miss(String what, String word) {
    String message = "SKIPPED: needs " + what;
    String required = System.getenv().getOrDefault(VARIABLE, "");
    if (Arrays.asList(required.split("[\\s,]+", -1)).contains(word)) {
      fail(VARIABLE + " is '" + required + "', but: " + message);
    }
    System.err.println(message);
    Assumptions.abort(message);
  }

  private static boolean isInstalled(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
  }
}
