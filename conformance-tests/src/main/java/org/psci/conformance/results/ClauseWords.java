// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.psci.conformance.record.Deviation;
import org.psci.conformance.record.UnlistedClause;
import org.psci.spec.function.ClauseCatalogue;

/** Clauses in words: those of the catalogue, and those that the records of a run bring along. */
final class ClauseWords {
  private final Map<String, UnlistedClause> unlisted = new HashMap<>();

  /** Takes in the words that a deviation brings along. */
  void add(Deviation deviation) {
    deviation.unlisted().forEach(clause -> unlisted.putIfAbsent(clause.id(), clause));
  }

  /** The clause with this id. */
  BrokenClause of(String id) {
    return ClauseCatalogue.find(id)
        .map(BrokenClause::of)
        .or(() -> Optional.ofNullable(unlisted.get(id)).map(BrokenClause::of))
        .orElseGet(() -> BrokenClause.unknown(id));
  }
}
