// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Rule;

/**
 * A clause that is in no catalogue, so that its words are recorded: one about a constant, which has
 * a name only where answers reveal what it is about.
 *
 * @param id its id
 * @param sentence what it says
 * @param alsoUnder the ids of the other rules that it stands under
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record UnlistedClause(String id, String sentence, List<String> alsoUnder) {
  public UnlistedClause {
    alsoUnder = alsoUnder == null ? List.of() : List.copyOf(alsoUnder);
  }

  static UnlistedClause of(Clause clause) {
    return new UnlistedClause(
        clause.id(), clause.sentence(), clause.alsoUnder().stream().map(Rule::id).toList());
  }
}
