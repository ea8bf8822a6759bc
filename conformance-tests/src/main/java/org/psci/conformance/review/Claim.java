// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.review;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.psci.conformance.scenario.Scenario;
import org.psci.spec.rule.Rule;

/**
 * What one of the two said about CPU_SUSPEND.
 *
 * @param id A1 and on for the author of the patch, R1 and on for its reviewer
 * @param by who said it
 * @param says the claim in a sentence
 * @param verdict what the specification makes of it, in a word
 * @param specification the same in sentences
 * @param rules the rules that it is measured by
 * @param scenarios the programs that put it to the test; a lawful machine passes them
 * @param caught machines that a rule of the claim has to catch: they do as a wrong claim says, or
 *     otherwise than a right one says
 * @param lawful machines that do as the claim says and break no rule
 * @param open what no program can settle, and why
 */
public record Claim(
    String id,
    By by,
    String says,
    Verdict verdict,
    List<String> specification,
    List<Rule> rules,
    List<Scenario> scenarios,
    List<Embodiment> caught,
    List<Embodiment> lawful,
    List<String> open) {

  /**
   * @throws IllegalArgumentException if there is no rule or no scenario
   */
  public Claim {
    specification = List.copyOf(specification);
    rules = List.copyOf(rules);
    scenarios = List.copyOf(scenarios);
    caught = List.copyOf(caught);
    lawful = List.copyOf(lawful);
    open = List.copyOf(open);
    if (rules.isEmpty() || scenarios.isEmpty()) {
      throw new IllegalArgumentException(
          "claim " + id + " needs at least one rule and one scenario");
    }
  }

  /** Whether one of these rules is a rule of the claim. */
  public boolean isTouchedBy(List<Rule> broken) {
    return broken.stream().anyMatch(rules::contains);
  }

  /** Who made a claim. */
  public enum By {
    AUTHOR("author"),
    REVIEWER("reviewer");

    private final String word;

    By(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }
  }

  /** What the specification makes of a claim. */
  public enum Verdict {
    WRONG("wrong"),
    INCOMPLETE("incomplete"),
    HALF_RIGHT("half right"),
    RIGHT("right"),
    RIGHT_WITH_ADDITIONS("right, with additions"),
    ALLOWED("allowed"),
    ALLOWED_WITH_CARE("allowed, with care"),
    NO_RULE("no rule");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }
  }

  /**
   * A machine that makes a claim, or its opposite, come true.
   *
   * @param machine the words that choose it on the command line
   * @param does what it does, as the rest of a sentence that begins with the machine
   */
  public record Embodiment(String machine, String does) {}
}
