// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.program.ProgramParser;
import org.psci.conformance.program.ProgramSyntaxException;
import org.psci.spec.vocabulary.ExecutionState;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * The list of fixed scenarios, in order. Each is a file beside this class, named in {@code
 * scenarios.txt}; a line {@code # rules: ID, ID} in it says which rules it is there for, and a line
 * {@code # needs: FUNCTION, FUNCTION} without which optional functions it would show nothing. Among
 * them {@code AARCH32} stands for callers in that Execution state.
 */
public final class Scenarios {
  private static final String LIST = "scenarios.txt";
  private static final String SUFFIX = ".psci";
  private static final String VERSION = "# version:";
  private static final String RULES = "# rules:";
  private static final String NEEDS = "# needs:";

  private Scenarios() {}

  /** The version of the list: a number that grows whenever a scenario is added or changed. */
  public static String version() {
    return header(read(LIST), VERSION).get(0);
  }

  public static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : read(LIST).lines().map(String::strip).toList()) {
      if (!name.isEmpty() && !name.startsWith("#")) {
        scenarios.add(scenario(name, text(name)));
      }
    }
    return scenarios;
  }

  /**
   * The text of a scenario, comments included.
   *
   * @throws IllegalStateException if there is no scenario of this name
   */
  public static String text(String name) {
    return read(name + SUFFIX);
  }

  private static Scenario scenario(String name, String text) {
    List<PsciFunction> functions = new ArrayList<>();
    Optional<ExecutionState> callers = Optional.empty();
    for (String need : header(text, NEEDS)) {
      if (need.equals(ExecutionState.AARCH32.name())) {
        callers = Optional.of(ExecutionState.AARCH32);
      } else {
        functions.add(PsciFunction.valueOf(need));
      }
    }
    try {
      return new Scenario(
          name, header(text, RULES), functions, callers, ProgramParser.parse(name, text));
    } catch (ProgramSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What stands in the comments that begin like this, between commas. */
  private static List<String> header(String text, String beginning) {
    return text.lines()
        .filter(line -> line.startsWith(beginning))
        .flatMap(line -> Arrays.stream(line.substring(beginning.length()).split(",", -1)))
        .map(String::strip)
        .toList();
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
