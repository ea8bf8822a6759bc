// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.mutants;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.psci.reference.Bug;

/**
 * How many bugs are caught, of those that count. Bugs that look nearly the same from outside count
 * once, as caught only if all of them are.
 *
 * @param caught how many are caught
 * @param countable of how many
 */
public record MutantScore(int caught, int countable) {
  private static final List<Set<Bug>> ALIKE =
      List.of(
          EnumSet.of(
              Bug.CPUON_CONTEXT_DROPPED, Bug.CPUON_CONTEXT_IN_R2, Bug.CPUON_CONTEXT_PC_CLOBBERED),
          EnumSet.of(Bug.CPUOFF_RETURNS_NOT_SUPPORTED, Bug.CPUOFF_BAD_ERROR_CODE));

  /** The score of some bugs. */
  public static MutantScore of(List<Mutant> mutants) {
    List<Set<Bug>> counted = new ArrayList<>();
    Set<Bug> missed = EnumSet.noneOf(Bug.class);
    for (Mutant mutant : mutants) {
      if (mutant.notCounted().isEmpty()) {
        Set<Bug> group = alike(mutant.bug()).orElse(Set.of(mutant.bug()));
        if (!counted.contains(group)) {
          counted.add(group);
        }
        if (mutant.caught().isEmpty()) {
          missed.add(mutant.bug());
        }
      }
    }
    int caught = 0;
    for (Set<Bug> group : counted) {
      caught += group.stream().noneMatch(missed::contains) ? 1 : 0;
    }
    return new MutantScore(caught, counted.size());
  }

  private static Optional<Set<Bug>> alike(Bug bug) {
    return ALIKE.stream().filter(group -> group.contains(bug)).findFirst();
  }

  public boolean isFull() {
    return caught == countable;
  }

  @Override
  public String toString() {
    return caught + " of " + countable;
  }
}
