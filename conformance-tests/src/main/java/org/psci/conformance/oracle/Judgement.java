// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.psci.conformance.history.History;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;

/**
 * What the oracle says of a history.
 *
 * @param history the history
 * @param isFirst whether nothing had run on the machine before since it was started
 * @param violations the deviations in the order in which they were seen; after the first one the
 *     others may be consequences of it
 * @param explanations why events are permitted, as far as they have a single explanation, and which
 *     checks beside the order of things they passed
 * @param combinations the combinations of the model that its calls have, or may have, shown, as in
 *     {@code Combination}
 * @param undecided why there is no verdict, or empty if there is one
 */
public record Judgement(
    History history,
    boolean isFirst,
    List<Violation> violations,
    List<Because> explanations,
    BitSet combinations,
    Optional<String> undecided) {

  public Judgement {
    violations = List.copyOf(violations);
    explanations = List.copyOf(explanations);
  }

  /** The same with these deviations. */
  public Judgement with(List<Violation> deviations) {
    return new Judgement(history, isFirst, deviations, explanations, combinations, undecided);
  }

  /** Whether a deviation may have the clause with this id for its cause. */
  public boolean shows(String kind) {
    return violations.stream().anyMatch(violation -> violation.mayBe(kind));
  }

  /** Whether nothing that was seen before it in this history can be its cause. */
  public boolean isOriginal(Violation violation) {
    for (Violation earlier : violations) {
      if (earlier.equals(violation)) {
        return true;
      }
      if (earlier.diverts()) {
        return false;
      }
    }
    return false;
  }

  /** Whether the machine may be in another state than the model has it after this. */
  public boolean diverts() {
    return undecided.isPresent() || violations.stream().anyMatch(Violation::diverts);
  }

  /** Whether the model explains everything that was seen, and enough was seen. */
  public boolean isExplained() {
    return violations.isEmpty() && undecided.isEmpty();
  }

  /** The same without the deviations from rules that are to be left out, all of them. */
  public Judgement without(Predicate<Rule> leftOut) {
    List<Violation> left =
        violations.stream()
            .filter(violation -> !violation.rules().stream().allMatch(leftOut))
            .toList();
    return new Judgement(history, isFirst, left, explanations, combinations, undecided);
  }
}
