// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.history.Event;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;

/**
 * Something that no run of the model explains.
 *
 * @param causes the clauses each of which explains it if it is left out, the most specific first;
 *     more than one where the history cannot tell. Empty as long as nobody has looked for them
 * @param event what was seen
 * @param seen the same in words
 * @param states the states in which the implementation could have been, as far as all before it
 *     tells; empty if it is not about the order of things
 * @param permitted what would have been permitted instead, each with its rules
 * @param symptoms what else was seen that the same clause explains, in words
 * @param isSilence whether something did not happen, so that only patience can confirm it
 * @param diverts whether the oracle had to assume something in order to go on, so that what is seen
 *     later may be a consequence; a wrong answer to a question, or a wrong register of a core that
 *     came in, is none of that kind
 */
public record Violation(
    List<Clause> causes,
    Event event,
    String seen,
    List<String> states,
    List<String> permitted,
    List<String> symptoms,
    boolean isSilence,
    boolean diverts) {

  public Violation {
    causes = List.copyOf(causes);
    states = List.copyOf(states);
    permitted = List.copyOf(permitted);
    symptoms = List.copyOf(symptoms);
  }

  /** The same, after which the oracle had to assume something. */
  Violation diverting() {
    return new Violation(causes, event, seen, states, permitted, symptoms, isSilence, true);
  }

  /** The same, explained by these clauses, as are these other things that were seen. */
  public Violation explainedBy(List<Clause> clauses, List<String> others) {
    return new Violation(clauses, event, seen, states, permitted, others, isSilence, diverts);
  }

  /**
   * The clause that it is put down to.
   *
   * @throws IllegalStateException if nobody has looked for it
   */
  public Clause cause() {
    if (causes.isEmpty()) {
      throw new IllegalStateException("nobody has looked for the cause: " + seen);
    }
    return causes.get(0);
  }

  /** The rules of which one is broken: one, unless the history cannot tell. */
  public List<Rule> rules() {
    return causes.stream()
        .filter(clause -> Tier.of(clause) == Tier.of(cause()))
        .map(Clause::rule)
        .distinct()
        .toList();
  }

  /** The reading of an open point that it follows, and that makes it a fault. */
  public Optional<Reading> reading() {
    return cause().reading().filter(reading -> !reading.isLawful());
  }

  /** Whether the clause with this id explains it. */
  public boolean mayBe(String clause) {
    return causes.stream().anyMatch(each -> each.id().equals(clause));
  }

  /** The id of its cause. */
  public String kind() {
    return cause().id();
  }

  /** The function whose call it is about, or what else it is about. */
  public String subject() {
    return event instanceof Event.Called called ? Wording.functionOf(called.call()) : kind();
  }
}
