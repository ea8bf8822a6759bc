// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import java.util.List;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Violation;
import org.psci.conformance.record.ProgramVerdict;
import org.psci.spec.model.EntryPoints;

/** Turns the judgement on one program into plain data. */
public final class ProgramRecord {
  private ProgramRecord() {}

  /**
   * A program and what came of it, where every deviation counts.
   *
   * @param name what it is called
   * @param rules the ids of the rules that it is there for
   * @param entries which addresses are entry points
   */
  public static Results.ScenarioData of(
      String name, List<String> rules, Judgement judgement, EntryPoints entries) {
    return new Results.ScenarioData(
        name,
        rules,
        ProgramVerdict.of(judgement),
        judgement.undecided().orElse(null),
        judgement.history().program().toString(),
        judgement.violations().stream().map(ProgramRecord::seen).toList(),
        EventList.of(
            judgement.history(),
            entries,
            judgement.violations().stream().map(Violation::event).findFirst()),
        List.of());
  }

  private static Results.SeenData seen(Violation violation) {
    return new Results.SeenData(
        violation.seen(),
        violation.permitted(),
        BrokenClause.of(violation).stream().map(BrokenClause::id).toList());
  }
}
