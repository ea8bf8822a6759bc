// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import org.psci.spec.clause.Clause;

/**
 * How much a clause permits that is left out, the least first. Where clauses of several tiers
 * explain something, those of the first are believed: they claim least.
 */
public enum Tier {
  /** A fault that implementations are known to have, followed. */
  KNOWN,
  /** One duty, one effect, one step, one code: only there is anything else permitted. */
  NARROW,
  /** The state of a core, for several functions. */
  VIEW,
  /** Everything that a function may do. */
  WIDE;

  public static Tier of(Clause clause) {
    return switch (clause.kind()) {
      case KNOWN_FAULT, DECODING -> KNOWN;
      case DUTY, STEP, REGISTERS, AGREEMENT, MEANING, EFFECT, NO_TRACE -> NARROW;
      case VIEW -> VIEW;
      case FRAME, PERMISSION -> WIDE;
    };
  }
}
