// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;

/**
 * The list of fixed scenarios, in order. Each is a file beside this class, named in {@code
 * scenarios.txt}; a line {@code # rules: ID, ID} in it says which rules it is there for.
 */
public final class Scenarios {
  private static final String LIST = "scenarios.txt";
  private static final String RULES = "# rules:";

  private Scenarios() {}

  public static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : read(LIST).lines().map(String::strip).toList()) {
      if (!name.isEmpty() && !name.startsWith("#")) {
        scenarios.add(scenario(name, read(name + ".psci")));
      }
    }
    return scenarios;
  }

  private static Scenario scenario(String name, String text) {
    List<String> rules =
        text.lines()
            .filter(line -> line.startsWith(RULES))
            .flatMap(line -> Arrays.stream(line.substring(RULES.length()).split(",", -1)))
            .map(String::strip)
            .toList();
    try {
      return new Scenario(name, rules, ProgramParser.parse(name, text));
    } catch (ProgramSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String file) {
    try (InputStream in = Scenarios.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("scenario file " + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
