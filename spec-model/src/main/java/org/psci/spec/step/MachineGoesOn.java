// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.step;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.psci.spec.clause.Clause;
import org.psci.spec.rule.Because;
import org.psci.spec.vocabulary.PsciFunction;

/** That nothing but the calls that are there for it ends the machine (4.4, 5.5.2, 6.6). */
public final class MachineGoesOn {
  public static final Clause BY_ITSELF =
      clause(
          Clause.Kind.FRAME,
          "machine",
          "by itself",
          "the machine goes on while a core runs",
          "SM-02");

  private static final Map<PsciFunction, Clause> BESIDE = new EnumMap<>(PsciFunction.class);

  static {
    for (PsciFunction function : PsciFunction.values()) {
      BESIDE.put(
          function,
          clause(
              takesOthersAlong(function) ? Clause.Kind.STEP : Clause.Kind.FRAME,
              function.toString(),
              "ends no machine",
              "the machine does not end otherwise than the call of " + function + " asks",
              rule(function)));
    }
  }

  private MachineGoesOn() {}

  private static String rule(PsciFunction function) {
    return switch (function) {
      case CPU_OFF -> "CPU_OFF-05";
      case CPU_SUSPEND -> "SUSP-01";
      case SYSTEM_OFF -> "SYS-03";
      case SYSTEM_RESET -> "SYS-04";
      case SYSTEM_RESET2 -> "RST2-08";
      case SYSTEM_OFF2 -> "OFF2-06";
      default -> "SM-02";
    };
  }

  /** Whether it is one core that goes, where the machine as a whole might go with it. */
  private static boolean takesOthersAlong(PsciFunction function) {
    return function == PsciFunction.CPU_OFF || function == PsciFunction.CPU_SUSPEND;
  }

  private static Clause clause(
      Clause.Kind kind, String subject, String situation, String sentence, String rule) {
    return new Clause(kind, subject, situation, Because.of(rule), sentence);
  }

  /** That the machine does not end in another way than an open call of this function asks. */
  public static Clause beside(PsciFunction function) {
    return BESIDE.getOrDefault(function, BY_ITSELF);
  }

  /** All of them. */
  public static List<Clause> clauses() {
    List<Clause> all = new ArrayList<>(List.of(BY_ITSELF));
    all.addAll(BESIDE.values());
    return List.copyOf(all);
  }
}
