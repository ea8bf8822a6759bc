// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.explore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.psci.spec.model.State;
import org.psci.spec.rule.Reading;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/**
 * Something that must hold of the model wherever it gets to.
 *
 * @param name its name
 * @param sentence what it says
 * @param rules the rules that it comes from, none where it is a matter of the model alone
 * @param scope of what it must hold
 * @param check whether it does
 */
public record Invariant(String name, String sentence, List<Rule> rules, Scope scope, Check check) {

  /** Of what an invariant must hold. */
  public enum Scope {
    /** Of every state; the step that led to it says nothing. */
    STATE,
    /** Of every step that changes something. */
    CHANGE,
    /** Of every step. */
    STEP
  }

  /** What is looked at. Of a state alone, it is both before and after. */
  interface Check {
    boolean holds(
        State before, Action action, Result result, State after, Optional<Reading> reading);
  }

  /** What is looked at if it is a state alone. */
  interface StateCheck {
    boolean holds(State state);
  }

  static Invariant ofStates(String name, String sentence, String rules, StateCheck check) {
    return new Invariant(
        name,
        sentence,
        rules(rules),
        Scope.STATE,
        (before, action, result, after, reading) -> check.holds(after));
  }

  static Invariant ofChanges(String name, String sentence, String rules, Check check) {
    return new Invariant(name, sentence, rules(rules), Scope.CHANGE, check);
  }

  static Invariant ofSteps(String name, String sentence, String rules, Check check) {
    return new Invariant(name, sentence, rules(rules), Scope.STEP, check);
  }

  private static List<Rule> rules(String ids) {
    return ids.isEmpty()
        ? List.of()
        : Stream.of(ids.split(" ", -1)).map(RuleCatalogue::rule).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
