// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.run;

import java.util.ArrayList;
import java.util.List;
import org.psci.conformance.results.ProgramRecord;
import org.psci.conformance.results.ProgramVerdict;
import org.psci.conformance.results.Results;
import org.psci.conformance.scenario.Scenario;
import org.psci.spec.model.EntryPoints;

/** What came of the programs of a run: of each scenario in full, of random programs in numbers. */
final class Chronicle {
  private final EntryPoints entries;
  private final List<Results.ScenarioData> scenarios = new ArrayList<>();
  private long random;
  private long violated;
  private long undecided;

  /**
   * @param entries which addresses are entry points
   */
  Chronicle(EntryPoints entries) {
    this.entries = entries;
  }

  /**
   * @param outcomes how its runs came out, if cores race in it
   */
  void scenario(
      String name, List<String> rules, Outcome outcome, List<Results.OutcomeData> outcomes) {
    scenarios.add(
        ProgramRecord.of(
            name,
            rules,
            outcome.judgement(),
            outcome.verdict(),
            outcome.why(),
            outcome.believed(),
            entries,
            outcomes));
  }

  void skipped(Scenario scenario, String why) {
    scenarios.add(
        new Results.ScenarioData(
            scenario.name(),
            scenario.rules(),
            ProgramVerdict.SKIPPED,
            why,
            scenario.program().toString(),
            List.of(),
            List.of(),
            List.of()));
  }

  void random(Outcome outcome) {
    random++;
    violated += outcome.verdict() == ProgramVerdict.VIOLATED ? 1 : 0;
    undecided += outcome.verdict() == ProgramVerdict.UNDECIDED ? 1 : 0;
  }

  List<Results.ScenarioData> scenarios() {
    return List.copyOf(scenarios);
  }

  Results.RandomData random() {
    return new Results.RandomData(random, violated, undecided);
  }
}
