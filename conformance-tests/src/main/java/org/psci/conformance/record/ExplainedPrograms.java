// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Of a block of random programs those that are explained. They are counted and not kept: seed and
 * number give them again.
 *
 * @param first the number of the first program of the block
 * @param last the number of the last one that was run
 * @param scores what they exercised
 */
public record ExplainedPrograms(
    @JsonProperty(required = true) long first,
    @JsonProperty(required = true) long last,
    @JsonProperty(required = true) Scores scores)
    implements Entry {
  /**
   * So many make a block. Programs that begin by setting OS-initiated mode come in blocks of this
   * length, too.
   */
  public static final int BLOCK = 64;

  /** The part of the run that a random program belongs to. */
  public static String part(long number) {
    return "random programs from " + number / BLOCK * BLOCK;
  }

  @Override
  public String part() {
    return part(first);
  }
}
