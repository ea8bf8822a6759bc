// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.psci.conformance.rules.RuleCheck.How;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/**
 * How every rule is checked, from the file {@code checks.tsv} beside this class: the rule, the way
 * of checking, the bug that proves it, and the reason why there is no check or no proof; {@code -}
 * where there is none.
 */
public final class RuleChecks {
  private static final String FILE = "checks.tsv";
  private static final int COLUMNS = 4;
  private static final Map<String, RuleCheck> BY_RULE = parse(text());

  private RuleChecks() {}

  /** One for each rule, in the order of the catalogue. */
  public static List<RuleCheck> all() {
    List<RuleCheck> checks = new ArrayList<>();
    for (Rule rule : RuleCatalogue.all()) {
      checks.add(of(rule));
    }
    return checks;
  }

  /**
   * How a rule is checked.
   *
   * @throws IllegalStateException if the file does not say it
   */
  public static RuleCheck of(Rule rule) {
    RuleCheck check = BY_RULE.get(rule.id());
    if (check == null) {
      throw new IllegalStateException(
          FILE + ": no line for " + rule + "; add one, with 'none' and a reason if need be");
    }
    return check;
  }

  private static Map<String, RuleCheck> parse(String text) {
    Map<String, RuleCheck> checks = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.startsWith("#")) {
        RuleCheck check = check(line, FILE + ":" + number + ": ");
        if (checks.put(check.rule().id(), check) != null) {
          throw new IllegalStateException(
              FILE + ":" + number + ": " + check.rule() + " stands there twice; remove one line");
        }
      }
    }
    return checks;
  }

  private static RuleCheck check(String line, String place) {
    String[] cell = line.split("\t", -1);
    if (cell.length != COLUMNS) {
      throw new IllegalStateException(place + COLUMNS + " columns wanted in: " + line);
    }
    Rule rule =
        RuleCatalogue.find(cell[0])
            .orElseThrow(
                () -> new IllegalStateException(place + "no rule " + cell[0] + "; see rules.tsv"));
    String reason = cell[3].equals("-") ? "" : cell[3];
    return new RuleCheck(rule, how(cell[1], place), proof(cell[2]), reason);
  }

  private static Optional<String> proof(String cell) {
    return cell.equals("-") ? Optional.empty() : Optional.of(cell);
  }

  private static How how(String word, String place) {
    try {
      return How.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          place
              + "'"
              + word
              + "' is no way of checking; the ways are order, answer, entry, ledger, silence, host,"
              + " property and none",
          e);
    }
  }

  private static String text() {
    try (InputStream in = RuleChecks.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing beside " + RuleChecks.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
