// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.psci.conformance.history.Event;
import org.psci.spec.rule.Because;
import org.psci.spec.rule.Reading;
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
  private final List<Violation> violations = new ArrayList<>();
  private final List<Because> passed = new ArrayList<>();
  private List<String> possible = List.of();

  /**
   * @param version the version that the implementation has to keep
   */
  Notes(Version version) {
    this.version = version;
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

  void deviation(List<Rule> rules, Event event, String seen, List<String> permitted, String kind) {
    deviation(rules, event, seen, permitted, Optional.empty(), kind);
  }

  /** Notes a deviation that follows a reading which makes it one. */
  void deviation(
      List<Rule> rules,
      Event event,
      String seen,
      List<String> permitted,
      Optional<Reading> reading,
      String kind) {
    violations.add(
        new Violation(rules, event, seen, possible, permitted, reading, kind, false, false));
  }

  void silence(List<Rule> rules, Event event, String seen, List<String> permitted, String kind) {
    violations.add(
        new Violation(
            rules, event, seen, possible, permitted, Optional.empty(), kind, true, false));
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

  static void rules(Set<Rule> rules, String... ids) {
    for (String id : ids) {
      rules.add(RuleCatalogue.rule(id));
    }
  }
}
