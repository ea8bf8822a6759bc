// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.record.Deviation;

/** A finding as a program file that can be replayed: a program with the rest in comments. */
public final class FindingFile {
  private static final String CAUSE = "# cause: ";
  private static final String RULES = "# rules: ";
  private static final String TARGET = "# target: ";
  private static final String RUNS = "# runs: ";
  private static final int MANY = 20;
  private static final int FEW = 10;

  private FindingFile() {}

  /**
   * The text of the file, where its program alone speaks for the cause.
   *
   * @param target the words on the command line that choose the target
   * @param runs how often to run the program until it shows
   * @param program the text of the program
   */
  public static String text(Deviation deviation, String target, int runs, String program) {
    ClauseWords words = new ClauseWords();
    words.add(deviation);
    return text(words.of(deviation.cause()), deviation.rules(), deviation, target, runs, program);
  }

  /** The text of the file, where a whole run speaks for the cause. */
  static String text(Deviations.Finding finding, String target, int runs) {
    return text(
        finding.cause(), finding.rules(), finding.deviation(), target, runs, finding.program());
  }

  private static String text(
      BrokenClause cause,
      List<String> rules,
      Deviation deviation,
      String target,
      int runs,
      String program) {
    StringBuilder text = new StringBuilder();
    text.append("# observed: ").append(deviation.observed()).append('\n');
    deviation.permitted().forEach(p -> text.append("# permitted: ").append(p).append('\n'));
    text.append("# ").append(cause.heading()).append('\n');
    cause.fault().ifPresent(r -> text.append("# follows: ").append(r.asFault()).append('\n'));
    text.append(CAUSE).append(cause.id()).append('\n');
    text.append(RULES).append(String.join(", ", rules)).append('\n');
    if (!cause.alsoUnder().isEmpty()) {
      text.append("# also under: ").append(String.join(", ", cause.alsoUnder())).append('\n');
    }
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

  /** The id of the clause that the program shows broken, from the text of a file. */
  public static Optional<String> cause(String text) {
    return comment(text, CAUSE);
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
