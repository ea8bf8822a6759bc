// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.psci.spec.rule.Rule;

/** A finding as a program file that can be replayed: a program with the rest in comments. */
public final class FindingFile {
  private static final String RULES = "# rules: ";
  private static final String TARGET = "# target: ";
  private static final String RUNS = "# runs: ";
  private static final int MANY = 10;

  private FindingFile() {}

  /**
   * Writes the file.
   *
   * @param target the words on the command line that chose the target
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Finding finding, String target) throws IOException {
    String rules =
        finding.violation().rules().stream().map(Rule::id).collect(Collectors.joining(", "));
    StringBuilder text = new StringBuilder();
    text.append("# observed: ").append(finding.violation().seen()).append('\n');
    finding
        .violation()
        .permitted()
        .forEach(p -> text.append("# permitted: ").append(p).append('\n'));
    finding
        .violation()
        .reading()
        .ifPresent(r -> text.append("# follows: ").append(r.asFault()).append('\n'));
    text.append(RULES).append(rules).append('\n');
    text.append(TARGET).append(target).append('\n');
    text.append(RUNS).append(runs(finding)).append('\n');
    text.append(finding.program());
    Files.writeString(file, text);
  }

  /** How many runs make it likely enough to show again: many times the mean number of tries. */
  private static int runs(Finding finding) {
    return finding.shown() == 0 ? 1000 : Math.max(1, MANY * finding.runs() / finding.shown());
  }

  /** The words that choose the target, from the text of a file. */
  public static Optional<String> target(String text) {
    return comment(text, TARGET);
  }

  /** The rule that the program shows broken, from the text of a file. */
  public static Optional<String> rule(String text) {
    return comment(text, RULES).map(rules -> rules.split(",", -1)[0].strip());
  }

  /** How often to run the program, from the text of a file; 1 if it does not say. */
  public static int runs(String text) {
    return comment(text, RUNS)
        .filter(runs -> runs.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  private static Optional<String> comment(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst();
  }
}
