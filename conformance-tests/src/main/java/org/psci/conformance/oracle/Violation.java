// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.List;
import java.util.Optional;
import org.psci.conformance.history.Event;
import org.psci.spec.function.Specification;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;

/**
 * Something that no run of the model explains.
 *
 * @param rules the rules that it breaks, the most telling first
 * @param event what was seen
 * @param seen the same in words
 * @param states the states in which the implementation could have been, as far as all before it
 *     tells; empty if it is not about the order of things
 * @param permitted what would have been permitted instead, each with its rules
 * @param reading the reading of an open point that it follows, and that makes it a fault; empty if
 *     it follows none
 * @param kind what sort of deviation it is; two of one kind are one finding
 * @param isSilence whether something did not happen, so that only patience can confirm it
 * @param diverts whether the oracle had to assume something in order to go on, so that what is seen
 *     later may be a consequence; a wrong answer to a question, or a wrong register of a core that
 *     came in, is none of that kind
 */
public record Violation(
    List<Rule> rules,
    Event event,
    String seen,
    List<String> states,
    List<String> permitted,
    Optional<Reading> reading,
    String kind,
    boolean isSilence,
    boolean diverts) {

  public Violation {
    rules = List.copyOf(rules);
    states = List.copyOf(states);
    permitted = List.copyOf(permitted);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a violation breaks a rule: " + seen);
    }
  }

  /** The same, after which the oracle had to assume something. */
  Violation diverting() {
    return new Violation(rules, event, seen, states, permitted, reading, kind, isSilence, true);
  }

  /** The function whose call it is about, or what else it is about. */
  public String subject() {
    return event instanceof Event.Called called ? Wording.functionOf(called.call()) : kind;
  }

  /** The registers X0 to X3 of the call that hold something above the bits that count, as bits. */
  public int junkRegisters() {
    return event instanceof Event.Called called ? Specification.junkRegisters(called.call()) : 0;
  }
}
