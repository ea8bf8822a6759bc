// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.Optional;
import org.psci.conformance.record.Deviation;
import org.psci.spec.rule.AmbiguityCatalogue;

/** A finding as a program file that can be replayed: a program with the rest in comments. */
public final class FindingFile {
  private static final String RULES = "# rules: ";
  private static final String TARGET = "# target: ";
  private static final String RUNS = "# runs: ";
  private static final int MANY = 20;
  private static final int FEW = 10;

  private FindingFile() {}

  /**
   * The text of the file.
   *
   * @param target the words on the command line that choose the target
   * @param runs how often to run the program until it shows
   * @param program the text of the program
   */
  public static String text(Deviation deviation, String target, int runs, String program) {
    StringBuilder text = new StringBuilder();
    text.append("# observed: ").append(deviation.observed()).append('\n');
    deviation.permitted().forEach(p -> text.append("# permitted: ").append(p).append('\n'));
    Optional.ofNullable(deviation.reading())
        .flatMap(AmbiguityCatalogue::find)
        .ifPresent(r -> text.append("# follows: ").append(r.asFault()).append('\n'));
    text.append(RULES).append(String.join(", ", deviation.rules())).append('\n');
    text.append(TARGET).append(target).append('\n');
    text.append(RUNS).append(runs).append('\n');
    return text.append(program).toString();
  }

  /**
   * How many runs make it likely enough to show again: many times the mean number of tries.
   *
   * @param shown in how many runs it showed
   * @param runs of how many
   */
  public static int runs(int shown, int runs) {
    return shown == 0 ? 1000 : shown == runs ? FEW : MANY * runs / shown;
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
