// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonValue;
import org.psci.conformance.oracle.Judgement;

/** What came of one program. */
public enum ProgramVerdict {
  /** Everything that was seen is permitted, as far as the run looked at it. */
  EXPLAINED("explained"),
  /** Something was seen that is not permitted. */
  VIOLATED("violated"),
  /** It could not be judged. */
  UNDECIDED("undecided"),
  /** It did not run. */
  SKIPPED("skipped");

  private final String word;

  ProgramVerdict(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** What came of a program, where every deviation counts. */
  public static ProgramVerdict of(Judgement judgement) {
    if (judgement.isExplained()) {
      return EXPLAINED;
    }
    return judgement.violations().isEmpty() ? UNDECIDED : VIOLATED;
  }
}
