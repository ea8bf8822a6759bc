// SPDX-License-Identifier: Apache-2.0
package org.psci.cli;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.scenario.Scenario;
import org.psci.conformance.scenario.Scenarios;

/** Scenarios: the programs that every run makes. */
final class ScenarioTopic implements Topic {
  @Override
  public String summary() {
    return Scenarios.all().size() + " scenarios, such as race-for-one-core";
  }

  @Override
  public List<String> names() {
    return Scenarios.all().stream().map(Scenario::name).toList();
  }

  @Override
  public List<String> explain(String word) {
    List<String> lines = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      if (scenario.name().equalsIgnoreCase(word)) {
        lines.add(
            scenario.name() + ": a scenario; './psci replay FILE' runs its text on any target");
        lines.add("  rules: " + String.join(", ", scenario.rules()));
        lines.add("  needs: " + needs(scenario));
        Scenarios.text(scenario.name()).lines().forEach(line -> lines.add("    " + line));
      }
    }
    return lines;
  }

  private static String needs(Scenario scenario) {
    List<String> needs = new ArrayList<>();
    needs.add("topology " + scenario.program().shape());
    scenario.needs().forEach(function -> needs.add(function.name()));
    scenario.callers().ifPresent(state -> needs.add("callers in " + state + " state"));
    return String.join(", ", needs);
  }
}
