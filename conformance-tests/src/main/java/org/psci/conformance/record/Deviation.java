// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.clause.Clause;
import org.psci.spec.function.ClauseCatalogue;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;

/**
 * Something that nothing explains which the specification permits.
 *
 * @param rules the ids of the rules of which it breaks one: one, unless its program cannot tell
 * @param causes the ids of the clauses of which each explains it if it is left out, those that
 *     permit least first
 * @param silence whether something did not happen, so that only patience can confirm it
 * @param diverts whether the oracle had to assume something in order to go on, so that what is seen
 *     later may be a consequence
 * @param subject the function whose call it is about, or what else it is about
 * @param event the place of what was seen among the events of the program, from 0; -1 if these do
 *     not matter
 * @param observed what was seen, in words
 * @param permitted what would have been permitted instead, each with its rules
 * @param states the states in which the implementation could have been
 * @param symptoms what else was seen in the same program that its first cause explains
 * @param unlisted those of its causes that are in no catalogue, in words
 * @param reading the reading of an open point that it follows; null if it follows none
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Deviation(
    @JsonProperty(required = true) List<String> rules,
    @JsonProperty(required = true) List<String> causes,
    boolean silence,
    boolean diverts,
    @JsonProperty(required = true) String subject,
    int event,
    @JsonProperty(required = true) String observed,
    List<String> permitted,
    List<String> states,
    List<String> symptoms,
    List<UnlistedClause> unlisted,
    @Nullable String reading) {

  public Deviation {
    rules = List.copyOf(rules);
    causes = List.copyOf(causes);
    symptoms = symptoms == null ? List.of() : List.copyOf(symptoms);
    unlisted = unlisted == null ? List.of() : List.copyOf(unlisted);
    permitted = permitted == null ? List.of() : List.copyOf(permitted);
    states = states == null ? List.of() : List.copyOf(states);
  }

  /** The cause that its program alone speaks for. */
  public String cause() {
    return causes.get(0);
  }

  /** What the oracle found in this history. */
  public static Deviation of(Violation violation, History history) {
    return of(violation, history.events().indexOf(violation.event()));
  }

  /** What the oracle found, where the other events do not matter. */
  public static Deviation of(Violation violation) {
    return of(violation, -1);
  }

  private static Deviation of(Violation violation, int place) {
    return new Deviation(
        violation.rules().stream().map(Rule::id).toList(),
        violation.causes().stream().map(Clause::id).toList(),
        violation.isSilence(),
        violation.diverts(),
        violation.subject(),
        place,
        violation.seen(),
        violation.permitted(),
        violation.states(),
        violation.symptoms(),
        violation.causes().stream()
            .filter(clause -> ClauseCatalogue.find(clause.id()).isEmpty())
            .map(UnlistedClause::of)
            .toList(),
        violation.reading().map(Reading::toString).orElse(null));
  }
}
