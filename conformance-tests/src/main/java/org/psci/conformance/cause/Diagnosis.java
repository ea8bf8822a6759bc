// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.cause;

import org.psci.conformance.history.History;
import org.psci.conformance.oracle.Judgement;
import org.psci.conformance.oracle.Oracle;
import org.psci.spec.function.Specification;

/** Judges histories, and says of each deviation which clause of the specification it breaks. */
public final class Diagnosis {
  private final Specification specification;
  private final Oracle oracle;

  /**
   * @param specification what the implementation has to keep, whole
   */
  public Diagnosis(Specification specification) {
    this.specification = specification;
    this.oracle = new Oracle(specification);
  }

  /** Judges a history. Others may have been run before since the machine was started. */
  public Judgement judge(History history) {
    Judgement judgement = oracle.judge(history);
    return judgement.violations().isEmpty()
        ? judgement
        : new CauseSearch(specification, oracle -> oracle.judge(history)).explain(judgement);
  }

  /** Judges the first history after a start of the machine. */
  public Judgement judgeFirst(History history) {
    Judgement judgement = oracle.judgeFirst(history);
    return judgement.violations().isEmpty()
        ? judgement
        : new CauseSearch(specification, oracle -> oracle.judgeFirst(history)).explain(judgement);
  }
}
