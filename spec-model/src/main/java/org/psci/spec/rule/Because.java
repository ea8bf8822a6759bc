// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an outcome is permitted: the rules that demand or allow it, the reading of an open point that
 * it needs, and the constants of the implementation that it reveals.
 *
 * @param rules the rules, the most telling first
 * @param variation the id of the open point ({@code AMB-nn}) of which this is not the default
 *     reading, though a permitted one
 * @param facts what the outcome reveals
 */
public record Because(List<Rule> rules, Optional<String> variation, List<Fact> facts) {

  /**
   * Rules by their ids.
   *
   * @throws IllegalArgumentException if the catalogue lacks one
   */
  public static Because of(String... ids) {
    List<Rule> rules = new ArrayList<>();
    for (String id : ids) {
      rules.add(RuleCatalogue.rule(id));
    }
    return new Because(List.copyOf(rules), Optional.empty(), List.of());
  }

  /** The same outcome, as a permitted variation at this open point. */
  public Because asVariation(String ambiguity) {
    return new Because(rules, Optional.of(ambiguity), facts);
  }

  /** The same outcome, which also reveals a constant of the implementation. */
  public Because revealing(String subject, long value, String rule) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(new Fact(subject, value, RuleCatalogue.rule(rule)));
    return new Because(rules, variation, List.copyOf(more));
  }
}
