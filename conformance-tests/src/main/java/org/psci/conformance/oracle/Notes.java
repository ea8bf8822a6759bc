// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.psci.conformance.history.Event;
import org.psci.spec.clause.Clause;
import org.psci.spec.clause.LeftOut;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;
import org.psci.spec.vocabulary.Version;

/** What a diagnosis has found: deviations, and checks that were passed. */
final class Notes {
  /** Each rule alone, since most checks are of one rule. */
  private static final Map<String, Because> ALONE =
      RuleCatalogue.all().stream()
          .collect(Collectors.toUnmodifiableMap(Rule::id, rule -> Because.of(rule.id())));

  private static final int MOST_STATES = 6;

  private final Version version;
  private final LeftOut leftOut;
  private final List<Violation> violations = new ArrayList<>();
  private final List<Because> passed = new ArrayList<>();
  private List<String> possible = List.of();

  /**
   * @param version the version that the implementation has to keep
   * @param leftOut the clauses that it is assumed not to keep
   */
  Notes(Version version, LeftOut leftOut) {
    this.version = version;
    this.leftOut = leftOut;
  }

  /** In which states the implementation may be: those of the deviations that are noted next. */
  void possible(Frontier frontier) {
    Set<String> states = new TreeSet<>();
    for (int index = 0; index < frontier.size(); index++) {
      states.add(frontier.state(index).toString());
    }
    possible = states.stream().limit(MOST_STATES).collect(Collectors.toList());
    if (states.size() > MOST_STATES) {
      possible.add("and " + (states.size() - MOST_STATES) + " more");
    }
  }

  void nothingPossible() {
    possible = List.of();
  }

  /** To go on after the deviations from this place on, the oracle has to assume something. */
  void divertsFrom(int place) {
    for (int index = place; index < violations.size(); index++) {
      violations.set(index, violations.get(index).diverting());
    }
  }

  List<Violation> violations() {
    return violations;
  }

  /** Why events were found right beyond what the model says of the order of things. */
  List<Because> passed() {
    return passed;
  }

  /** Notes something that no order of things explains: which clause it breaks is to be found. */
  void unexplained(Event event, String seen, Collection<String> permitted) {
    violations.add(violation(List.of(), event, seen, permitted, false));
  }

  /**
   * Notes something that breaks one of these clauses, the more specific first; unless one of them
   * is left out.
   */
  void deviation(List<Clause> clauses, Event event, String seen, Collection<String> permitted) {
    if (isDemanded(clauses)) {
      violations.add(violation(clauses, event, seen, permitted, false));
    }
  }

  /** As {@link #deviation}, of something that did not come. */
  void silence(List<Clause> clauses, Event event, String seen, Collection<String> permitted) {
    if (isDemanded(clauses)) {
      violations.add(violation(clauses, event, seen, permitted, true));
    }
  }

  /** Notes that something did not come, and which clause that breaks is to be found. */
  void unexplainedSilence(
      List<Clause> clauses, Event event, String seen, Collection<String> permitted) {
    if (clauses.isEmpty() || isDemanded(clauses)) {
      violations.add(violation(clauses, event, seen, permitted, true));
    }
  }

  private boolean isDemanded(List<Clause> clauses) {
    return clauses.stream().noneMatch(leftOut::has);
  }

  private Violation violation(
      List<Clause> clauses,
      Event event,
      String seen,
      Collection<String> permitted,
      boolean isSilence) {
    return new Violation(
        clauses, event, seen, possible, List.copyOf(permitted), List.of(), isSilence, false);
  }

  /** Notes that a check of these rules was passed, if the version has them. */
  void pass(String... ids) {
    Because why = ids.length == 1 ? Objects.requireNonNull(ALONE.get(ids[0])) : Because.of(ids);
    for (Rule rule : why.rules()) {
      if (!rule.appliesTo(version)) {
        return;
      }
    }
    passed.add(why);
  }

  void pass(List<String> ids) {
    pass(ids.toArray(new String[0]));
  }

  void pass(Because why) {
    passed.add(why);
  }
}
