// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.spec.rule.Rule;
import org.psci.spec.rule.RuleCatalogue;

/** Rules, one by one and by groups. */
final class RuleTopic implements Topic {
  @Override
  public String summary() {
    return RuleCatalogue.all().size() + " rules, such as CPU_ON-05, and their groups, such as AFF";
  }

  @Override
  public List<String> names() {
    return List.copyOf(RuleNames.all());
  }

  @Override
  public List<String> explain(String word) {
    return lines(RuleNames.find(word));
  }

  /** What is to be said of some rules. */
  static List<String> lines(List<Rule> rules) {
    List<String> lines = new ArrayList<>();
    for (Rule rule : rules) {
      lines.add(rule.id() + ": " + rule.sentence());
      lines.add(
          String.format(
              "  %s, %s, DEN0022F.b section %s, %s",
              rule.level(), rule.basisWord(), rule.section(), versions(rule)));
      lines.add("  seen in: " + rule.observation().name().toLowerCase(Locale.ROOT));
      List<String> scenarios =
          Scenarios.all().stream()
              .filter(scenario -> scenario.rules().contains(rule.id()))
              .map(Scenario::name)
              .toList();
      lines.add(
          "  scenarios: " + (scenarios.isEmpty() ? "none yet" : String.join(", ", scenarios)));
    }
    return lines;
  }

  private static String versions(Rule rule) {
    return rule.until()
        .map(last -> last == rule.since() ? "PSCI " + last + " only" : since(rule) + " to " + last)
        .orElse(since(rule) + " on");
  }

  private static String since(Rule rule) {
    return "from PSCI " + rule.since();
  }
}
