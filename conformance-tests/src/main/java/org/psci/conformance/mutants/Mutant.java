// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.shorten.Hunt;
import org.psci.reference.Bug;
import org.psci.spec.rule.Rule;

/**
 * What came of one bug.
 *
 * @param bug the bug
 * @param caught how it was caught; empty if it was not
 * @param calls how many calls that took, or were made in vain
 * @param notCounted why it counts neither way; empty if it does
 * @param notRun the machines that the suite could not use, each with the reason
 */
public record Mutant(
    Bug bug,
    Optional<Caught> caught,
    long calls,
    Optional<String> notCounted,
    List<String> notRun) {

  public Mutant {
    notRun = List.copyOf(notRun);
  }

  /**
   * How a bug was caught.
   *
   * @param setting the machine that it was put into
   * @param by the scenario or random program that saw it first
   * @param shortest the shortest program that shows it
   */
  public record Caught(MutantSetting setting, String by, Hunt.Shortest shortest) {

    /** The rules that the first deviation of the program breaks, the most telling first. */
    public List<String> rules() {
      return shortest.violation().rules().stream().map(Rule::id).toList();
    }

    /** All rules that the program shows broken. */
    public List<String> allRules() {
      Set<String> all = new LinkedHashSet<>();
      for (Violation violation : shortest.violations()) {
        violation.rules().forEach(rule -> all.add(rule.id()));
      }
      return List.copyOf(all);
    }
  }

  /** Whether it counts how it is named. */
  public boolean canBeNamed() {
    return caught.isPresent() && notCounted.isEmpty();
  }

  /** Whether a deviation names one of the rules that the bug is known to break. */
  public boolean isNamed() {
    return caught.isPresent() && caught.get().allRules().stream().anyMatch(bug.rules()::contains);
  }
}
