// SPDX-License-Identifier: Apache-2.0
package org.psci.spec.function;

import org.psci.spec.model.State;
import org.psci.spec.step.CoreStart;
import org.psci.spec.step.WakeUp;
import org.psci.spec.vocabulary.PsciFunction;

/**
 * What cores do one after another, as text: {@code 1:PD-RET 2:OFF 3:DEFAULT}. A core suspends
 * itself by a {@link Composite} power state, or by one of the words below. Each step has to be
 * permitted.
 */
final class Course {
  private Course() {}

  /** The question as it is after these steps; who asks stays the same. */
  static Asked after(Asked start, String steps) {
    State state = start.before();
    for (String step : steps.isBlank() ? new String[0] : steps.strip().split("\\s+")) {
      String[] parts = step.split(":", 2);
      int core = Integer.parseInt(parts[0]);
      state = next(start.in(state), core, parts[1]);
    }
    return start.in(state);
  }

  private static State next(Asked asked, int core, String what) {
    Asked own = asked.by(core);
    long target = asked.platform().topology().mpidr(core).value();
    return switch (what) {
      case "OFF" -> leaving(own, PsciFunction.CPU_OFF.smc32(), 0, 0);
      case "FREEZE" -> leaving(own, PsciFunction.CPU_FREEZE.smc32(), 0, 0);
      case "DEFAULT" -> leaving(own, PsciFunction.CPU_DEFAULT_SUSPEND.smc64(), Asked.ENTRY, 0);
      case "SYSTEM" -> leaving(own, PsciFunction.SYSTEM_SUSPEND.smc64(), Asked.ENTRY, 0);
      case "POWER_OFF" -> leaving(own, PsciFunction.SYSTEM_OFF.smc32(), 0, 0);
      case "OSI" -> success(own, PsciFunction.PSCI_SET_SUSPEND_MODE.smc32(), 1);
      case "PC" -> success(own, PsciFunction.PSCI_SET_SUSPEND_MODE.smc32(), 0);
      case "PENDING" -> success(asked.by(0), PsciFunction.CPU_ON.smc64(), target);
      case "COMES_UP" -> CoreStart.of(asked.platform(), asked.before(), core);
      case "WAKES" -> WakeUp.of(asked.platform(), asked.before(), core);
      default -> leaving(own, PsciFunction.CPU_SUSPEND.smc64(), Composite.value(what), Asked.ENTRY);
    };
  }

  private static State leaving(Asked asked, int id, long x1, long x2) {
    return only("does not return", asked, id, x1, x2);
  }

  private static State success(Asked asked, int id, long x1) {
    return only("SUCCESS", asked, id, x1, Asked.ENTRY);
  }

  private static State only(String result, Asked asked, int id, long x1, long x2) {
    return asked.outcomes(id, x1, x2, 0).stream()
        .filter(outcome -> outcome.result().equals(result))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not permitted in " + asked.before()))
        .next();
  }
}
