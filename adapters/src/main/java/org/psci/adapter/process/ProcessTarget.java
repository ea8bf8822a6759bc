// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import org.psci.conformance.target.BootTime;
import org.psci.conformance.target.StepwiseTarget;
import org.psci.conformance.target.Target;

/** The target {@code process}: an implementation behind an adapter in any language. */
public final class ProcessTarget {
  private static final int BATCH = 16;

  private ProcessTarget() {}

  /**
   * @param command the command line that starts the adapter; a shell splits it into words
   */
  public static Target of(String command) {
    return of(command, BootTime.of(ProcessMachine.USUAL_START));
  }

  /**
   * @param command the command line that starts the adapter; a shell splits it into words
   * @param bootTime how long the adapter may take to introduce itself, and to boot the machine
   */
  public static Target of(String command, BootTime bootTime) {
    return new StepwiseTarget(new ProcessMachine(command, bootTime), BATCH);
  }
}
