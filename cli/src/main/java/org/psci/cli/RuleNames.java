// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.psci.conformance.run.Selection;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** What rules are called on the command line: by their ids, or by their group. */
final class RuleNames {
  private RuleNames() {}

  /**
   * The rules that a word stands for, in the order of the catalogue; none if it is no such word.
   */
  static List<Rule> find(String word) {
    String name = word.toUpperCase(Locale.ROOT);
    return RuleCatalogue.all().stream().filter(rule -> rule.isCalled(name)).toList();
  }

  /**
   * The rules that a word stands for.
   *
   * @throws UsageException if there are none
   */
  static List<Rule> called(String word) throws UsageException {
    List<Rule> rules = find(word);
    if (rules.isEmpty()) {
      throw UsageException.unknown("rule or group", word, all());
    }
    return rules;
  }

  /**
   * The rules that these words stand for.
   *
   * @throws UsageException if there are none for one of them
   */
  static Selection selection(List<String> words) throws UsageException {
    List<String> names = new ArrayList<>();
    for (String word : words) {
      called(word).forEach(rule -> names.add(rule.id()));
    }
    return Selection.parse(names);
  }

  /** Every word: each rule, and each group. */
  static Set<String> all() {
    Set<String> names = new LinkedHashSet<>();
    for (Rule rule : RuleCatalogue.all()) {
      names.add(rule.id());
      names.add(rule.id().substring(0, rule.id().lastIndexOf('-')));
    }
    return names;
  }
}
