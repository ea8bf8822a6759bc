// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/** What has to happen in the end, though no bound of time is given: silences break these. */
public final class Progress {
  public static final Clause COMES_IN =
      clause("start", "in the end", "a core comes in whose CPU_ON returned SUCCESS", "CPU_ON-02");
  public static final Clause WAKES_UP =
      clause(
          "wake-up",
          "in the end",
          "a suspended core comes back when an interrupt is pending for it",
          "SUSP-10");
  public static final Clause WAKES_FROM_STANDBY_AT_ONCE =
      clause(
          "wake-up",
          "pending at a standby request",
          "a standby that is asked for while an interrupt is pending ends at once",
          "STBY-04",
          "SUSP-10");
  public static final Clause WAKES_FROM_POWER_DOWN_AT_ONCE =
      clause(
          "wake-up",
          "pending at a power-down request",
          "a power-down that is asked for while an interrupt is pending ends",
          "SUSP-10",
          "PD-03");
  public static final Clause WAKES_FROM_DEFAULT_SUSPEND =
      clause(
          "wake-up",
          "from CPU_DEFAULT_SUSPEND",
          "an interrupt ends CPU_DEFAULT_SUSPEND",
          "DSUSP-04",
          "SUSP-10");
  public static final Clause WAKES_FROM_SYSTEM_SUSPEND =
      clause(
          "wake-up",
          "from SYSTEM_SUSPEND",
          "an interrupt ends SYSTEM_SUSPEND",
          "SSUSP-03",
          "SUSP-10");
  public static final Clause GOES_OFF =
      clause("CPU_OFF", "in the end", "AFFINITY_INFO shows a core as OFF in the end", "CPU_OFF-03");
  public static final Clause SHOWS_AS_DOWN =
      clause(
          "NODE_HW_STATE",
          "in the end",
          "NODE_HW_STATE shows a core as down that has lost its context",
          "NHW-01");
  public static final Clause RUNS_BESIDE_SUSPENDED =
      clause(
          "CPU_SUSPEND",
          "other cores go on",
          "a core goes on while another one is suspended",
          "SUSP-01",
          "SUSP-02");
  public static final Clause RUNS_BESIDE_OFF =
      clause(
          "CPU_OFF", "other cores go on", "a core goes on when another one goes OFF", "CPU_OFF-05");

  private static final Map<PsciFunction, Clause> RETURNS = new EnumMap<>(PsciFunction.class);
  private static final Map<PsciFunction, Clause> ENDS = new EnumMap<>(PsciFunction.class);
  private static final Map<PsciFunction, Clause> ENDS_BY_ANY = new EnumMap<>(PsciFunction.class);

  static {
    for (PsciFunction function : PsciFunction.values()) {
      RETURNS.put(
          function,
          clause(
              function.toString(),
              "returns",
              "a call of " + function + " that does not take its caller away returns",
              switch (function) {
                case CPU_ON -> "CPU_ON-01";
                case AFFINITY_INFO -> "AFF-08";
                default -> "SM-06";
              }));
    }
    end(PsciFunction.SYSTEM_OFF, "powers the machine off", "SYS-03", "SYS-02");
    end(PsciFunction.SYSTEM_RESET, "resets the machine", "SYS-04", "SYS-02");
    end(PsciFunction.SYSTEM_RESET2, "resets the machine", "RST2-08", "RST2-08");
    end(PsciFunction.SYSTEM_OFF2, "powers the machine off to hibernate", "OFF2-06", "OFF2-05");
  }

  private Progress() {}

  private static void end(PsciFunction function, String what, String rule, String byAnyCore) {
    ENDS.put(function, clause(function.toString(), "happens", function + " " + what, rule));
    ENDS_BY_ANY.put(
        function,
        clause(
            function.toString(),
            "happens whoever calls",
            function + " " + what + " whichever core calls it",
            byAnyCore));
  }

  private static Clause clause(String subject, String situation, String sentence, String... rules) {
    return new Clause(Clause.Kind.STEP, subject, situation, Because.of(rules), sentence);
  }

  /** That a call of a function returns which does not take its caller away. */
  public static Clause returns(PsciFunction function) {
    return get(RETURNS, function);
  }

  /** That a call that ends the machine does so. */
  public static Clause ends(PsciFunction function) {
    return get(ENDS, function);
  }

  /** That it does so whichever core calls. */
  public static Clause endsWhoeverCalls(PsciFunction function) {
    return get(ENDS_BY_ANY, function);
  }

  private static Clause get(Map<PsciFunction, Clause> map, PsciFunction function) {
    Clause clause = map.get(function);
    if (clause == null) {
      throw new IllegalArgumentException(function + " ends no machine");
    }
    return clause;
  }

  /** All of them. */
  public static List<Clause> clauses() {
    List<Clause> all =
        new ArrayList<>(
            List.of(
                COMES_IN,
                WAKES_UP,
                WAKES_FROM_STANDBY_AT_ONCE,
                WAKES_FROM_POWER_DOWN_AT_ONCE,
                WAKES_FROM_DEFAULT_SUSPEND,
                WAKES_FROM_SYSTEM_SUSPEND,
                GOES_OFF,
                SHOWS_AS_DOWN,
                RUNS_BESIDE_SUSPENDED,
                RUNS_BESIDE_OFF));
    all.addAll(RETURNS.values());
    all.addAll(ENDS.values());
    all.addAll(ENDS_BY_ANY.values());
    return List.copyOf(all);
  }
}
