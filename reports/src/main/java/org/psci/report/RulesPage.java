// SPDX-License-Identifier: Apache-2.0
package org.psci.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.psci.conformance.rules.RuleCheck;
import org.psci.conformance.rules.RuleChecks;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.spec.rule.Rule;

/** Every rule with what checks it: as lines for a terminal, as data, and as the page of docs. */
public final class RulesPage {
  private RulesPage() {}

  /** The versions to which a rule applies, in words. */
  public static String versions(Rule rule) {
    String since = "from PSCI " + rule.since();
    return rule.until()
        .map(last -> last == rule.since() ? "PSCI " + last + " only" : since + " to " + last)
        .orElse(since + " on");
  }

  /** The scenarios that are there for a rule. */
  public static List<String> scenarios(Rule rule) {
    return Scenarios.all().stream()
        .filter(scenario -> scenario.rules().contains(rule.id()))
        .map(Scenario::name)
        .toList();
  }

  /** One rule, for a terminal. */
  public static List<String> lines(RuleCheck check) {
    Rule rule = check.rule();
    List<String> lines = new ArrayList<>();
    lines.add(rule.id() + ": " + rule.sentence());
    lines.add(
        String.format(
            "  %s, %s, DEN0022F.b section %s, %s",
            rule.level(), rule.basisWord(), rule.section(), versions(rule)));
    lines.add("  checked: " + check.how().words());
    line(lines, "  named by: ", check.places());
    line(lines, "  scenarios: ", scenarios(rule));
    check.proof().ifPresent(bug -> lines.add("  proved by: " + bug));
    if (!check.reason().isEmpty()) {
      lines.add("  " + check.reason());
    }
    return lines;
  }

  private static void line(List<String> lines, String head, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(head + String.join(", ", names));
    }
  }

  /** One rule as data. */
  public static Map<String, Object> data(RuleCheck check) {
    Rule rule = check.rule();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", rule.id());
    data.put("level", rule.level().name());
    data.put("basis", rule.basisWord());
    data.put("since", rule.since().toString());
    rule.until().ifPresent(last -> data.put("until", last.toString()));
    data.put("section", rule.section());
    data.put("sentence", rule.sentence());
    data.put("checked", check.how().word());
    data.put("named", check.places());
    data.put("scenarios", scenarios(rule));
    check.proof().ifPresent(bug -> data.put("proof", bug));
    if (!check.reason().isEmpty()) {
      data.put("reason", check.reason());
    }
    return data;
  }

  /** The page of docs. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Rules

            Every rule of the catalogue, in the words of this project, and what checks it. DEN0022 is the authority. This page
            is made by `./psci rules --markdown > docs/rules.md`; a test fails when it is out of date.

            - **checked**: `order`, the model permits nothing else; `answer`, in what a call returns and leaves alone; `entry`, in
              where and how a core comes in; `ledger`, against earlier answers; `silence`, by what never comes; `host`, by what the
              host of the machine sees; `property`, by a test of the model; `none`, not at all.
            - **named by**: steps of the model and checks of the oracle that name the rule.
            - **proved by**: a bug of the reference machine, or of the test firmware (`testfw:`), that shows as this rule broken.

            """);
    page.append(summary());
    String area = "";
    for (RuleCheck check : RuleChecks.all()) {
      if (!check.rule().area().equals(area)) {
        area = check.rule().area();
        page.append("\n## ").append(area).append('\n');
      }
      rule(check, page);
    }
    return page.toString();
  }

  private static String summary() {
    List<RuleCheck> checks = RuleChecks.all();
    long checked = checks.stream().filter(RuleCheck::isChecked).count();
    long proved = checks.stream().filter(check -> check.proof().isPresent()).count();
    return String.format(
        "%d rules; %d are checked, %d of these with a proof, and %d are not.%n",
        checks.size(), checked, proved, checks.size() - checked);
  }

  private static void rule(RuleCheck check, StringBuilder page) {
    Rule rule = check.rule();
    page.append("\n**").append(rule.id()).append("** ").append(text(rule.sentence()));
    page.append(
        String.format(
            "  %n%s, %s, section %s, %s. Checked: `%s`",
            rule.level(), rule.basisWord(), rule.section(), versions(rule), check.how().word()));
    names(", named by ", check.places(), page);
    names("; scenarios ", scenarios(rule), page);
    check.proof().ifPresent(bug -> page.append("; proved by `").append(bug).append('`'));
    page.append('.');
    if (!check.reason().isEmpty()) {
      page.append(' ').append(text(check.reason()));
    }
    page.append('\n');
  }

  private static void names(String head, List<String> names, StringBuilder page) {
    if (!names.isEmpty()) {
      page.append(head).append('`').append(String.join("`, `", names)).append('`');
    }
  }

  /** Text in which Markdown finds nothing to do. */
  private static String text(String plain) {
    return plain.replace("_", "\\_").replace("*", "\\*").replace("<", "&lt;");
  }
}
