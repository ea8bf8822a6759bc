// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.psci.conformance.program.Program;
import org.psci.reference.Bug;

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
   * @param program the shortest program that shows it
   * @param rules the rules that the first deviation breaks, the most telling first
   * @param others the rules that further deviations of the same run break
   * @param seen the first deviation in words
   * @param permitted what would have been permitted instead
   * @param runs how many runs show it almost for certain
   * @param shown in how many of 50 runs it showed
   * @param minimal whether no part of the program can be left out
   */
  public record Caught(
      MutantSetting setting,
      String by,
      Program program,
      List<String> rules,
      List<String> others,
      String seen,
      List<String> permitted,
      int runs,
      int shown,
      boolean minimal) {
    public Caught {
      rules = List.copyOf(rules);
      others = List.copyOf(others);
      permitted = List.copyOf(permitted);
    }

    /** All rules that the program shows broken. */
    public List<String> allRules() {
      List<String> all = new ArrayList<>(rules);
      all.addAll(others);
      return all;
    }
  }

  /** Whether a deviation names one of the rules that the bug is known to break. */
  public boolean isNamed() {
    return caught.isPresent() && caught.get().allRules().stream().anyMatch(bug.rules()::contains);
  }
}
