// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/**
 * The rules that a run is about.
 *
 * @param ids their ids
 */
public record Selection(Set<String> ids) {

  public Selection {
    ids = Set.copyOf(ids);
  }

  public static Selection everything() {
    return parse(List.of(""));
  }

  /**
   * Rules by their ids or by the beginning of their ids, for instance {@code CPU_ON-05} or {@code
   * AFF}.
   *
   * @throws IllegalArgumentException if a word matches no rule
   */
  public static Selection parse(List<String> words) {
    Set<String> ids = new TreeSet<>();
    for (String word : words) {
      int before = ids.size();
      for (Rule rule : RuleCatalogue.all()) {
        if (word.isEmpty() || rule.isCalled(word)) {
          ids.add(rule.id());
        }
      }
      if (ids.size() == before) {
        throw new IllegalArgumentException(
            "no rule is called '" + word + "'; rules look like CPU_ON-05, groups like CPU_ON");
      }
    }
    return new Selection(ids);
  }

  /** Whether the run is about all rules. */
  public boolean isEverything() {
    return ids.size() == RuleCatalogue.all().size();
  }

  public boolean hasId(String id) {
    return ids.contains(id);
  }

  public boolean contains(Rule rule) {
    return ids.contains(rule.id());
  }
}
