// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import java.util.List;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * Where a core comes in, with what, and that it does not come in otherwise (5.4, 5.6, 6.4, 6.6).
 */
public final class Entries {
  public static final Clause START_PLACE =
      clause(
          "start",
          "address",
          "a started core comes in at the entry point of its CPU_ON",
          "CPU_ON-02");
  public static final Clause START_CONTEXT =
      clause(
          "start",
          "context id",
          "a started core finds the context id of its CPU_ON in X0 or R0",
          "CPU_ON-13",
          "INIT-10");
  public static final Clause ONE_START =
      mistaken(
          "start",
          "of several callers",
          "of several callers of CPU_ON at once one starts the core, with what it asks for",
          "CPU_ON-07",
          "CPU_ON-06");
  public static final Clause FAILED_START =
      mistaken(
          "start",
          "after a failed CPU_ON",
          "a CPU_ON that failed decides neither entry point nor context id",
          "CPU_ON-08");
  public static final Clause STARTS_ONCE =
      mistaken("start", "once", "a CPU_ON starts its core once", "CPU_ON-02");
  public static final Clause START_OF_ANOTHER =
      mistaken(
          "start",
          "of another core",
          "a CPU_ON starts the core that it names, and no other",
          "CPU_ON-02");
  public static final Clause WAKE_UP_OF_ANOTHER =
      mistaken(
          "wake-up",
          "of another core",
          "a core that runs does not come in where another one is to wake up",
          "SUSP-01");
  public static final Clause STAYS_OFF =
      nothingElse("entry", "of a core that is OFF", "a core that is OFF stays OFF", "SM-02");
  public static final Clause STAYS_OFF_AFTER_CPU_OFF =
      clause(
          "entry",
          "after CPU_OFF",
          "a core that has called CPU_OFF stays OFF until a CPU_ON",
          "CPU_ON-15",
          "SM-02");
  public static final Clause RUNS_ON =
      nothingElse(
          "entry",
          "of a core that runs",
          "a core that runs is not started again",
          "SM-02",
          "CPU_ON-08");
  public static final Clause STAYS_FROZEN =
      clause("entry", "of a frozen core", "a frozen core stays as it is until a CPU_ON", "FRZ-01");
  public static final Clause PLACE_OF_POWER_DOWN = place(PsciFunction.CPU_SUSPEND, "PD-01");
  public static final Clause PLACE_OF_DEFAULT_SUSPEND =
      place(PsciFunction.CPU_DEFAULT_SUSPEND, "DSUSP-02");
  public static final Clause PLACE_OF_SYSTEM_SUSPEND =
      place(PsciFunction.SYSTEM_SUSPEND, "SSUSP-03");
  public static final Clause PLACE_OF_ANY =
      Clause.wider(
          "wake-up",
          "address of any suspension",
          "a core that wakes up without its context comes in at the entry point of its own call",
          "PD-01",
          "DSUSP-02",
          "SSUSP-03");
  public static final Clause WAKE_CONTEXT =
      clause(
          "wake-up",
          "context id",
          "a core that wakes up finds the context id of its own call in X0 or R0",
          "PD-05",
          "INIT-10");
  public static final Clause OWN_REQUEST =
      mistaken(
          "wake-up",
          "of several cores",
          "each core wakes up by its own call, and not by that of another core",
          "SUSP-14",
          "PD-05");
  public static final Clause STANDBY_RETURNS =
      clause(
          "wake-up",
          "from standby",
          "a core comes back from standby behind its call, and not at the entry point",
          "STBY-01",
          "SUSP-04");
  public static final Clause STANDBY_SUCCEEDS =
      mistaken(
          "wake-up",
          "result of a standby",
          "a standby that was not refused returns SUCCESS when it ends",
          "STBY-01",
          "SUSP-07");
  public static final Clause REFUSED_GOES_ON =
      clause(
          "wake-up",
          "after a refusal",
          "a core whose request was refused goes on behind its call",
          "SUSP-09");
  public static final Clause ONE_END =
      clause(
          "wake-up",
          "after its end",
          "a request that has ended, behind its call or at the entry point, does not end again",
          "PD-04");

  public static final Clause STAYS_AWAY =
      clause(
          "entry",
          "of a core that makes calls",
          "a core that is OFF runs nothing, until it comes in",
          "CPU_OFF-04",
          "CPU_ON-15");

  private Entries() {}

  private static Clause place(PsciFunction function, String rule) {
    return clause(
        "wake-up",
        "address of " + function,
        "a core that wakes up without its context comes in at the entry point of its " + function,
        rule);
  }

  private static Clause clause(String subject, String situation, String sentence, String... rules) {
    return new Clause(Clause.Kind.STEP, subject, situation, Because.of(rules), sentence);
  }

  /** That what one call says is not taken for what another one does. */
  private static Clause mistaken(
      String subject, String situation, String sentence, String... rules) {
    return new Clause(Clause.Kind.KNOWN_FAULT, subject, situation, Because.of(rules), sentence);
  }

  /** That a core does not come in for a reason of which nobody knows. */
  private static Clause nothingElse(
      String subject, String situation, String sentence, String... rules) {
    return new Clause(Clause.Kind.FRAME, subject, situation, Because.of(rules), sentence);
  }

  /** Where a core comes in that was suspended by this function. */
  public static Clause place(PsciFunction suspend) {
    return switch (suspend) {
      case SYSTEM_SUSPEND -> PLACE_OF_SYSTEM_SUSPEND;
      case CPU_DEFAULT_SUSPEND -> PLACE_OF_DEFAULT_SUSPEND;
      default -> PLACE_OF_POWER_DOWN;
    };
  }

  /** All of them, the more specific first. */
  public static List<Clause> clauses() {
    return List.of(
        ONE_START,
        FAILED_START,
        STARTS_ONCE,
        START_OF_ANOTHER,
        OWN_REQUEST,
        WAKE_UP_OF_ANOTHER,
        REFUSED_GOES_ON,
        ONE_END,
        STANDBY_RETURNS,
        STANDBY_SUCCEEDS,
        START_PLACE,
        START_CONTEXT,
        PLACE_OF_POWER_DOWN,
        PLACE_OF_DEFAULT_SUSPEND,
        PLACE_OF_SYSTEM_SUSPEND,
        PLACE_OF_ANY,
        WAKE_CONTEXT,
        STAYS_FROZEN,
        STAYS_OFF_AFTER_CPU_OFF,
        STAYS_OFF,
        RUNS_ON,
        STAYS_AWAY);
  }
}
