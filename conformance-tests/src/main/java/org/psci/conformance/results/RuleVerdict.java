// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a run says of one rule. */
public enum RuleVerdict {
  /** It was exercised, and no history of the run contradicts it. */
  HOLDS("holds"),
  /** A cause that the run has found is a clause of it. */
  VIOLATED("violated"),
  /**
   * The text is open there, and the implementation follows a reading that is not the default one.
   */
  PERMITTED_VARIATION("permitted variation"),
  /**
   * It may be broken, and may not be: something that was seen can be put down to it, but was put
   * down to another rule, or may be a consequence of something else; or a clause that is broken
   * also stands under it.
   */
  IN_DOUBT("in doubt"),
  /** The version that the implementation has does not know the rule, or no black box can see it. */
  NOT_APPLICABLE("not applicable"),
  /** The way in which this target is run decides what is seen; the remarks say how. */
  NOT_JUDGED("not judged"),
  /** Nothing in the run exercised it; that is no pass. */
  NOT_EXERCISED("not exercised");

  private final String word;

  RuleVerdict(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
