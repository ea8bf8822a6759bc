// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import java.util.List;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Because;

/** What a returning call leaves as it was (5.2.2, 5.4.9; SMCCC). */
public final class Kept {
  public static final Clause BY_CALLS =
      clause(
          "registers",
          "of a call",
          "a call keeps all registers but X0 to X3, or those that its SMCCC names",
          "CONV-12");
  public static final Clause BY_REFUSED_SUSPENSIONS =
      clause(
          "registers",
          "of a refused suspension",
          "a suspension that is refused leaves the caller as it was",
          "SUSP-09",
          "CONV-12");
  public static final Clause BY_STANDBY =
      clause(
          "registers",
          "of a standby",
          "a standby returns with everything as it was",
          "STBY-01",
          "CONV-12");
  public static final Clause BY_POWER_DOWN =
      clause(
          "registers",
          "of a power-down",
          "a power-down that returns leaves the caller as it was",
          "PD-04",
          "CONV-12");
  public static final Clause BY_SYSTEM_SUSPEND =
      clause(
          "registers",
          "of SYSTEM_SUSPEND",
          "a SYSTEM_SUSPEND that returns leaves the caller as it was",
          "SSUSP-03",
          "PD-04",
          "CONV-12");
  public static final Clause STATE_BY_CALLS =
      clause(
          "core state",
          "of a call",
          "a call leaves PSTATE, the stack pointers and the system registers as they were",
          "CONV-15");
  public static final Clause ERROR_WIDTH =
      clause(
          "errors",
          "of SMC64 calls",
          "an error of an SMC64 call is a number of 64 bits, from 1.2 on",
          "CONV-11");

  private Kept() {}

  private static Clause clause(String subject, String situation, String sentence, String... rules) {
    return new Clause(Clause.Kind.REGISTERS, subject, situation, Because.of(rules), sentence);
  }

  /** All of them. */
  public static List<Clause> clauses() {
    return List.of(
        BY_CALLS,
        BY_REFUSED_SUSPENSIONS,
        BY_STANDBY,
        BY_POWER_DOWN,
        BY_SYSTEM_SUSPEND,
        STATE_BY_CALLS,
        ERROR_WIDTH);
  }
}
