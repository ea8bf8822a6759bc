// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.spec.model.EntryPoints;
import org.psci.spec.rule.Rule;

/** Turns the judgement on one program into plain data. */
public final class ProgramRecord {
  private ProgramRecord() {}

  /**
   * A program and what came of it.
   *
   * @param name what it is called
   * @param rules the ids of the rules that it is there for
   * @param why why there is no verdict; null if there is one
   * @param believed the deviations that count
   * @param entries which addresses are entry points
   * @param outcomes how its runs came out, if cores race in it
   */
  public static Results.ScenarioData of(
      String name,
      List<String> rules,
      Judgement judgement,
      ProgramVerdict verdict,
      @Nullable String why,
      List<Violation> believed,
      EntryPoints entries,
      List<Results.OutcomeData> outcomes) {
    return new Results.ScenarioData(
        name,
        rules,
        verdict,
        why,
        judgement.history().program().toString(),
        believed.stream().map(ProgramRecord::seen).toList(),
        EventList.of(
            judgement.history(), entries, believed.stream().map(Violation::event).findFirst()),
        outcomes);
  }

  /** A program and what came of it, where every deviation counts. */
  public static Results.ScenarioData of(
      String name, List<String> rules, Judgement judgement, EntryPoints entries) {
    return of(
        name,
        rules,
        judgement,
        verdict(judgement),
        judgement.undecided().orElse(null),
        judgement.violations(),
        entries,
        List.of());
  }

  /** What came of a program, where every deviation counts. */
  static ProgramVerdict verdict(Judgement judgement) {
    if (judgement.isExplained()) {
      return ProgramVerdict.EXPLAINED;
    }
    return judgement.violations().isEmpty() ? ProgramVerdict.UNDECIDED : ProgramVerdict.VIOLATED;
  }

  private static Results.SeenData seen(Violation violation) {
    return new Results.SeenData(
        violation.rules().stream().map(Rule::id).toList(), violation.seen(), violation.permitted());
  }
}
