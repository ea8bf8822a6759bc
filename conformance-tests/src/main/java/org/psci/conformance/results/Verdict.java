// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.annotation.JsonValue;

/** The verdict of a whole run. */
public enum Verdict {
  /** Everything that was exercised holds. */
  CONFORMS("conforms", 0),
  /** At least one rule is broken. */
  VIOLATIONS("violations", 1),
  /** Nothing was found broken, but too little could be judged to say more. */
  NO_VERDICT("no verdict", 3),
  /** The run goes on, or was cut off so that it could not say more. */
  RUNNING("running", 3);

  private final String word;
  private final int exitCode;

  Verdict(String word, int exitCode) {
    this.word = word;
    this.exitCode = exitCode;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** The exit code of the command that gave the verdict. */
  public int exitCode() {
    return exitCode;
  }
}
