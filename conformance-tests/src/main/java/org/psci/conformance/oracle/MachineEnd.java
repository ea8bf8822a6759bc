// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.oracle;

import org.psci.conformance.history.Event;
import org.psci.spec.model.Call;
import org.psci.spec.model.CoreState;
import org.psci.spec.vocabulary.PsciFunction;

/** The calls that end the machine, and what its host then sees. */
final class MachineEnd {
  private MachineEnd() {}

  /** What a core is in whose call has brought this about. */
  static CoreState state(Event.Machine.What what) {
    return switch (what) {
      case POWERED_OFF -> CoreState.POWERS_OFF;
      case RESET -> CoreState.RESETS;
      case HIBERNATED -> CoreState.HIBERNATES;
    };
  }

  /** What should come of the call, in words. */
  static String wanted(Call call) {
    return switch (PsciFunction.of(call.functionId()).orElseThrow()) {
      case SYSTEM_OFF -> "the machine is powered off";
      case SYSTEM_OFF2 -> "the machine is powered off to hibernate";
      default -> "the machine is reset";
    };
  }
}
