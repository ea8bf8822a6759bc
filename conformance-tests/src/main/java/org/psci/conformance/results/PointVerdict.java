// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.results;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an implementation reads a point at which the text is open. */
public enum PointVerdict {
  /** As a strict suite expects. */
  DEFAULT("default"),
  /** In a lawful way, at a point that has no default. */
  PERMITTED("permitted"),
  /** In a lawful way that is worth a remark. */
  VARIATION("variation"),
  /** In several lawful ways, where it would have to keep to one. */
  INCONSISTENT("inconsistent"),
  /** In a way that is a fault. */
  VIOLATION("violation");

  private final String word;

  PointVerdict(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
