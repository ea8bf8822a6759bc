// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;
import org.psci.spec.rule.Rule;
import org.psci.spec.vocabulary.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code psci explain}: what a rule says. */
@Command(name = "explain", description = "Say what a rule demands, and what exercises it.")
final class ExplainCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "RULE",
      description = "A rule such as CPU_ON-05, or a group such as AFF.")
  String id;

  @Override
  public Integer call() throws UsageException {
    List<Rule> rules = RuleNames.called(id);
    PrintWriter out = spec.commandLine().getOut();
    rules.forEach(rule -> explain(rule, out));
    out.flush();
    return Exit.OK;
  }

  private static void explain(Rule rule, PrintWriter out) {
    out.println(rule.id() + ": " + rule.sentence());
    out.printf(
        "  %s, %s, DEN0022F.b section %s, %s%n",
        rule.level(), rule.basisWord(), rule.section(), versions(rule));
    out.println("  seen in: " + rule.observation().name().toLowerCase(Locale.ROOT));
    List<String> scenarios =
        Scenarios.all().stream()
            .filter(scenario -> scenario.rules().contains(rule.id()))
            .map(Scenario::name)
            .toList();
    out.println(
        "  scenarios: " + (scenarios.isEmpty() ? "none yet" : String.join(", ", scenarios)));
  }

  private static String versions(Rule rule) {
    return rule.until()
        .map(last -> last == rule.since() ? "PSCI " + last + " only" : since(rule) + " to " + last)
        .orElse(since(rule) + " on");
  }

  private static String since(Rule rule) {
    Version since = rule.since();
    return "from PSCI " + since;
  }
}
