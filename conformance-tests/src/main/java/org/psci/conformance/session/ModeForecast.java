// SPDX-License-Identifier: Apache-2.0
package org.psci.conformance.session;

import org.psci.conformance.program.Phase;
import org.psci.conformance.program.Program;
import org.psci.conformance.program.Step;
import org.psci.conformance.program.Value;
import org.psci.spec.vocabulary.PsciFunction;
import org.psci.spec.vocabulary.SuspendMode;

/**
 * Whether a machine can be changed to OS-initiated mode, as far as the programs tell that ran on it
 * since it was started: not once something has suspended itself, unless the mode was changed after
 * that (MODE-02).
 */
final class ModeForecast {
  /** Whether something has suspended itself since the start, or since the last change of mode. */
  private boolean suspended;

  /** The machine was started afresh. */
  void started() {
    suspended = false;
  }

  /** Whether a program is to run in OS-initiated mode, and the machine will not change to it. */
  boolean forbids(Program program) {
    return suspended && entersFirst(program);
  }

  /** A program is run. At its end the machine is in platform-coordinated mode. */
  void note(Program program) {
    boolean osInitiated = false;
    for (Phase phase : program.phases()) {
      for (Step step : phase.steps()) {
        if (sets(step, SuspendMode.OS_INITIATED)) {
          osInitiated |= !suspended;
        } else if (sets(step, SuspendMode.PLATFORM_COORDINATED)) {
          osInitiated = false;
        } else if (step.suspends()) {
          suspended |= !osInitiated;
        }
      }
    }
  }

  /** Whether a program changes to OS-initiated mode before any CPU_SUSPEND in it. */
  private static boolean entersFirst(Program program) {
    for (Phase phase : program.phases()) {
      for (Step step : phase.steps()) {
        if (step.invocation().is(PsciFunction.CPU_SUSPEND)) {
          return false;
        }
        if (sets(step, SuspendMode.OS_INITIATED)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean sets(Step step, SuspendMode mode) {
    return step.invocation().is(PsciFunction.PSCI_SET_SUSPEND_MODE)
        && step.invocation().arguments().get(0) instanceof Value.Literal literal
        && (int) literal.bits() == mode.value();
  }
}
