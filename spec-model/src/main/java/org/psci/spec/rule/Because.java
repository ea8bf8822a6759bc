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
 * @param reading the reading of an open point by which alone the outcome is possible
 * @param facts what the outcome reveals
 */
public record Because(List<Rule> rules, Optional<Reading> reading, List<Fact> facts) {

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

  /**
   * The same outcome, which is possible only under this reading. Where it needs another one
   * already, the graver of the two stays: a fault does not become lawful by a second open point.
   *
   * @param ambiguity the id of the open point
   * @param letter the reading
   * @throws IllegalArgumentException if there is none
   */
  public Because under(String ambiguity, String letter) {
    return under(AmbiguityCatalogue.ambiguity(ambiguity).reading(letter));
  }

  /** As {@link #under(String, String)}. */
  public Because under(Reading needed) {
    boolean isGraver =
        reading.filter(r -> r.standing().compareTo(needed.standing()) > 0).isPresent();
    return isGraver ? this : new Because(rules, Optional.of(needed), facts);
  }

  /** The same outcome, which also reveals a constant of the implementation. */
  public Because revealing(String subject, long value, String rule) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(new Fact(subject, value, RuleCatalogue.rule(rule)));
    return new Because(rules, reading, List.copyOf(more));
  }

  /** Whether it gives the same rules, in any order, the same reading and the same facts. */
  public boolean saysTheSameAs(Because other) {
    return rules.size() == other.rules.size()
        && rules.containsAll(other.rules)
        && reading.equals(other.reading)
        && facts.equals(other.facts);
  }

  /** Whether no reading that makes it a fault is needed. */
  public boolean isLawful() {
    return reading.isEmpty() || reading.get().isLawful();
  }

  /** The reading, if following it is lawful but worth a remark. */
  public Optional<Reading> variation() {
    return reading.filter(r -> r.standing() == Reading.Standing.VARIATION);
  }
}
